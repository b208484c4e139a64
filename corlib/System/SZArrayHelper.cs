using System.Collections;
using System.Collections.Generic;
using System.Runtime.CompilerServices;

namespace System;

/// <summary>
/// The generic list interfaces of one-dimensional arrays. The VM calls these methods with the array itself as
/// <c>this</c>; no object of this class exists, and it may have neither fields nor virtual methods.
/// </summary>
internal sealed class SZArrayHelper
{
    private SZArrayHelper()
    {
    }

    internal IEnumerator<T> GetEnumerator<T>()
    {
        T[] array = Unsafe.As<T[]>(this);
        return array.Length == 0 ? SZGenericArrayEnumerator<T>.Empty : new SZGenericArrayEnumerator<T>(array, array.Length);
    }

    internal void CopyTo<T>(T[] array, int index)
    {
        T[] self = Unsafe.As<T[]>(this);
        Array.Copy(self, 0, array, index, self.Length);
    }

    internal int get_Count<T>() => Unsafe.As<T[]>(this).Length;

    internal T get_Item<T>(int index)
    {
        T[] self = Unsafe.As<T[]>(this);
        if ((uint)index >= (uint)self.Length)
        {
            ThrowHelper.ThrowIndexMustBeLess();
        }

        return self[index];
    }

    internal void set_Item<T>(int index, T value)
    {
        T[] self = Unsafe.As<T[]>(this);
        if ((uint)index >= (uint)self.Length)
        {
            ThrowHelper.ThrowIndexMustBeLess();
        }

        self[index] = value;
    }

    private void Add<T>(T value) => ThrowHelper.ThrowFixedSizeCollection();

    private bool Contains<T>(T value)
    {
        T[] self = Unsafe.As<T[]>(this);
        return Array.IndexOf(self, value, 0, self.Length) >= 0;
    }

    // ICollection<T> reports arrays as read-only; only the non-generic IList says otherwise.
    private bool get_IsReadOnly<T>() => true;

    private void Clear<T>() => ThrowHelper.ThrowReadOnlyCollection();

    private int IndexOf<T>(T value)
    {
        T[] self = Unsafe.As<T[]>(this);
        return Array.IndexOf(self, value, 0, self.Length);
    }

    private void Insert<T>(int index, T value) => ThrowHelper.ThrowFixedSizeCollection();

    private bool Remove<T>(T value)
    {
        ThrowHelper.ThrowFixedSizeCollection();
        return false;
    }

    private void RemoveAt<T>(int index) => ThrowHelper.ThrowFixedSizeCollection();
}
