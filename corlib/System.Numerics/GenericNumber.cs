namespace System.Numerics;

/// <summary>Conversions between number types that only generic code knows.</summary>
internal static class GenericNumber
{
    internal enum Mode
    {
        Checked,
        Saturating,
        Truncating,
    }

    /// <summary>False when one of the types is none of the library's own.</summary>
    internal static bool TryConvert<TFrom, TTo>(TFrom value, Mode mode, out TTo result)
    {
        switch ((object)value)
        {
            case sbyte v: return FromInteger(v, v < 0, mode, out result);
            case short v: return FromInteger(v, v < 0, mode, out result);
            case int v: return FromInteger(v, v < 0, mode, out result);
            case long v: return FromInteger(v, v < 0, mode, out result);
            case nint v: return FromInteger(v, v < 0, mode, out result);
            case byte v: return FromInteger(v, false, mode, out result);
            case ushort v: return FromInteger(v, false, mode, out result);
            case char v: return FromInteger(v, false, mode, out result);
            case uint v: return FromInteger(v, false, mode, out result);
            case ulong v: return FromInteger(unchecked((long)v), false, mode, out result);
            case nuint v: return FromInteger(unchecked((long)v), false, mode, out result);
            case float v: return FromDouble(v, mode, out result);
            case double v: return FromDouble(v, mode, out result);
            case decimal v: return FromDecimal(v, mode, out result);
            default:
                result = default;
                return false;
        }
    }

    /// <summary>Width of an integer type, negative for signed ones; 0 for other types.</summary>
    private static int Width<T>()
    {
        if (typeof(T) == typeof(int))
            return -32;
        if (typeof(T) == typeof(long) || typeof(T) == typeof(nint))
            return -64;
        if (typeof(T) == typeof(short))
            return -16;
        if (typeof(T) == typeof(sbyte))
            return -8;
        if (typeof(T) == typeof(uint))
            return 32;
        if (typeof(T) == typeof(ulong) || typeof(T) == typeof(nuint))
            return 64;
        if (typeof(T) == typeof(ushort) || typeof(T) == typeof(char))
            return 16;
        return typeof(T) == typeof(byte) ? 8 : 0;
    }

    private static T Make<T>(ulong bits)
    {
        unchecked
        {
            if (typeof(T) == typeof(int))
                return (T)(object)(int)bits;
            if (typeof(T) == typeof(long))
                return (T)(object)(long)bits;
            if (typeof(T) == typeof(nint))
                return (T)(object)(nint)bits;
            if (typeof(T) == typeof(short))
                return (T)(object)(short)bits;
            if (typeof(T) == typeof(sbyte))
                return (T)(object)(sbyte)bits;
            if (typeof(T) == typeof(uint))
                return (T)(object)(uint)bits;
            if (typeof(T) == typeof(ulong))
                return (T)(object)bits;
            if (typeof(T) == typeof(nuint))
                return (T)(object)(nuint)bits;
            if (typeof(T) == typeof(ushort))
                return (T)(object)(ushort)bits;
            return typeof(T) == typeof(char) ? (T)(object)(char)bits : (T)(object)(byte)bits;
        }
    }

    /// <summary>A magnitude with a sign, cut to the target's range as the mode says.</summary>
    private static T Fit<T>(int width, bool isNegative, ulong magnitude, Mode mode)
    {
        ulong bits = isNegative ? 0 - magnitude : magnitude;
        if (mode == Mode.Truncating)
            return Make<T>(bits);
        bool isSigned = width < 0;
        width = Math.Abs(width);
        ulong max = isSigned ? (1UL << (width - 1)) - (isNegative ? 0u : 1u) : isNegative ? 0 : ulong.MaxValue >> (64 - width);
        if (magnitude > max)
        {
            if (mode == Mode.Checked)
                throw new OverflowException("Arithmetic operation resulted in an overflow.");
            bits = isNegative ? 0 - max : max;
        }
        return Make<T>(bits);
    }

