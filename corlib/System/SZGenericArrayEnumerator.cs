using System.Collections;
using System.Collections.Generic;

namespace System;

/// <summary>Walks the first elements of an array.</summary>
internal sealed class SZGenericArrayEnumerator<T> : IEnumerator<T>
{
    /// <summary>The one enumerator over nothing, shared by all empty collections of T.</summary>
    internal static readonly SZGenericArrayEnumerator<T> Empty = new(null, 0);

    private readonly T[] _array;
    private readonly int _end;
    private int _index = -1;

    internal SZGenericArrayEnumerator(T[] array, int end)
    {
        _array = array;
        _end = end;
    }

    public T Current
    {
        get
        {
            int index = _index;
            if ((uint)index >= (uint)_end)
            {
                ThrowHelper.ThrowInvalidOperationException(index < 0 ? ThrowHelper.EnumNotStarted : ThrowHelper.EnumEnded);
            }

            return _array[index];
        }
    }

    object IEnumerator.Current => Current;

    public bool MoveNext()
    {
        int index = _index + 1;
        if ((uint)index < (uint)_end)
        {
            _index = index;
            return true;
        }

        _index = _end;
        return false;
    }

    public void Reset() => _index = -1;

    public void Dispose()
    {
    }
}
