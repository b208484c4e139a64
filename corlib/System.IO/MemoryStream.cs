namespace System.IO;

/// A stream over a byte array that may grow.
public class MemoryStream : Stream
{
    private byte[] _buffer;
    private readonly int _origin;
    private int _position;
    private int _length;
    private int _capacity;
    private bool _expandable;
    private bool _writable;
    private readonly bool _exposable;
    private bool _isOpen;

    public MemoryStream() : this(0) { }

    public MemoryStream(int capacity)
    {
        if (capacity < 0) throw new ArgumentOutOfRangeException(nameof(capacity), "Non-negative number required.");
        _buffer = capacity == 0 ? Array.Empty<byte>() : new byte[capacity];
        _capacity = capacity;
        _expandable = true;
        _writable = true;
        _exposable = true;
        _isOpen = true;
    }

    public MemoryStream(byte[] buffer) : this(buffer, true) { }

    public MemoryStream(byte[] buffer, bool writable)
    {
        if (buffer == null) throw new ArgumentNullException(nameof(buffer));
        _buffer = buffer;
        _length = _capacity = buffer.Length;
        _writable = writable;
        _isOpen = true;
    }

    public MemoryStream(byte[] buffer, int index, int count) : this(buffer, index, count, true, false) { }
    public MemoryStream(byte[] buffer, int index, int count, bool writable) : this(buffer, index, count, writable, false) { }

    public MemoryStream(byte[] buffer, int index, int count, bool writable, bool publiclyVisible)
    {
        if (buffer == null) throw new ArgumentNullException(nameof(buffer));
        if (index < 0) throw new ArgumentOutOfRangeException(nameof(index), "Non-negative number required.");
        if (count < 0) throw new ArgumentOutOfRangeException(nameof(count), "Non-negative number required.");
        if (buffer.Length - index < count) throw new ArgumentException("Offset and length were out of bounds for the array or count is greater than the number of elements from index to the end of the source collection.");
        _buffer = buffer;
        _origin = _position = index;
        _length = _capacity = index + count;
        _writable = writable;
        _exposable = publiclyVisible;
        _isOpen = true;
    }

    public override bool CanRead => _isOpen;
    public override bool CanSeek => _isOpen;
    public override bool CanWrite => _writable;

    private void Open()
    {
        if (!_isOpen) throw new ObjectDisposedException(null, "Cannot access a closed Stream.");
    }

