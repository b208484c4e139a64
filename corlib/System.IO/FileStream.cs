namespace System.IO;

/// A file, with one buffer that either holds bytes read ahead or bytes to be written.
public unsafe class FileStream : Stream
{
    private IntPtr fd;
    private readonly string path;
    private readonly FileAccess access;
    private readonly bool seekable;
    private readonly bool deleteOnClose;
    private readonly bool append;
    private byte[] buffer;
    private readonly int bufferSize;
    private int readPosition;
    private int readLength;
    private int writeLength;
    private long filePosition;   // position of the descriptor, buffer not counted
    private bool closed;

    public FileStream(string path, FileMode mode) : this(path, mode, mode == FileMode.Append ? FileAccess.Write : FileAccess.ReadWrite, FileShare.Read, 4096, FileOptions.None) { }
    public FileStream(string path, FileMode mode, FileAccess access) : this(path, mode, access, FileShare.Read, 4096, FileOptions.None) { }
    public FileStream(string path, FileMode mode, FileAccess access, FileShare share) : this(path, mode, access, share, 4096, FileOptions.None) { }
    public FileStream(string path, FileMode mode, FileAccess access, FileShare share, int bufferSize) : this(path, mode, access, share, bufferSize, FileOptions.None) { }
    public FileStream(string path, FileMode mode, FileAccess access, FileShare share, int bufferSize, bool useAsync) : this(path, mode, access, share, bufferSize, FileOptions.None) { }

    public FileStream(string path, FileMode mode, FileAccess access, FileShare share, int bufferSize, FileOptions options)
    {
        if (path == null) throw new ArgumentNullException(nameof(path), "Path cannot be null.");
        if (path.Length == 0) throw new ArgumentException("The path is empty.", nameof(path));
        if (mode < FileMode.CreateNew || mode > FileMode.Append) throw new ArgumentOutOfRangeException(nameof(mode), "Enum value was out of legal range.");
        if (access < FileAccess.Read || access > FileAccess.ReadWrite) throw new ArgumentOutOfRangeException(nameof(access), "Enum value was out of legal range.");
        if (bufferSize < 0) throw new ArgumentOutOfRangeException(nameof(bufferSize), "bufferSize ('" + bufferSize.ToString() + "') must be a non-negative value.");
        if ((access & FileAccess.Write) == 0 && mode is FileMode.Truncate or FileMode.CreateNew or FileMode.Create or FileMode.Append && (access & FileAccess.Write) == 0)
            throw new ArgumentException("Combining FileMode: " + mode + " with FileAccess: " + access + " is invalid.", nameof(access));
        if (mode == FileMode.Append && (access & FileAccess.Read) != 0) throw new ArgumentException("Append access can be requested only in write-only mode.", nameof(access));
        this.path = Path.GetFullPath(path);
        this.access = access;
        this.bufferSize = Math.Max(bufferSize, 1);
        append = mode == FileMode.Append;
        deleteOnClose = (options & FileOptions.DeleteOnClose) != 0;

        // Open flags of libSystem.Native: access 0/1/2, close-on-exec 0x10, create 0x20, exclusive 0x40, truncate 0x80.
        int flags = (access == FileAccess.ReadWrite ? 2 : access == FileAccess.Write ? 1 : 0) | 0x10;
        switch (mode)
        {
            case FileMode.CreateNew: flags |= 0x60; break;
            case FileMode.Create: flags |= 0xA0; break;
            case FileMode.OpenOrCreate: case FileMode.Append: flags |= 0x20; break;
            case FileMode.Truncate: flags |= 0x80; break;
        }
        fixed (byte* p = IoError.Bytes(this.path)) fd = Interop.Sys.Open(p, flags, 0x1B6);
        if ((nint)fd < 0)
        {
            int error = IoError.Last();
            bool missingDirectory = error == IoError.ENOENT && !Directory.Exists(Path.GetDirectoryName(this.path));
            throw IoError.ToException(error == IoError.EISDIR ? IoError.EACCES : error, this.path, missingDirectory);
        }
        Interop.FileStatus status;
        if (Interop.Sys.FStat(fd, &status) == 0 && (status.Mode & 0xF000) == 0x4000)
        {
            Interop.Sys.Close(fd);
            throw new UnauthorizedAccessException("Access to the path '" + this.path + "' is denied.");
        }
        seekable = Interop.Sys.LSeek(fd, 0, 1) >= 0;
        if (append && seekable) filePosition = Interop.Sys.LSeek(fd, 0, 2);
    }

