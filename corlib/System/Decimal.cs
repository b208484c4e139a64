using System.Globalization;
using System.Runtime.Serialization;

namespace System;

/// <summary>
/// A 96-bit integer over a power of ten from 0 to 28, with a sign. Layout and bits are those of GetBits; arithmetic
/// is in Decimal.Arithmetic.cs.
/// </summary>
[StructLayout(LayoutKind.Sequential)]
public readonly partial struct Decimal : ISpanFormattable, IUtf8SpanFormattable, IUtf8SpanParsable<decimal>, IComparable, IConvertible, IComparable<decimal>, IEquatable<decimal>, ISpanParsable<decimal>, ISerializable, IDeserializationCallback
{
    private const int SignMask = unchecked((int)0x80000000);
    private const int ScaleMask = 0x00FF0000;
    private const int ScaleShift = 16;
    private const int MaxScale = 28;

    private readonly int _flags;
    private readonly uint _hi32;
    private readonly ulong _lo64;

    [DecimalConstant(0, 0, 0, 0, 0)]
    public static readonly decimal Zero = new decimal(0);

    [DecimalConstant(0, 0, 0, 0, 1)]
    public static readonly decimal One = new decimal(1);

    [DecimalConstant(0, 128, 0, 0, 1)]
    public static readonly decimal MinusOne = new decimal(-1);

    [DecimalConstant(0, 0, 4294967295, 4294967295, 4294967295)]
    public static readonly decimal MaxValue = new decimal(-1, -1, -1, false, 0);

    [DecimalConstant(0, 128, 4294967295, 4294967295, 4294967295)]
    public static readonly decimal MinValue = new decimal(-1, -1, -1, true, 0);

    // ---- construction -----------------------------------------------------------------------------------------

    public Decimal(int value)
    {
        _flags = value < 0 ? SignMask : 0;
        _hi32 = 0;
        _lo64 = value < 0 ? (uint)-value : (uint)value;
    }

    [CLSCompliant(false)]
    public Decimal(uint value)
    {
        _flags = 0;
        _hi32 = 0;
        _lo64 = value;
    }

    public Decimal(long value)
    {
        _flags = value < 0 ? SignMask : 0;
        _hi32 = 0;
        _lo64 = value < 0 ? (ulong)-value : (ulong)value;
    }

    [CLSCompliant(false)]
    public Decimal(ulong value)
    {
        _flags = 0;
        _hi32 = 0;
        _lo64 = value;
    }

    public Decimal(float value) => this = FromFloat(value, 7, 1e6, 1e7);

    public Decimal(double value) => this = FromFloat(value, 15, 1e14, 1e15);

    public Decimal(int lo, int mid, int hi, bool isNegative, byte scale)
    {
        if (scale > MaxScale)
            Throw.OutOfRange(nameof(scale), "Decimal's scale value must be between 0 and 28, inclusive.");
        _lo64 = (uint)lo | (ulong)(uint)mid << 32;
        _hi32 = (uint)hi;
        _flags = scale << ScaleShift | (isNegative ? SignMask : 0);
    }

    public Decimal(int[] bits) : this(new ReadOnlySpan<int>(bits ?? throw new ArgumentNullException(nameof(bits))))
    {
    }

    public Decimal(ReadOnlySpan<int> bits)
    {
        if (bits.Length != 4 || (bits[3] & ~(SignMask | ScaleMask)) != 0 || (bits[3] & ScaleMask) > MaxScale << ScaleShift)
            Throw.Argument("Decimal constructor requires an array or span of four valid decimal bytes.");
        _lo64 = (uint)bits[0] | (ulong)(uint)bits[1] << 32;
        _hi32 = (uint)bits[2];
        _flags = bits[3];
    }

    private Decimal(ulong lo64, uint hi32, int flags)
    {
        _lo64 = lo64;
        _hi32 = hi32;
        _flags = flags;
    }

    void ISerializable.GetObjectData(SerializationInfo info, StreamingContext context) => throw new NotSupportedException();

    void IDeserializationCallback.OnDeserialization(object sender)
    {
    }

    public static int[] GetBits(decimal d) => [(int)d._lo64, (int)(d._lo64 >> 32), (int)d._hi32, d._flags];

    public static int GetBits(decimal d, Span<int> destination)
    {
        if (destination.Length < 4)
            Throw.DestinationTooShort();
        destination[0] = (int)d._lo64;
        destination[1] = (int)(d._lo64 >> 32);
        destination[2] = (int)d._hi32;
        destination[3] = d._flags;
        return 4;
    }

    public byte Scale => (byte)(_flags >> ScaleShift);

    internal ulong Low64 => _lo64;

    internal uint High => _hi32;

    internal bool IsNegativeInternal => _flags < 0;

    private bool IsZero => _lo64 == 0 && _hi32 == 0;

    // ---- comparison -------------------------------------------------------------------------------------------

    public static int Compare(decimal d1, decimal d2) => CompareValues(in d1, in d2);

    public int CompareTo(object value)
    {
        if (value is null)
            return 1;
        if (value is decimal other)
            return CompareValues(in this, in other);
        throw new ArgumentException("Object must be of type Decimal.");
    }

    public int CompareTo(decimal value) => CompareValues(in this, in value);

    public override bool Equals([NotNullWhen(true)] object value) => value is decimal other && CompareValues(in this, in other) == 0;

    public bool Equals(decimal value) => CompareValues(in this, in value) == 0;

    public static bool Equals(decimal d1, decimal d2) => CompareValues(in d1, in d2) == 0;

    public override int GetHashCode()
    {
        if (IsZero)
            return 0;
        // Equal values of different scale hash alike: drop the trailing zeros.
        decimal d = this;
        int scale = Scale;
        if (scale != 0 && (_lo64 & 1) == 0)
            d = RemoveTrailingZeros(d);
        return d._flags ^ (int)d._hi32 ^ (int)(d._lo64 >> 32) ^ (int)d._lo64;
    }

    public static bool operator ==(decimal d1, decimal d2) => CompareValues(in d1, in d2) == 0;

    public static bool operator !=(decimal d1, decimal d2) => CompareValues(in d1, in d2) != 0;

    public static bool operator <(decimal d1, decimal d2) => CompareValues(in d1, in d2) < 0;

    public static bool operator <=(decimal d1, decimal d2) => CompareValues(in d1, in d2) <= 0;

    public static bool operator >(decimal d1, decimal d2) => CompareValues(in d1, in d2) > 0;

    public static bool operator >=(decimal d1, decimal d2) => CompareValues(in d1, in d2) >= 0;

    // ---- arithmetic -------------------------------------------------------------------------------------------

    public static decimal Add(decimal d1, decimal d2) => AddSigned(in d1, in d2, d2._flags & SignMask);

    public static decimal Subtract(decimal d1, decimal d2) => AddSigned(in d1, in d2, ~d2._flags & SignMask);

    public static decimal Multiply(decimal d1, decimal d2) => Product(in d1, in d2);

    public static decimal Divide(decimal d1, decimal d2) => Quotient(in d1, in d2);

    public static decimal Remainder(decimal d1, decimal d2) => Rest(in d1, in d2);

    public static decimal operator +(decimal d) => d;

    public static decimal operator -(decimal d) => new decimal(d._lo64, d._hi32, d._flags ^ SignMask);

    public static decimal operator ++(decimal d) => Add(d, One);

    public static decimal operator --(decimal d) => Subtract(d, One);

    public static decimal operator +(decimal d1, decimal d2) => AddSigned(in d1, in d2, d2._flags & SignMask);

    public static decimal operator -(decimal d1, decimal d2) => AddSigned(in d1, in d2, ~d2._flags & SignMask);

    public static decimal operator *(decimal d1, decimal d2) => Product(in d1, in d2);

    public static decimal operator /(decimal d1, decimal d2) => Quotient(in d1, in d2);

    public static decimal operator %(decimal d1, decimal d2) => Rest(in d1, in d2);

    public static decimal Negate(decimal d) => new decimal(d._lo64, d._hi32, d._flags ^ SignMask);

    public static decimal Abs(decimal value) => new decimal(value._lo64, value._hi32, value._flags & ~SignMask);

    public static int Sign(decimal d) => d.IsZero ? 0 : d._flags < 0 ? -1 : 1;

    public static decimal Max(decimal x, decimal y) => CompareValues(in x, in y) >= 0 ? x : y;

    public static decimal Min(decimal x, decimal y) => CompareValues(in x, in y) < 0 ? x : y;

    public static decimal Clamp(decimal value, decimal min, decimal max) => Math.Clamp(value, min, max);

    public static decimal CopySign(decimal value, decimal sign) => new decimal(value._lo64, value._hi32, (value._flags & ~SignMask) | (sign._flags & SignMask));

    public static bool IsNegative(decimal value) => value._flags < 0;

    public static bool IsPositive(decimal value) => value._flags >= 0;

    public static bool IsInteger(decimal value) => value == Truncate(value);

    public static bool IsEvenInteger(decimal value)
    {
        decimal whole = Truncate(value);
        return value == whole && (whole._lo64 & 1) == 0;
    }

    public static bool IsOddInteger(decimal value)
    {
        decimal whole = Truncate(value);
        return value == whole && (whole._lo64 & 1) != 0;
    }

    // ---- rounding ---------------------------------------------------------------------------------------------

    public static decimal Truncate(decimal d) => RoundTo(d, 0, MidpointRounding.ToZero);

    public static decimal Floor(decimal d) => RoundTo(d, 0, MidpointRounding.ToNegativeInfinity);

    public static decimal Ceiling(decimal d) => RoundTo(d, 0, MidpointRounding.ToPositiveInfinity);

    public static decimal Round(decimal d) => RoundTo(d, 0, MidpointRounding.ToEven);

    public static decimal Round(decimal d, int decimals) => Round(d, decimals, MidpointRounding.ToEven);

    public static decimal Round(decimal d, MidpointRounding mode) => Round(d, 0, mode);

    public static decimal Round(decimal d, int decimals, MidpointRounding mode)
    {
        if ((uint)decimals > MaxScale)
            Throw.OutOfRange(nameof(decimals), "Decimal can only round to between 0 and 28 digits of precision.");
        if ((uint)mode > (uint)MidpointRounding.ToPositiveInfinity)
            throw Math.InvalidRounding(mode);
        return RoundTo(d, decimals, mode);
    }

    // ---- text -------------------------------------------------------------------------------------------------

    public override string ToString() => Number.FormatDecimal(this, null, null);

    public string ToString(string format) => Number.FormatDecimal(this, format, null);

    public string ToString(IFormatProvider provider) => Number.FormatDecimal(this, null, provider);

    public string ToString(string format, IFormatProvider provider) => Number.FormatDecimal(this, format, provider);

    public bool TryFormat(Span<char> destination, out int charsWritten, ReadOnlySpan<char> format = default, IFormatProvider provider = null) =>
        Number.TryFormatDecimal(this, destination, out charsWritten, format, provider);

    public static decimal Parse(string s) => Parse(s, NumberStyles.Number, null);

    public static decimal Parse(string s, NumberStyles style) => Parse(s, style, null);

    public static decimal Parse(string s, IFormatProvider provider) => Parse(s, NumberStyles.Number, provider);

    public static decimal Parse(string s, NumberStyles style, IFormatProvider provider)
    {
        Number.ValidateFloatStyle(style);
        Throw.IfNull(s, nameof(s));
        return Number.ParseDecimal(s, style, provider);
    }

    public static decimal Parse(ReadOnlySpan<char> s, NumberStyles style = NumberStyles.Number, IFormatProvider provider = null)
    {
        Number.ValidateFloatStyle(style);
        return Number.ParseDecimal(s, style, provider);
    }

    public static decimal Parse(ReadOnlySpan<char> s, IFormatProvider provider) => Number.ParseDecimal(s, NumberStyles.Number, provider);

    public static bool TryParse([NotNullWhen(true)] string s, out decimal result) => TryParse(s, NumberStyles.Number, null, out result);

    public static bool TryParse([NotNullWhen(true)] string s, IFormatProvider provider, out decimal result) => TryParse(s, NumberStyles.Number, provider, out result);

    public static bool TryParse([NotNullWhen(true)] string s, NumberStyles style, IFormatProvider provider, out decimal result)
    {
        Number.ValidateFloatStyle(style);
        result = default;
        return s is not null && Number.TryParseDecimal(s, style, provider, out result) == Number.ParseStatus.Ok;
    }

    public static bool TryParse(ReadOnlySpan<char> s, out decimal result) => TryParse(s, NumberStyles.Number, null, out result);

    public static bool TryParse(ReadOnlySpan<char> s, IFormatProvider provider, out decimal result) => TryParse(s, NumberStyles.Number, provider, out result);

    public static bool TryParse(ReadOnlySpan<char> s, NumberStyles style, IFormatProvider provider, out decimal result)
    {
        Number.ValidateFloatStyle(style);
        return Number.TryParseDecimal(s, style, provider, out result) == Number.ParseStatus.Ok;
    }

    // ---- IConvertible -----------------------------------------------------------------------------------------

    public TypeCode GetTypeCode() => TypeCode.Decimal;

    bool IConvertible.ToBoolean(IFormatProvider provider) => Convert.ToBoolean(this);
    char IConvertible.ToChar(IFormatProvider provider) => throw Throw.InvalidCast("Decimal", "Char");
    sbyte IConvertible.ToSByte(IFormatProvider provider) => Convert.ToSByte(this);
    byte IConvertible.ToByte(IFormatProvider provider) => Convert.ToByte(this);
    short IConvertible.ToInt16(IFormatProvider provider) => Convert.ToInt16(this);
    ushort IConvertible.ToUInt16(IFormatProvider provider) => Convert.ToUInt16(this);
    int IConvertible.ToInt32(IFormatProvider provider) => Convert.ToInt32(this);
    uint IConvertible.ToUInt32(IFormatProvider provider) => Convert.ToUInt32(this);
    long IConvertible.ToInt64(IFormatProvider provider) => Convert.ToInt64(this);
    ulong IConvertible.ToUInt64(IFormatProvider provider) => Convert.ToUInt64(this);
    float IConvertible.ToSingle(IFormatProvider provider) => Convert.ToSingle(this);
    double IConvertible.ToDouble(IFormatProvider provider) => Convert.ToDouble(this);
    decimal IConvertible.ToDecimal(IFormatProvider provider) => this;
    DateTime IConvertible.ToDateTime(IFormatProvider provider) => throw Throw.InvalidCast("Decimal", "DateTime");
    object IConvertible.ToType(Type type, IFormatProvider provider) => Convert.DefaultToType(this, type, provider);
}
