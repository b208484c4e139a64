using System.Diagnostics;

namespace System.Collections;

/// <summary>Last in, first out, of objects.</summary>
[DebuggerDisplay("Count = {Count}")]
public class Stack : ICollection, ICloneable
{
    private object[] _array;
    private int _size;
    private int _version;

    public Stack()
    {
        _array = new object[10];
    }

    public Stack(int initialCapacity)
    {
        ThrowHelper.ThrowIfNegative(initialCapacity, nameof(initialCapacity));
        _array = new object[Math.Max(initialCapacity, 10)];
    }

    public Stack(ICollection col)
        : this(col is null ? throw new ArgumentNullException(nameof(col)) : col.Count)
    {
        foreach (object item in col)
        {
            Push(item);
        }
    }

    public virtual int Count => _size;

    public virtual bool IsSynchronized => false;

    public virtual object SyncRoot => this;

    public static Stack Synchronized(Stack stack)
    {
        ArgumentNullException.ThrowIfNull(stack);
        return new SyncStack(stack);
    }

    public virtual void Clear()
    {
        Array.Clear(_array, 0, _size);
        _size = 0;
        _version++;
    }

    public virtual object Clone()
    {
        Stack copy = new(_size);
        copy._size = _size;
        Array.Copy(_array, copy._array, _size);
        copy._version = _version;
        return copy;
    }

    public virtual bool Contains(object obj)
    {
        for (int i = _size - 1; i >= 0; i--)
        {
            if (Equals(_array[i], obj))
            {
                return true;
            }
        }

        return false;
    }

    public virtual void CopyTo(Array array, int index)
    {
        ArgumentNullException.ThrowIfNull(array);
        if (array.Rank != 1)
        {
            throw new ArgumentException(ThrowHelper.RankMultiDimNotSupported, nameof(array));
        }

        ThrowHelper.ThrowIfNegative(index, nameof(index));
        if (array.Length - index < _size)
        {
            throw new ArgumentException(ThrowHelper.InvalidOffLen);
        }

        for (int i = _size - 1; i >= 0; i--)
        {
            array.SetValue(_array[i], index++);
        }
    }

    public virtual IEnumerator GetEnumerator() => new StackEnumerator(this);

    public virtual object Peek()
    {
        if (_size == 0)
        {
            throw new InvalidOperationException("Stack empty.");
        }

        return _array[_size - 1];
    }

    public virtual object Pop()
    {
        if (_size == 0)
        {
            throw new InvalidOperationException("Stack empty.");
        }

        _version++;
        object item = _array[--_size];
        _array[_size] = null;
        return item;
    }

    public virtual void Push(object obj)
    {
        if (_size == _array.Length)
        {
            Array.Resize(ref _array, 2 * _array.Length);
        }

        _array[_size++] = obj;
        _version++;
    }

    public virtual object[] ToArray()
    {
        object[] array = new object[_size];
        CopyTo(array, 0);
        return array;
    }

    /// <summary>A stack behind a lock.</summary>
    private sealed class SyncStack : Stack
    {
        private readonly Stack _stack;

        internal SyncStack(Stack stack)
        {
            _stack = stack;
        }

        public override bool IsSynchronized => true;

        public override object SyncRoot => _stack.SyncRoot;

        public override int Count
        {
            get
            {
                lock (SyncRoot)
                {
                    return _stack.Count;
                }
            }
        }

        public override void Clear()
        {
            lock (SyncRoot)
            {
                _stack.Clear();
            }
        }

        public override object Clone()
        {
            lock (SyncRoot)
            {
                return new SyncStack((Stack)_stack.Clone());
            }
        }

        public override bool Contains(object obj)
        {
            lock (SyncRoot)
            {
                return _stack.Contains(obj);
            }
        }

        public override void CopyTo(Array array, int index)
        {
            lock (SyncRoot)
            {
                _stack.CopyTo(array, index);
            }
        }

        public override IEnumerator GetEnumerator()
        {
            lock (SyncRoot)
            {
                return _stack.GetEnumerator();
            }
        }

        public override object Peek()
        {
            lock (SyncRoot)
            {
                return _stack.Peek();
            }
        }

        public override object Pop()
        {
            lock (SyncRoot)
            {
                return _stack.Pop();
            }
        }

        public override void Push(object obj)
        {
            lock (SyncRoot)
            {
                _stack.Push(obj);
            }
        }

        public override object[] ToArray()
        {
            lock (SyncRoot)
            {
                return _stack.ToArray();
            }
        }
    }

    /// <summary>Walks a stack from its top and notices changes.</summary>
    private sealed class StackEnumerator : IEnumerator, ICloneable
    {
        private readonly Stack _stack;
        private readonly int _version;
        private int _index = -2; // -2 before the first, -1 after the last

        internal StackEnumerator(Stack stack)
        {
            _stack = stack;
            _version = stack._version;
        }

        public object Current
        {
            get
            {
                if (_index < 0)
                {
                    throw new InvalidOperationException(_index == -2 ? ThrowHelper.EnumNotStarted : ThrowHelper.EnumEnded);
                }

                return _stack._array[_index];
            }
        }

        public bool MoveNext()
        {
            CheckVersion();
            if (_index == -2)
            {
                _index = _stack._size;
            }

            if (_index >= 0)
            {
                _index--;
            }

            return _index >= 0;
        }

        public void Reset()
        {
            CheckVersion();
            _index = -2;
        }

        public object Clone() => MemberwiseClone();

        private void CheckVersion()
        {
            if (_version != _stack._version)
            {
                ThrowHelper.ThrowModifiedAfterStart();
            }
        }
    }
}
