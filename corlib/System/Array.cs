namespace System;

using System.Collections;
using System.Collections.Generic;
using System.Collections.ObjectModel;

/// Base of all arrays. T[] gets IList<T> from SZArrayHelper through the VM (contract 5).
[Serializable]
public abstract unsafe partial class Array : ICloneable, IList, IStructuralComparable, IStructuralEquatable
{
    internal const int MaxArrayLength = 0x7FFFFFC7;

    private protected Array() { }

    /// Maximum length of arrays.
    public static int MaxLength => MaxArrayLength;

    // ---- natives ----

    /// New array; lowerBounds null: zero based vector or rank-dimensional array. With lowerBounds: exact bounds (rank 1 and bound 0: vector).
    [MethodImpl(MethodImplOptions.InternalCall)]
    private static extern Array InternalCreate(RuntimeType elementType, int rank, int* lengths, int* lowerBounds);

    /// Copies elements, arguments checked before; casts, boxes, unboxes and widens as .NET does; overlap allowed. ArrayTypeMismatchException, InvalidCastException.
    [MethodImpl(MethodImplOptions.InternalCall)]
    private static extern void CopyImpl(Array sourceArray, int sourceIndex, Array destinationArray, int destinationIndex, int length);

    /// Zeroes elements index … index+length-1 (flat).
    [MethodImpl(MethodImplOptions.InternalCall)]
    private static extern void ClearImpl(Array array, int index, int length);

    /// Element at a flat index, boxed.
    [MethodImpl(MethodImplOptions.InternalCall)]
    private extern object InternalGetValue(int flattenedIndex);

    /// Stores at a flat index with unboxing and primitive widening; InvalidCastException if the type does not fit; null zeroes a value element.
    [MethodImpl(MethodImplOptions.InternalCall)]
    private extern void InternalSetValue(object value, int flattenedIndex);

    /// Runs the default constructor of a value type on every element, if it has one.
    [MethodImpl(MethodImplOptions.InternalCall)]
    private extern void InternalInitialize();

    // ---- shape ----

    public int Length => (int)Unsafe.As<RawArrayData>(this).Length;

    internal nuint NativeLength => Unsafe.As<RawArrayData>(this).Length;

    public long LongLength => Unsafe.As<RawArrayData>(this).Length;

    public int Rank
    {
        get
        {
            int rank = RuntimeHelpers.GetMethodTable(this)->MultiDimensionalArrayRank;
            return rank == 0 ? 1 : rank;
        }
    }

    // Bounds of a multi-dimensional array: int32 lengths[rank], then int32 lowerBounds[rank] (contract 4.1).
    private ref int GetMultiDimensionalArrayBounds() => ref Unsafe.As<byte, int>(ref Unsafe.As<RawArrayData>(this).Data);

    public int GetLength(int dimension)
    {
        int rank = RuntimeHelpers.GetMethodTable(this)->MultiDimensionalArrayRank;
        if (rank == 0 && dimension == 0) return Length;
        if ((uint)dimension >= (uint)rank) throw new IndexOutOfRangeException("Array does not have that many dimensions.");
        return Unsafe.Add(ref GetMultiDimensionalArrayBounds(), dimension);
    }

    public long GetLongLength(int dimension) => GetLength(dimension);

    public int GetLowerBound(int dimension)
    {
        int rank = RuntimeHelpers.GetMethodTable(this)->MultiDimensionalArrayRank;
        if (rank == 0 && dimension == 0) return 0;
        if ((uint)dimension >= (uint)rank) throw new IndexOutOfRangeException("Array does not have that many dimensions.");
        return Unsafe.Add(ref GetMultiDimensionalArrayBounds(), rank + dimension);
    }

    public int GetUpperBound(int dimension)
    {
        int rank = RuntimeHelpers.GetMethodTable(this)->MultiDimensionalArrayRank;
        if (rank == 0 && dimension == 0) return Length - 1;
        if ((uint)dimension >= (uint)rank) throw new IndexOutOfRangeException("Array does not have that many dimensions.");
        ref int bounds = ref GetMultiDimensionalArrayBounds();
        return Unsafe.Add(ref bounds, dimension) + Unsafe.Add(ref bounds, rank + dimension) - 1;
    }

