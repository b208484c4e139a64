using System.Collections.Generic;
using System.Globalization;

namespace System.Text.RegularExpressions;

/// <summary>A set of characters: ranges and Unicode categories, perhaps complemented, perhaps less another set.</summary>
internal sealed class RegexCharClass
{
    // Categories of \w: letters, nonspacing marks, decimal digits, connectors.
    private const uint WordCategories = 1u << 0 | 1u << 1 | 1u << 2 | 1u << 3 | 1u << 4 | 1u << 5 | 1u << 8 | 1u << 18;
    private const uint DigitCategories = 1u << 8;

    internal static readonly RegexCharClass Word = new RegexCharClass { _categories = WordCategories }.Freeze();
    internal static readonly RegexCharClass NotWord = new RegexCharClass { _categories = WordCategories, IsNegated = true }.Freeze();
    internal static readonly RegexCharClass Digit = new RegexCharClass { _categories = DigitCategories }.Freeze();
    internal static readonly RegexCharClass NotDigit = new RegexCharClass { _categories = DigitCategories, IsNegated = true }.Freeze();
    internal static readonly RegexCharClass Space = new RegexCharClass { _hasSpace = true }.Freeze();
    internal static readonly RegexCharClass NotSpace = new RegexCharClass { _hasSpace = true, IsNegated = true }.Freeze();
    internal static readonly RegexCharClass EcmaWord = Of(false, "09AZ__az");
    internal static readonly RegexCharClass NotEcmaWord = Of(true, "09AZ__az");
    internal static readonly RegexCharClass EcmaDigit = Of(false, "09");
    internal static readonly RegexCharClass NotEcmaDigit = Of(true, "09");
    internal static readonly RegexCharClass EcmaSpace = Of(false, "\t\r  ");
    internal static readonly RegexCharClass NotEcmaSpace = Of(true, "\t\r  ");

    private readonly List<(char First, char Last)> _ranges = new List<(char, char)>();
    private uint _categories;      // bit per UnicodeCategory
    private List<uint> _negatedGroups;
    private bool _hasSpace;
    private bool _hasNotSpace;
    private ulong _low, _high;     // answers for ASCII
    private bool _ignoreCase;

    internal bool IsNegated { get; set; }

    internal RegexCharClass Subtraction { get; set; }

    private static RegexCharClass Of(bool isNegated, string pairs)
    {
        var set = new RegexCharClass { IsNegated = isNegated };
        for (int i = 0; i < pairs.Length; i += 2)
            set.Add(pairs[i], pairs[i + 1]);
        return set.Freeze();
    }

    internal static RegexCharClass OfChar(char c)
    {
        var set = new RegexCharClass();
        set.Add(c, c);
        return set.Freeze();
    }

    internal void Add(char first, char last) => _ranges.Add((first, last));

    internal void AddSpace(bool isNegated)
    {
        _hasSpace |= !isNegated;
        _hasNotSpace |= isNegated;
    }

    internal void AddWord(bool isNegated) => AddCategories(WordCategories, isNegated);

    internal void AddDigit(bool isNegated) => AddCategories(DigitCategories, isNegated);

    private void AddCategories(uint categories, bool isNegated)
    {
        if (isNegated)
            (_negatedGroups ??= new List<uint>()).Add(categories);
        else
            _categories |= categories;
    }

    internal void AddAll(RegexCharClass other)
    {
        if (!other.IsNegated)
        {
            _ranges.AddRange(other._ranges);
            _categories |= other._categories;
            _hasSpace |= other._hasSpace;
            return;
        }
        // Only the complements of plain ranges come here (ECMAScript).
        int next = 0;
        foreach ((char first, char last) in other._ranges)
        {
            if (first > next)
                Add((char)next, (char)(first - 1));
            next = last + 1;
        }
        Add((char)next, '\uFFFF');
    }

