using System.Collections.Generic;

namespace System.Linq;

/// <summary>A sorted sequence that takes further keys.</summary>
public interface IOrderedEnumerable<out TElement> : IEnumerable<TElement>
{
    IOrderedEnumerable<TElement> CreateOrderedEnumerable<TKey>(
        Func<TElement, TKey> keySelector, IComparer<TKey> comparer, bool descending);
}