    public bool IsReadOnly => false;
    public bool IsFixedSize => true;
    public bool IsSynchronized => false;
    public object SyncRoot => this;
    int ICollection.Count => Length;

    // ---- creation ----

    private static RuntimeType CheckElement(Type elementType)
    {
        if (elementType == null) throw new ArgumentNullException(nameof(elementType));
        RuntimeType type = elementType.UnderlyingSystemType as RuntimeType;
        if (type == null) throw new ArgumentException("Type must be a type provided by the runtime.", nameof(elementType));
        if (type.IsByRef || type == typeof(void) || type.ContainsGenericParameters) throw new NotSupportedException("Specified type is not supported");
        return type;
    }

    public static Array CreateInstance(Type elementType, int length)
    {
        RuntimeType type = CheckElement(elementType);
        if (length < 0) throw new ArgumentOutOfRangeException(nameof(length), "Non-negative number required.");
        return InternalCreate(type, 1, &length, null);
    }

    public static Array CreateInstance(Type elementType, int length1, int length2) => CreateInstance(elementType, new[] { length1, length2 });

    public static Array CreateInstance(Type elementType, int length1, int length2, int length3) => CreateInstance(elementType, new[] { length1, length2, length3 });

    public static Array CreateInstance(Type elementType, params int[] lengths)
    {
        RuntimeType type = CheckElement(elementType);
        if (lengths == null) throw new ArgumentNullException(nameof(lengths));
        if (lengths.Length == 0) throw new ArgumentException("Must provide at least one rank.");
        CheckLengths(lengths);
        fixed (int* p = lengths) return InternalCreate(type, lengths.Length, p, null);
    }

    public static Array CreateInstance(Type elementType, params long[] lengths)
    {
        if (lengths == null) throw new ArgumentNullException(nameof(lengths));
        int[] small = new int[lengths.Length];
        for (int i = 0; i < small.Length; i++) small[i] = Narrow(lengths[i], nameof(lengths));
        return CreateInstance(elementType, small);
    }

    public static Array CreateInstance(Type elementType, int[] lengths, int[] lowerBounds)
    {
        RuntimeType type = CheckElement(elementType);
        if (lengths == null) throw new ArgumentNullException(nameof(lengths));
        if (lowerBounds == null) throw new ArgumentNullException(nameof(lowerBounds));
        if (lengths.Length != lowerBounds.Length) throw new ArgumentException("The number of lengths and lowerBounds must match.");
        if (lengths.Length == 0) throw new ArgumentException("Must provide at least one rank.");
        CheckLengths(lengths);
        for (int i = 0; i < lengths.Length; i++)
            if ((long)lowerBounds[i] + lengths[i] > int.MaxValue) throw new ArgumentOutOfRangeException(null, "Higher indices will exceed Int32.MaxValue because of large lower bound and/or length.");
        fixed (int* p = lengths)
        fixed (int* q = lowerBounds)
            return InternalCreate(type, lengths.Length, p, q);
    }

    private static void CheckLengths(int[] lengths)
    {
        for (int i = 0; i < lengths.Length; i++)
            if (lengths[i] < 0) throw new ArgumentOutOfRangeException("lengths[" + i.ToString() + "]", "Non-negative number required.");
    }

    private static int Narrow(long value, string name)
    {
        if (value > int.MaxValue || value < int.MinValue) throw new ArgumentOutOfRangeException(name, "Arrays larger than 2GB are not supported.");
        return (int)value;
    }

    public object Clone() => MemberwiseClone();

    public void Initialize() => InternalInitialize();

    public static T[] Empty<T>() => EmptyArray<T>.Value;

    private static class EmptyArray<T>
    {
        internal static readonly T[] Value = new T[0];
    }

    // ---- copy, clear ----

    public static void Copy(Array sourceArray, Array destinationArray, int length)
    {
        if (sourceArray == null) throw new ArgumentNullException(nameof(sourceArray));
        if (destinationArray == null) throw new ArgumentNullException(nameof(destinationArray));
        Copy(sourceArray, sourceArray.GetLowerBound(0), destinationArray, destinationArray.GetLowerBound(0), length);
    }

