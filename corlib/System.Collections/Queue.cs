using System.Diagnostics;

namespace System.Collections;

/// <summary>First in, first out, of objects.</summary>
[DebuggerDisplay("Count = {Count}")]
public class Queue : ICollection, ICloneable
{
    private object[] _array;
    private int _head;
    private int _size;
    private int _version;
    private readonly int _growFactor; // percent

    public Queue()
        : this(32, 2.0f)
    {
    }

    public Queue(int capacity)
        : this(capacity, 2.0f)
    {
    }

    public Queue(int capacity, float growFactor)
    {
        ThrowHelper.ThrowIfNegative(capacity, nameof(capacity));
        if (!(growFactor >= 1.0 && growFactor <= 10.0))
        {
            throw new ArgumentOutOfRangeException(nameof(growFactor), "Queue grow factor must be between 1 and 10.");
        }

        _array = new object[capacity];
        _growFactor = (int)(growFactor * 100);
    }

    public Queue(ICollection col)
        : this(col is null ? throw new ArgumentNullException(nameof(col)) : col.Count)
    {
        foreach (object item in col)
        {
            Enqueue(item);
        }
    }

    public virtual int Count => _size;

    public virtual bool IsSynchronized => false;

    public virtual object SyncRoot => this;

    public static Queue Synchronized(Queue queue)
    {
        ArgumentNullException.ThrowIfNull(queue);
        return new SynchronizedQueue(queue);
    }

    public virtual object Clone()
    {
        Queue copy = new(_size);
        for (int i = 0; i < _size; i++)
        {
            copy.Enqueue(At(i));
        }

        copy._version = _version;
        return copy;
    }

    public virtual void Clear()
    {
        Array.Clear(_array);
        _head = 0;
        _size = 0;
        _version++;
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

        for (int i = 0; i < _size; i++)
        {
            array.SetValue(At(i), index + i);
        }
    }

    public virtual void Enqueue(object obj)
    {
        if (_size == _array.Length)
        {
            int capacity = (int)(_array.Length * (long)_growFactor / 100);
            SetCapacity(Math.Max(capacity, _array.Length + 4));
        }

        _array[(_head + _size) % _array.Length] = obj;
        _size++;
        _version++;
    }

    public virtual IEnumerator GetEnumerator() => new QueueEnumerator(this);

    public virtual object Dequeue()
    {
        if (Count == 0)
        {
            throw new InvalidOperationException("Queue empty.");
        }

        object removed = _array[_head];
        _array[_head] = null;
        _head = (_head + 1) % _array.Length;
        _size--;
        _version++;
        return removed;
    }

    public virtual object Peek()
    {
        if (Count == 0)
        {
            throw new InvalidOperationException("Queue empty.");
        }

        return _array[_head];
    }

    public virtual bool Contains(object obj)
    {
        for (int i = 0; i < _size; i++)
        {
            if (Equals(At(i), obj))
            {
                return true;
            }
        }

        return false;
    }

    public virtual object[] ToArray()
    {
        object[] array = new object[_size];
        for (int i = 0; i < array.Length; i++)
        {
            array[i] = At(i);
        }

        return array;
    }

    public virtual void TrimToSize() => SetCapacity(_size);

    private object At(int index) => _array[(_head + index) % _array.Length];

    private void SetCapacity(int capacity)
    {
        object[] array = new object[capacity];
        for (int i = 0; i < _size; i++)
        {
            array[i] = At(i);
        }

        _array = array;
        _head = 0;
        _version++;
    }

    /// <summary>A queue behind a lock.</summary>
    private sealed class SynchronizedQueue : Queue
    {
        private readonly Queue _queue;

        internal SynchronizedQueue(Queue queue)
        {
            _queue = queue;
        }

        public override bool IsSynchronized => true;

        public override object SyncRoot => _queue.SyncRoot;

        public override int Count
        {
            get
            {
                lock (SyncRoot)
                {
                    return _queue.Count;
                }
            }
        }

        public override void Clear()
        {
            lock (SyncRoot)
            {
                _queue.Clear();
            }
        }

        public override object Clone()
        {
            lock (SyncRoot)
            {
                return new SynchronizedQueue((Queue)_queue.Clone());
            }
        }

        public override bool Contains(object obj)
        {
            lock (SyncRoot)
            {
                return _queue.Contains(obj);
            }
        }

        public override void CopyTo(Array array, int index)
        {
            lock (SyncRoot)
            {
                _queue.CopyTo(array, index);
            }
        }

        public override void Enqueue(object obj)
        {
            lock (SyncRoot)
            {
                _queue.Enqueue(obj);
            }
        }

        public override object Dequeue()
        {
            lock (SyncRoot)
            {
                return _queue.Dequeue();
            }
        }

        public override IEnumerator GetEnumerator()
        {
            lock (SyncRoot)
            {
                return _queue.GetEnumerator();
            }
        }

        public override object Peek()
        {
            lock (SyncRoot)
            {
                return _queue.Peek();
            }
        }

        public override object[] ToArray()
        {
            lock (SyncRoot)
            {
                return _queue.ToArray();
            }
        }

        public override void TrimToSize()
        {
            lock (SyncRoot)
            {
                _queue.TrimToSize();
            }
        }
    }

    /// <summary>Walks a queue and notices changes.</summary>
    private sealed class QueueEnumerator : IEnumerator, ICloneable
    {
        private readonly Queue _queue;
        private readonly int _version;
        private int _index = -1;

        internal QueueEnumerator(Queue queue)
        {
            _queue = queue;
            _version = queue._version;
        }

        public object Current
        {
            get
            {
                if (_index < 0 || _index >= _queue._size)
                {
                    throw new InvalidOperationException(_index < 0 ? ThrowHelper.EnumNotStarted : ThrowHelper.EnumEnded);
                }

                return _queue.At(_index);
            }
        }

        public bool MoveNext()
        {
            CheckVersion();
            if (_index < _queue._size)
            {
                _index++;
            }

            return _index < _queue._size;
        }

        public void Reset()
        {
            CheckVersion();
            _index = -1;
        }

        public object Clone() => MemberwiseClone();

        private void CheckVersion()
        {
            if (_version != _queue._version)
            {
                ThrowHelper.ThrowModifiedAfterStart();
            }
        }
    }
}
