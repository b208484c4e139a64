using System.Collections.Generic;
using System.Diagnostics;

namespace System.Collections.ObjectModel;

/// <summary>A list whose items carry their keys.</summary>
[DebuggerDisplay("Count = {Count}")]
public abstract class KeyedCollection<TKey, TItem> : Collection<TItem>
{
    private readonly IEqualityComparer<TKey> comparer;
    private readonly int threshold; // a dictionary is made when more keys than this are present
    private Dictionary<TKey, TItem> dict;
    private int keyCount;

    protected KeyedCollection()
        : this(null, 0)
    {
    }

    protected KeyedCollection(IEqualityComparer<TKey> comparer)
        : this(comparer, 0)
    {
    }

    protected KeyedCollection(IEqualityComparer<TKey> comparer, int dictionaryCreationThreshold)
        : base(new List<TItem>())
    {
        if (dictionaryCreationThreshold < -1)
        {
            ThrowHelper.ThrowArgumentOutOfRangeException(
                "dictionaryCreationThreshold",
                "The specified threshold for creating dictionary is out of range.");
        }

        this.comparer = comparer ?? EqualityComparer<TKey>.Default;
        threshold = dictionaryCreationThreshold == -1 ? int.MaxValue : dictionaryCreationThreshold;
    }

    public IEqualityComparer<TKey> Comparer => comparer;

    protected IDictionary<TKey, TItem> Dictionary => dict;

    private new List<TItem> Items => (List<TItem>)base.Items;

    public TItem this[TKey key]
    {
        get
        {
            if (TryGetValue(key, out TItem item))
            {
                return item;
            }

            ThrowHelper.ThrowKeyNotFound(key);
            return default;
        }
    }

    public bool Contains(TKey key)
    {
        CheckKey(key);
        return TryGetValue(key, out _);
    }

    public bool TryGetValue(TKey key, out TItem item)
    {
        CheckKey(key);
        if (dict is not null)
        {
            return dict.TryGetValue(key, out item);
        }

        foreach (TItem candidate in Items)
        {
            TKey candidateKey = GetKeyForItem(candidate);
            if (candidateKey is not null && comparer.Equals(key, candidateKey))
            {
                item = candidate;
                return true;
            }
        }

        item = default;
        return false;
    }

    public bool Remove(TKey key)
    {
        CheckKey(key);
        if (dict is not null)
        {
            return dict.TryGetValue(key, out TItem item) && Remove(item);
        }

        for (int i = 0; i < Items.Count; i++)
        {
            if (comparer.Equals(GetKeyForItem(Items[i]), key))
            {
                RemoveItem(i);
                return true;
            }
        }

        return false;
    }

    protected abstract TKey GetKeyForItem(TItem item);

    protected void ChangeItemKey(TItem item, TKey newKey)
    {
        if (!ContainsItem(item))
        {
            ThrowHelper.ThrowArgumentException("The specified item does not exist in this KeyedCollection.", "item");
        }

        TKey oldKey = GetKeyForItem(item);
        if (!comparer.Equals(oldKey, newKey))
        {
            if (newKey is not null)
            {
                AddKey(newKey, item);
            }

            if (oldKey is not null)
            {
                RemoveKey(oldKey);
            }
        }
    }

    protected override void ClearItems()
    {
        base.ClearItems();
        dict?.Clear();
        keyCount = 0;
    }

    protected override void InsertItem(int index, TItem item)
    {
        TKey key = GetKeyForItem(item);
        if (key is not null)
        {
            AddKey(key, item);
        }

        base.InsertItem(index, item);
    }

    protected override void RemoveItem(int index)
    {
        TKey key = GetKeyForItem(Items[index]);
        if (key is not null)
        {
            RemoveKey(key);
        }

        base.RemoveItem(index);
    }

    protected override void SetItem(int index, TItem item)
    {
        TKey newKey = GetKeyForItem(item);
        TKey oldKey = GetKeyForItem(Items[index]);
        if (comparer.Equals(oldKey, newKey))
        {
            if (newKey is not null && dict is not null)
            {
                dict[newKey] = item;
            }
        }
        else
        {
            if (newKey is not null)
            {
                AddKey(newKey, item);
            }

            if (oldKey is not null)
            {
                RemoveKey(oldKey);
            }
        }

        base.SetItem(index, item);
    }

    private static void CheckKey(TKey key)
    {
        if (key is null)
        {
            ThrowHelper.ThrowArgumentNullException("key");
        }
    }

    private bool ContainsItem(TItem item)
    {
        TKey key;
        if (dict is null || (key = GetKeyForItem(item)) is null)
        {
            return Items.Contains(item);
        }

        return dict.TryGetValue(key, out TItem found) && EqualityComparer<TItem>.Default.Equals(found, item);
    }

    private void AddKey(TKey key, TItem item)
    {
        if (dict is not null)
        {
            dict.Add(key, item);
        }
        else if (keyCount == threshold)
        {
            CreateDictionary();
            dict.Add(key, item);
        }
        else
        {
            if (Contains(key))
            {
                ThrowHelper.ThrowArgumentException($"An item with the same key has already been added. Key: {key}", "key");
            }

            keyCount++;
        }
    }

    private void CreateDictionary()
    {
        dict = new Dictionary<TKey, TItem>(comparer);
        foreach (TItem item in Items)
        {
            TKey key = GetKeyForItem(item);
            if (key is not null)
            {
                dict.Add(key, item);
            }
        }
    }

    private void RemoveKey(TKey key)
    {
        if (dict is not null)
        {
            dict.Remove(key);
        }
        else
        {
            keyCount--;
        }
    }
}
