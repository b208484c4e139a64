using System.Collections.Generic;

namespace System.Linq;

/// <summary>Elements with a common key.</summary>
public interface IGrouping<out TKey, out TElement> : IEnumerable<TElement>
{
    TKey Key { get; }
}
