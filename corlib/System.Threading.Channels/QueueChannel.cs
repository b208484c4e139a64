using System.Collections.Generic;
using System.Threading.Tasks;

namespace System.Threading.Channels;

/// <summary>
/// The one kind of channel: a queue under a lock, perhaps bounded, perhaps in order of priority. Who waits is told
/// outside the lock, and tries again; so nobody is handed an item that somebody else might have taken meanwhile.
/// With capacity 0 an item passes only while a reader waits.
/// </summary>
internal sealed class QueueChannel<T> : Channel<T>
{
    private readonly object _lock = new object();
    private readonly Deque _items = new Deque();
    private readonly PriorityQueue<T, T> _ordered;
    private readonly int _capacity;
    private readonly BoundedChannelFullMode _mode;
    private readonly Action<T> _dropped;
    private readonly TaskCompletionSource _completion = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Queue<TaskCompletionSource<bool>> _readers = new Queue<TaskCompletionSource<bool>>();
    private readonly Queue<TaskCompletionSource<bool>> _writers = new Queue<TaskCompletionSource<bool>>();
    private bool _isDone;
    private Exception _error;

    internal QueueChannel(int capacity, BoundedChannelFullMode mode, Action<T> dropped, PriorityQueue<T, T> ordered)
    {
        _capacity = capacity;
        _mode = mode;
        _dropped = dropped;
        _ordered = ordered;
        Reader = new In(this);
        Writer = new Out(this);
    }

    private int Count => _ordered?.Count ?? _items.Count;

    private bool HasRoom => _capacity == 0 ? Count == 0 && _readers.Count > 0 : Count < _capacity;

    private static void Wake(List<TaskCompletionSource<bool>> waiting, bool result, Exception error)
    {
        foreach (TaskCompletionSource<bool> waiter in waiting)
        {
            if (error is not null)
                waiter.TrySetException(error);
            else
                waiter.TrySetResult(result);
        }
    }

    private static List<TaskCompletionSource<bool>> TakeAll(Queue<TaskCompletionSource<bool>> queue)
    {
        var all = new List<TaskCompletionSource<bool>>(queue);
        queue.Clear();
        return all;
    }

    private ValueTask<bool> Wait(Queue<TaskCompletionSource<bool>> queue, CancellationToken cancellationToken)
    {
        var waiter = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        queue.Enqueue(waiter);
        if (cancellationToken.CanBeCanceled)
        {
            CancellationTokenRegistration registration = cancellationToken.UnsafeRegister(static (state, token) => ((TaskCompletionSource<bool>)state).TrySetCanceled(token), waiter);
            waiter.Task.ContinueWith(static (_, state) => ((CancellationTokenRegistration)state).Dispose(), registration, TaskContinuationOptions.ExecuteSynchronously);
        }
        return new ValueTask<bool>(waiter.Task);
    }

    private void Finish()
    {
        if (_error is OperationCanceledException canceled)
            _completion.TrySetCanceled(canceled.CancellationToken);
        else if (_error is not null)
            _completion.TrySetException(_error);
        else
            _completion.TrySetResult();
    }

    private sealed class In : ChannelReader<T>
    {
        private readonly QueueChannel<T> _channel;

        internal In(QueueChannel<T> channel) => _channel = channel;

        public override Task Completion => _channel._completion.Task;

        public override bool CanCount => true;

        public override bool CanPeek => true;

        public override int Count
        {
            get
            {
                lock (_channel._lock)
                    return _channel.Count;
            }
        }

        public override bool TryPeek([MaybeNullWhen(false)] out T item)
        {
            lock (_channel._lock)
            {
                item = default;
                if (_channel.Count == 0)
                    return false;
                item = _channel._ordered is null ? _channel._items.First : _channel._ordered.Peek();
                return true;
            }
        }

        public override bool TryRead([MaybeNullWhen(false)] out T item)
        {
            List<TaskCompletionSource<bool>> writers = null;
            bool isLast;
            lock (_channel._lock)
            {
                item = default;
                if (_channel.Count == 0)
                    return false;
                item = _channel._ordered is null ? _channel._items.TakeFirst() : _channel._ordered.Dequeue();
                if (!_channel._isDone && _channel._writers.Count > 0)
                    writers = TakeAll(_channel._writers);
                isLast = _channel._isDone && _channel.Count == 0;
            }
            if (writers is not null)
                Wake(writers, true, null);
            if (isLast)
                _channel.Finish();
            return true;
        }

        public override ValueTask<bool> WaitToReadAsync(CancellationToken cancellationToken = default)
        {
            if (cancellationToken.IsCancellationRequested)
                return ValueTask.FromCanceled<bool>(cancellationToken);
            List<TaskCompletionSource<bool>> writers = null;
            ValueTask<bool> result;
            lock (_channel._lock)
            {
                if (_channel.Count > 0)
                    return new ValueTask<bool>(true);
                if (_channel._isDone)
                    return _channel._error is null ? new ValueTask<bool>(false) : ValueTask.FromException<bool>(_channel._error);
                result = _channel.Wait(_channel._readers, cancellationToken);
                if (_channel._capacity == 0)
                    writers = TakeAll(_channel._writers);
            }
            if (writers is not null)
                Wake(writers, true, null);
            return result;
        }

