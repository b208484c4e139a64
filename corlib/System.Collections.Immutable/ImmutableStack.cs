using System.Collections.Generic;

namespace System.Collections.Immutable;

/// <summary>A stack that is never changed: a linked list.</summary>
[CollectionBuilder(typeof(ImmutableStack), nameof(ImmutableStack.Create))]
public sealed class ImmutableStack<T> : IImmutableStack<T>
{
    private readonly T _head;
    private readonly ImmutableStack<T> _tail;

    private ImmutableStack()
    {
    }

    private ImmutableStack(T head, ImmutableStack<T> tail) => (_head, _tail) = (head, tail);

    public static ImmutableStack<T> Empty { get; } = new ImmutableStack<T>();

    public bool IsEmpty => _tail is null;

    public ImmutableStack<T> Clear() => Empty;

    IImmutableStack<T> IImmutableStack<T>.Clear() => Empty;

    private void CheckNotEmpty()
    {
        if (IsEmpty)
            throw new InvalidOperationException("This operation does not apply to an empty instance.");
    }

    public T Peek() => PeekRef();

    public ref readonly T PeekRef()
    {
        CheckNotEmpty();
        return ref _head;
    }

    public ImmutableStack<T> Push(T value) => new ImmutableStack<T>(value, this);

    IImmutableStack<T> IImmutableStack<T>.Push(T value) => Push(value);

    public ImmutableStack<T> Pop()
    {
        CheckNotEmpty();
        return _tail;
    }

    public ImmutableStack<T> Pop(out T value)
    {
        value = Peek();
        return Pop();
    }

    IImmutableStack<T> IImmutableStack<T>.Pop() => Pop();

    internal ImmutableStack<T> Reverse()
    {
        ImmutableStack<T> result = Empty;
        for (ImmutableStack<T> at = this; !at.IsEmpty; at = at._tail)
            result = result.Push(at._head);
        return result;
    }

    public Enumerator GetEnumerator() => new Enumerator(this);

    IEnumerator<T> IEnumerable<T>.GetEnumerator()
    {
        for (ImmutableStack<T> at = this; !at.IsEmpty; at = at._tail)
            yield return at._head;
    }

    IEnumerator IEnumerable.GetEnumerator() => ((IEnumerable<T>)this).GetEnumerator();

    public struct Enumerator
    {
        private readonly ImmutableStack<T> _whole;
        private ImmutableStack<T> _rest;

        internal Enumerator(ImmutableStack<T> stack) => (_whole, _rest) = (stack, null);

        public readonly T Current => _rest is null || _rest.IsEmpty ? throw new InvalidOperationException() : _rest._head;

        public bool MoveNext()
        {
            _rest = _rest is null ? _whole : _rest.IsEmpty ? _rest : _rest._tail;
            return !_rest.IsEmpty;
        }
    }
}

public static class ImmutableStack
{
    public static ImmutableStack<T> Create<T>() => ImmutableStack<T>.Empty;

    public static ImmutableStack<T> Create<T>(T item) => ImmutableStack<T>.Empty.Push(item);

    public static ImmutableStack<T> Create<T>(params T[] items) => CreateRange(items);

    public static ImmutableStack<T> Create<T>(params ReadOnlySpan<T> items)
    {
        ImmutableStack<T> stack = ImmutableStack<T>.Empty;
        foreach (T item in items)
            stack = stack.Push(item);
        return stack;
    }

    public static ImmutableStack<T> CreateRange<T>(IEnumerable<T> items)
    {
        Throw.IfNull(items, nameof(items));
        ImmutableStack<T> stack = ImmutableStack<T>.Empty;
        foreach (T item in items)
            stack = stack.Push(item);
        return stack;
    }

    public static IImmutableStack<T> Pop<T>(this IImmutableStack<T> stack, out T value)
    {
        value = stack.Peek();
        return stack.Pop();
    }
}

