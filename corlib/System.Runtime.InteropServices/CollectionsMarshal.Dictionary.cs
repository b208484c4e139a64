using System.Collections.Generic;

namespace System.Runtime.InteropServices;

/// <content>References into dictionaries and the size of lists.</content>
public static partial class CollectionsMarshal
{
    public static ref TValue GetValueRefOrNullRef<TKey, TValue>(Dictionary<TKey, TValue> dictionary, TKey key) =>
        ref dictionary.GetValueRefOrNullRef(key);

    public static ref TValue GetValueRefOrAddDefault<TKey, TValue>(
        Dictionary<TKey, TValue> dictionary, TKey key, out bool exists) =>
        ref dictionary.GetValueRefOrAddDefault(key, out exists);

    public static void SetCount<T>(List<T> list, int count)
    {
        if (count < 0)
        {
            ThrowHelper.ThrowNeedNonNegNum(nameof(count));
        }

        if (count > list.Capacity)
        {
            list.Grow(count);
        }
        else if (count < list._size && RuntimeHelpers.IsReferenceOrContainsReferences<T>())
        {
            Array.Clear(list._items, count, list._size - count);
        }

        list._version++;
        list._size = count;
    }
}
