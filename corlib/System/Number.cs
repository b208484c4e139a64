using System.Globalization;
using System.Text;

namespace System;

/// <summary>
/// Formatting and parsing of numbers: a value becomes decimal digits in a <see cref="NumberBuffer"/>, and the
/// buffer becomes text in a format, or the other way round. Integers in their default format take a short cut
/// that touches neither the buffer nor any culture object.
/// </summary>
internal static unsafe partial class Number
{
    internal enum NumberKind : byte
    {
        Integer,
        Decimal,
        FloatingPoint,
    }

    /// <summary>
    /// The value 0.d1d2d3… × 10^Scale. <see cref="Digits"/> holds ASCII digits without leading zeros and is
    /// followed by a zero byte at index <see cref="Count"/>, so that it needs one byte more than digits.
    /// </summary>
    internal struct NumberBuffer
    {
        internal byte* Digits;
        internal int Capacity;
        internal int Count;
        internal int Scale;
        internal bool IsNegative;
        internal bool HasNonZeroTail;
        internal NumberKind Kind;

        /// <summary><paramref name="digits"/> lies on the stack of the buffer's owner.</summary>
        internal NumberBuffer(NumberKind kind, byte* digits, int capacity)
        {
            Kind = kind;
            Digits = digits;
            Capacity = capacity;
            digits[0] = 0;
        }
    }

    /// <summary>Digit buffers: the longest value, a terminator, and one digit for rounding up.</summary>
    internal const int IntegerBufferLength = 24;
    internal const int DecimalBufferLength = 32;
    internal const int DoubleBufferLength = 772;

    /// <summary>
    /// Set for good as soon as a program installs a culture of its own; until then the default formats may write
    /// '-' and '.' without asking for the current culture.
    /// </summary>
    internal static bool s_cultureWasSet;

    private static string[] s_smallNumbers;
    private const int SmallNumberCount = 300;

    // ---- decimal integers -------------------------------------------------------------------------------------

    internal static int CountDigits(uint value)
    {
        if (value < 100_000)
        {
            if (value < 100)
                return value < 10 ? 1 : 2;
            return value < 1000 ? 3 : value < 10_000 ? 4 : 5;
        }
        if (value < 10_000_000)
            return value < 1_000_000 ? 6 : 7;
        return value < 100_000_000 ? 8 : value < 1_000_000_000 ? 9 : 10;
    }

    internal static int CountDigits(ulong value)
    {
        if (value <= uint.MaxValue)
            return CountDigits((uint)value);
        int digits = 10;
        for (ulong limit = 10_000_000_000; digits < 20 && value >= limit; limit *= 10)
        {
            digits++;
            if (digits == 20)
                break;
        }
        return digits;
    }

    /// <summary>Writes the digits of <paramref name="value"/> so that the last one is before <paramref name="end"/>.</summary>
    private static void WriteDigits(ref char start, int end, uint value)
    {
        do
        {
            uint quotient = value / 10;
            Unsafe.Add(ref start, --end) = (char)('0' + (value - quotient * 10));
            value = quotient;
        }
        while (value != 0);
    }

    private static void WriteDigits(ref char start, int end, ulong value)
    {
        while (value > uint.MaxValue)
        {
            ulong quotient = value / 1_000_000_000;
            uint low = (uint)(value - quotient * 1_000_000_000);
            value = quotient;
            for (int i = 0; i < 9; i++)
            {
                uint q = low / 10;
                Unsafe.Add(ref start, --end) = (char)('0' + (low - q * 10));
                low = q;
            }
        }
        WriteDigits(ref start, end, (uint)value);
    }

    /// <summary>The characters of a string that nobody else has seen yet.</summary>
    private static ref char Chars(string s) => ref Unsafe.AsRef(in s.GetPinnableReference());

    /// Decimal text of an integer.
    [MethodImpl(MethodImplOptions.InternalCall)]
    private static extern string Int64Text(long value);

    /// Decimal text of an unsigned integer.
    [MethodImpl(MethodImplOptions.InternalCall)]
    private static extern string UInt64Text(ulong value);

    /// Writes the decimal text of an integer: its length, or -1 if it does not fit.
    [MethodImpl(MethodImplOptions.InternalCall)]
    internal static extern int Int64Chars(ref char destination, int room, long value);

    /// Shortest text of a finite number that reads back as the same double, in the invariant culture.
    [MethodImpl(MethodImplOptions.InternalCall)]
    private static extern string DoubleText(double value);

    /// The same for a float.
    [MethodImpl(MethodImplOptions.InternalCall)]
    private static extern string SingleText(float value);

    internal static string UInt32ToDecimal(uint value) => value < SmallNumberCount ? SmallNumber(value) : Int64Text(value);

    internal static string UInt64ToDecimal(ulong value) => value < SmallNumberCount ? SmallNumber((uint)value) : UInt64Text(value);

    internal static string Int32ToDecimal(int value) =>
        (uint)value < SmallNumberCount ? SmallNumber((uint)value) : s_cultureWasSet && value < 0 ? NegativeToDecimal((ulong)-(long)value, NegativeSign()) : Int64Text(value);

    internal static string Int64ToDecimal(long value) =>
        (ulong)value < SmallNumberCount ? SmallNumber((uint)value) : s_cultureWasSet && value < 0 ? NegativeToDecimal((ulong)-value, NegativeSign()) : Int64Text(value);

    private static string NegativeToDecimal(ulong magnitude, string sign)
    {
        int length = sign.Length + CountDigits(magnitude);
        string result = NewString(length);
        ref char start = ref Chars(result);
        for (int i = 0; i < sign.Length; i++)
            Unsafe.Add(ref start, i) = sign[i];
        WriteDigits(ref start, length, magnitude);
        return result;
    }

