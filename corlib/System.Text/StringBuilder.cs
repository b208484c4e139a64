using System.Collections.Generic;
using System.Runtime.Serialization;

namespace System.Text;

/// <summary>A string under construction: one buffer that grows.</summary>
public sealed partial class StringBuilder : ISerializable
{
    private const int DefaultCapacity = 16;

    private char[] _chars;
    private int _length;
    private readonly int _maxCapacity;

    public StringBuilder()
    {
        _maxCapacity = int.MaxValue;
        _chars = new char[DefaultCapacity];
    }

    public StringBuilder(int capacity) : this(capacity, int.MaxValue)
    {
    }

    public StringBuilder(string value) : this(value, DefaultCapacity)
    {
    }

    public StringBuilder(string value, int capacity) : this(value, 0, value?.Length ?? 0, capacity)
    {
    }

    public StringBuilder(string value, int startIndex, int length, int capacity)
    {
        if (capacity < 0)
            Throw.MustBeNonNegative(capacity, nameof(capacity));
        if (length < 0)
            Throw.MustBeNonNegative(length, nameof(length));
        if (startIndex < 0)
            Throw.MustBeNonNegative(startIndex, nameof(startIndex));
        value ??= "";
        if (startIndex > value.Length - length)
            Throw.OutOfRange(nameof(length), "Index and length must refer to a location within the string.");
        _maxCapacity = int.MaxValue;
        if (capacity == 0)
            capacity = DefaultCapacity;
        _chars = new char[Math.Max(capacity, length)];
        value.AsSpan(startIndex, length).CopyTo(_chars);
        _length = length;
    }

    public StringBuilder(int capacity, int maxCapacity)
    {
        if (capacity > maxCapacity)
            Throw.OutOfRange(nameof(capacity), "Capacity exceeds maximum capacity.");
        if (maxCapacity < 1)
            Throw.OutOfRange(nameof(maxCapacity), "MaxCapacity must be one or greater.");
        if (capacity < 0)
            Throw.MustBeNonNegative(capacity, nameof(capacity));
        if (capacity == 0)
            capacity = Math.Min(DefaultCapacity, maxCapacity);
        _maxCapacity = maxCapacity;
        _chars = new char[capacity];
    }

    void ISerializable.GetObjectData(SerializationInfo info, StreamingContext context) => throw new NotSupportedException();

    public int MaxCapacity => _maxCapacity;

    public int Capacity
    {
        get => _chars.Length;
        set
        {
            if (value < 0)
                Throw.OutOfRange(nameof(value), "Capacity must be positive.");
            if (value > _maxCapacity)
                Throw.OutOfRange(nameof(value), "Capacity exceeds maximum capacity.");
            if (value < _length)
                Throw.OutOfRange(nameof(value), "capacity was less than the current size.");
            if (value != _chars.Length)
                Array.Resize(ref _chars, value);
        }
    }

    public int EnsureCapacity(int capacity)
    {
        if (capacity < 0)
            Throw.OutOfRange(nameof(capacity), "Capacity must be positive.");
        if (capacity > _chars.Length)
            Capacity = capacity;
        return _chars.Length;
    }

    public int Length
    {
        get => _length;
        set
        {
            if (value < 0)
                Throw.OutOfRange(nameof(value), "Length cannot be less than zero.");
            if (value > _maxCapacity)
                Throw.OutOfRange(nameof(value), "capacity was less than the current size.");
            if (value > _length)
                Append('\0', value - _length);
            else
                _length = value;
        }
    }

    [IndexerName("Chars")]
    public char this[int index]
    {
        get
        {
            if ((uint)index >= (uint)_length)
                Throw.IndexOutOfRange();
            return _chars[index];
        }
        set
        {
            if ((uint)index >= (uint)_length)
                Throw.OutOfRange(nameof(index), "Index was out of range. Must be non-negative and less than the size of the collection.");
            _chars[index] = value;
        }
    }

