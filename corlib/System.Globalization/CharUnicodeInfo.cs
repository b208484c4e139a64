using System.Text;

namespace System.Globalization;

/// <summary>Properties of Unicode characters.</summary>
public static partial class CharUnicodeInfo
{
    public static UnicodeCategory GetUnicodeCategory(char ch) => Category(ch);

    public static UnicodeCategory GetUnicodeCategory(int codePoint)
    {
        if ((uint)codePoint > 0x10FFFF)
            Throw.OutOfRange(nameof(codePoint));
        return Category(codePoint);
    }

    public static UnicodeCategory GetUnicodeCategory(string s, int index)
    {
        Throw.IfNull(s, nameof(s));
        if ((uint)index >= (uint)s.Length)
            Throw.OutOfRange(nameof(index));
        return Category(CodePointAt(s, index));
    }

    internal static int CodePointAt(string s, int index)
    {
        char c = s[index];
        if (char.IsHighSurrogate(c) && index + 1 < s.Length && char.IsLowSurrogate(s[index + 1]))
            return char.ConvertToUtf32(c, s[index + 1]);
        return c;
    }

    internal static UnicodeCategory Category(int codePoint)
    {
        if (codePoint < 256)
            return (UnicodeCategory)Latin1Categories[codePoint];
        return (UnicodeCategory)(CategoryRuns[FindRun(codePoint)] & 31);
    }

    private static int FindRun(int codePoint)
    {
        ReadOnlySpan<int> runs = CategoryRuns;
        int low = 0;
        int high = runs.Length - 1;
        while (low < high)
        {
            int middle = (low + high + 1) >> 1;
            if (runs[middle] >> 5 <= codePoint)
                low = middle;
            else
                high = middle - 1;
        }
        return low;
    }

    internal static char ToUpper(char c)
    {
        if (c < 0x80)
            return (uint)(c - 'a') < 26 ? (char)(c - 32) : c;
        return Map(UpperRanges, c);
    }

    internal static char ToLower(char c)
    {
        if (c < 0x80)
            return (uint)(c - 'A') < 26 ? (char)(c + 32) : c;
        return Map(LowerRanges, c);
    }

    private static char Map(ReadOnlySpan<int> ranges, char c)
    {
        int low = 0;
        int high = ranges.Length / 4 - 1;
        while (low < high)
        {
            int middle = (low + high + 1) >> 1;
            if (ranges[middle * 4] <= c)
                low = middle;
            else
                high = middle - 1;
        }
        int first = ranges[low * 4];
        if (c < first || c > ranges[low * 4 + 1])
            return c;
        // Steps are 1 and 2, so a mask does for the remainder.
        return ((c - first) & (ranges[low * 4 + 2] - 1)) == 0 ? (char)(c + ranges[low * 4 + 3]) : c;
    }

    public static int GetDecimalDigitValue(char ch) => DecimalDigit(ch);

    public static int GetDecimalDigitValue(string s, int index) => DecimalDigit(CodePointAt(s, index));

    public static int GetDigitValue(char ch) => ch switch
    {
        '\u00B2' => 2,
        '\u00B3' => 3,
        '\u00B9' => 1,
        _ => DecimalDigit(ch),
    };

    public static int GetDigitValue(string s, int index) => GetDigitValue(s[index]);

    /// <summary>Digits and the fractions of Latin-1; other numbers answer -1.</summary>
    public static double GetNumericValue(char ch) => ch switch
    {
        '\u00BC' => 0.25,
        '\u00BD' => 0.5,
        '\u00BE' => 0.75,
        _ => GetDigitValue(ch),
    };

    public static double GetNumericValue(string s, int index) => GetNumericValue(s[index]);

    private static int DecimalDigit(int codePoint)
    {
        if ((uint)(codePoint - '0') < 10)
            return codePoint - '0';
        if (codePoint < 256)
            return -1;
        int run = CategoryRuns[FindRun(codePoint)];
        // Decimal digits come in tens, from zero on.
        return (run & 31) == (int)UnicodeCategory.DecimalDigitNumber ? (codePoint - (run >> 5)) % 10 : -1;
    }
}
