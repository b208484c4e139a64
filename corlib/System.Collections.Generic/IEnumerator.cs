namespace System.Collections.Generic;

/// <summary>A position in a sequence of values.</summary>
public interface IEnumerator<out T> : IEnumerator, IDisposable
    where T : allows ref struct
{
    new T Current { get; }
}
