using System.Collections.Generic;

namespace System.Linq;

/// <summary>Groups reachable by key.</summary>
public interface ILookup<TKey, TElement> : IEnumerable<IGrouping<TKey, TElement>>
{
    int Count { get; }

    IEnumerable<TElement> this[TKey key] { get; }

    bool Contains(TKey key);
}