        public override async ValueTask<T> ReadAsync(CancellationToken cancellationToken = default)
        {
            cancellationToken.ThrowIfCancellationRequested();
            while (true)
            {
                if (TryRead(out T item))
                    return item;
                bool isOpen;
                try
                {
                    isOpen = await WaitToReadAsync(cancellationToken).ConfigureAwait(false);
                }
                catch (TaskCanceledException e)
                {
                    throw new OperationCanceledException(e.CancellationToken);
                }
                catch (Exception e) when (e == _channel._error && e is not OperationCanceledException)
                {
                    throw new ChannelClosedException(e);
                }
                if (!isOpen)
                    throw new ChannelClosedException();
            }
        }
    }

    private sealed class Out : ChannelWriter<T>
    {
        private readonly QueueChannel<T> _channel;

        internal Out(QueueChannel<T> channel) => _channel = channel;

        public override bool TryComplete(Exception error = null)
        {
            List<TaskCompletionSource<bool>> readers, writers;
            bool isEmpty;
            lock (_channel._lock)
            {
                if (_channel._isDone)
                    return false;
                _channel._isDone = true;
                _channel._error = error;
                readers = TakeAll(_channel._readers);
                writers = TakeAll(_channel._writers);
                isEmpty = _channel.Count == 0;
            }
            if (isEmpty)
                _channel.Finish();
            Wake(readers, false, error);
            Wake(writers, false, error);
            return true;
        }

        public override bool TryWrite(T item)
        {
            List<TaskCompletionSource<bool>> readers;
            T lost = default;
            bool hasLost = false;
            lock (_channel._lock)
            {
                if (_channel._isDone)
                    return false;
                if (!_channel.HasRoom)
                {
                    switch (_channel._mode)
                    {
                        case BoundedChannelFullMode.Wait:
                            return false;
                        case BoundedChannelFullMode.DropNewest when _channel.Count > 0:
                            lost = _channel._items.TakeLast();
                            _channel._items.AddLast(item);
                            break;
                        case BoundedChannelFullMode.DropOldest when _channel.Count > 0:
                            lost = _channel._items.TakeFirst();
                            _channel._items.AddLast(item);
                            break;
                        default:
                            lost = item;
                            break;
                    }
                    hasLost = true;
                }
                else if (_channel._ordered is null)
                {
                    _channel._items.AddLast(item);
                }
                else
                {
                    _channel._ordered.Enqueue(item, item);
                }
                readers = TakeAll(_channel._readers);
            }
            Wake(readers, true, null);
            if (hasLost)
                _channel._dropped?.Invoke(lost);
            return true;
        }

        public override ValueTask<bool> WaitToWriteAsync(CancellationToken cancellationToken = default)
        {
            if (cancellationToken.IsCancellationRequested)
                return ValueTask.FromCanceled<bool>(cancellationToken);
            lock (_channel._lock)
            {
                if (_channel._isDone)
                    return _channel._error is null ? new ValueTask<bool>(false) : ValueTask.FromException<bool>(_channel._error);
                if (_channel.HasRoom || _channel._mode != BoundedChannelFullMode.Wait)
                    return new ValueTask<bool>(true);
                return _channel.Wait(_channel._writers, cancellationToken);
            }
        }

        public override async ValueTask WriteAsync(T item, CancellationToken cancellationToken = default)
        {
            cancellationToken.ThrowIfCancellationRequested();
            while (!TryWrite(item))
            {
                bool isOpen;
                try
                {
                    isOpen = await WaitToWriteAsync(cancellationToken).ConfigureAwait(false);
                }
                catch (TaskCanceledException e)
                {
                    throw new OperationCanceledException(e.CancellationToken);
                }
                catch (Exception e) when (e == _channel._error)
                {
                    throw new ChannelClosedException(e);
                }
                if (!isOpen)
                    throw new ChannelClosedException();
            }
        }
    }

    /// <summary>A ring that gives from both ends.</summary>
    private sealed class Deque
    {
        private T[] _ring = new T[8];
        private int _first;

        internal int Count { get; private set; }

        internal T First => _ring[_first];

        internal void AddLast(T item)
        {
            if (Count == _ring.Length)
            {
                var larger = new T[Count * 2];
                for (int i = 0; i < Count; i++)
                    larger[i] = _ring[(_first + i) % Count];
                _ring = larger;
                _first = 0;
            }
            _ring[(_first + Count++) % _ring.Length] = item;
        }

        internal T TakeFirst()
        {
            T item = _ring[_first];
            _ring[_first] = default;
            _first = (_first + 1) % _ring.Length;
            Count--;
            return item;
        }

        internal T TakeLast()
        {
            int at = (_first + --Count) % _ring.Length;
            T item = _ring[at];
            _ring[at] = default;
            return item;
        }
    }
}