    private static bool FromInteger<T>(long value, bool isNegative, Mode mode, out T result)
    {
        ulong magnitude = isNegative ? 0 - (ulong)value : (ulong)value;
        int width = Width<T>();
        if (width != 0)
            result = Fit<T>(width, isNegative, magnitude, mode);
        else if (typeof(T) == typeof(double))
            result = (T)(object)(isNegative ? -(double)magnitude : (double)magnitude);
        else if (typeof(T) == typeof(float))
            result = (T)(object)(isNegative ? -(float)magnitude : (float)magnitude);
        else if (typeof(T) == typeof(decimal))
            result = (T)(object)(isNegative ? -(decimal)magnitude : (decimal)magnitude);
        else
        {
            result = default;
            return false;
        }
        return true;
    }

    private static bool FromDouble<T>(double value, Mode mode, out T result)
    {
        int width = Width<T>();
        if (width != 0)
        {
            double magnitude = Math.Truncate(Math.Abs(value));
            if (double.IsNaN(value) || magnitude >= 18446744073709551616.0)
            {
                if (mode == Mode.Checked)
                    throw new OverflowException("Arithmetic operation resulted in an overflow.");
                result = double.IsNaN(value) ? default : Fit<T>(width, value < 0, ulong.MaxValue, Mode.Saturating);
                return true;
            }
            // From floating point, truncating means saturating too.
            result = Fit<T>(width, value < 0, (ulong)magnitude, mode == Mode.Checked ? mode : Mode.Saturating);
        }
        else if (typeof(T) == typeof(double))
            result = (T)(object)value;
        else if (typeof(T) == typeof(float))
            result = (T)(object)(float)value;
        else if (typeof(T) == typeof(decimal))
            result = (T)(object)(mode == Mode.Checked ? (decimal)value : Saturate(value));
        else
        {
            result = default;
            return false;
        }
        return true;
    }

    private static decimal Saturate(double value)
    {
        if (value >= 79228162514264337593543950336.0)
            return decimal.MaxValue;
        if (value <= -79228162514264337593543950336.0)
            return decimal.MinValue;
        return double.IsNaN(value) ? 0 : (decimal)value;
    }

    private static bool FromDecimal<T>(decimal value, Mode mode, out T result)
    {
        int width = Width<T>();
        if (width != 0)
        {
            decimal magnitude = decimal.Truncate(decimal.Abs(value));
            if (magnitude.High != 0)
            {
                if (mode == Mode.Checked)
                    throw new OverflowException("Arithmetic operation resulted in an overflow.");
                result = Fit<T>(width, value < 0, ulong.MaxValue, Mode.Saturating);
                return true;
            }
            result = Fit<T>(width, value < 0, magnitude.Low64, mode == Mode.Checked ? mode : Mode.Saturating);
        }
        else if (typeof(T) == typeof(double))
            result = (T)(object)(double)value;
        else if (typeof(T) == typeof(float))
            result = (T)(object)(float)value;
        else if (typeof(T) == typeof(decimal))
            result = (T)(object)value;
        else
        {
            result = default;
            return false;
        }
        return true;
    }

    /// <summary>An integer of up to eight bytes from longer or shorter input; false when it does not fit.</summary>
    internal static bool TryRead(ReadOnlySpan<byte> source, bool bigEndian, bool isUnsigned, int width, bool targetSigned, out ulong value)
    {
        bool isNegative = !isUnsigned && source.Length > 0 && (source[bigEndian ? 0 : source.Length - 1] & 0x80) != 0;
        value = isNegative ? ulong.MaxValue : 0;
        for (int i = 0; i < source.Length; i++)
        {
            byte b = source[bigEndian ? i : source.Length - 1 - i];
            // The bits shifted out must all be copies of the sign.
            if (value >> 56 != (isNegative ? 0xFFu : 0u))
                return false;
            value = value << 8 | b;
        }
        if (isNegative)
            return targetSigned && (long)value >= -(1L << (width - 1));
        return value <= (targetSigned ? (1UL << (width - 1)) - 1 : ulong.MaxValue >> (64 - width));
    }

    internal static bool TryWrite(ulong value, int bytes, bool bigEndian, Span<byte> destination, out int written)
    {
        written = 0;
        if (destination.Length < bytes)
            return false;
        for (int i = 0; i < bytes; i++)
            destination[bigEndian ? bytes - 1 - i : i] = (byte)(value >> (8 * i));
        written = bytes;
        return true;
    }
}