    private void Writeable()
    {
        if (!_writable) throw new NotSupportedException("Stream does not support writing.");
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _isOpen = false;
            _writable = false;
            _expandable = false;
        }
    }

    // True if the buffer is new and so zeroed.
    private bool EnsureCapacity(int value)
    {
        if (value < 0) throw new IOException("Stream was too long.");
        if (value <= _capacity) return false;
        int capacity = Math.Max(Math.Max(value, 256), _capacity * 2);
        if ((uint)(_capacity * 2) > Array.MaxLength) capacity = Math.Max(value, Array.MaxLength);
        Capacity = capacity;
        return true;
    }

    public override void Flush() { }

    public virtual byte[] GetBuffer()
    {
        if (!_exposable) throw new UnauthorizedAccessException("MemoryStream's internal buffer cannot be accessed.");
        return _buffer;
    }

    public virtual bool TryGetBuffer(out ArraySegment<byte> buffer)
    {
        buffer = _exposable ? new ArraySegment<byte>(_buffer, _origin, _length - _origin) : default;
        return _exposable;
    }

    public virtual int Capacity
    {
        get
        {
            Open();
            return _capacity - _origin;
        }
        set
        {
            if (value < Length) throw new ArgumentOutOfRangeException(nameof(value), "capacity was less than the current size.");
            Open();
            if (!_expandable)
            {
                if (value != Capacity) throw new NotSupportedException("Memory stream is not expandable.");
                return;
            }
            if (value == _capacity) return;
            byte[] fresh = new byte[value];
            if (_length > 0) Buffer.BlockCopy(_buffer, 0, fresh, 0, _length);
            _buffer = fresh;
            _capacity = value;
        }
    }

    public override long Length
    {
        get
        {
            Open();
            return _length - _origin;
        }
    }

    public override long Position
    {
        get
        {
            Open();
            return _position - _origin;
        }
        set
        {
            if (value < 0) throw new ArgumentOutOfRangeException(nameof(value), "Non-negative number required.");
            Open();
            if (value > int.MaxValue - _origin) throw new ArgumentOutOfRangeException(nameof(value), "Stream length must be non-negative and less than 2^31 - 1 - origin.");
            _position = _origin + (int)value;
        }
    }

    public override int Read(byte[] buffer, int offset, int count)
    {
        ValidateBufferArguments(buffer, offset, count);
        Open();
        int n = Math.Min(_length - _position, count);
        if (n <= 0) return 0;
        Buffer.BlockCopy(_buffer, _position, buffer, offset, n);
        _position += n;
        return n;
    }

    public override int Read(Span<byte> buffer)
    {
        Open();
        int n = Math.Min(_length - _position, buffer.Length);
        if (n <= 0) return 0;
        new Span<byte>(_buffer, _position, n).CopyTo(buffer);
        _position += n;
        return n;
    }

    public override int ReadByte()
    {
        Open();
        return _position >= _length ? -1 : _buffer[_position++];
    }

    public override long Seek(long offset, SeekOrigin origin)
    {
        Open();
        long start = origin switch
        {
            SeekOrigin.Begin => _origin,
            SeekOrigin.Current => _position,
            SeekOrigin.End => _length,
            _ => throw new ArgumentException("Invalid seek origin.", nameof(origin))
        };
        long target = start + offset;
        if (target < _origin) throw new IOException("An attempt was made to move the position before the beginning of the stream.");
        if (target > int.MaxValue) throw new ArgumentOutOfRangeException(nameof(offset), "Stream length must be non-negative and less than 2^31 - 1 - origin.");
        _position = (int)target;
        return _position - _origin;
    }

    public override void SetLength(long value)
    {
        if (value < 0 || value > int.MaxValue - _origin) throw new ArgumentOutOfRangeException(nameof(value), "Stream length must be non-negative and less than 2^31 - 1 - origin.");
        Writeable();
        int length = _origin + (int)value;
        if (!EnsureCapacity(length) && length > _length) Array.Clear(_buffer, _length, length - _length);
        _length = length;
        if (_position > length) _position = length;
    }

    public virtual byte[] ToArray()
    {
        byte[] copy = new byte[_length - _origin];
        if (copy.Length > 0) Buffer.BlockCopy(_buffer, _origin, copy, 0, copy.Length);
        return copy;
    }

    private int Make(int count)
    {
        int end = _position + count;
        if (end < 0) throw new IOException("Stream was too long.");
        if (end > _length)
        {
            bool mustZero = _position > _length;
            if (end > _capacity)
            {
                if (!_expandable) throw new NotSupportedException("Memory stream is not expandable.");
                if (EnsureCapacity(end)) mustZero = false;
            }
            if (mustZero) Array.Clear(_buffer, _length, end - _length);
            _length = end;
        }
        return end;
    }

    public override void Write(byte[] buffer, int offset, int count)
    {
        ValidateBufferArguments(buffer, offset, count);
        Open();
        Writeable();
        int end = Make(count);
        Buffer.BlockCopy(buffer, offset, _buffer, _position, count);
        _position = end;
    }

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        Open();
        Writeable();
        int end = Make(buffer.Length);
        buffer.CopyTo(new Span<byte>(_buffer, _position, buffer.Length));
        _position = end;
    }

    public override void WriteByte(byte value)
    {
        Open();
        Writeable();
        int end = Make(1);
        _buffer[_position] = value;
        _position = end;
    }

    public virtual void WriteTo(Stream stream)
    {
        if (stream == null) throw new ArgumentNullException(nameof(stream));
        Open();
        stream.Write(_buffer, _origin, _length - _origin);
    }
}
