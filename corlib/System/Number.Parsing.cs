using System.Globalization;

namespace System;

internal static unsafe partial class Number
{
    internal enum ParseStatus
    {
        Ok,
        BadFormat,
        Overflow,
    }

    /// <summary>Styles that the integer scanner understands without a digit buffer.</summary>
    private const NumberStyles SimpleInteger = NumberStyles.Integer;

    private const NumberStyles InvalidStyles = ~(NumberStyles.Any | NumberStyles.AllowHexSpecifier | NumberStyles.AllowBinarySpecifier);

    internal static void ValidateIntegerStyle(NumberStyles style)
    {
        if ((style & (InvalidStyles | NumberStyles.AllowHexSpecifier | NumberStyles.AllowBinarySpecifier)) == 0 ||
            (style & ~NumberStyles.HexNumber) == 0 || (style & ~NumberStyles.BinaryNumber) == 0)
            return;
        if ((style & InvalidStyles) != 0)
            Throw.Argument("An undefined NumberStyles value is being used.", "style");
        Throw.Argument("With the AllowHexSpecifier or AllowBinarySpecifier bit set in the enum bit field, the only other valid bits that can be combined into the enum value must be a subset of those in HexNumber.", "style");
    }

    internal static void ValidateFloatStyle(NumberStyles style)
    {
        if ((style & (InvalidStyles | NumberStyles.AllowHexSpecifier | NumberStyles.AllowBinarySpecifier)) == 0)
            return;
        if ((style & InvalidStyles) != 0)
            Throw.Argument("An undefined NumberStyles value is being used.", "style");
        Throw.Argument("The number styles AllowHexSpecifier and AllowBinarySpecifier are not supported on floating point data types.", "style");
    }

    /// <summary>Throws what a failed Parse throws; <paramref name="type"/> is e.g. "an Int32".</summary>
    internal static void ThrowParse(ParseStatus status, scoped ReadOnlySpan<char> s, string type)
    {
        if (status == ParseStatus.BadFormat)
            throw new FormatException("The input string '" + s.ToString() + "' was not in a correct format.");
        throw new OverflowException("Value was either too large or too small for " + type + ".");
    }

    private static bool IsWhite(char c) => c == ' ' || (uint)(c - '\t') <= '\r' - '\t';

    /// <summary>
    /// Parses an integer of <paramref name="width"/> bits. The result is its two's complement, sign-extended.
    /// </summary>
    internal static ParseStatus TryParseInteger(scoped ReadOnlySpan<char> s, NumberStyles style, IFormatProvider provider, int width, bool isSigned, out ulong result)
    {
        if ((style & ~SimpleInteger) == 0 && (provider is null ? !s_cultureWasSet : NumberFormatInfo.GetInstance(provider).HasPlainSigns))
            return ParseSimpleInteger(s, style, width, isSigned, out result);
        if ((style & NumberStyles.AllowHexSpecifier) != 0)
            return ParsePowerOfTwo(s, style, width, isSigned, 4, out result);
        if ((style & NumberStyles.AllowBinarySpecifier) != 0)
            return ParsePowerOfTwo(s, style, width, isSigned, 1, out result);
        return ParseAnyInteger(s, style, NumberFormatInfo.GetInstance(provider), width, isSigned, out result);
    }

    private static ulong MaxMagnitude(int width, bool isSigned, bool isNegative)
    {
        if (!isSigned)
            return isNegative ? 0 : ulong.MaxValue >> (64 - width);
        return (1UL << (width - 1)) - (isNegative ? 0u : 1u);
    }

    private static ParseStatus ParseSimpleInteger(scoped ReadOnlySpan<char> s, NumberStyles style, int width, bool isSigned, out ulong result)
    {
        result = 0;
        return (ParseStatus)ParseDigits(ref MemoryMarshal.GetReference(s), s.Length, (int)style, MaxMagnitude(width, isSigned, false), MaxMagnitude(width, isSigned, true), ref result);
    }

