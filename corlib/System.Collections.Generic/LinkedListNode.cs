namespace System.Collections.Generic;

/// <summary>A value in a linked list.</summary>
public sealed class LinkedListNode<T>
{
    internal LinkedList<T> list;
    internal LinkedListNode<T> next;
    internal LinkedListNode<T> prev;
    internal T item;

    public LinkedListNode(T value)
    {
        item = value;
    }

    internal LinkedListNode(LinkedList<T> list, T value)
    {
        this.list = list;
        item = value;
    }

    public LinkedList<T> List => list;

    // The list is circular inside: its ends are told by the head.
    public LinkedListNode<T> Next => next is null || next == list.head ? null : next;

    public LinkedListNode<T> Previous => prev is null || this == list.head ? null : prev;

    public T Value
    {
        get => item;
        set => item = value;
    }

    public ref T ValueRef => ref item;

    internal void Invalidate()
    {
        list = null;
        next = null;
        prev = null;
    }
}