    public override string ToString() => _length == 0 ? "" : new string(_chars, 0, _length);

    public string ToString(int startIndex, int length)
    {
        if (startIndex < 0)
            Throw.MustBeNonNegative(startIndex, nameof(startIndex));
        if (startIndex > _length)
            Throw.OutOfRange(nameof(startIndex), "startIndex cannot be larger than length of string.");
        if (length < 0)
            Throw.MustBeNonNegative(length, nameof(length));
        if (startIndex > _length - length)
            Throw.OutOfRange(nameof(length), "Index and length must refer to a location within the string.");
        return new string(_chars, startIndex, length);
    }

    public StringBuilder Clear()
    {
        _length = 0;
        return this;
    }

    private ReadOnlySpan<char> Text => new ReadOnlySpan<char>(_chars, 0, _length);

    /// <summary>Makes room for more characters: by half as much as CoreCLR's chunks would add, doubling when large.</summary>
    private void Grow(int more)
    {
        int needed = _length + more;
        if (needed < 0 || needed > _maxCapacity)
            Throw.OutOfRange("requiredLength", "capacity was less than the current size.");
        int old = _chars.Length;
        long capacity = Math.Max(needed, (long)old + (old < 16000 ? Math.Min(old, 8000) : old));
        capacity = Math.Min(capacity, Math.Min(_maxCapacity, 0x7FFFFFC7));
        var bigger = new char[Math.Max((int)capacity, needed)];
        Text.CopyTo(bigger);
        _chars = bigger;
    }

    // ---- appending --------------------------------------------------------------------------------------------

    public StringBuilder Append(char value)
    {
        int length = _length;
        char[] chars = _chars;
        if ((uint)length < (uint)chars.Length)
        {
            chars[length] = value;
            _length = length + 1;
            return this;
        }
        Grow(1);
        _chars[_length++] = value;
        return this;
    }

    public StringBuilder Append(char value, int repeatCount)
    {
        if (repeatCount < 0)
            Throw.MustBeNonNegative(repeatCount, nameof(repeatCount));
        if (repeatCount == 0)
            return this;
        if (repeatCount > _chars.Length - _length)
            Grow(repeatCount);
        new Span<char>(_chars, _length, repeatCount).Fill(value);
        _length += repeatCount;
        return this;
    }

