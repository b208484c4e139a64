namespace System;

/// <summary>Conversions between base types: checked, and rounding to nearest with ties to even.</summary>
public static partial class Convert
{
    public static readonly object DBNull = System.DBNull.Value;

    private static void ThrowOverflow(string type) => throw new OverflowException("Value was either too large or too small for " + type + ".");

    public static TypeCode GetTypeCode(object value)
    {
        if (value is null)
            return TypeCode.Empty;
        return value is IConvertible convertible ? convertible.GetTypeCode() : TypeCode.Object;
    }

    public static bool IsDBNull([NotNullWhen(true)] object value) =>
        value == System.DBNull.Value || (value is IConvertible convertible && convertible.GetTypeCode() == TypeCode.DBNull);

    public static object ChangeType(object value, TypeCode typeCode) => ChangeType(value, typeCode, null);

    public static object ChangeType(object value, TypeCode typeCode, IFormatProvider provider)
    {
        if (value is null && typeCode is TypeCode.Empty or TypeCode.String or TypeCode.Object)
            return null;
        if (value is not IConvertible c)
            throw new InvalidCastException("Object must implement IConvertible.");
        return typeCode switch
        {
            TypeCode.Boolean => c.ToBoolean(provider),
            TypeCode.Char => c.ToChar(provider),
            TypeCode.SByte => c.ToSByte(provider),
            TypeCode.Byte => c.ToByte(provider),
            TypeCode.Int16 => c.ToInt16(provider),
            TypeCode.UInt16 => c.ToUInt16(provider),
            TypeCode.Int32 => c.ToInt32(provider),
            TypeCode.UInt32 => c.ToUInt32(provider),
            TypeCode.Int64 => c.ToInt64(provider),
            TypeCode.UInt64 => c.ToUInt64(provider),
            TypeCode.Single => c.ToSingle(provider),
            TypeCode.Double => c.ToDouble(provider),
            TypeCode.Decimal => c.ToDecimal(provider),
            TypeCode.DateTime => c.ToDateTime(provider),
            TypeCode.String => c.ToString(provider),
            TypeCode.Object => value,
            TypeCode.DBNull => throw new InvalidCastException("Object cannot be cast to DBNull."),
            TypeCode.Empty => throw new InvalidCastException("Object cannot be cast to Empty."),
            _ => throw new ArgumentException("Unknown TypeCode value."),
        };
    }

    public static object ChangeType(object value, Type conversionType) => ChangeType(value, conversionType, null);

    public static object ChangeType(object value, Type conversionType, IFormatProvider provider)
    {
        Throw.IfNull(conversionType, nameof(conversionType));
        if (value is null)
        {
            if (conversionType.IsValueType)
                throw new InvalidCastException("Null object cannot be converted to a value type.");
            return null;
        }
        if (value is not IConvertible convertible)
        {
            if (value.GetType() == conversionType)
                return value;
            throw new InvalidCastException("Object must implement IConvertible.");
        }
        return ToBaseType(convertible, conversionType, provider, out object result) ? result : convertible.ToType(conversionType, provider);
    }

    private static bool ToBaseType(IConvertible value, Type type, IFormatProvider provider, out object result)
    {
        if (type == typeof(bool))
            result = value.ToBoolean(provider);
        else if (type == typeof(char))
            result = value.ToChar(provider);
        else if (type == typeof(sbyte))
            result = value.ToSByte(provider);
        else if (type == typeof(byte))
            result = value.ToByte(provider);
        else if (type == typeof(short))
            result = value.ToInt16(provider);
        else if (type == typeof(ushort))
            result = value.ToUInt16(provider);
        else if (type == typeof(int))
            result = value.ToInt32(provider);
        else if (type == typeof(uint))
            result = value.ToUInt32(provider);
        else if (type == typeof(long))
            result = value.ToInt64(provider);
        else if (type == typeof(ulong))
            result = value.ToUInt64(provider);
        else if (type == typeof(float))
            result = value.ToSingle(provider);
        else if (type == typeof(double))
            result = value.ToDouble(provider);
        else if (type == typeof(decimal))
            result = value.ToDecimal(provider);
        else if (type == typeof(DateTime))
            result = value.ToDateTime(provider);
        else if (type == typeof(string))
            result = value.ToString(provider);
        else if (type == typeof(object))
            result = value;
        else
        {
            result = null;
            return false;
        }
        return true;
    }

