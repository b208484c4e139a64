using System.Globalization;
using System.Text;

namespace System.Numerics;

/// <summary>As text and from text.</summary>
public readonly unsafe partial struct BigInteger
{
    private const uint Billion = 1_000_000_000;

    public override string ToString() => ToString(null, null);

    public string ToString(IFormatProvider provider) => ToString(null, provider);

    public string ToString([StringSyntax("NumericFormat")] string format) => ToString(format, null);

    public string ToString([StringSyntax("NumericFormat")] string format, IFormatProvider provider)
    {
        var sink = new ValueStringBuilder(stackalloc char[64]);
        Format(ref sink, format, provider);
        return sink.ToString();
    }

    public bool TryFormat(Span<char> destination, out int charsWritten, ReadOnlySpan<char> format = default, IFormatProvider provider = null)
    {
        string text = ToString(format.ToString(), provider);
        bool fits = text.TryCopyTo(destination);
        charsWritten = fits ? text.Length : 0;
        return fits;
    }

    private void Format(ref ValueStringBuilder sink, scoped ReadOnlySpan<char> format, IFormatProvider provider)
    {
        NumberFormatInfo info = NumberFormatInfo.GetInstance(provider);
        char specifier = Number.ParseFormatSpecifier(format, out int precision);
        switch (specifier)
        {
            case 'x' or 'X':
                FormatHex(ref sink, specifier, precision);
                return;
            case 'd' or 'g' or 'G' or 'r' or 'R':
                specifier = 'D';
                break;
        }

        // Nine digits for each billion, and one for rounding up.
        byte[] digits = new byte[(Magnitude.Length * 10) + 12];
        fixed (byte* buffer = digits)
        {
            var number = new Number.NumberBuffer(Number.NumberKind.Integer, buffer, digits.Length);
            number.Count = WriteDigits(digits);
            number.Scale = number.Count;
            number.IsNegative = _sign < 0;
            if (specifier == 'D')
            {
                if (number.IsNegative)
                    sink.Append(info.NegativeSign);
                for (int missing = Math.Max(precision, 1) - number.Count; missing > 0; missing--)
                    sink.Append('0');
                for (int i = 0; i < number.Count; i++)
                    sink.Append((char)digits[i]);
            }
            else if (specifier != 0)
            {
                Number.NumberToString(ref sink, ref number, specifier, precision, info);
            }
            else
            {
                Number.CustomFormat(ref sink, ref number, format, info);
            }
        }
    }

    /// <summary>The magnitude in decimal, with a terminator; the number of digits, none for zero.</summary>
    private int WriteDigits(Span<byte> digits)
    {
        uint[] words = (uint[])Magnitude.Clone();
        int length = words.Length, at = digits.Length - 1;
        while (length > 0)
        {
            uint nine = BigMagnitude.DivideBy(words.AsSpan(0, length), Billion);
            if (words[length - 1] == 0)
                length--;
            for (int i = 0; i < 9; i++)
            {
                digits[--at] = (byte)('0' + (nine % 10));
                nine /= 10;
            }
        }

        while (at < digits.Length - 1 && digits[at] == '0')
            at++;
        int count = digits.Length - 1 - at;
        digits[at..^1].CopyTo(digits);
        digits[count] = 0;
        return count;
    }

    /// <summary>The shortest two's complement; a first digit that only repeats the sign is left out.</summary>
    private void FormatHex(ref ValueStringBuilder sink, char specifier, int precision)
    {
        byte[] bytes = ToByteArray(false, true);
        string all = specifier == 'x' ? Convert.ToHexStringLower(bytes) : Convert.ToHexString(bytes);
        if (bytes[0] is < 8 or > 247)
            all = all[1..];
        for (int missing = precision - all.Length; missing > 0; missing--)
            sink.Append(_sign >= 0 ? '0' : specifier == 'x' ? 'f' : 'F');
        sink.Append(all);
    }

    public static BigInteger Parse(string value) => Parse(value, NumberStyles.Integer, null);

    public static BigInteger Parse(string value, NumberStyles style) => Parse(value, style, null);

    public static BigInteger Parse(string value, IFormatProvider provider) => Parse(value, NumberStyles.Integer, provider);

    public static BigInteger Parse(string value, NumberStyles style, IFormatProvider provider)
    {
        Throw.IfNull(value, nameof(value));
        return Parse(value.AsSpan(), style, provider);
    }

    public static BigInteger Parse(ReadOnlySpan<char> value, NumberStyles style = NumberStyles.Integer, IFormatProvider provider = null) =>
        TryParse(value, style, provider, out BigInteger result) ? result : throw new FormatException("The value could not be parsed.");

    public static BigInteger Parse(ReadOnlySpan<char> s, IFormatProvider provider) => Parse(s, NumberStyles.Integer, provider);

    public static bool TryParse([NotNullWhen(true)] string value, out BigInteger result) => TryParse(value.AsSpan(), NumberStyles.Integer, null, out result);

    public static bool TryParse([NotNullWhen(true)] string s, IFormatProvider provider, out BigInteger result) => TryParse(s.AsSpan(), NumberStyles.Integer, provider, out result);

    public static bool TryParse([NotNullWhen(true)] string value, NumberStyles style, IFormatProvider provider, out BigInteger result) => TryParse(value.AsSpan(), style, provider, out result);

    public static bool TryParse(ReadOnlySpan<char> value, out BigInteger result) => TryParse(value, NumberStyles.Integer, null, out result);

    public static bool TryParse(ReadOnlySpan<char> s, IFormatProvider provider, out BigInteger result) => TryParse(s, NumberStyles.Integer, provider, out result);

    public static bool TryParse(ReadOnlySpan<char> value, NumberStyles style, IFormatProvider provider, out BigInteger result)
    {
        result = default;
        if ((style & NumberStyles.AllowHexSpecifier) != 0)
            return TryParseHex(value, style, out result);
        byte[] digits = new byte[value.Length + 2];
        fixed (byte* buffer = digits)
        {
            var number = new Number.NumberBuffer(Number.NumberKind.Decimal, buffer, digits.Length);
            if (!Number.TryParseNumber(value, style, ref number, NumberFormatInfo.GetInstance(provider)))
                return false;
            for (int i = Math.Max(number.Scale, 0); i < number.Count; i++)
            {
                if (digits[i] != '0')
                    return false;
            }

            int count = Math.Max(number.Count == 0 ? 0 : number.Scale, 0);
            var words = new uint[(count / 9) + 1];
            for (int i = 0; i < count;)
            {
                uint part = 0, scale = 1;
                for (; i < count && scale < Billion; i++)
                {
                    part = (part * 10) + (i < number.Count ? digits[i] - (uint)'0' : 0);
                    scale *= 10;
                }

                BigMagnitude.MultiplyAdd(words, scale, part);
            }

            result = new BigInteger(number.IsNegative, words);
            return true;
        }
    }

    /// <summary>A first digit of 8 or more makes the number negative.</summary>
    private static bool TryParseHex(ReadOnlySpan<char> value, NumberStyles style, out BigInteger result)
    {
        result = default;
        if ((style & ~NumberStyles.HexNumber) != 0)
            throw new ArgumentException("With the AllowHexSpecifier bit set in the enum bit field, the only other valid bits that can be combined into the enum value must be a subset of those in HexNumber.", nameof(style));
        if ((style & NumberStyles.AllowLeadingWhite) != 0)
            value = value.TrimStart();
        if ((style & NumberStyles.AllowTrailingWhite) != 0)
            value = value.TrimEnd();
        if (value.IsEmpty)
            return false;
        var words = new uint[(value.Length + 7) / 8];
        bool isNegative = char.IsAsciiHexDigit(value[0]) && Number.HexDigit(value[0]) >= 8;
        if (isNegative)
            words.AsSpan().Fill(uint.MaxValue);
        for (int i = 0; i < value.Length; i++)
        {
            char digit = value[^(i + 1)];
            if (!char.IsAsciiHexDigit(digit))
                return false;
            int shift = i % 8 * 4;
            words[i / 8] = (words[i / 8] & ~(0xFu << shift)) | (uint)Number.HexDigit(digit) << shift;
        }

        result = FromTwosComplement(words, isNegative);
        return true;
    }
}
