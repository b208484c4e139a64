using System.Collections;
using System.Collections.Generic;
using System.Globalization;
using System.Text;

namespace System;

/// <summary>
/// Immutable UTF-16 text. The length and the characters lie in the object itself, followed by a zero character;
/// the runtime allocates it and reads these two fields (contract section 4.1).
/// </summary>
public sealed partial class String : IComparable, IEnumerable, IConvertible, IEnumerable<char>, IComparable<string>, IEquatable<string>, ICloneable, ISpanParsable<string>
{
    [NonSerialized]
    private readonly int _stringLength;

    [NonSerialized]
    private char _firstChar;

    public static readonly string Empty = "";

    // ---- construction: newobj of a constructor is rewritten to a call of the Ctor with the same signature ------

    [MethodImpl(MethodImplOptions.InternalCall)]
    public extern String(char[] value);

    [MethodImpl(MethodImplOptions.InternalCall)]
    public extern String(char[] value, int startIndex, int length);

    [CLSCompliant(false)]
    [MethodImpl(MethodImplOptions.InternalCall)]
    public extern unsafe String(char* value);

    [CLSCompliant(false)]
    [MethodImpl(MethodImplOptions.InternalCall)]
    public extern unsafe String(char* value, int startIndex, int length);

    [CLSCompliant(false)]
    [MethodImpl(MethodImplOptions.InternalCall)]
    public extern unsafe String(sbyte* value);

    [CLSCompliant(false)]
    [MethodImpl(MethodImplOptions.InternalCall)]
    public extern unsafe String(sbyte* value, int startIndex, int length);

    [CLSCompliant(false)]
    [MethodImpl(MethodImplOptions.InternalCall)]
    public extern unsafe String(sbyte* value, int startIndex, int length, Encoding enc);

    [MethodImpl(MethodImplOptions.InternalCall)]
    public extern String(char c, int count);

    [MethodImpl(MethodImplOptions.InternalCall)]
    public extern String(ReadOnlySpan<char> value);

    /// <summary>A string of zero characters that its creator may still write to.</summary>
    [MethodImpl(MethodImplOptions.InternalCall)]
    internal static extern string FastAllocateString(int length);

    private static string Ctor(char[] value) => value is null ? Empty : Ctor(new ReadOnlySpan<char>(value));

    private static string Ctor(char[] value, int startIndex, int length)
    {
        Throw.IfNull(value, nameof(value));
        if (startIndex < 0)
            Throw.MustBeNonNegative(startIndex, nameof(startIndex));
        if (length < 0)
            Throw.MustBeNonNegative(length, nameof(length));
        if (startIndex > value.Length - length)
            Throw.OutOfRange(nameof(startIndex), IndexLength);
        return Ctor(new ReadOnlySpan<char>(value, startIndex, length));
    }

    private static unsafe string Ctor(char* value)
    {
        if (value == null)
            return Empty;
        return Ctor(new ReadOnlySpan<char>(value, wcslen(value)));
    }

    private static unsafe string Ctor(char* value, int startIndex, int length)
    {
        if (length < 0)
            Throw.MustBeNonNegative(length, nameof(length));
        if (startIndex < 0)
            Throw.MustBeNonNegative(startIndex, nameof(startIndex));
        if (length == 0)
            return Empty;
        if (value == null)
            Throw.OutOfRange(nameof(value), "Pointer startIndex and length do not refer to a valid string.");
        return Ctor(new ReadOnlySpan<char>(value + startIndex, length));
    }

    private static unsafe string Ctor(sbyte* value)
    {
        if (value == null)
            return Empty;
        return Encoding.UTF8.GetString((byte*)value, strlen((byte*)value));
    }

    private static unsafe string Ctor(sbyte* value, int startIndex, int length) => Ctor(value, startIndex, length, Encoding.UTF8);

    private static unsafe string Ctor(sbyte* value, int startIndex, int length, Encoding enc)
    {
        enc ??= Encoding.UTF8;
        if (length < 0)
            Throw.MustBeNonNegative(length, nameof(length));
        if (startIndex < 0)
            Throw.MustBeNonNegative(startIndex, nameof(startIndex));
        if (value == null)
        {
            if (length == 0)
                return Empty;
            Throw.Null(nameof(value));
        }
        return enc.GetString((byte*)(value + startIndex), length);
    }