    /// Reads an integer in the style bits that Integer consists of; a ParseStatus.
    [MethodImpl(MethodImplOptions.InternalCall)]
    private static extern int ParseDigits(ref char start, int length, int style, ulong max, ulong maxNegative, ref ulong result);

    /// Reads a finite number made of digits, point and exponent only; false for all else.
    [MethodImpl(MethodImplOptions.InternalCall)]
    private static extern bool ParsePlainDouble(ref char start, int length, ref double result);

    /// <summary>The rest is white space, where allowed, and then zero characters.</summary>
    private static bool OnlyTrailing(scoped ReadOnlySpan<char> s, int i, NumberStyles style)
    {
        if ((style & NumberStyles.AllowTrailingWhite) != 0)
        {
            while (i < s.Length && IsWhite(s[i]))
                i++;
        }
        while (i < s.Length && s[i] == '\0')
            i++;
        return i >= s.Length;
    }

    /// <summary>Hexadecimal (4 bits a digit) and binary (1 bit) input; no sign.</summary>
    private static ParseStatus ParsePowerOfTwo(scoped ReadOnlySpan<char> s, NumberStyles style, int width, bool isSigned, int bitsPerDigit, out ulong result)
    {
        result = 0;
        int i = 0;
        if ((style & NumberStyles.AllowLeadingWhite) != 0)
        {
            while (i < s.Length && IsWhite(s[i]))
                i++;
        }
        int start = i;
        ulong value = 0;
        bool overflow = false;
        for (; i < s.Length; i++)
        {
            int digit = HexDigit(s[i]);
            if (digit >> bitsPerDigit != 0)
                break;
            if (value >> (width - bitsPerDigit) != 0)
                overflow = true;
            value = (value << bitsPerDigit) | (uint)digit;
        }
        if (i == start || !OnlyTrailing(s, i, style))
            return ParseStatus.BadFormat;
        if (overflow)
            return ParseStatus.Overflow;
        result = isSigned && width < 64 ? (ulong)((long)(value << (64 - width)) >> (64 - width)) : value;
        return ParseStatus.Ok;
    }

    /// <summary>Value of a hexadecimal digit; 255 for anything else.</summary>
    internal static int HexDigit(char c)
    {
        if ((uint)(c - '0') < 10)
            return c - '0';
        uint letter = (uint)((c | 0x20) - 'a');
        return letter < 6 ? (int)letter + 10 : 255;
    }

    private static ParseStatus ParseAnyInteger(scoped ReadOnlySpan<char> s, NumberStyles style, NumberFormatInfo info, int width, bool isSigned, out ulong result)
    {
        result = 0;
        byte* buffer = stackalloc byte[IntegerBufferLength];
        var number = new NumberBuffer(NumberKind.Integer, buffer, IntegerBufferLength);
        if (!TryParseNumber(s, style, ref number, info))
            return ParseStatus.BadFormat;
        // Digits right of the point, or more digits than any integer has, are an overflow.
        if (number.Scale > 20 || number.Scale < number.Count || number.HasNonZeroTail)
            return ParseStatus.Overflow;
        ulong value = 0;
        for (int i = 0; i < number.Scale; i++)
        {
            uint digit = i < number.Count ? (uint)(number.Digits[i] - '0') : 0;
            if (value > ulong.MaxValue / 10 || (value == ulong.MaxValue / 10 && digit > 5))
                return ParseStatus.Overflow;
            value = value * 10 + digit;
        }
        if (value > MaxMagnitude(width, isSigned, number.IsNegative))
            return ParseStatus.Overflow;
        result = number.IsNegative ? 0 - value : value;
        return ParseStatus.Ok;
    }

    /// <summary>Where the scanner of <see cref="TryParseNumber"/> is.</summary>
    [Flags]
    private enum Seen
    {
        Sign = 1,
        Parenthesis = 2,
        Digits = 4,
        NonZero = 8,
        Decimal = 16,
        Currency = 32,
    }

