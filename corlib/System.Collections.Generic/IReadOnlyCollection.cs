namespace System.Collections.Generic;

/// <summary>A counted sequence.</summary>
public interface IReadOnlyCollection<out T> : IEnumerable<T>
{
    int Count { get; }
}