    public static void Copy(Array sourceArray, int sourceIndex, Array destinationArray, int destinationIndex, int length)
    {
        if (sourceArray == null) throw new ArgumentNullException(nameof(sourceArray));
        if (destinationArray == null) throw new ArgumentNullException(nameof(destinationArray));
        if (sourceArray.GetType() != destinationArray.GetType() && sourceArray.Rank != destinationArray.Rank)
            throw new RankException("The specified arrays must have the same number of dimensions.");
        if (length < 0) throw new ArgumentOutOfRangeException(nameof(length), "Non-negative number required.");
        int lower = sourceArray.GetLowerBound(0);
        if (sourceIndex < lower || sourceIndex - lower < 0) throw new ArgumentOutOfRangeException(nameof(sourceIndex), "Number was less than the array's lower bound in the first dimension.");
        sourceIndex -= lower;
        lower = destinationArray.GetLowerBound(0);
        if (destinationIndex < lower || destinationIndex - lower < 0) throw new ArgumentOutOfRangeException(nameof(destinationIndex), "Number was less than the array's lower bound in the first dimension.");
        destinationIndex -= lower;
        if ((uint)(sourceIndex + length) > sourceArray.NativeLength)
            throw new ArgumentException("Source array was not long enough. Check the source index, length, and the array's lower bounds.", nameof(sourceArray));
        if ((uint)(destinationIndex + length) > destinationArray.NativeLength)
            throw new ArgumentException("Destination array was not long enough. Check the destination index, length, and the array's lower bounds.", nameof(destinationArray));
        CopyImpl(sourceArray, sourceIndex, destinationArray, destinationIndex, length);
    }

    public static void Copy(Array sourceArray, Array destinationArray, long length) => Copy(sourceArray, destinationArray, Narrow(length, nameof(length)));

    public static void Copy(Array sourceArray, long sourceIndex, Array destinationArray, long destinationIndex, long length) =>
        Copy(sourceArray, Narrow(sourceIndex, nameof(sourceIndex)), destinationArray, Narrow(destinationIndex, nameof(destinationIndex)), Narrow(length, nameof(length)));

    public static void ConstrainedCopy(Array sourceArray, int sourceIndex, Array destinationArray, int destinationIndex, int length)
    {
        if (sourceArray == null) throw new ArgumentNullException(nameof(sourceArray));
        if (destinationArray == null) throw new ArgumentNullException(nameof(destinationArray));
        if (!destinationArray.GetType().IsAssignableFrom(sourceArray.GetType()))
            throw new ArrayTypeMismatchException("Array.ConstrainedCopy will only work on array types that are provably compatible, without any form of boxing, unboxing, widening, or casting of each array element.  Change the array types (i.e., copy a Derived[] to a Base[]), or use a mitigation strategy in the CER for Array.Copy's less powerful reliability contract, such as cloning the array or throwing away the potentially corrupt destination array.");
        Copy(sourceArray, sourceIndex, destinationArray, destinationIndex, length);
    }

    public void CopyTo(Array array, int index)
    {
        if (array != null && array.Rank != 1) throw new ArgumentException("Only single dimensional arrays are supported for the requested action.");
        Copy(this, GetLowerBound(0), array, index, Length);
    }

    public void CopyTo(Array array, long index) => CopyTo(array, Narrow(index, nameof(index)));

    public static void Clear(Array array)
    {
        if (array == null) throw new ArgumentNullException(nameof(array));
        ClearImpl(array, 0, array.Length);
    }

    public static void Clear(Array array, int index, int length)
    {
        if (array == null) throw new ArgumentNullException(nameof(array));
        int lower = array.Rank == 1 ? array.GetLowerBound(0) : 0;
        int offset = index - lower;
        if (index < lower || offset < 0 || length < 0 || (uint)(offset + length) > array.NativeLength) throw new IndexOutOfRangeException();
        ClearImpl(array, offset, length);
    }