    private static string Ctor(char c, int count)
    {
        if (count <= 0)
        {
            if (count < 0)
                Throw.MustBeNonNegative(count, nameof(count));
            return Empty;
        }
        string result = FastAllocateString(count);
        if (c != '\0')
            new Span<char>(ref result._firstChar, count).Fill(c);
        return result;
    }

    private static string Ctor(ReadOnlySpan<char> value)
    {
        if (value.Length == 0)
            return Empty;
        return FromChars(ref MemoryMarshal.GetReference(value), value.Length);
    }

    /// New string of characters in memory.
    [MethodImpl(MethodImplOptions.InternalCall)]
    internal static extern string FromChars(ref char start, int length);

    public static string Create<TState>(int length, TState state, Buffers.SpanAction<char, TState> action) where TState : allows ref struct
    {
        Throw.IfNull(action, nameof(action));
        if (length <= 0)
        {
            if (length < 0)
                Throw.OutOfRange(nameof(length));
            return Empty;
        }
        string result = FastAllocateString(length);
        action(new Span<char>(ref result._firstChar, length), state);
        return result;
    }

    public static string Create(IFormatProvider provider, [InterpolatedStringHandlerArgument("provider")] ref DefaultInterpolatedStringHandler handler) =>
        handler.ToStringAndClear();

    public static string Create(IFormatProvider provider, Span<char> initialBuffer, [InterpolatedStringHandlerArgument("provider", "initialBuffer")] ref DefaultInterpolatedStringHandler handler) =>
        handler.ToStringAndClear();

    public static implicit operator ReadOnlySpan<char>(string value) =>
        value is null ? default : new ReadOnlySpan<char>(ref value._firstChar, value._stringLength);

    internal static unsafe int wcslen(char* p)
    {
        int n = 0;
        while (p[n] != 0)
            n++;
        return n;
    }

    internal static unsafe int strlen(byte* p)
    {
        int n = 0;
        while (p[n] != 0)
            n++;
        return n;
    }

    // ---- characters -------------------------------------------------------------------------------------------

    public int Length
    {
        [Intrinsic]
        get => _stringLength;
    }

    [IndexerName("Chars")]
    public char this[int index]
    {
        [Intrinsic]
        get
        {
            if ((uint)index >= (uint)_stringLength)
                Throw.IndexOutOfRange();
            return Unsafe.Add(ref _firstChar, index);
        }
    }

    internal ref char GetRawStringData() => ref _firstChar;

    public ref readonly char GetPinnableReference() => ref _firstChar;

    internal ReadOnlySpan<char> Span => new ReadOnlySpan<char>(ref _firstChar, _stringLength);

    public static bool IsNullOrEmpty([NotNullWhen(false)] string value) => value is null || value._stringLength == 0;

    public static bool IsNullOrWhiteSpace([NotNullWhen(false)] string value)
    {
        if (value is not null)
        {
            for (int i = 0; i < value._stringLength; i++)
            {
                if (!char.IsWhiteSpace(value[i]))
                    return false;
            }
        }
        return true;
    }

    public object Clone() => this;

    [Obsolete("This API should not be used to create mutable strings. See https://go.microsoft.com/fwlink/?linkid=2084035 for alternatives.")]
    public static string Copy(string str)
    {
        Throw.IfNull(str, nameof(str));
        string result = FastAllocateString(str.Length);
        Buffer.Memmove(ref result._firstChar, ref str._firstChar, (nuint)str.Length);
        return result;
    }

    public void CopyTo(int sourceIndex, char[] destination, int destinationIndex, int count)
    {
        Throw.IfNull(destination, nameof(destination));
        if (count < 0)
            Throw.MustBeNonNegative(count, nameof(count));
        if (sourceIndex < 0)
            Throw.OutOfRange(nameof(sourceIndex), "Index was out of range. Must be non-negative and less than the size of the collection.");
        if (count > _stringLength - sourceIndex)
            Throw.OutOfRange(nameof(sourceIndex), "Index and count must refer to a location within the string.");
        if (destinationIndex > destination.Length - count || destinationIndex < 0)
            Throw.OutOfRange(nameof(destinationIndex), "Index and count must refer to a location within the string.");
        Span.Slice(sourceIndex, count).CopyTo(new Span<char>(destination, destinationIndex, count));
    }

    public void CopyTo(Span<char> destination)
    {
        if (destination.Length < _stringLength)
            Throw.DestinationTooShort();
        Span.CopyTo(destination);
    }

    public bool TryCopyTo(Span<char> destination)
    {
        if (destination.Length < _stringLength)
            return false;
        Span.CopyTo(destination);
        return true;
    }