    public StringBuilder Append(string value)
    {
        if (value is null)
            return this;
        int count = value.Length;
        if (count > _chars.Length - _length)
            Grow(count);
        Buffer.MemmoveInternal(ref Unsafe.As<char, byte>(ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_chars), _length)), ref Unsafe.As<char, byte>(ref value.GetRawStringData()), (nuint)count * 2);
        _length += count;
        return this;
    }

    public StringBuilder Append(ReadOnlySpan<char> value)
    {
        if (value.Length > _chars.Length - _length)
            Grow(value.Length);
        value.CopyTo(new Span<char>(_chars, _length, value.Length));
        _length += value.Length;
        return this;
    }

    public StringBuilder Append(ReadOnlyMemory<char> value) => Append(value.Span);

    public StringBuilder Append(string value, int startIndex, int count)
    {
        if (value is null)
        {
            if (startIndex == 0 && count == 0)
                return this;
            Throw.Null(nameof(value));
        }
        if (count < 0)
            Throw.MustBeNonNegative(count, nameof(count));
        if (startIndex < 0 || startIndex > value.Length - count)
            Throw.OutOfRange(nameof(startIndex), "Index was out of range. Must be non-negative and less than or equal to the size of the collection.");
        return Append(value.AsSpan(startIndex, count));
    }

    public StringBuilder Append(char[] value) => value is null ? this : Append(new ReadOnlySpan<char>(value));

    public StringBuilder Append(char[] value, int startIndex, int charCount)
    {
        if (startIndex < 0)
            Throw.MustBeNonNegative(startIndex, nameof(startIndex));
        if (charCount < 0)
            Throw.MustBeNonNegative(charCount, nameof(charCount));
        if (value is null)
        {
            if (startIndex == 0 && charCount == 0)
                return this;
            Throw.Null(nameof(value));
        }
        if (charCount > value.Length - startIndex)
            Throw.OutOfRange(nameof(charCount), "Index was out of range. Must be non-negative and less than or equal to the size of the collection.");
        return Append(new ReadOnlySpan<char>(value, startIndex, charCount));
    }

    [CLSCompliant(false)]
    public unsafe StringBuilder Append(char* value, int valueCount)
    {
        if (valueCount < 0)
            Throw.MustBeNonNegative(valueCount, nameof(valueCount));
        return Append(new ReadOnlySpan<char>(value, valueCount));
    }

    public StringBuilder Append(StringBuilder value) => value is null ? this : Append(value.Text);

    public StringBuilder Append(StringBuilder value, int startIndex, int count)
    {
        if (value is null)
        {
            if (startIndex == 0 && count == 0)
                return this;
            Throw.Null(nameof(value));
        }
        if (startIndex < 0 || count < 0 || count > value._length - startIndex)
            Throw.OutOfRange(nameof(startIndex));
        return Append(value.Text.Slice(startIndex, count));
    }

    public StringBuilder Append(bool value) => Append(value.ToString());

    public StringBuilder Append(Rune value) => Append(value.ToString());

    [CLSCompliant(false)]
    public StringBuilder Append(sbyte value) => AppendFormatted(value);

    public StringBuilder Append(byte value) => AppendFormatted(value);

    public StringBuilder Append(short value) => AppendFormatted(value);

    public StringBuilder Append(int value) => AppendFormatted(value);

    public StringBuilder Append(long value) => AppendFormatted(value);

    [CLSCompliant(false)]
    public StringBuilder Append(ushort value) => AppendFormatted(value);

    [CLSCompliant(false)]
    public StringBuilder Append(uint value) => AppendFormatted(value);

    [CLSCompliant(false)]
    public StringBuilder Append(ulong value) => AppendFormatted(value);

    public StringBuilder Append(float value) => AppendFormatted(value);

    public StringBuilder Append(double value) => AppendFormatted(value);

    public StringBuilder Append(decimal value) => AppendFormatted(value);

    public StringBuilder Append(object value) => value is null ? this : Append(value.ToString());

    /// <summary>Formats straight into the buffer; when the rest of it is too small, through a string.</summary>
    private StringBuilder AppendFormatted<T>(T value) where T : ISpanFormattable
    {
        if (value.TryFormat(new Span<char>(_chars, _length, _chars.Length - _length), out int written, default, null))
        {
            _length += written;
            return this;
        }
        return Append(value.ToString());
    }

    public StringBuilder AppendLine() => Append('\n');

    public StringBuilder AppendLine(string value)
    {
        Append(value);
        return Append('\n');
    }

    public StringBuilder Append([InterpolatedStringHandlerArgument("")] ref AppendInterpolatedStringHandler handler) => this;

    public StringBuilder Append(IFormatProvider provider, [InterpolatedStringHandlerArgument("", "provider")] ref AppendInterpolatedStringHandler handler) => this;

    public StringBuilder AppendLine([InterpolatedStringHandlerArgument("")] ref AppendInterpolatedStringHandler handler) => AppendLine();

    public StringBuilder AppendLine(IFormatProvider provider, [InterpolatedStringHandlerArgument("", "provider")] ref AppendInterpolatedStringHandler handler) => AppendLine();

    // ---- composite formats and joins --------------------------------------------------------------------------

    public StringBuilder AppendFormat(string format, object arg0) => AppendComposite(null, format, new ReadOnlySpan<object>(in arg0));

    public StringBuilder AppendFormat(string format, object arg0, object arg1) => AppendComposite(null, format, [arg0, arg1]);

    public StringBuilder AppendFormat(string format, object arg0, object arg1, object arg2) => AppendComposite(null, format, [arg0, arg1, arg2]);

    public StringBuilder AppendFormat(string format, params object[] args)
    {
        if (args is null)
            Throw.Null(format is null ? nameof(format) : nameof(args));
        return AppendComposite(null, format, args);
    }

    public StringBuilder AppendFormat(string format, params ReadOnlySpan<object> args) => AppendComposite(null, format, args);

    public StringBuilder AppendFormat(IFormatProvider provider, string format, object arg0) => AppendComposite(provider, format, new ReadOnlySpan<object>(in arg0));

    public StringBuilder AppendFormat(IFormatProvider provider, string format, object arg0, object arg1) => AppendComposite(provider, format, [arg0, arg1]);

    public StringBuilder AppendFormat(IFormatProvider provider, string format, object arg0, object arg1, object arg2) =>
        AppendComposite(provider, format, [arg0, arg1, arg2]);

    public StringBuilder AppendFormat(IFormatProvider provider, string format, params object[] args)
    {
        if (args is null)
            Throw.Null(format is null ? nameof(format) : nameof(args));
        return AppendComposite(provider, format, args);
    }

    public StringBuilder AppendFormat(IFormatProvider provider, string format, params ReadOnlySpan<object> args) => AppendComposite(provider, format, args);

    public StringBuilder AppendFormat<TArg0>(IFormatProvider provider, CompositeFormat format, TArg0 arg0) => AppendFormat(provider, format, [(object)arg0]);

    public StringBuilder AppendFormat<TArg0, TArg1>(IFormatProvider provider, CompositeFormat format, TArg0 arg0, TArg1 arg1) =>
        AppendFormat(provider, format, [(object)arg0, arg1]);

    public StringBuilder AppendFormat<TArg0, TArg1, TArg2>(IFormatProvider provider, CompositeFormat format, TArg0 arg0, TArg1 arg1, TArg2 arg2) =>
        AppendFormat(provider, format, [(object)arg0, arg1, arg2]);

    public StringBuilder AppendFormat(IFormatProvider provider, CompositeFormat format, params object[] args)
    {
        Throw.IfNull(format, nameof(format));
        Throw.IfNull(args, nameof(args));
        return AppendComposite(provider, format.Format, args);
    }

    public StringBuilder AppendFormat(IFormatProvider provider, CompositeFormat format, params ReadOnlySpan<object> args)
    {
        Throw.IfNull(format, nameof(format));
        return AppendComposite(provider, format.Format, args);
    }

    private StringBuilder AppendComposite(IFormatProvider provider, string format, scoped ReadOnlySpan<object> args)
    {
        Throw.IfNull(format, nameof(format));
        var sink = new ValueStringBuilder(stackalloc char[256]);
        CompositeFormatter.Append(ref sink, provider, format, args);
        return Append(sink.AsSpan());
    }

    public StringBuilder AppendJoin(string separator, params object[] values) => Append(string.Join(separator, values));

    public StringBuilder AppendJoin(string separator, params ReadOnlySpan<object> values) => Append(string.Join(separator, values));

    public StringBuilder AppendJoin<T>(string separator, IEnumerable<T> values) => Append(string.Join(separator, values));

    public StringBuilder AppendJoin(string separator, params string[] values) => Append(string.Join(separator, values));

    public StringBuilder AppendJoin(string separator, params ReadOnlySpan<string> values) => Append(string.Join(separator, values));

    public StringBuilder AppendJoin(char separator, params object[] values) => Append(string.Join(separator, values));

    public StringBuilder AppendJoin(char separator, params ReadOnlySpan<object> values) => Append(string.Join(separator, values));

    public StringBuilder AppendJoin<T>(char separator, IEnumerable<T> values) => Append(string.Join(separator, values));

    public StringBuilder AppendJoin(char separator, params string[] values) => Append(string.Join(separator, values));

    public StringBuilder AppendJoin(char separator, params ReadOnlySpan<string> values) => Append(string.Join(separator, values));

    // ---- inserting and removing -------------------------------------------------------------------------------

    public StringBuilder Insert(int index, ReadOnlySpan<char> value)
    {
        if ((uint)index > (uint)_length)
            Throw.OutOfRange(nameof(index), "Index was out of range. Must be non-negative and less than or equal to the size of the collection.");
        if (value.Length == 0)
            return this;
        if (value.Length > _chars.Length - _length)
            Grow(value.Length);
        Array.Copy(_chars, index, _chars, index + value.Length, _length - index);
        value.CopyTo(new Span<char>(_chars, index, value.Length));
        _length += value.Length;
        return this;
    }

    public StringBuilder Insert(int index, string value) => Insert(index, value.AsSpan());

    public StringBuilder Insert(int index, string value, int count)
    {
        if (count < 0)
            Throw.MustBeNonNegative(count, nameof(count));
        if ((uint)index > (uint)_length)
            Throw.OutOfRange(nameof(index), "Index was out of range. Must be non-negative and less than or equal to the size of the collection.");
        for (int i = 0; i < count; i++)
            Insert(index, value.AsSpan());
        return this;
    }

    public StringBuilder Insert(int index, char value) => Insert(index, new ReadOnlySpan<char>(in value));

    public StringBuilder Insert(int index, char[] value)
    {
        if ((uint)index > (uint)_length)
            Throw.OutOfRange(nameof(index), "Index was out of range. Must be non-negative and less than or equal to the size of the collection.");
        return value is null ? this : Insert(index, new ReadOnlySpan<char>(value));
    }

    public StringBuilder Insert(int index, char[] value, int startIndex, int charCount)
    {
        if (value is null)
        {
            if (startIndex == 0 && charCount == 0)
                return this;
            Throw.Null(nameof(value));
        }
        if (startIndex < 0)
            Throw.MustBeNonNegative(startIndex, nameof(startIndex));
        if (charCount < 0)
            Throw.MustBeNonNegative(charCount, nameof(charCount));
        if (startIndex > value.Length - charCount)
            Throw.OutOfRange(nameof(startIndex), "Index was out of range. Must be non-negative and less than or equal to the size of the collection.");
        return Insert(index, new ReadOnlySpan<char>(value, startIndex, charCount));
    }

    public StringBuilder Insert(int index, bool value) => Insert(index, value.ToString());

    [CLSCompliant(false)]
    public StringBuilder Insert(int index, sbyte value) => Insert(index, value.ToString());

    public StringBuilder Insert(int index, byte value) => Insert(index, value.ToString());

    public StringBuilder Insert(int index, short value) => Insert(index, value.ToString());

    public StringBuilder Insert(int index, int value) => Insert(index, value.ToString());

    public StringBuilder Insert(int index, long value) => Insert(index, value.ToString());

    [CLSCompliant(false)]
    public StringBuilder Insert(int index, ushort value) => Insert(index, value.ToString());

    [CLSCompliant(false)]
    public StringBuilder Insert(int index, uint value) => Insert(index, value.ToString());

    [CLSCompliant(false)]
    public StringBuilder Insert(int index, ulong value) => Insert(index, value.ToString());

    public StringBuilder Insert(int index, float value) => Insert(index, value.ToString());

    public StringBuilder Insert(int index, double value) => Insert(index, value.ToString());

    public StringBuilder Insert(int index, decimal value) => Insert(index, value.ToString());

    public StringBuilder Insert(int index, object value) => Insert(index, value?.ToString());

    public StringBuilder Remove(int startIndex, int length)
    {
        if (length < 0)
            Throw.MustBeNonNegative(length, nameof(length));
        if (startIndex < 0)
            Throw.MustBeNonNegative(startIndex, nameof(startIndex));
        if (length > _length - startIndex)
            Throw.OutOfRange(nameof(length), "Index was out of range. Must be non-negative and less than or equal to the size of the collection.");
        int rest = _length - startIndex - length;
        if (length > 0 && rest > 0)
            Array.Copy(_chars, startIndex + length, _chars, startIndex, rest);
        _length -= length;
        return this;
    }

    // ---- replacing --------------------------------------------------------------------------------------------

    public StringBuilder Replace(char oldChar, char newChar) => Replace(oldChar, newChar, 0, _length);

    public StringBuilder Replace(char oldChar, char newChar, int startIndex, int count)
    {
        if ((uint)startIndex > (uint)_length)
            Throw.OutOfRange(nameof(startIndex), "Index was out of range. Must be non-negative and less than or equal to the size of the collection.");
        if (count < 0 || startIndex > _length - count)
            Throw.OutOfRange(nameof(count), "Index was out of range. Must be non-negative and less than or equal to the size of the collection.");
        for (int i = startIndex; i < startIndex + count; i++)
        {
            if (_chars[i] == oldChar)
                _chars[i] = newChar;
        }
        return this;
    }

    public StringBuilder Replace(string oldValue, string newValue) => Replace(oldValue, newValue, 0, _length);

    public StringBuilder Replace(ReadOnlySpan<char> oldValue, ReadOnlySpan<char> newValue) => Replace(oldValue, newValue, 0, _length);

    public StringBuilder Replace(string oldValue, string newValue, int startIndex, int count)
    {
        Throw.IfNull(oldValue, nameof(oldValue));
        return Replace(oldValue.AsSpan(), newValue.AsSpan(), startIndex, count);
    }

    public StringBuilder Replace(ReadOnlySpan<char> oldValue, ReadOnlySpan<char> newValue, int startIndex, int count)
    {
        if ((uint)startIndex > (uint)_length)
            Throw.OutOfRange(nameof(startIndex), "Index was out of range. Must be non-negative and less than or equal to the size of the collection.");
        if (count < 0 || startIndex > _length - count)
            Throw.OutOfRange(nameof(count), "Index was out of range. Must be non-negative and less than or equal to the size of the collection.");
        if (oldValue.Length == 0)
            Throw.Argument("The value cannot be an empty string.", nameof(oldValue));
        ReadOnlySpan<char> range = Text.Slice(startIndex, count);
        int at = SpanHelpers.IndexOf(range, oldValue);
        if (at < 0)
            return this;
        var sink = new ValueStringBuilder(stackalloc char[256]);
        while (at >= 0)
        {
            sink.Append(range.Slice(0, at));
            sink.Append(newValue);
            range = range.Slice(at + oldValue.Length);
            at = SpanHelpers.IndexOf(range, oldValue);
        }
        sink.Append(range);
        Remove(startIndex, count);
        return Insert(startIndex, sink.AsSpan());
    }

    // ---- copying out, comparing -------------------------------------------------------------------------------

    public void CopyTo(int sourceIndex, char[] destination, int destinationIndex, int count)
    {
        Throw.IfNull(destination, nameof(destination));
        if (destinationIndex < 0)
            Throw.MustBeNonNegative(destinationIndex, nameof(destinationIndex));
        if (count < 0)
            Throw.MustBeNonNegative(count, nameof(count));
        if (destinationIndex > destination.Length - count)
            Throw.Argument("Either offset did not refer to a position in the string, or there is an insufficient length of destination character array.");
        CopyTo(sourceIndex, new Span<char>(destination, destinationIndex, destination.Length - destinationIndex), count);
    }

    public void CopyTo(int sourceIndex, Span<char> destination, int count)
    {
        if (count < 0)
            Throw.MustBeNonNegative(count, nameof(count));
        if ((uint)sourceIndex > (uint)_length)
            Throw.OutOfRange(nameof(sourceIndex), "Index was out of range. Must be non-negative and less than or equal to the size of the collection.");
        if (sourceIndex > _length - count)
            Throw.Argument("Source string was not long enough. Check sourceIndex and count.");
        Text.Slice(sourceIndex, count).CopyTo(destination);
    }

    public bool Equals(StringBuilder sb)
    {
        if (sb is null || _length != sb._length || _maxCapacity != sb._maxCapacity)
            return false;
        return SpanHelpers.SequenceEqual(ref MemoryMarshal.GetReference(Text), ref MemoryMarshal.GetReference(sb.Text), _length);
    }

    public bool Equals(ReadOnlySpan<char> span) =>
        span.Length == _length && SpanHelpers.SequenceEqual(ref MemoryMarshal.GetReference(Text), ref MemoryMarshal.GetReference(span), _length);

    public ChunkEnumerator GetChunks() => new ChunkEnumerator(this);

    /// <summary>Enumerates the one chunk that this implementation has.</summary>
    public struct ChunkEnumerator
    {
        private readonly StringBuilder _builder;
        private int _state;

        internal ChunkEnumerator(StringBuilder builder)
        {
            _builder = builder;
            _state = 0;
        }

        public ChunkEnumerator GetEnumerator() => this;

        public bool MoveNext() => _state++ == 0;

        public ReadOnlyMemory<char> Current
        {
            get
            {
                if (_state != 1)
                    Throw.Invalid("Enumeration has either not started or has already finished.");
                return new ReadOnlyMemory<char>(_builder._chars, 0, _builder._length);
            }
        }
    }

    /// <summary>What <c>builder.Append($"…")</c> compiles to: the parts go straight into the builder.</summary>
    [InterpolatedStringHandler]
    public struct AppendInterpolatedStringHandler
    {
        private readonly StringBuilder _builder;
        private readonly IFormatProvider _provider;

        public AppendInterpolatedStringHandler(int literalLength, int formattedCount, StringBuilder stringBuilder)
        {
            _builder = stringBuilder;
            _provider = null;
        }

        public AppendInterpolatedStringHandler(int literalLength, int formattedCount, StringBuilder stringBuilder, IFormatProvider provider)
        {
            _builder = stringBuilder;
            _provider = provider;
        }

        public void AppendLiteral(string value) => _builder.Append(value);

        public void AppendFormatted<T>(T value) => AppendFormatted(value, 0, null);

        public void AppendFormatted<T>(T value, string format) => AppendFormatted(value, 0, format);

        public void AppendFormatted<T>(T value, int alignment) => AppendFormatted(value, alignment, null);

        public void AppendFormatted<T>(T value, int alignment, string format) =>
            AppendAligned(DefaultInterpolatedStringHandler.FormatValue(value, format, _provider), alignment);

        public void AppendFormatted(ReadOnlySpan<char> value) => _builder.Append(value);

        public void AppendFormatted(ReadOnlySpan<char> value, int alignment = 0, string format = null) => AppendAligned(value, alignment);

        public void AppendFormatted(string value) => AppendFormatted(value, 0, null);

        public void AppendFormatted(string value, int alignment = 0, string format = null) =>
            AppendAligned(_provider is null ? value : DefaultInterpolatedStringHandler.FormatValue(value, format, _provider), alignment);

        public void AppendFormatted(object value, int alignment = 0, string format = null) => AppendFormatted<object>(value, alignment, format);

        private void AppendAligned(scoped ReadOnlySpan<char> text, int alignment)
        {
            int padding = Math.Abs(alignment) - text.Length;
            if (padding > 0 && alignment > 0)
                _builder.Append(' ', padding);
            _builder.Append(text);
            if (padding > 0 && alignment < 0)
                _builder.Append(' ', padding);
        }
    }
}