    public static void Resize<T>(ref T[] array, int newSize)
    {
        if (newSize < 0) throw new ArgumentOutOfRangeException(nameof(newSize), "Non-negative number required.");
        T[] old = array;
        if (old == null)
        {
            array = new T[newSize];
            return;
        }
        if (old.Length == newSize) return;
        T[] fresh = new T[newSize];
        Copy(old, 0, fresh, 0, old.Length < newSize ? old.Length : newSize);
        array = fresh;
    }

    // ---- elements ----

    private int FlatIndex(int[] indices)
    {
        if (indices == null) throw new ArgumentNullException(nameof(indices));
        if (Rank != indices.Length) throw new ArgumentException("Indices length does not match the array rank.");
        int flat = 0;
        for (int i = 0; i < indices.Length; i++)
        {
            int length = GetLength(i);
            int index = indices[i] - GetLowerBound(i);
            if ((uint)index >= (uint)length) throw new IndexOutOfRangeException();
            flat = flat * length + index;
        }
        return flat;
    }

    private int FlatIndex1(int index)
    {
        if (Rank != 1) throw new ArgumentException("Array was not a one-dimensional array.");
        int flat = index - GetLowerBound(0);
        if ((uint)flat >= (uint)Length) throw new IndexOutOfRangeException();
        return flat;
    }

    private int FlatIndex2(int index1, int index2)
    {
        if (Rank != 2) throw new ArgumentException("Array was not a two-dimensional array.");
        return FlatIndex(new[] { index1, index2 });
    }

    private int FlatIndex3(int index1, int index2, int index3)
    {
        if (Rank != 3) throw new ArgumentException("Array was not a three-dimensional array.");
        return FlatIndex(new[] { index1, index2, index3 });
    }

    private static int[] Narrow(long[] indices)
    {
        if (indices == null) throw new ArgumentNullException(nameof(indices));
        int[] small = new int[indices.Length];
        for (int i = 0; i < small.Length; i++) small[i] = Narrow(indices[i], "index");
        return small;
    }

    public object GetValue(int index) => InternalGetValue(FlatIndex1(index));
    public object GetValue(int index1, int index2) => InternalGetValue(FlatIndex2(index1, index2));
    public object GetValue(int index1, int index2, int index3) => InternalGetValue(FlatIndex3(index1, index2, index3));
    public object GetValue(params int[] indices) => InternalGetValue(FlatIndex(indices));
    public object GetValue(long index) => GetValue(Narrow(index, nameof(index)));
    public object GetValue(long index1, long index2) => GetValue(Narrow(index1, nameof(index1)), Narrow(index2, nameof(index2)));
    public object GetValue(long index1, long index2, long index3) => GetValue(Narrow(index1, nameof(index1)), Narrow(index2, nameof(index2)), Narrow(index3, nameof(index3)));
    public object GetValue(params long[] indices) => GetValue(Narrow(indices));

    public void SetValue(object value, int index) => InternalSetValue(value, FlatIndex1(index));
    public void SetValue(object value, int index1, int index2) => InternalSetValue(value, FlatIndex2(index1, index2));
    public void SetValue(object value, int index1, int index2, int index3) => InternalSetValue(value, FlatIndex3(index1, index2, index3));
    public void SetValue(object value, params int[] indices) => InternalSetValue(value, FlatIndex(indices));
    public void SetValue(object value, long index) => SetValue(value, Narrow(index, nameof(index)));
    public void SetValue(object value, long index1, long index2) => SetValue(value, Narrow(index1, nameof(index1)), Narrow(index2, nameof(index2)));
    public void SetValue(object value, long index1, long index2, long index3) => SetValue(value, Narrow(index1, nameof(index1)), Narrow(index2, nameof(index2)), Narrow(index3, nameof(index3)));
    public void SetValue(object value, params long[] indices) => SetValue(value, Narrow(indices));

    object IList.this[int index]
    {
        get => GetValue(index);
        set => SetValue(value, index);
    }