    /// <summary>What <see cref="IConvertible.ToType"/> does in the base types.</summary>
    internal static object DefaultToType(IConvertible value, Type targetType, IFormatProvider provider)
    {
        Throw.IfNull(targetType, nameof(targetType));
        if (value.GetType() == targetType)
            return value;
        if (ToBaseType(value, targetType, provider, out object result))
            return result;
        if (targetType == typeof(Enum))
            return (Enum)value;
        throw Throw.InvalidCast(value.GetType().FullName, targetType.FullName);
    }

    private static void CheckBase(int value)
    {
        if (value is not (2 or 8 or 10 or 16))
            Throw.Argument("Invalid Base.");
    }

    private static ulong ParseBase(string value, int fromBase, int width, bool isSigned, string type)
    {
        CheckBase(fromBase);
        if (value is null)
            return 0;
        if (value.Length == 0)
            Throw.OutOfRange("Index was out of range. Must be non-negative and less than the size of the collection.");
        // Parsed as 32 or 64 bits first; the narrower types complain only about what that lets through.
        int wide = width <= 32 ? 32 : 64;
        string wideType = fromBase == 10 && isSigned ? (wide == 32 ? "an Int32" : "an Int64") : wide == 32 ? "a UInt32" : "a UInt64";
        int i = 0;
        bool isNegative = false;
        if (value[0] == '-')
        {
            if (fromBase != 10)
                Throw.Argument("String cannot contain a minus sign if the base is not 10.");
            if (!isSigned)
                throw new OverflowException("The string was being parsed as an unsigned number and could not have a negative sign.");
            isNegative = true;
            i++;
        }
        else if (value[0] == '+')
        {
            i++;
        }
        if (fromBase == 16 && i + 1 < value.Length && value[i] == '0' && (value[i + 1] | 0x20) == 'x')
            i += 2;
        int start = i;
        ulong result = 0;
        for (; i < value.Length; i++)
        {
            int digit = Number.HexDigit(value[i]);
            if (digit >= fromBase)
                break;
            ulong high = Math.BigMul(result, (ulong)fromBase, out ulong low);
            result = low + (uint)digit;
            if (high != 0 || result < low || (wide == 32 && result > uint.MaxValue))
                ThrowOverflow(wideType);
        }
        if (i == start)
            Throw.Format("Could not find any recognizable digits.");
        if (i < value.Length)
            Throw.Format("Additional non-parsable characters are at the end of the string.");
        if (fromBase == 10)
        {
            if (isSigned && result > (1UL << (wide - 1)) - (isNegative ? 0u : 1u))
                ThrowOverflow(wideType);
            ulong max = isSigned ? (1UL << (width - 1)) - (isNegative ? 0u : 1u) : ulong.MaxValue >> (64 - width);
            if (result > max)
                ThrowOverflow(type);
            return isNegative ? 0 - result : result;
        }
        if (width < 64 && result >> width != 0)
            ThrowOverflow(type);
        return result;
    }

    // ---- base 64 and hexadecimal ------------------------------------------------------------------------------

    private const string Base64Digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

    public static string ToBase64String(byte[] inArray)
    {
        Throw.IfNull(inArray, nameof(inArray));
        return ToBase64String(new ReadOnlySpan<byte>(inArray));
    }

    public static string ToBase64String(byte[] inArray, Base64FormattingOptions options)
    {
        Throw.IfNull(inArray, nameof(inArray));
        return ToBase64String(new ReadOnlySpan<byte>(inArray), options);
    }

    public static string ToBase64String(byte[] inArray, int offset, int length) =>
        ToBase64String(inArray, offset, length, Base64FormattingOptions.None);

    public static string ToBase64String(byte[] inArray, int offset, int length, Base64FormattingOptions options)
    {
        Throw.IfNull(inArray, nameof(inArray));
        return ToBase64String(new ReadOnlySpan<byte>(inArray, offset, length), options);
    }

    public static string ToBase64String(ReadOnlySpan<byte> bytes, Base64FormattingOptions options = Base64FormattingOptions.None)
    {
        var sink = new Text.ValueStringBuilder(stackalloc char[128]);
        int line = 0;
        for (int i = 0; i < bytes.Length; i += 3)
        {
            if (line == 76 && options == Base64FormattingOptions.InsertLineBreaks)
            {
                sink.Append("\r\n");
                line = 0;
            }
            int rest = bytes.Length - i;
            int group = bytes[i] << 16 | (rest > 1 ? bytes[i + 1] << 8 : 0) | (rest > 2 ? bytes[i + 2] : 0);
            sink.Append(Base64Digits[group >> 18]);
            sink.Append(Base64Digits[group >> 12 & 63]);
            sink.Append(rest > 1 ? Base64Digits[group >> 6 & 63] : '=');
            sink.Append(rest > 2 ? Base64Digits[group & 63] : '=');
            line += 4;
        }
        return sink.ToString();
    }

