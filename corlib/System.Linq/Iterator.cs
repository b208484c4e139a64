using System.Collections;
using System.Collections.Generic;

namespace System.Linq;

/// <summary>
/// A sequence that is its own first enumerator, as those of yield are; for the operators worth writing by hand.
/// State 0: a sequence; 1: at the start; above: running; -1: done.
/// </summary>
internal abstract class Iterator<T> : IEnumerable<T>, IEnumerator<T>
{
    protected int _state;
    protected T _current;
    private readonly int _threadId = Environment.CurrentManagedThreadId;

    public T Current => _current;

    object IEnumerator.Current => _current;

    public IEnumerator<T> GetEnumerator()
    {
        Iterator<T> enumerator = _state == 0 && _threadId == Environment.CurrentManagedThreadId ? this : Clone();
        enumerator._state = 1;
        return enumerator;
    }

    public abstract bool MoveNext();

    public virtual void Dispose()
    {
        _current = default;
        _state = -1;
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    void IEnumerator.Reset() => throw new NotSupportedException();

    /// <summary>A copy in state 0.</summary>
    protected abstract Iterator<T> Clone();

    /// <summary>The number of elements, or -1 if it is not known without running the sequence.</summary>
    internal virtual int KnownCount() => -1;

    /// <summary>One element without running the sequence up to it; false when <paramref name="known"/> and absent.</summary>
    internal virtual bool TryGetAt(int index, out T element, out bool known)
    {
        element = default;
        known = false;
        return false;
    }

    /// <summary>The last element without running the operator on the others, if the answer is known so.</summary>
    internal virtual bool TryGetLast(out T element, out bool known)
    {
        int count = KnownCount();
        known = count >= 0;
        if (count > 0)
        {
            return TryGetAt(count - 1, out element, out known);
        }

        element = default;
        return false;
    }

    /// <summary>The first elements, in a form that still knows its count; null when it cannot.</summary>
    internal virtual IEnumerable<T> TryTake(int count) => null;

    /// <summary>The rest after some elements, without running those; null when it cannot.</summary>
    internal virtual IEnumerable<T> TrySkip(int count) => null;
}