    int IList.Add(object value) => throw new NotSupportedException("Collection was of a fixed size.");
    bool IList.Contains(object value) => IndexOf(this, value) >= GetLowerBound(0);
    void IList.Clear() => Clear(this);
    int IList.IndexOf(object value) => IndexOf(this, value);
    void IList.Insert(int index, object value) => throw new NotSupportedException("Collection was of a fixed size.");
    void IList.Remove(object value) => throw new NotSupportedException("Collection was of a fixed size.");
    void IList.RemoveAt(int index) => throw new NotSupportedException("Collection was of a fixed size.");

    public IEnumerator GetEnumerator() => new ArrayEnumerator(this);

    // ---- structural ----

    int IStructuralComparable.CompareTo(object other, IComparer comparer)
    {
        if (other == null) return 1;
        if (other is not Array array || array.Length != Length) throw new ArgumentException("Object is not a array with the same number of elements as the array to compare it to.", nameof(other));
        for (int i = 0; i < Length; i++)
        {
            int c = comparer.Compare(GetValue(i), array.GetValue(i));
            if (c != 0) return c;
        }
        return 0;
    }

    bool IStructuralEquatable.Equals(object other, IEqualityComparer comparer)
    {
        if (other == (object)this) return true;
        if (other is not Array array || array.Length != Length) return false;
        for (int i = 0; i < Length; i++)
            if (!comparer.Equals(GetValue(i), array.GetValue(i))) return false;
        return true;
    }

    int IStructuralEquatable.GetHashCode(IEqualityComparer comparer)
    {
        if (comparer == null) throw new ArgumentNullException(nameof(comparer));
        int hash = 17;
        for (int i = Length >= 8 ? Length - 8 : 0; i < Length; i++) hash = hash * 31 + comparer.GetHashCode(GetValue(i));
        return hash;
    }

    // ---- order ----

    public static void Reverse(Array array)
    {
        if (array == null) throw new ArgumentNullException(nameof(array));
        Reverse(array, array.GetLowerBound(0), array.Length);
    }

    public static void Reverse(Array array, int index, int length)
    {
        CheckOneDimensional(array);
        CheckRange(array, index, length);
        int lower = array.GetLowerBound(0);
        for (int i = index - lower, j = i + length - 1; i < j; i++, j--)
        {
            object item = array.InternalGetValue(i);
            array.InternalSetValue(array.InternalGetValue(j), i);
            array.InternalSetValue(item, j);
        }
    }

    public static void Reverse<T>(T[] array)
    {
        if (array == null) throw new ArgumentNullException(nameof(array));
        Reverse(array, 0, array.Length);
    }

    public static void Reverse<T>(T[] array, int index, int length)
    {
        if (array == null) throw new ArgumentNullException(nameof(array));
        CheckRange(array, index, length);
        for (int i = index, j = index + length - 1; i < j; i++, j--)
        {
            T item = array[i];
            array[i] = array[j];
            array[j] = item;
        }
    }

    public static void Sort(Array array)
    {
        if (array == null) throw new ArgumentNullException(nameof(array));
        Sort(array, null, array.GetLowerBound(0), array.Length, null);
    }

    public static void Sort(Array array, IComparer comparer)
    {
        if (array == null) throw new ArgumentNullException(nameof(array));
        Sort(array, null, array.GetLowerBound(0), array.Length, comparer);
    }

    public static void Sort(Array array, int index, int length) => Sort(array, null, index, length, null);

    public static void Sort(Array array, int index, int length, IComparer comparer) => Sort(array, null, index, length, comparer);

    public static void Sort(Array keys, Array items) => Sort(keys, items, null);

    public static void Sort(Array keys, Array items, IComparer comparer)
    {
        if (keys == null) throw new ArgumentNullException(nameof(keys));
        Sort(keys, items, keys.GetLowerBound(0), keys.Length, comparer);
    }

    public static void Sort(Array keys, Array items, int index, int length) => Sort(keys, items, index, length, null);