    /// <summary>A name of \p{…}: a category, a group of them, or a block. False if there is none.</summary>
    internal bool TryAddProperty(string name, bool isNegated)
    {
        uint categories = name switch
        {
            "L" => 0x1Fu,
            "M" => 0xE0u,
            "N" => 0x700u,
            "Z" => 0x3800u,
            "C" => 0x2003C000u,
            "P" => 0x1FC0000u,
            "S" => 0x1E000000u,
            _ => 0
        };
        if (categories == 0)
        {
            int at = "Lu Ll Lt Lm Lo Mn Mc Me Nd Nl No Zs Zl Zp Cc Cf Cs Co Pc Pd Ps Pe Pi Pf Po Sm Sc Sk So Cn".IndexOf(name, StringComparison.Ordinal);
            if (name.Length == 2 && at >= 0 && at % 3 == 0)
                categories = 1u << at / 3;
        }
        if (categories != 0)
        {
            AddCategories(categories, isNegated);
            return true;
        }
        if (!RegexBlocks.TryFind(name, out char first, out char last))
            return false;
        if (!isNegated)
        {
            Add(first, last);
            return true;
        }
        if (first > 0)
            Add('\0', (char)(first - 1));
        if (last < '\uFFFF')
            Add((char)(last + 1), '\uFFFF');
        return true;
    }

    internal void IgnoreCase() => _ignoreCase = true;

    /// <summary>Sorts the ranges and answers for ASCII once; nothing is added afterwards.</summary>
    internal RegexCharClass Freeze()
    {
        Subtraction?.Freeze();
        _ranges.Sort(static (a, b) => a.First.CompareTo(b.First));
        int kept = 0;
        for (int i = 0; i < _ranges.Count; i++)
        {
            if (kept > 0 && _ranges[i].First <= _ranges[kept - 1].Last + 1)
                _ranges[kept - 1] = (_ranges[kept - 1].First, (char)Math.Max(_ranges[kept - 1].Last, _ranges[i].Last));
            else
                _ranges[kept++] = _ranges[i];
        }
        _ranges.RemoveRange(kept, _ranges.Count - kept);
        _low = _high = 0;
        for (int c = 0; c < 128; c++)
        {
            if (!ContainsSlowly((char)c))
                continue;
            if (c < 64)
                _low |= 1ul << c;
            else
                _high |= 1ul << c - 64;
        }
        return this;
    }

    internal bool Contains(char c)
    {
        if (c < 64)
            return (_low >> c & 1) != 0;
        if (c < 128)
            return (_high >> c - 64 & 1) != 0;
        return ContainsSlowly(c);
    }

    private bool ContainsSlowly(char c)
    {
        bool isIn = IsListed(c);
        if (!isIn && _ignoreCase)
        {
            char lower = char.ToLowerInvariant(c);
            char upper = char.ToUpperInvariant(c);
            // The Kelvin sign is a third k.
            isIn = IsListed(lower) || IsListed(upper) || (lower == 'k' && IsListed('\u212A')) || (c == '\u212A' && (IsListed('k') || IsListed('K')));
        }
        return isIn != IsNegated && (Subtraction is null || !Subtraction.Contains(c));
    }

    private bool IsListed(char c)
    {
        int low = 0;
        int high = _ranges.Count - 1;
        while (low <= high)
        {
            int middle = low + high >> 1;
            (char first, char last) = _ranges[middle];
            if (c < first)
                high = middle - 1;
            else if (c > last)
                low = middle + 1;
            else
                return true;
        }
        if (_hasSpace && char.IsWhiteSpace(c) || _hasNotSpace && !char.IsWhiteSpace(c))
            return true;
        if (_categories == 0 && _negatedGroups is null)
            return false;
        uint category = 1u << (int)CharUnicodeInfo.GetUnicodeCategory(c);
        if ((_categories & category) != 0)
            return true;
        if (_negatedGroups is not null)
            foreach (uint group in _negatedGroups)
                if ((group & category) == 0)
                    return true;
        return false;
    }

    /// <summary>\b also takes the two joiners for word characters.</summary>
    internal static bool IsBoundaryWordChar(char c) => Word.Contains(c) || c is '\u200C' or '\u200D';
}

