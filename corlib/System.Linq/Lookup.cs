using System.Collections;
using System.Collections.Generic;
using System.Diagnostics;

namespace System.Linq;

/// <summary>Groups by key, in the order in which the keys first came. Null is a key like any other.</summary>
[DebuggerDisplay("Count = {Count}")]
public class Lookup<TKey, TElement> : ILookup<TKey, TElement>
{
    private readonly IEqualityComparer<TKey> _comparer;
    private readonly List<Grouping<TKey, TElement>> _groups = new();
    private Grouping<TKey, TElement>[] _buckets = new Grouping<TKey, TElement>[7];

    private Lookup(IEqualityComparer<TKey> comparer)
    {
        _comparer = comparer ?? EqualityComparer<TKey>.Default;
    }

    public int Count => _groups.Count;

    public IEnumerable<TElement> this[TKey key]
    {
        get
        {
            Grouping<TKey, TElement> group = GetGrouping(key, create: false);
            return group is not null ? group : Array.Empty<TElement>();
        }
    }

    public bool Contains(TKey key) => GetGrouping(key, create: false) is not null;

    public IEnumerator<IGrouping<TKey, TElement>> GetEnumerator()
    {
        for (int i = 0; i < _groups.Count; i++)
        {
            yield return _groups[i];
        }
    }

    public IEnumerable<TResult> ApplyResultSelector<TResult>(Func<TKey, IEnumerable<TElement>, TResult> resultSelector)
    {
        ArgumentNullException.ThrowIfNull(resultSelector);
        return Run(resultSelector);

        IEnumerable<TResult> Run(Func<TKey, IEnumerable<TElement>, TResult> resultSelector)
        {
            for (int i = 0; i < _groups.Count; i++)
            {
                Grouping<TKey, TElement> group = _groups[i];
                yield return resultSelector(group._key, group.Trim());
            }
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    internal static Lookup<TKey, TElement> Create(
        IEnumerable<TElement> source, Func<TElement, TKey> keySelector, IEqualityComparer<TKey> comparer)
    {
        Lookup<TKey, TElement> lookup = new(comparer);
        foreach (TElement element in source)
        {
            lookup.GetGrouping(keySelector(element), create: true).Append(element);
        }

        return lookup;
    }

    internal static Lookup<TKey, TElement> Create<TSource>(
        IEnumerable<TSource> source,
        Func<TSource, TKey> keySelector,
        Func<TSource, TElement> elementSelector,
        IEqualityComparer<TKey> comparer)
    {
        Lookup<TKey, TElement> lookup = new(comparer);
        foreach (TSource element in source)
        {
            lookup.GetGrouping(keySelector(element), create: true).Append(elementSelector(element));
        }

        return lookup;
    }

    /// <summary>A lookup for a join, where null equals nothing.</summary>
    internal static Lookup<TKey, TElement> CreateForJoin(
        IEnumerable<TElement> source, Func<TElement, TKey> keySelector, IEqualityComparer<TKey> comparer)
    {
        Lookup<TKey, TElement> lookup = new(comparer);
        foreach (TElement element in source)
        {
            TKey key = keySelector(element);
            if (key is not null)
            {
                lookup.GetGrouping(key, create: true).Append(element);
            }
        }

        return lookup;
    }

    internal Grouping<TKey, TElement> GetGrouping(TKey key, bool create)
    {
        int hashCode = key is null ? 0 : _comparer.GetHashCode(key) & 0x7FFFFFFF;
        for (Grouping<TKey, TElement> g = _buckets[hashCode % _buckets.Length]; g is not null; g = g._hashNext)
        {
            if (g._hashCode == hashCode && _comparer.Equals(g._key, key))
            {
                return g;
            }
        }

        if (!create)
        {
            return null;
        }

        if (_groups.Count == _buckets.Length)
        {
            Resize();
        }

        Grouping<TKey, TElement> group = new(key, hashCode);
        ref Grouping<TKey, TElement> bucket = ref _buckets[hashCode % _buckets.Length];
        group._hashNext = bucket;
        bucket = group;
        _groups.Add(group);
        return group;
    }

    private void Resize()
    {
        int size = checked(_groups.Count * 2 + 1);
        Grouping<TKey, TElement>[] buckets = new Grouping<TKey, TElement>[size];
        for (int i = 0; i < _groups.Count; i++)
        {
            Grouping<TKey, TElement> group = _groups[i];
            ref Grouping<TKey, TElement> bucket = ref buckets[group._hashCode % size];
            group._hashNext = bucket;
            bucket = group;
        }

        _buckets = buckets;
    }
}
