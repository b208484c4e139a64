namespace System.Collections.Generic;

/// <summary>Values readable by index.</summary>
public interface IReadOnlyList<out T> : IReadOnlyCollection<T>
{
    T this[int index] { get; }
}