/// <summary>The named Unicode blocks that \p{Is…} knows.</summary>
internal static class RegexBlocks
{
    private static readonly string[] s_names =
    [
        "IsBasicLatin", "IsLatin-1Supplement", "IsLatinExtended-A", "IsLatinExtended-B", "IsIPAExtensions", "IsSpacingModifierLetters", "IsCombiningDiacriticalMarks",
        "IsGreek", "IsGreekandCoptic", "IsCyrillic", "IsCyrillicSupplement", "IsArmenian", "IsHebrew", "IsArabic", "IsSyriac", "IsThaana", "IsDevanagari", "IsBengali", "IsGurmukhi",
        "IsGujarati", "IsOriya", "IsTamil", "IsTelugu", "IsKannada", "IsMalayalam", "IsSinhala", "IsThai", "IsLao", "IsTibetan", "IsMyanmar", "IsGeorgian", "IsHangulJamo",
        "IsEthiopic", "IsCherokee", "IsKhmer", "IsMongolian", "IsLatinExtendedAdditional", "IsGreekExtended", "IsGeneralPunctuation", "IsSuperscriptsandSubscripts",
        "IsCurrencySymbols", "IsCombiningMarksforSymbols", "IsLetterlikeSymbols", "IsNumberForms", "IsArrows", "IsMathematicalOperators", "IsMiscellaneousTechnical",
        "IsControlPictures", "IsEnclosedAlphanumerics", "IsBoxDrawing", "IsBlockElements", "IsGeometricShapes", "IsMiscellaneousSymbols", "IsDingbats", "IsBraillePatterns",
        "IsCJKSymbolsandPunctuation", "IsHiragana", "IsKatakana", "IsBopomofo", "IsCJKUnifiedIdeographsExtensionA", "IsCJKUnifiedIdeographs", "IsHangulSyllables",
        "IsHighSurrogates", "IsLowSurrogates", "IsPrivateUse", "IsPrivateUseArea", "IsCJKCompatibilityIdeographs", "IsAlphabeticPresentationForms", "IsHalfwidthandFullwidthForms", "IsSpecials"
    ];

    private static readonly ushort[] s_ranges =
    [
        0x0000, 0x007F, 0x0080, 0x00FF, 0x0100, 0x017F, 0x0180, 0x024F, 0x0250, 0x02AF, 0x02B0, 0x02FF, 0x0300, 0x036F,
        0x0370, 0x03FF, 0x0370, 0x03FF, 0x0400, 0x04FF, 0x0500, 0x052F, 0x0530, 0x058F, 0x0590, 0x05FF, 0x0600, 0x06FF, 0x0700, 0x074F, 0x0780, 0x07BF, 0x0900, 0x097F, 0x0980, 0x09FF, 0x0A00, 0x0A7F,
        0x0A80, 0x0AFF, 0x0B00, 0x0B7F, 0x0B80, 0x0BFF, 0x0C00, 0x0C7F, 0x0C80, 0x0CFF, 0x0D00, 0x0D7F, 0x0D80, 0x0DFF, 0x0E00, 0x0E7F, 0x0E80, 0x0EFF, 0x0F00, 0x0FFF, 0x1000, 0x109F, 0x10A0, 0x10FF, 0x1100, 0x11FF,
        0x1200, 0x137F, 0x13A0, 0x13FF, 0x1780, 0x17FF, 0x1800, 0x18AF, 0x1E00, 0x1EFF, 0x1F00, 0x1FFF, 0x2000, 0x206F, 0x2070, 0x209F,
        0x20A0, 0x20CF, 0x20D0, 0x20FF, 0x2100, 0x214F, 0x2150, 0x218F, 0x2190, 0x21FF, 0x2200, 0x22FF, 0x2300, 0x23FF,
        0x2400, 0x243F, 0x2460, 0x24FF, 0x2500, 0x257F, 0x2580, 0x259F, 0x25A0, 0x25FF, 0x2600, 0x26FF, 0x2700, 0x27BF, 0x2800, 0x28FF,
        0x3000, 0x303F, 0x3040, 0x309F, 0x30A0, 0x30FF, 0x3100, 0x312F, 0x3400, 0x4DBF, 0x4E00, 0x9FFF, 0xAC00, 0xD7AF,
        0xD800, 0xDB7F, 0xDC00, 0xDFFF, 0xE000, 0xF8FF, 0xE000, 0xF8FF, 0xF900, 0xFAFF, 0xFB00, 0xFB4F, 0xFF00, 0xFFEF, 0xFFF0, 0xFFFF
    ];

    internal static bool TryFind(string name, out char first, out char last)
    {
        int at = Array.IndexOf(s_names, name);
        first = at < 0 ? '\0' : (char)s_ranges[2 * at];
        last = at < 0 ? '\0' : (char)s_ranges[2 * at + 1];
        return at >= 0;
    }
}