    public FileStream(string path, FileStreamOptions options)
        : this(path, (options ?? throw new ArgumentNullException(nameof(options))).Mode, options.Access, options.Share, options.BufferSize, options.Options)
    {
        if (options.UnixCreateMode is UnixFileMode mode && options.Mode is FileMode.Create or FileMode.CreateNew or FileMode.OpenOrCreate)
            File.SetUnixFileMode(path, mode);
    }

    public FileStream(IntPtr handle, FileAccess access, bool ownsHandle, int bufferSize, bool isAsync) : this(handle, access, ownsHandle, bufferSize) { }
    public FileStream(IntPtr handle, FileAccess access) : this(handle, access, true, 4096) { }
    public FileStream(IntPtr handle, FileAccess access, bool ownsHandle) : this(handle, access, ownsHandle, 4096) { }
    public FileStream(IntPtr handle, FileAccess access, bool ownsHandle, int bufferSize)
    {
        fd = handle;
        this.access = access;
        this.bufferSize = Math.Max(bufferSize, 1);
        filePosition = Interop.Sys.LSeek(fd, 0, 1);
        seekable = filePosition >= 0;
    }

    ~FileStream() => Dispose(false);

    public override bool CanRead => !closed && (access & FileAccess.Read) != 0;
    public override bool CanWrite => !closed && (access & FileAccess.Write) != 0;
    public override bool CanSeek => !closed && seekable;
    public virtual string Name => path ?? "[Unknown]";
    public virtual bool IsAsync => false;
    public virtual IntPtr Handle => fd;

    private void Check()
    {
        if (closed) throw new ObjectDisposedException(null, "Cannot access a closed file.");
    }

    private void CheckSeek()
    {
        Check();
        if (!seekable) throw new NotSupportedException("Stream does not support seeking.");
    }

    private void FlushWrites()
    {
        int count = writeLength;
        writeLength = 0;
        if (count > 0) WriteRaw(new ReadOnlySpan<byte>(buffer, 0, count));
    }

    private void WriteRaw(ReadOnlySpan<byte> bytes)
    {
        fixed (byte* p = bytes)
        {
            byte* at = p;
            int left = bytes.Length;
            while (left > 0)
            {
                int n = Interop.Sys.Write(fd, at, left);
                if (n < 0) throw IoError.LastException(path);
                at += n;
                left -= n;
                filePosition += n;
            }
        }
    }

    // Read-ahead bytes are given back, so that the descriptor stands where the stream does.
    private void DropReads()
    {
        if (readPosition != readLength && seekable) filePosition = Interop.Sys.LSeek(fd, readPosition - readLength, 1);
        readPosition = readLength = 0;
    }

    public override void Flush() => Flush(false);

    public virtual void Flush(bool flushToDisk)
    {
        Check();
        FlushWrites();
        if (flushToDisk && CanWrite) Interop.Sys.FSync(fd);
    }

    public override long Length
    {
        get
        {
            CheckSeek();
            FlushWrites();
            Interop.FileStatus status;
            if (Interop.Sys.FStat(fd, &status) < 0) throw IoError.LastException(path);
            return status.Size;
        }
    }

    public override long Position
    {
        get
        {
            CheckSeek();
            return filePosition - readLength + readPosition + writeLength;
        }
        set
        {
            if (value < 0) throw new ArgumentOutOfRangeException(nameof(value), "Non-negative number required.");
            Seek(value, SeekOrigin.Begin);
        }
    }

