using System.Collections.Generic;

namespace System.Collections.Immutable;

public readonly partial struct ImmutableArray<T>
{
    /// <summary>Collects items; may hand over its array without copying.</summary>
    public sealed class Builder : IList<T>, IReadOnlyList<T>
    {
        private T[] _items;
        private int _count;

        internal Builder(int capacity)
        {
            if (capacity < 0)
                throw new ArgumentOutOfRangeException(nameof(capacity));
            _items = new T[capacity];
        }

        internal T[] Storage => _items;

        public int Capacity
        {
            get => _items.Length;
            set
            {
                if (value < _count)
                    throw new ArgumentException("Capacity was set to less than Count", nameof(value));
                Array.Resize(ref _items, value);
            }
        }

        public int Count
        {
            get => _count;
            set
            {
                if (value < 0)
                    throw new ArgumentOutOfRangeException(nameof(value));
                if (value < _count)
                    Array.Clear(_items, value, _count - value);
                Reserve(value);
                _count = value;
            }
        }

        private void Reserve(int count)
        {
            if (count > _items.Length)
                Array.Resize(ref _items, Math.Max(_items.Length * 2, count));
        }

        private void CheckIndex(int index)
        {
            if ((uint)index >= (uint)_count)
                throw new IndexOutOfRangeException();
        }

        public T this[int index]
        {
            get
            {
                CheckIndex(index);
                return _items[index];
            }
            set
            {
                CheckIndex(index);
                _items[index] = value;
            }
        }

        public ref readonly T ItemRef(int index)
        {
            CheckIndex(index);
            return ref _items[index];
        }

        public void Add(T item)
        {
            Reserve(_count + 1);
            _items[_count++] = item;
        }

        public void AddRange(IEnumerable<T> items)
        {
            Throw.IfNull(items, nameof(items));
            foreach (T item in items)
                Add(item);
        }

        public void AddRange(params ReadOnlySpan<T> items)
        {
            Reserve(_count + items.Length);
            items.CopyTo(_items.AsSpan(_count));
            _count += items.Length;
        }

        public void AddRange(params T[] items) => AddRange((items ?? throw new ArgumentNullException(nameof(items))).AsSpan());
        public void AddRange(T[] items, int length) => AddRange(items.AsSpan(0, length));
        public void AddRange(ImmutableArray<T> items) => AddRange(items.AsSpan());
        public void AddRange(ImmutableArray<T> items, int length) => AddRange(items.AsSpan(0, length));
        public void AddRange(Builder items) => AddRange(items._items.AsSpan(0, items._count));
        public void AddRange<TDerived>(ImmutableArray<TDerived> items) where TDerived : T => AddRange(items.AsSpan());
        public void AddRange<TDerived>(ImmutableArray<TDerived>.Builder items) where TDerived : T => AddRange((ReadOnlySpan<TDerived>)items.ToArray());
        public void AddRange<TDerived>(TDerived[] items) where TDerived : T => AddRange((ReadOnlySpan<TDerived>)items);

        public void AddRange<TDerived>(params ReadOnlySpan<TDerived> items) where TDerived : T
        {
            foreach (TDerived item in items)
                Add(item);
        }

        public void Insert(int index, T item)
        {
            if ((uint)index > (uint)_count)
                throw new ArgumentOutOfRangeException(nameof(index));
            Reserve(_count + 1);
            Array.Copy(_items, index, _items, index + 1, _count - index);
            _items[index] = item;
            _count++;
        }

        public void InsertRange(int index, IEnumerable<T> items)
        {
            foreach (T item in Linq.Enumerable.ToArray(items))
                Insert(index++, item);
        }

        public void InsertRange(int index, ImmutableArray<T> items) => InsertRange(index, (IEnumerable<T>)items.array);

        public void Clear() => Count = 0;
        public bool Contains(T item) => IndexOf(item) >= 0;
        public int IndexOf(T item) => IndexOf(item, 0, _count, null);
        public int IndexOf(T item, int startIndex) => IndexOf(item, startIndex, _count - startIndex, null);
        public int IndexOf(T item, int startIndex, int count) => IndexOf(item, startIndex, count, null);
        public int IndexOf(T item, int startIndex, IEqualityComparer<T> equalityComparer) => IndexOf(item, startIndex, _count - startIndex, equalityComparer);
        public int IndexOf(T item, int startIndex, int count, IEqualityComparer<T> equalityComparer) => new ImmutableArray<T>(_items).IndexOf(item, startIndex, count, equalityComparer);
        public int LastIndexOf(T item) => _count == 0 ? -1 : LastIndexOf(item, _count - 1, _count, null);
        public int LastIndexOf(T item, int startIndex) => LastIndexOf(item, startIndex, startIndex + 1, null);
        public int LastIndexOf(T item, int startIndex, int count) => LastIndexOf(item, startIndex, count, null);
        public int LastIndexOf(T item, int startIndex, int count, IEqualityComparer<T> equalityComparer) => new ImmutableArray<T>(_items).LastIndexOf(item, startIndex, count, equalityComparer);

        public bool Remove(T element) => Remove(element, null);

        public bool Remove(T element, IEqualityComparer<T> equalityComparer)
        {
            int at = IndexOf(element, 0, _count, equalityComparer);
            if (at >= 0)
                RemoveAt(at);
            return at >= 0;
        }

        public void RemoveAt(int index) => RemoveRange(index, 1);

        public void RemoveRange(int index, int length)
        {
            if (index < 0 || index > _count)
                throw new ArgumentOutOfRangeException(nameof(index));
            if (length < 0 || index + length > _count)
                throw new ArgumentOutOfRangeException(nameof(length));
            Array.Copy(_items, index + length, _items, index, _count - index - length);
            Count = _count - length;
        }

        public void RemoveRange(IEnumerable<T> items) => RemoveRange(items, null);

        public void RemoveRange(IEnumerable<T> items, IEqualityComparer<T> equalityComparer)
        {
            Throw.IfNull(items, nameof(items));
            foreach (T item in items)
                Remove(item, equalityComparer);
        }

        public void RemoveAll(Predicate<T> match)
        {
            int kept = 0;
            for (int i = 0; i < _count; i++)
                if (!match(_items[i]))
                    _items[kept++] = _items[i];
            Count = kept;
        }

        public void Replace(T oldValue, T newValue) => Replace(oldValue, newValue, null);

        public void Replace(T oldValue, T newValue, IEqualityComparer<T> equalityComparer)
        {
            int at = IndexOf(oldValue, 0, _count, equalityComparer);
            if (at >= 0)
                _items[at] = newValue;
        }

        public void Reverse() => Array.Reverse(_items, 0, _count);
        public void Sort() => Array.Sort(_items, 0, _count, Comparer<T>.Default);
        public void Sort(IComparer<T> comparer) => Array.Sort(_items, 0, _count, comparer);
        public void Sort(Comparison<T> comparison) => Array.Sort(_items, 0, _count, Comparer<T>.Create(comparison));
        public void Sort(int index, int count, IComparer<T> comparer) => Array.Sort(_items, index, count, comparer);
        public T[] ToArray() => _items.AsSpan(0, _count).ToArray();
        public ImmutableArray<T> ToImmutable() => _count == 0 ? Empty : new ImmutableArray<T>(ToArray());

        public ImmutableArray<T> MoveToImmutable()
        {
            if (_count != _items.Length)
                throw new InvalidOperationException("MoveToImmutable can only be performed when Count equals Capacity.");
            return DrainToImmutable();
        }

        public ImmutableArray<T> DrainToImmutable()
        {
            T[] items = _count == _items.Length ? _items : ToArray();
            _items = [];
            _count = 0;
            return new ImmutableArray<T>(items);
        }

        public void CopyTo(T[] array, int index) => Array.Copy(_items, 0, array, index, _count);
        public void CopyTo(T[] destination) => Array.Copy(_items, 0, destination, 0, _count);
        public void CopyTo(int sourceIndex, T[] destination, int destinationIndex, int length) => Array.Copy(_items, sourceIndex, destination, destinationIndex, length);
        public void CopyTo(Span<T> destination) => _items.AsSpan(0, _count).CopyTo(destination);

        public IEnumerator<T> GetEnumerator()
        {
            for (int i = 0; i < _count; i++)
                yield return _items[i];
        }

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
        bool ICollection<T>.IsReadOnly => false;
    }
}
