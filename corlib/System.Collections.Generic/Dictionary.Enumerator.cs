namespace System.Collections.Generic;

/// <content>Walking the pairs.</content>
public partial class Dictionary<TKey, TValue>
{
    /// <summary>Walks a dictionary in entry order and notices insertions.</summary>
    public struct Enumerator : IEnumerator<KeyValuePair<TKey, TValue>>, IDictionaryEnumerator
    {
        internal const int DictEntry = 1;
        internal const int KeyValuePair = 2;

        private readonly Dictionary<TKey, TValue> _dictionary;
        private readonly int _version;
        private readonly int _kind; // what IEnumerator.Current returns
        private int _index;
        private KeyValuePair<TKey, TValue> _current;

        internal Enumerator(Dictionary<TKey, TValue> dictionary, int kind)
        {
            _dictionary = dictionary;
            _version = dictionary._version;
            _kind = kind;
        }

        public KeyValuePair<TKey, TValue> Current => _current;

        object IEnumerator.Current
        {
            get
            {
                CheckPosition();
                if (_kind == DictEntry)
                {
                    return new DictionaryEntry(_current.Key, _current.Value);
                }

                return _current;
            }
        }

        DictionaryEntry IDictionaryEnumerator.Entry
        {
            get
            {
                CheckPosition();
                return new DictionaryEntry(_current.Key, _current.Value);
            }
        }

        object IDictionaryEnumerator.Key
        {
            get
            {
                CheckPosition();
                return _current.Key;
            }
        }

        object IDictionaryEnumerator.Value
        {
            get
            {
                CheckPosition();
                return _current.Value;
            }
        }

        public bool MoveNext()
        {
            Dictionary<TKey, TValue> dictionary = _dictionary;
            if (_version != dictionary._version)
            {
                ThrowHelper.ThrowVersionChanged();
            }

            int index = _index;
            while ((uint)index < (uint)dictionary._count)
            {
                ref Entry entry = ref dictionary._entries[index++];
                if (entry.next >= -1)
                {
                    _index = index;
                    _current = new KeyValuePair<TKey, TValue>(entry.key, entry.value);
                    return true;
                }
            }

            _index = dictionary._count + 1;
            _current = default;
            return false;
        }

        public void Dispose()
        {
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

        private readonly void CheckPosition()
        {
            if (_index == 0 || _index == _dictionary._count + 1)
            {
                ThrowHelper.ThrowEnumOpCantHappen();
            }
        }
    }
}