    public static void Sort(Array keys, Array items, int index, int length, IComparer comparer)
    {
        if (keys == null) throw new ArgumentNullException(nameof(keys));
        if (keys.Rank != 1 || (items != null && items.Rank != 1)) throw new RankException("Only single dimensional arrays are supported for the requested action.");
        CheckRange(keys, index, length);
        int keysLower = keys.GetLowerBound(0);
        if (items != null)
        {
            if (keysLower != items.GetLowerBound(0)) throw new ArgumentException("The arrays' lower bounds must be identical.");
            if (index - keysLower > items.Length - length) throw new ArgumentException("Offset and length were out of bounds for the array or count is greater than the number of elements from index to the end of the source collection.");
        }
        if (length < 2) return;
        // Untyped arrays are sorted through boxed copies: the elements move, so each is boxed once only.
        object[] boxedKeys = new object[length];
        object[] boxedItems = items == null ? null : new object[length];
        for (int i = 0; i < length; i++)
        {
            boxedKeys[i] = keys.InternalGetValue(index - keysLower + i);
            if (items != null) boxedItems[i] = items.InternalGetValue(index - keysLower + i);
        }
        IComparer<object> order = new UntypedComparer(comparer ?? Comparer.Default);
        try
        {
            if (items == null) Sort<object>(boxedKeys, 0, length, order);
            else Sort<object, object>(boxedKeys, boxedItems, 0, length, order);
        }
        finally
        {
            for (int i = 0; i < length; i++)
            {
                keys.InternalSetValue(boxedKeys[i], index - keysLower + i);
                if (items != null) items.InternalSetValue(boxedItems[i], index - keysLower + i);
            }
        }
    }

    private sealed class UntypedComparer : IComparer<object>
    {
        private readonly IComparer comparer;
        internal UntypedComparer(IComparer comparer) { this.comparer = comparer; }
        public int Compare(object x, object y) => comparer.Compare(x, y);
    }

    public static void Sort<T>(T[] array)
    {
        if (array == null) throw new ArgumentNullException(nameof(array));
        if (array.Length > 1) ArraySortHelper<T>.Sort(new Span<T>(array), (IComparer<T>)null);
    }

    public static void Sort<T>(T[] array, IComparer<T> comparer)
    {
        if (array == null) throw new ArgumentNullException(nameof(array));
        Sort(array, 0, array.Length, comparer);
    }

    public static void Sort<T>(T[] array, int index, int length) => Sort(array, index, length, null);

    public static void Sort<T>(T[] array, int index, int length, IComparer<T> comparer)
    {
        if (array == null) throw new ArgumentNullException(nameof(array));
        CheckRange(array, index, length);
        if (length > 1) ArraySortHelper<T>.Sort(new Span<T>(array, index, length), comparer);
    }

    public static void Sort<T>(T[] array, Comparison<T> comparison)
    {
        if (array == null) throw new ArgumentNullException(nameof(array));
        if (comparison == null) throw new ArgumentNullException(nameof(comparison));
        if (array.Length > 1) ArraySortHelper<T>.Sort(new Span<T>(array), comparison);
    }

    public static void Sort<TKey, TValue>(TKey[] keys, TValue[] items)
    {
        if (keys == null) throw new ArgumentNullException(nameof(keys));
        Sort(keys, items, 0, keys.Length, null);
    }

    public static void Sort<TKey, TValue>(TKey[] keys, TValue[] items, IComparer<TKey> comparer)
    {
        if (keys == null) throw new ArgumentNullException(nameof(keys));
        Sort(keys, items, 0, keys.Length, comparer);
    }

    public static void Sort<TKey, TValue>(TKey[] keys, TValue[] items, int index, int length) => Sort(keys, items, index, length, null);

    public static void Sort<TKey, TValue>(TKey[] keys, TValue[] items, int index, int length, IComparer<TKey> comparer)
    {
        if (keys == null) throw new ArgumentNullException(nameof(keys));
        CheckRange(keys, index, length);
        if (items != null && index > items.Length - length) throw new ArgumentException("Offset and length were out of bounds for the array or count is greater than the number of elements from index to the end of the source collection.");
        if (length < 2) return;
        if (items == null) Sort(keys, index, length, comparer);
        else ArraySortHelper<TKey, TValue>.Sort(new Span<TKey>(keys, index, length), new Span<TValue>(items, index, length), comparer);
    }
}