    public override long Seek(long offset, SeekOrigin origin)
    {
        CheckSeek();
        if (origin < SeekOrigin.Begin || origin > SeekOrigin.End) throw new ArgumentException("Invalid seek origin.", nameof(origin));
        FlushWrites();
        if (origin == SeekOrigin.Current) offset += readPosition - readLength;
        readPosition = readLength = 0;
        long result = Interop.Sys.LSeek(fd, offset, (int)origin);
        long target = origin == SeekOrigin.Current ? filePosition + offset : offset;
        if (result < 0 && origin != SeekOrigin.End && target >= 0) result = target; // the file system may not reach there: only reading or writing fails
        if (result < 0) throw IoError.Last() == IoError.EINVAL ? new IOException("An attempt was made to move the file pointer before the beginning of the file.") : IoError.LastException(path);
        filePosition = result;
        return result;
    }

    public override void SetLength(long value)
    {
        if (value < 0) throw new ArgumentOutOfRangeException(nameof(value), "Non-negative number required.");
        CheckSeek();
        if (!CanWrite) throw new NotSupportedException("Stream does not support writing.");
        FlushWrites();
        DropReads();
        if (Interop.Sys.FTruncate(fd, value) < 0) throw IoError.LastException(path);
        if (filePosition > value) filePosition = Interop.Sys.LSeek(fd, 0, 2);
    }

    public override int Read(byte[] buffer, int offset, int count)
    {
        ValidateBufferArguments(buffer, offset, count);
        return Read(new Span<byte>(buffer, offset, count));
    }

    private int ReadRaw(Span<byte> target)
    {
        fixed (byte* p = target)
        {
            int n = Interop.Sys.Read(fd, p, target.Length);
            if (n < 0) throw IoError.LastException(path);
            filePosition += n;
            return n;
        }
    }

    public override int Read(Span<byte> target)
    {
        Check();
        if (!CanRead) throw new NotSupportedException("Stream does not support reading.");
        FlushWrites();
        if (target.IsEmpty) return 0;
        int available = readLength - readPosition;
        if (available == 0)
        {
            if (target.Length >= bufferSize) return ReadRaw(target);
            buffer ??= new byte[bufferSize];
            readPosition = 0;
            readLength = ReadRaw(new Span<byte>(buffer));
            available = readLength;
        }
        int n = Math.Min(available, target.Length);
        new ReadOnlySpan<byte>(buffer, readPosition, n).CopyTo(target);
        readPosition += n;
        if (n < target.Length && seekable && available < bufferSize == false) n += Read(target.Slice(n));
        return n;
    }

    public override int ReadByte()
    {
        if (writeLength == 0 && readPosition < readLength && !closed) return buffer[readPosition++];
        Span<byte> one = stackalloc byte[1];
        return Read(one) == 0 ? -1 : one[0];
    }

    public override void Write(byte[] buffer, int offset, int count)
    {
        ValidateBufferArguments(buffer, offset, count);
        Write(new ReadOnlySpan<byte>(buffer, offset, count));
    }

    public override void Write(ReadOnlySpan<byte> source)
    {
        Check();
        if (!CanWrite) throw new NotSupportedException("Stream does not support writing.");
        if (readLength > 0) DropReads();
        if (writeLength + source.Length > bufferSize) FlushWrites();
        if (source.Length >= bufferSize)
        {
            WriteRaw(source);
            return;
        }
        buffer ??= new byte[bufferSize];
        source.CopyTo(new Span<byte>(buffer, writeLength, source.Length));
        writeLength += source.Length;
    }

    public override void WriteByte(byte value) => Write(new ReadOnlySpan<byte>(in value));

    protected override void Dispose(bool disposing)
    {
        if (closed || fd == IntPtr.Zero && path == null) return;
        try
        {
            if ((nint)fd >= 0) FlushWrites();
        }
        finally
        {
            closed = true;
            if ((nint)fd >= 0) Interop.Sys.Close(fd);
            if (deleteOnClose && path != null) fixed (byte* p = IoError.Bytes(path)) Interop.Sys.Unlink(p);
        }
    }

    public virtual void Lock(long position, long length) { }
    public virtual void Unlock(long position, long length) { }
}
