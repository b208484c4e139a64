namespace System.Collections.Generic;

/// <content>The interfaces, written as explicit members.</content>
public partial class Dictionary<TKey, TValue>
{
    ICollection<TKey> IDictionary<TKey, TValue>.Keys => Keys;

    IEnumerable<TKey> IReadOnlyDictionary<TKey, TValue>.Keys => Keys;

    ICollection<TValue> IDictionary<TKey, TValue>.Values => Values;

    IEnumerable<TValue> IReadOnlyDictionary<TKey, TValue>.Values => Values;

    ICollection IDictionary.Keys => Keys;

    ICollection IDictionary.Values => Values;

    bool ICollection<KeyValuePair<TKey, TValue>>.IsReadOnly => false;

    bool ICollection.IsSynchronized => false;

    object ICollection.SyncRoot => this;

    bool IDictionary.IsFixedSize => false;

    bool IDictionary.IsReadOnly => false;

    object IDictionary.this[object key]
    {
        get => IsCompatibleKey(key) && TryGetValue((TKey)key, out TValue value) ? value : null;
        set
        {
            CheckKeyAndValue(key, value);
            this[(TKey)key] = (TValue)value;
        }
    }

    void ICollection<KeyValuePair<TKey, TValue>>.Add(KeyValuePair<TKey, TValue> pair) => Add(pair.Key, pair.Value);

    bool ICollection<KeyValuePair<TKey, TValue>>.Contains(KeyValuePair<TKey, TValue> pair) =>
        TryGetValue(pair.Key, out TValue value) && EqualityComparer<TValue>.Default.Equals(value, pair.Value);

    bool ICollection<KeyValuePair<TKey, TValue>>.Remove(KeyValuePair<TKey, TValue> pair) =>
        TryGetValue(pair.Key, out TValue value) && EqualityComparer<TValue>.Default.Equals(value, pair.Value)
        && Remove(pair.Key);

    void ICollection<KeyValuePair<TKey, TValue>>.CopyTo(KeyValuePair<TKey, TValue>[] array, int index) =>
        CopyTo(array, index);

    void ICollection.CopyTo(Array array, int index)
    {
        CheckCopyTo(array, index, Count);
        if (array is KeyValuePair<TKey, TValue>[] pairs)
        {
            CopyTo(pairs, index);
        }
        else if (array is DictionaryEntry[] dictionaryEntries)
        {
            foreach (KeyValuePair<TKey, TValue> pair in this)
            {
                dictionaryEntries[index++] = new DictionaryEntry(pair.Key, pair.Value);
            }
        }
        else
        {
            object[] objects = array as object[];
            if (objects is null)
            {
                ThrowHelper.ThrowArgumentException(ThrowHelper.IncompatibleArrayType);
            }

            try
            {
                foreach (KeyValuePair<TKey, TValue> pair in this)
                {
                    objects[index++] = pair;
                }
            }
            catch (ArrayTypeMismatchException)
            {
                ThrowHelper.ThrowArgumentException(ThrowHelper.IncompatibleArrayType);
            }
        }
    }

    void IDictionary.Add(object key, object value)
    {
        CheckKeyAndValue(key, value);
        Add((TKey)key, (TValue)value);
    }

    bool IDictionary.Contains(object key) => IsCompatibleKey(key) && ContainsKey((TKey)key);

    void IDictionary.Remove(object key)
    {
        if (IsCompatibleKey(key))
        {
            Remove((TKey)key);
        }
    }

    IDictionaryEnumerator IDictionary.GetEnumerator() => new Enumerator(this, Enumerator.DictEntry);

    IEnumerator<KeyValuePair<TKey, TValue>> IEnumerable<KeyValuePair<TKey, TValue>>.GetEnumerator() =>
        Count == 0
            ? SZGenericArrayEnumerator<KeyValuePair<TKey, TValue>>.Empty
            : new Enumerator(this, Enumerator.KeyValuePair);

    IEnumerator IEnumerable.GetEnumerator() => ((IEnumerable<KeyValuePair<TKey, TValue>>)this).GetEnumerator();

    private static void CheckCopyTo(Array array, int index, int count)
    {
        ThrowHelper.CheckCopyTarget(array);
        CheckRoom(array.Length, index, count);
    }

    private static void CheckRoom(int length, int index, int count)
    {
        if ((uint)index > (uint)length)
        {
            ThrowHelper.ThrowNeedNonNegNum("index");
        }

        if (length - index < count)
        {
            ThrowHelper.ThrowArgumentException(ThrowHelper.ArrayPlusOffTooSmall);
        }
    }

    private static bool IsCompatibleKey(object key)
    {
        if (key is null)
        {
            ThrowHelper.ThrowArgumentNullException("key");
        }

        return key is TKey;
    }

    private static void CheckKeyAndValue(object key, object value)
    {
        if (key is null)
        {
            ThrowHelper.ThrowArgumentNullException("key");
        }

        ThrowHelper.IfNullAndNullsAreIllegalThenThrow<TValue>(value, "value");
        if (key is not TKey)
        {
            ThrowHelper.ThrowWrongKeyType(key, typeof(TKey));
        }

        if (value is not null && value is not TValue)
        {
            ThrowHelper.ThrowWrongValueType(value, typeof(TValue));
        }
    }

    private void CopyTo(KeyValuePair<TKey, TValue>[] array, int index)
    {
        if (array is null)
        {
            ThrowHelper.ThrowArgumentNullException("array");
        }

        CheckRoom(array.Length, index, Count);
        Entry[] entries = _entries;
        for (int i = 0; i < _count; i++)
        {
            if (entries[i].next >= -1)
            {
                array[index++] = new KeyValuePair<TKey, TValue>(entries[i].key, entries[i].value);
            }
        }
    }
}
