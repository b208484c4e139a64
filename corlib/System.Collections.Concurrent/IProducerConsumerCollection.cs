using System.Collections.Generic;

namespace System.Collections.Concurrent;

/// <summary>A collection that several threads fill and empty.</summary>
public interface IProducerConsumerCollection<T> : IEnumerable<T>, ICollection
{
    void CopyTo(T[] array, int index);

    T[] ToArray();

    bool TryAdd(T item);

    bool TryTake(out T item);
}
