using System.Diagnostics;

namespace System.Collections.Generic;

/// <content>The view of the keys.</content>
public partial class Dictionary<TKey, TValue>
{
    /// <summary>The keys of a dictionary, in entry order.</summary>
    [DebuggerDisplay("Count = {Count}")]
    public sealed class KeyCollection : ICollection<TKey>, ICollection, IReadOnlyCollection<TKey>
    {
        private readonly Dictionary<TKey, TValue> _dictionary;

        public KeyCollection(Dictionary<TKey, TValue> dictionary)
        {
            if (dictionary is null)
            {
                ThrowHelper.ThrowArgumentNullException("dictionary");
            }

            _dictionary = dictionary;
        }

        public int Count => _dictionary.Count;

        bool ICollection<TKey>.IsReadOnly => true;

        bool ICollection.IsSynchronized => false;

        object ICollection.SyncRoot => ((ICollection)_dictionary).SyncRoot;

        public Enumerator GetEnumerator() => new(_dictionary);

        public void CopyTo(TKey[] array, int index)
        {
            if (array is null)
            {
                ThrowHelper.ThrowArgumentNullException("array");
            }

            CheckCopy(array.Length, index);
            Entry[] entries = _dictionary._entries;
            for (int i = 0; i < _dictionary._count; i++)
            {
                if (entries[i].next >= -1)
                {
                    array[index++] = entries[i].key;
                }
            }
        }

        public bool Contains(TKey item) => _dictionary.ContainsKey(item);

        void ICollection<TKey>.Add(TKey item) => ThrowHelper.ThrowNotSupportedException(ThrowHelper.KeyCollectionSet);

        void ICollection<TKey>.Clear() => ThrowHelper.ThrowNotSupportedException(ThrowHelper.KeyCollectionSet);

        bool ICollection<TKey>.Remove(TKey item)
        {
            ThrowHelper.ThrowNotSupportedException(ThrowHelper.KeyCollectionSet);
            return false;
        }

        IEnumerator<TKey> IEnumerable<TKey>.GetEnumerator() =>
            Count == 0 ? SZGenericArrayEnumerator<TKey>.Empty : new Enumerator(_dictionary);

        IEnumerator IEnumerable.GetEnumerator() => ((IEnumerable<TKey>)this).GetEnumerator();

        void ICollection.CopyTo(Array array, int index)
        {
            ThrowHelper.CheckCopyTarget(array);
            CheckCopy(array.Length, index);
            if (array is TKey[] typed)
            {
                CopyTo(typed, index);
                return;
            }

            object[] objects = array as object[];
            if (objects is null)
            {
                ThrowHelper.ThrowArgumentException(ThrowHelper.IncompatibleArrayType);
            }

            try
            {
                foreach (TKey item in this)
                {
                    objects[index++] = item;
                }
            }
            catch (ArrayTypeMismatchException)
            {
                ThrowHelper.ThrowArgumentException(ThrowHelper.IncompatibleArrayType);
            }
        }

        private void CheckCopy(int length, int index)
        {
            if ((uint)index > (uint)length)
            {
                ThrowHelper.ThrowNeedNonNegNum("index");
            }

            if (length - index < _dictionary.Count)
            {
                ThrowHelper.ThrowArgumentException(ThrowHelper.ArrayPlusOffTooSmall);
            }
        }

        /// <summary>Walks the keys in entry order and notices insertions.</summary>
        public struct Enumerator : IEnumerator<TKey>
        {
            private readonly Dictionary<TKey, TValue> _dictionary;
            private readonly int _version;
            private int _index;
            private TKey _current;

            internal Enumerator(Dictionary<TKey, TValue> dictionary)
            {
                _dictionary = dictionary;
                _version = dictionary._version;
            }

            public TKey Current => _current;

            object IEnumerator.Current
            {
                get
                {
                    if (_index == 0 || _index == _dictionary._count + 1)
                    {
                        ThrowHelper.ThrowEnumOpCantHappen();
                    }

                    return _current;
                }
            }

            public void Dispose()
            {
            }

            public bool MoveNext()
            {
                Dictionary<TKey, TValue> dictionary = _dictionary;
                if (_version != dictionary._version)
                {
                    ThrowHelper.ThrowVersionChanged();
                }

                while ((uint)_index < (uint)dictionary._count)
                {
                    ref Entry entry = ref dictionary._entries[_index++];
                    if (entry.next >= -1)
                    {
                        _current = entry.key;
                        return true;
                    }
                }

                _index = dictionary._count + 1;
                _current = default;
                return false;
            }

            void IEnumerator.Reset()
            {
                if (_version != _dictionary._version)
                {
                    ThrowHelper.ThrowVersionChanged();
                }

                _index = 0;
                _current = default;
            }
        }
    }
}