    /// <summary>Index after <paramref name="text"/> when <paramref name="s"/> has it at <paramref name="at"/>, else -1.</summary>
    private static int Match(scoped ReadOnlySpan<char> s, int at, string text)
    {
        if (string.IsNullOrEmpty(text) || text.Length > s.Length - at)
            return -1;
        for (int i = 0; i < text.Length; i++)
        {
            char want = text[i];
            char have = s[at + i];
            // A typed space stands for the no-break spaces that cultures use.
            if (want != have && !((want == '\u00A0' || want == '\u202F') && have == ' '))
                return -1;
        }
        return at + text.Length;
    }

    private static int MatchNegative(scoped ReadOnlySpan<char> s, int at, NumberFormatInfo info)
    {
        int next = Match(s, at, info.NegativeSign);
        if (next < 0 && info.AllowsHyphen && at < s.Length && s[at] == '-')
            next = at + 1;
        return next;
    }

    /// <summary>Scans a number in any style into the buffer. False: not a number.</summary>
    internal static bool TryParseNumber(scoped ReadOnlySpan<char> s, NumberStyles style, ref NumberBuffer number, NumberFormatInfo info)
    {
        number.Scale = 0;
        number.Count = 0;
        number.IsNegative = false;
        number.HasNonZeroTail = false;
        string decimalSeparator = info.NumberDecimalSeparator;
        string groupSeparator = info.NumberGroupSeparator;
        string currencySymbol = null;
        bool parsingCurrency = false;
        if ((style & NumberStyles.AllowCurrencySymbol) != 0)
        {
            currencySymbol = info.CurrencySymbol;
            decimalSeparator = info.CurrencyDecimalSeparator;
            groupSeparator = info.CurrencyGroupSeparator;
            parsingCurrency = true;
        }
        Seen seen = 0;
        int p = 0;
        int next;
        char c = s.Length > 0 ? s[0] : '\0';

        while (true)
        {
            // White space after a sign is only for currency symbols and the "- n" pattern.
            if (!IsWhite(c) || (style & NumberStyles.AllowLeadingWhite) == 0 ||
                ((seen & Seen.Sign) != 0 && (seen & Seen.Currency) == 0 && info.NumberNegativePattern != 2))
            {
                bool signWelcome = (style & NumberStyles.AllowLeadingSign) != 0 && (seen & Seen.Sign) == 0;
                if (signWelcome && (next = Match(s, p, info.PositiveSign)) >= 0)
                {
                    seen |= Seen.Sign;
                    p = next - 1;
                }
                else if (signWelcome && (next = MatchNegative(s, p, info)) >= 0)
                {
                    number.IsNegative = true;
                    seen |= Seen.Sign;
                    p = next - 1;
                }
                else if (c == '(' && (style & NumberStyles.AllowParentheses) != 0 && (seen & Seen.Sign) == 0)
                {
                    seen |= Seen.Sign | Seen.Parenthesis;
                    number.IsNegative = true;
                }
                else if (currencySymbol is not null && (next = Match(s, p, currencySymbol)) >= 0)
                {
                    seen |= Seen.Currency;
                    currencySymbol = null;
                    p = next - 1;
                }
                else
                {
                    break;
                }
            }
            c = ++p < s.Length ? s[p] : '\0';
        }

        int digitCount = 0;
        int digitEnd = 0;
        int maxDigits = number.Capacity - 1;
        int trailingZeros = 0;
        while (true)
        {
            if (IsAsciiDigit(c))
            {
                seen |= Seen.Digits;
                if (c != '0' || (seen & Seen.NonZero) != 0)
                {
                    if (digitCount < maxDigits)
                    {
                        number.Digits[digitCount] = (byte)c;
                        if (c != '0' || number.Kind != NumberKind.Integer)
                            digitEnd = digitCount + 1;
                        trailingZeros = c == '0' ? trailingZeros + 1 : 0;
                    }
                    else if (c != '0')
                    {
                        number.HasNonZeroTail = true;
                    }
                    if ((seen & Seen.Decimal) == 0)
                        number.Scale++;
                    digitCount++;
                    seen |= Seen.NonZero;
                }
                else if ((seen & Seen.Decimal) != 0)
                {
                    number.Scale--;
                }
            }
            else if ((style & NumberStyles.AllowDecimalPoint) != 0 && (seen & Seen.Decimal) == 0 &&
                ((next = Match(s, p, decimalSeparator)) >= 0 ||
                 (parsingCurrency && (seen & Seen.Currency) == 0 && (next = Match(s, p, info.NumberDecimalSeparator)) >= 0)))
            {
                seen |= Seen.Decimal;
                p = next - 1;
            }
            else if ((style & NumberStyles.AllowThousands) != 0 && (seen & Seen.Digits) != 0 && (seen & Seen.Decimal) == 0 &&
                ((next = Match(s, p, groupSeparator)) >= 0 ||
                 (parsingCurrency && (seen & Seen.Currency) == 0 && (next = Match(s, p, info.NumberGroupSeparator)) >= 0)))
            {
                p = next - 1;
            }
            else
            {
                break;
            }
            c = ++p < s.Length ? s[p] : '\0';
        }

        number.Count = digitEnd;
        number.Digits[digitEnd] = 0;
        if ((seen & Seen.Digits) == 0)
            return false;
        if ((c == 'E' || c == 'e') && (style & NumberStyles.AllowExponent) != 0)
            ParseExponent(s, ref p, ref c, ref number, info);
        if (number.Kind == NumberKind.FloatingPoint && !number.HasNonZeroTail)
        {
            int fractionalDigits = digitEnd - number.Scale;
            if (fractionalDigits > 0)
            {
                number.Count = digitEnd - Math.Min(trailingZeros, fractionalDigits);
                number.Digits[number.Count] = 0;
            }
        }

        while (true)
        {
            if (!IsWhite(c) || (style & NumberStyles.AllowTrailingWhite) == 0)
            {
                bool signWelcome = (style & NumberStyles.AllowTrailingSign) != 0 && (seen & Seen.Sign) == 0;
                if (signWelcome && (next = Match(s, p, info.PositiveSign)) >= 0)
                {
                    seen |= Seen.Sign;
                    p = next - 1;
                }
                else if (signWelcome && (next = MatchNegative(s, p, info)) >= 0)
                {
                    number.IsNegative = true;
                    seen |= Seen.Sign;
                    p = next - 1;
                }
                else if (c == ')' && (seen & Seen.Parenthesis) != 0)
                {
                    seen &= ~Seen.Parenthesis;
                }
                else if (currencySymbol is not null && (next = Match(s, p, currencySymbol)) >= 0)
                {
                    currencySymbol = null;
                    p = next - 1;
                }
                else
                {
                    break;
                }
            }
            c = ++p < s.Length ? s[p] : '\0';
        }
        if ((seen & Seen.Parenthesis) != 0)
            return false;
        if ((seen & Seen.NonZero) == 0)
        {
            if (number.Kind != NumberKind.Decimal)
                number.Scale = 0;
            if (number.Kind == NumberKind.Integer && (seen & Seen.Decimal) == 0)
                number.IsNegative = false;
        }
        while (p < s.Length && s[p] == '\0')
            p++;
        return p >= s.Length;
    }

    /// <summary>Reads an exponent at the E; without digits it is no exponent and nothing moves.</summary>
    private static void ParseExponent(scoped ReadOnlySpan<char> s, ref int p, ref char c, ref NumberBuffer number, NumberFormatInfo info)
    {
        int at = p + 1;
        bool isNegative = false;
        int next = Match(s, at, info.PositiveSign);
        if (next < 0)
        {
            next = MatchNegative(s, at, info);
            isNegative = next >= 0;
        }
        if (next >= 0)
            at = next;
        if (at >= s.Length || !IsAsciiDigit(s[at]))
            return;
        int exponent = 0;
        bool huge = false;
        for (; at < s.Length && IsAsciiDigit(s[at]); at++)
        {
            if (exponent >= 100_000_000)
                huge = true;
            else
                exponent = exponent * 10 + (s[at] - '0');
        }
        if (huge)
        {
            exponent = int.MaxValue;
            number.Scale = 0;
        }
        number.Scale += isNegative ? -exponent : exponent;
        p = at;
        c = at < s.Length ? s[at] : '\0';
    }
}