    public char[] ToCharArray()
    {
        if (_stringLength == 0)
            return Array.Empty<char>();
        var result = new char[_stringLength];
        Span.CopyTo(result);
        return result;
    }

    public char[] ToCharArray(int startIndex, int length)
    {
        if (startIndex < 0 || startIndex > _stringLength || startIndex > _stringLength - length)
            Throw.OutOfRange(nameof(startIndex), "Index was out of range. Must be non-negative and less than or equal to the size of the collection.");
        if (length <= 0)
        {
            if (length < 0)
                Throw.OutOfRange(nameof(length), "Index was out of range. Must be non-negative and less than or equal to the size of the collection.");
            return Array.Empty<char>();
        }
        var result = new char[length];
        Span.Slice(startIndex, length).CopyTo(result);
        return result;
    }

    public override string ToString() => this;

    public string ToString(IFormatProvider provider) => this;

    public CharEnumerator GetEnumerator() => new CharEnumerator(this);

    IEnumerator<char> IEnumerable<char>.GetEnumerator() => new CharEnumerator(this);

    IEnumerator IEnumerable.GetEnumerator() => new CharEnumerator(this);

    public StringRuneEnumerator EnumerateRunes() => new StringRuneEnumerator(this);

    [MethodImpl(MethodImplOptions.InternalCall)]
    private static extern string InternInternal(string str);

    [MethodImpl(MethodImplOptions.InternalCall)]
    private static extern string IsInternedInternal(string str);

    public static string Intern(string str)
    {
        Throw.IfNull(str, nameof(str));
        return InternInternal(str);
    }

    public static string IsInterned(string str)
    {
        Throw.IfNull(str, nameof(str));
        return IsInternedInternal(str);
    }

    public bool IsNormalized() => IsNormalized(NormalizationForm.FormC);

    /// <summary>Text beyond ASCII counts as normalized, as in CoreCLR's invariant mode.</summary>
    public bool IsNormalized(NormalizationForm normalizationForm) => true;

    public string Normalize() => this;

    public string Normalize(NormalizationForm normalizationForm) => this;

    // ---- IConvertible, IParsable ------------------------------------------------------------------------------

    public TypeCode GetTypeCode() => TypeCode.String;

    bool IConvertible.ToBoolean(IFormatProvider provider) => Convert.ToBoolean(this, provider);
    char IConvertible.ToChar(IFormatProvider provider) => Convert.ToChar(this, provider);
    sbyte IConvertible.ToSByte(IFormatProvider provider) => Convert.ToSByte(this, provider);
    byte IConvertible.ToByte(IFormatProvider provider) => Convert.ToByte(this, provider);
    short IConvertible.ToInt16(IFormatProvider provider) => Convert.ToInt16(this, provider);
    ushort IConvertible.ToUInt16(IFormatProvider provider) => Convert.ToUInt16(this, provider);
    int IConvertible.ToInt32(IFormatProvider provider) => Convert.ToInt32(this, provider);
    uint IConvertible.ToUInt32(IFormatProvider provider) => Convert.ToUInt32(this, provider);
    long IConvertible.ToInt64(IFormatProvider provider) => Convert.ToInt64(this, provider);
    ulong IConvertible.ToUInt64(IFormatProvider provider) => Convert.ToUInt64(this, provider);
    float IConvertible.ToSingle(IFormatProvider provider) => Convert.ToSingle(this, provider);
    double IConvertible.ToDouble(IFormatProvider provider) => Convert.ToDouble(this, provider);
    decimal IConvertible.ToDecimal(IFormatProvider provider) => Convert.ToDecimal(this, provider);
    DateTime IConvertible.ToDateTime(IFormatProvider provider) => Convert.ToDateTime(this, provider);
    object IConvertible.ToType(Type type, IFormatProvider provider) => Convert.DefaultToType(this, type, provider);

    static string IParsable<string>.Parse(string s, IFormatProvider provider)
    {
        Throw.IfNull(s, nameof(s));
        return s;
    }

    static bool IParsable<string>.TryParse(string s, IFormatProvider provider, out string result)
    {
        result = s;
        return s is not null;
    }

    static string ISpanParsable<string>.Parse(ReadOnlySpan<char> s, IFormatProvider provider) => s.ToString();

    static bool ISpanParsable<string>.TryParse(ReadOnlySpan<char> s, IFormatProvider provider, out string result)
    {
        result = s.ToString();
        return true;
    }
}
