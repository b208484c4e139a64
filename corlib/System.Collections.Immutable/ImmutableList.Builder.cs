using System.Collections.Generic;

namespace System.Collections.Immutable;

public sealed partial class ImmutableList<T>
{
    /// <summary>Changes a list in place; what it was made from stays as it is.</summary>
    public sealed class Builder : IList<T>, IList, IReadOnlyList<T>
    {
        private ImmutableList<T> _now;

        internal Builder(ImmutableList<T> start) => _now = start;

        private T[] Items => _now.Items;

        public int Count => _now.Count;

        public T this[int index] { get => _now[index]; set => _now = _now.SetItem(index, value); }

        public ref readonly T ItemRef(int index) => ref _now.ItemRef(index);

        public ImmutableList<T> ToImmutable() => _now;

        public void Add(T item) => _now = _now.Add(item);

        public void AddRange(IEnumerable<T> items) => _now = _now.AddRange(items);

        public void Clear() => _now = Empty;

        public void Insert(int index, T item) => _now = _now.Insert(index, item);

        public void InsertRange(int index, IEnumerable<T> items) => _now = _now.InsertRange(index, items);

        public bool Remove(T item) => Remove(item, null);

        public bool Remove(T item, IEqualityComparer<T> equalityComparer)
        {
            int before = Count;
            _now = _now.Remove(item, equalityComparer);
            return Count != before;
        }

        public int RemoveAll(Predicate<T> match)
        {
            int before = Count;
            _now = _now.RemoveAll(match);
            return before - Count;
        }

        public void RemoveAt(int index) => _now = _now.RemoveAt(index);

        public void RemoveRange(int index, int count) => _now = _now.RemoveRange(index, count);

        public void RemoveRange(IEnumerable<T> items) => _now = _now.RemoveRange(items);

        public void RemoveRange(IEnumerable<T> items, IEqualityComparer<T> equalityComparer) => _now = _now.RemoveRange(items, equalityComparer);

        public void Replace(T oldValue, T newValue) => _now = _now.Replace(oldValue, newValue);

        public void Replace(T oldValue, T newValue, IEqualityComparer<T> equalityComparer) => _now = _now.Replace(oldValue, newValue, equalityComparer);

        public void Reverse() => _now = _now.Reverse();

        public void Reverse(int index, int count) => _now = _now.Reverse(index, count);

        public void Sort() => _now = _now.Sort();

        public void Sort(IComparer<T> comparer) => _now = _now.Sort(comparer);

        public void Sort(Comparison<T> comparison) => _now = _now.Sort(comparison);

        public void Sort(int index, int count, IComparer<T> comparer) => _now = _now.Sort(index, count, comparer);

        public ImmutableList<T> GetRange(int index, int count) => _now.GetRange(index, count);

        public ImmutableList<TOutput> ConvertAll<TOutput>(Func<T, TOutput> converter) => _now.ConvertAll(converter);

        public ImmutableList<T> FindAll(Predicate<T> match) => _now.FindAll(match);

        public int IndexOf(T item, int index) => IndexOf(item, index, Count - index, null);

        public int IndexOf(T item, int index, int count) => IndexOf(item, index, count, null);

        public int LastIndexOf(T item) => Count == 0 ? -1 : LastIndexOf(item, Count - 1, Count, null);

        public int LastIndexOf(T item, int startIndex) => Count == 0 && startIndex == 0 ? -1 : LastIndexOf(item, startIndex, startIndex + 1, null);

        public int LastIndexOf(T item, int startIndex, int count) => LastIndexOf(item, startIndex, count, null);

        public int BinarySearch(T item) => BinarySearch(0, Count, item, null);

        public int BinarySearch(T item, IComparer<T> comparer) => BinarySearch(0, Count, item, comparer);

        public int BinarySearch(int index, int count, T item, IComparer<T> comparer) => Array.BinarySearch(Items, index, count, item, comparer);

        public bool Contains(T value) => IndexOf(value, 0, Count, null) >= 0;

        public void CopyTo(T[] array) => CopyTo(array, 0);

        public void CopyTo(T[] array, int arrayIndex) => Items.CopyTo(array, arrayIndex);

        public void CopyTo(int index, T[] array, int arrayIndex, int count) => Array.Copy(Items, index, array, arrayIndex, count);

        public bool Exists(Predicate<T> match) => FindIndex(match) >= 0;

        public T Find(Predicate<T> match) => Array.Find(Items, match);

        public int FindIndex(Predicate<T> match) => Array.FindIndex(Items, match);

        public int FindIndex(int startIndex, Predicate<T> match) => Array.FindIndex(Items, startIndex, match);

        public int FindIndex(int startIndex, int count, Predicate<T> match) => Array.FindIndex(Items, startIndex, count, match);

        public T FindLast(Predicate<T> match) => Array.FindLast(Items, match);

        public int FindLastIndex(Predicate<T> match) => Array.FindLastIndex(Items, match);

        public int FindLastIndex(int startIndex, Predicate<T> match) => Array.FindLastIndex(Items, startIndex, match);

        public int FindLastIndex(int startIndex, int count, Predicate<T> match) => Array.FindLastIndex(Items, startIndex, count, match);

        public void ForEach(Action<T> action) => Array.ForEach(Items, action);

        public bool TrueForAll(Predicate<T> match) => Array.TrueForAll(Items, match);

        public int IndexOf(T value) => IndexOf(value, 0, Count, null);

        public int IndexOf(T item, int index, int count, IEqualityComparer<T> equalityComparer) => new ImmutableArray<T>(Items).IndexOf(item, index, count, equalityComparer);

        public int LastIndexOf(T item, int index, int count, IEqualityComparer<T> equalityComparer) => new ImmutableArray<T>(Items).LastIndexOf(item, index, count, equalityComparer);

        public Enumerator GetEnumerator() => _now.GetEnumerator();

        IEnumerator<T> IEnumerable<T>.GetEnumerator() => GetEnumerator();
        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
        bool ICollection<T>.IsReadOnly => false;
        bool IList.IsFixedSize => false;
        bool IList.IsReadOnly => false;
        bool ICollection.IsSynchronized => false;
        object ICollection.SyncRoot => this;
        object IList.this[int index] { get => this[index]; set => this[index] = (T)value; }
        int IList.Add(object value)
        {
            Add((T)value);
            return Count - 1;
        }
        bool IList.Contains(object value) => value is T item && Contains(item);
        int IList.IndexOf(object value) => value is T item ? IndexOf(item) : -1;
        void IList.Insert(int index, object value) => Insert(index, (T)value);
        void IList.Remove(object value) => Remove((T)value);
        void ICollection.CopyTo(Array array, int index) => Items.CopyTo(array, index);
    }
}
