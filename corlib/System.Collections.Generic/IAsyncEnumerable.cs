using System.Threading;

namespace System.Collections.Generic;

/// <summary>A sequence whose elements are awaited.</summary>
public interface IAsyncEnumerable<out T>
    where T : allows ref struct
{
    IAsyncEnumerator<T> GetAsyncEnumerator(CancellationToken cancellationToken = default);
}