    private static string SmallNumber(uint value)
    {
        string[] cache = s_smallNumbers ??= new string[SmallNumberCount];
        string result = cache[value];
        if (result is null)
            cache[value] = result = Int64Text(value);
        return result;
    }

    private static string NegativeSign() => s_cultureWasSet ? NumberFormatInfo.CurrentInfo.NegativeSign : "-";

    // ---- integers with a format -------------------------------------------------------------------------------

    /// <summary><paramref name="bits"/> is the value cut to its own width, which X and B print.</summary>
    internal static string FormatInt64(long value, ulong bits, string format, IFormatProvider provider)
    {
        if (string.IsNullOrEmpty(format))
        {
            if (value >= 0 || (provider is null && !s_cultureWasSet))
                return Int64ToDecimal(value);
            return NegativeToDecimal((ulong)-value, provider is null ? NegativeSign() : NumberFormatInfo.GetInstance(provider).NegativeSign);
        }
        var sink = new ValueStringBuilder(stackalloc char[64]);
        FormatInteger(ref sink, value < 0 ? (ulong)-value : (ulong)value, value < 0, bits, format, provider);
        return sink.ToString();
    }

    internal static string FormatUInt64(ulong value, string format, IFormatProvider provider)
    {
        if (string.IsNullOrEmpty(format))
            return UInt64ToDecimal(value);
        var sink = new ValueStringBuilder(stackalloc char[64]);
        FormatInteger(ref sink, value, false, value, format, provider);
        return sink.ToString();
    }

    internal static bool TryFormatInt64(long value, ulong bits, Span<char> destination, out int charsWritten, ReadOnlySpan<char> format, IFormatProvider provider)
    {
        if (format.Length == 0 && provider is null && !s_cultureWasSet)
        {
            charsWritten = Int64Chars(ref MemoryMarshal.GetReference(destination), destination.Length, value);
            if (charsWritten >= 0)
                return true;
            charsWritten = 0;
            return false;
        }
        var sink = new ValueStringBuilder(destination, true);
        FormatInteger(ref sink, value < 0 ? (ulong)-value : (ulong)value, value < 0, bits, format, provider);
        return Finish(ref sink, out charsWritten);
    }

    internal static bool TryFormatUInt64(ulong value, Span<char> destination, out int charsWritten, ReadOnlySpan<char> format, IFormatProvider provider)
    {
        var sink = new ValueStringBuilder(destination, true);
        FormatInteger(ref sink, value, false, value, format, provider);
        return Finish(ref sink, out charsWritten);
    }

    internal static bool Finish(ref ValueStringBuilder sink, out int charsWritten)
    {
        charsWritten = sink.Failed ? 0 : sink.Length;
        return !sink.Failed;
    }

    internal static void FormatInteger(ref ValueStringBuilder sink, ulong magnitude, bool isNegative, ulong bits, scoped ReadOnlySpan<char> format, IFormatProvider provider)
    {
        char specifier = 'G';
        int precision = -1;
        if (format.Length != 0)
            specifier = ParseFormatSpecifier(format, out precision);
        char upper = (char)(specifier & 0xFFDF);
        if (upper == 'G' ? precision < 1 : upper == 'D')
        {
            if (isNegative)
                sink.Append(provider is null ? NegativeSign() : NumberFormatInfo.GetInstance(provider).NegativeSign);
            int length = CountDigits(magnitude);
            if (precision > length)
            {
                sink.Append('0', precision - length);
            }
            WriteDigits(ref MemoryMarshal.GetReference(sink.AppendSpan(length)), length, magnitude);
        }
        else if (upper == 'X')
        {
            AppendHex(ref sink, bits, specifier == 'X' ? 'A' - 10 : 'a' - 10, precision);
        }
        else if (upper == 'B')
        {
            int length = 1;
            for (ulong rest = bits >> 1; rest != 0; rest >>= 1)
                length++;
            sink.Append('0', precision - length);
            while (--length >= 0)
                sink.Append((char)('0' + ((bits >> length) & 1)));
        }
        else
        {
            byte* buffer = stackalloc byte[IntegerBufferLength];
            var number = new NumberBuffer(NumberKind.Integer, buffer, IntegerBufferLength);
            number.IsNegative = isNegative;
            SetDigits(ref number, magnitude);
            NumberFormatInfo info = NumberFormatInfo.GetInstance(provider);
            if (specifier != 0)
                NumberToString(ref sink, ref number, specifier, precision, info);
            else
                CustomFormat(ref sink, ref number, format, info);
        }
    }

    /// <summary>Hexadecimal without leading zeros, at least <paramref name="minDigits"/> long.</summary>
    internal static void AppendHex(ref ValueStringBuilder sink, ulong bits, int letterBase, int minDigits)
    {
        int length = 1;
        for (ulong rest = bits >> 4; rest != 0; rest >>= 4)
            length++;
        sink.Append('0', minDigits - length);
        while (--length >= 0)
        {
            int digit = (int)(bits >> (4 * length)) & 15;
            sink.Append((char)(digit < 10 ? '0' + digit : letterBase + digit));
        }
    }

    /// <summary>Fills in the digits of an integer; zero has no digits.</summary>
    internal static void SetDigits(ref NumberBuffer number, ulong value)
    {
        int count = value == 0 ? 0 : CountDigits(value);
        byte* digits = number.Digits;
        digits[count] = 0;
        for (int i = count - 1; i >= 0; i--)
        {
            ulong quotient = value / 10;
            digits[i] = (byte)('0' + (int)(value - quotient * 10));
            value = quotient;
        }
        number.Count = count;
        number.Scale = count;
    }
}
