using System.Collections.Generic;

namespace System.Collections.Immutable;

/// <summary>
/// A node of a balanced tree that is never changed: every operation gives a new path to the root and shares the rest.
/// Items are known by index; sorted collections find the index by comparing. The empty tree is null.
/// </summary>
internal sealed class ImmutableTree<T>
{
    internal readonly T Value;
    internal readonly ImmutableTree<T> Left;
    internal readonly ImmutableTree<T> Right;
    internal readonly int Count;
    private readonly int _height;

    private ImmutableTree(ImmutableTree<T> left, T value, ImmutableTree<T> right)
    {
        Left = left;
        Value = value;
        Right = right;
        Count = Size(left) + 1 + Size(right);
        _height = Math.Max(Height(left), Height(right)) + 1;
    }

    internal static int Size(ImmutableTree<T> tree) => tree is null ? 0 : tree.Count;

    private static int Height(ImmutableTree<T> tree) => tree is null ? 0 : tree._height;

    /// <summary>Joins two trees whose heights differ by two at most.</summary>
    private static ImmutableTree<T> Balance(ImmutableTree<T> left, T value, ImmutableTree<T> right)
    {
        int lean = Height(left) - Height(right);
        if (lean > 1)
        {
            if (Height(left.Left) >= Height(left.Right))
                return new ImmutableTree<T>(left.Left, left.Value, new ImmutableTree<T>(left.Right, value, right));
            ImmutableTree<T> middle = left.Right;
            return new ImmutableTree<T>(new ImmutableTree<T>(left.Left, left.Value, middle.Left), middle.Value, new ImmutableTree<T>(middle.Right, value, right));
        }
        if (lean < -1)
        {
            if (Height(right.Right) >= Height(right.Left))
                return new ImmutableTree<T>(new ImmutableTree<T>(left, value, right.Left), right.Value, right.Right);
            ImmutableTree<T> middle = right.Left;
            return new ImmutableTree<T>(new ImmutableTree<T>(left, value, middle.Left), middle.Value, new ImmutableTree<T>(middle.Right, right.Value, right.Right));
        }
        return new ImmutableTree<T>(left, value, right);
    }

    /// <summary>A balanced tree over items in their order.</summary>
    internal static ImmutableTree<T> Build(ReadOnlySpan<T> items)
    {
        if (items.Length == 0)
            return null;
        int middle = items.Length / 2;
        return new ImmutableTree<T>(Build(items.Slice(0, middle)), items[middle], Build(items.Slice(middle + 1)));
    }

    internal static ref readonly T At(ImmutableTree<T> tree, int index)
    {
        while (true)
        {
            int left = Size(tree.Left);
            if (index == left)
                return ref tree.Value;
            if (index < left)
            {
                tree = tree.Left;
            }
            else
            {
                index -= left + 1;
                tree = tree.Right;
            }
        }
    }

    internal static ImmutableTree<T> Insert(ImmutableTree<T> tree, int index, T value)
    {
        if (tree is null)
            return new ImmutableTree<T>(null, value, null);
        int left = Size(tree.Left);
        return index <= left
            ? Balance(Insert(tree.Left, index, value), tree.Value, tree.Right)
            : Balance(tree.Left, tree.Value, Insert(tree.Right, index - left - 1, value));
    }

    internal static ImmutableTree<T> Set(ImmutableTree<T> tree, int index, T value)
    {
        int left = Size(tree.Left);
        if (index == left)
            return new ImmutableTree<T>(tree.Left, value, tree.Right);
        return index < left
            ? new ImmutableTree<T>(Set(tree.Left, index, value), tree.Value, tree.Right)
            : new ImmutableTree<T>(tree.Left, tree.Value, Set(tree.Right, index - left - 1, value));
    }

    internal static ImmutableTree<T> RemoveAt(ImmutableTree<T> tree, int index)
    {
        int left = Size(tree.Left);
        if (index < left)
            return Balance(RemoveAt(tree.Left, index), tree.Value, tree.Right);
        if (index > left)
            return Balance(tree.Left, tree.Value, RemoveAt(tree.Right, index - left - 1));
        if (tree.Left is null)
            return tree.Right;
        if (tree.Right is null)
            return tree.Left;
        ImmutableTree<T> next = tree.Right;
        while (next.Left is not null)
            next = next.Left;
        return Balance(tree.Left, next.Value, RemoveAt(tree.Right, 0));
    }

    internal static void CopyTo(ImmutableTree<T> tree, Span<T> target)
    {
        while (tree is not null)
        {
            int left = Size(tree.Left);
            CopyTo(tree.Left, target.Slice(0, left));
            target[left] = tree.Value;
            target = target.Slice(left + 1);
            tree = tree.Right;
        }
    }

    internal static T[] ToArray(ImmutableTree<T> tree)
    {
        if (tree is null)
            return [];
        var items = new T[tree.Count];
        CopyTo(tree, items);
        return items;
    }
}

/// <summary>Goes through a tree in order, or backwards.</summary>
internal struct ImmutableTreeWalk<T>
{
    private readonly ImmutableTree<T> _root;
    private readonly ImmutableTree<T>[] _path;
    private readonly bool _isReverse;
    private int _depth;
    private ImmutableTree<T> _current;

    internal ImmutableTreeWalk(ImmutableTree<T> root, bool isReverse = false)
    {
        _root = root;
        _isReverse = isReverse;
        // A balanced tree of 2^31 items is 45 high at most.
        _path = root is null ? null : new ImmutableTree<T>[Math.Min(48, root.Count)];
        Reset();
    }

    internal void Reset()
    {
        _depth = 0;
        _current = null;
        Descend(_root);
    }

    private void Descend(ImmutableTree<T> tree)
    {
        for (; tree is not null; tree = _isReverse ? tree.Right : tree.Left)
            _path[_depth++] = tree;
    }

    internal readonly ref readonly T Current
    {
        get
        {
            if (_current is null)
                throw new InvalidOperationException("Enumeration has either not started or has already finished.");
            return ref _current.Value;
        }
    }

    internal bool MoveNext()
    {
        if (_depth == 0)
        {
            _current = null;
            return false;
        }
        _current = _path[--_depth];
        Descend(_isReverse ? _current.Left : _current.Right);
        return true;
    }
}