    public static int ToBase64CharArray(byte[] inArray, int offsetIn, int length, char[] outArray, int offsetOut) =>
        ToBase64CharArray(inArray, offsetIn, length, outArray, offsetOut, Base64FormattingOptions.None);

    public static int ToBase64CharArray(byte[] inArray, int offsetIn, int length, char[] outArray, int offsetOut, Base64FormattingOptions options)
    {
        string text = ToBase64String(inArray, offsetIn, length, options);
        text.CopyTo(0, outArray, offsetOut, text.Length);
        return text.Length;
    }

    public static byte[] FromBase64String(string s)
    {
        Throw.IfNull(s, nameof(s));
        return FromBase64(s);
    }

    public static byte[] FromBase64CharArray(char[] inArray, int offset, int length)
    {
        Throw.IfNull(inArray, nameof(inArray));
        return FromBase64(new ReadOnlySpan<char>(inArray, offset, length));
    }

    private static int Base64Value(char c)
    {
        if ((uint)(c - 'A') < 26)
            return c - 'A';
        if ((uint)(c - 'a') < 26)
            return c - 'a' + 26;
        if ((uint)(c - '0') < 10)
            return c - '0' + 52;
        return c == '+' ? 62 : c == '/' ? 63 : -1;
    }

    private static byte[] FromBase64(ReadOnlySpan<char> s)
    {
        const string Bad = "The input is not a valid Base-64 string as it contains a non-base 64 character, more than two padding characters, or an illegal character among the padding characters.";
        var result = new byte[s.Length / 4 * 3 + 3];
        int count = 0;
        int digits = 0;
        int padding = 0;
        int group = 0;
        foreach (char c in s)
        {
            if (c is ' ' or '\t' or '\n' or '\r')
                continue;
            int value = c == '=' ? 0 : Base64Value(c);
            if (c == '=')
                padding++;
            if (value < 0 || (padding > 0 && c != '=') || padding > 2)
                Throw.Format(Bad);
            group = group << 6 | value;
            if (++digits == 4)
            {
                result[count++] = (byte)(group >> 16);
                result[count++] = (byte)(group >> 8);
                result[count++] = (byte)group;
                digits = 0;
                group = 0;
            }
        }
        if (digits != 0)
            Throw.Format(Bad);
        Array.Resize(ref result, count - padding);
        return result;
    }

    public static string ToHexString(byte[] inArray)
    {
        Throw.IfNull(inArray, nameof(inArray));
        return ToHexString(new ReadOnlySpan<byte>(inArray));
    }

    public static string ToHexString(ReadOnlySpan<byte> bytes)
    {
        var chars = new char[bytes.Length * 2];
        for (int i = 0; i < bytes.Length; i++)
        {
            chars[2 * i] = HexConverter.Upper(bytes[i] >> 4);
            chars[2 * i + 1] = HexConverter.Upper(bytes[i] & 15);
        }
        return new string(chars);
    }

    public static string ToHexString(byte[] inArray, int offset, int length) => ToHexString(new ReadOnlySpan<byte>(inArray, offset, length));

    public static string ToHexStringLower(byte[] inArray) => ToHexString(inArray).ToLowerInvariant();

    public static string ToHexStringLower(ReadOnlySpan<byte> bytes) => ToHexString(bytes).ToLowerInvariant();

    public static string ToHexStringLower(byte[] inArray, int offset, int length) => ToHexString(inArray, offset, length).ToLowerInvariant();

    public static byte[] FromHexString(string s)
    {
        Throw.IfNull(s, nameof(s));
        return FromHexString(s.AsSpan());
    }

    public static byte[] FromHexString(ReadOnlySpan<char> chars)
    {
        if ((chars.Length & 1) != 0)
            Throw.Format("The input is not a valid hex string as its length is not a multiple of 2.");
        var result = new byte[chars.Length / 2];
        for (int i = 0; i < result.Length; i++)
        {
            int high = Number.HexDigit(chars[2 * i]);
            int low = Number.HexDigit(chars[2 * i + 1]);
            if (high > 15 || low > 15)
                Throw.Format("The input is not a valid hex string as it contains a non-hex character.");
            result[i] = (byte)(high << 4 | low);
        }
        return result;
    }
}