/// <summary>A queue that is never changed: a stack to take from and one, upside down, to put on.</summary>
[CollectionBuilder(typeof(ImmutableQueue), nameof(ImmutableQueue.Create))]
public sealed class ImmutableQueue<T> : IImmutableQueue<T>
{
    private readonly ImmutableStack<T> _forwards;
    private readonly ImmutableStack<T> _backwards;

    internal ImmutableQueue(ImmutableStack<T> forwards, ImmutableStack<T> backwards) => (_forwards, _backwards) = (forwards, backwards);

    public static ImmutableQueue<T> Empty { get; } = new ImmutableQueue<T>(ImmutableStack<T>.Empty, ImmutableStack<T>.Empty);

    // Only an empty queue has nothing in front.
    public bool IsEmpty => _forwards.IsEmpty;

    public ImmutableQueue<T> Clear() => Empty;

    IImmutableQueue<T> IImmutableQueue<T>.Clear() => Empty;

    private void CheckNotEmpty()
    {
        if (IsEmpty)
            throw new InvalidOperationException("This operation does not apply to an empty instance.");
    }

    public T Peek() => PeekRef();

    public ref readonly T PeekRef()
    {
        CheckNotEmpty();
        return ref _forwards.PeekRef();
    }

    public ImmutableQueue<T> Enqueue(T value) =>
        IsEmpty ? new ImmutableQueue<T>(_forwards.Push(value), ImmutableStack<T>.Empty) : new ImmutableQueue<T>(_forwards, _backwards.Push(value));

    IImmutableQueue<T> IImmutableQueue<T>.Enqueue(T value) => Enqueue(value);

    public ImmutableQueue<T> Dequeue()
    {
        CheckNotEmpty();
        ImmutableStack<T> rest = _forwards.Pop();
        if (!rest.IsEmpty)
            return new ImmutableQueue<T>(rest, _backwards);
        return _backwards.IsEmpty ? Empty : new ImmutableQueue<T>(_backwards.Reverse(), ImmutableStack<T>.Empty);
    }

    public ImmutableQueue<T> Dequeue(out T value)
    {
        value = Peek();
        return Dequeue();
    }

    IImmutableQueue<T> IImmutableQueue<T>.Dequeue() => Dequeue();

    public Enumerator GetEnumerator() => new Enumerator(this);

    IEnumerator<T> IEnumerable<T>.GetEnumerator()
    {
        foreach (T item in _forwards)
            yield return item;
        foreach (T item in _backwards.Reverse())
            yield return item;
    }

    IEnumerator IEnumerable.GetEnumerator() => ((IEnumerable<T>)this).GetEnumerator();

    public struct Enumerator
    {
        private readonly IEnumerator<T> _items;

        internal Enumerator(ImmutableQueue<T> queue) => _items = ((IEnumerable<T>)queue).GetEnumerator();

        public readonly T Current => _items.Current;

        public readonly bool MoveNext() => _items.MoveNext();
    }
}

public static class ImmutableQueue
{
    public static ImmutableQueue<T> Create<T>() => ImmutableQueue<T>.Empty;

    public static ImmutableQueue<T> Create<T>(T item) => ImmutableQueue<T>.Empty.Enqueue(item);

    public static ImmutableQueue<T> Create<T>(params T[] items) => CreateRange(items);

    public static ImmutableQueue<T> Create<T>(params ReadOnlySpan<T> items) => CreateRange(items.ToArray());

    public static ImmutableQueue<T> CreateRange<T>(IEnumerable<T> items)
    {
        Throw.IfNull(items, nameof(items));
        ImmutableQueue<T> queue = ImmutableQueue<T>.Empty;
        foreach (T item in items)
            queue = queue.Enqueue(item);
        return queue;
    }

    public static IImmutableQueue<T> Dequeue<T>(this IImmutableQueue<T> queue, out T value)
    {
        value = queue.Peek();
        return queue.Dequeue();
    }
}
