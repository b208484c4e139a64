using System.Collections.Generic;

namespace System.Text.RegularExpressions;

/// <summary>A replacement text taken apart: literal pieces, and what stands for parts of the match.</summary>
internal sealed class RegexReplacement
{
    private const int Whole = -1, Before = -2, After = -3, Last = -4, All = -5;

    // A text, or null with a group number or one of the above.
    private readonly List<(string Text, int What)> _parts = new List<(string, int)>();

    internal string Pattern { get; }

    internal RegexReplacement(string pattern, Regex regex)
    {
        Pattern = pattern;
        var text = new StringBuilder();
        for (int i = 0; i < pattern.Length; i++)
        {
            if (pattern[i] == '$' && TryReadReference(pattern, i, regex, out int what, out int length))
            {
                if (what == int.MaxValue)
                {
                    text.Append('$');
                }
                else
                {
                    if (text.Length > 0)
                        _parts.Add((text.ToString(), 0));
                    text.Clear();
                    _parts.Add((null, what));
                }
                i += length - 1;
            }
            else
            {
                text.Append(pattern[i]);
            }
        }
        if (text.Length > 0)
            _parts.Add((text.ToString(), 0));
    }

    private static bool TryReadReference(string s, int at, Regex regex, out int what, out int length)
    {
        what = 0;
        length = 2;
        if (at + 1 == s.Length)
            return false;
        switch (s[at + 1])
        {
            case '$': what = int.MaxValue; return true;
            case '&': what = Whole; return true;
            case '`': what = Before; return true;
            case '\'': what = After; return true;
            case '+': what = Last; return true;
            case '_': what = All; return true;
        }
        bool isBraced = s[at + 1] == '{';
        int start = at + (isBraced ? 2 : 1);
        int p = start;
        if (p < s.Length && char.IsAsciiDigit(s[p]))
        {
            // Without braces, ECMAScript takes the longest number that is a group; else all digits must be one.
            bool isEcma = (regex.Options & RegexOptions.ECMAScript) != 0 && !isBraced;
            long number = 0;
            int best = -1;
            int bestAt = p;
            while (p < s.Length && char.IsAsciiDigit(s[p]) && number < int.MaxValue / 10)
            {
                number = number * 10 + (s[p++] - '0');
                if (regex.SlotOf((int)number) >= 0 && (isEcma || p == s.Length || !char.IsAsciiDigit(s[p])))
                    (best, bestAt) = ((int)number, p);
            }
            if (best < 0 || isBraced && (bestAt >= s.Length || s[bestAt] != '}'))
                return false;
            what = best;
            length = bestAt - at + (isBraced ? 1 : 0);
            return true;
        }
        if (!isBraced)
            return false;
        while (p < s.Length && RegexCharClass.Word.Contains(s[p]))
            p++;
        if (p == start || p == s.Length || s[p] != '}')
            return false;
        what = regex.GroupNumberFromName(s.Substring(start, p - start));
        length = p + 1 - at;
        return what >= 0;
    }

    internal void Append(StringBuilder result, Match match)
    {
        foreach ((string text, int what) in _parts)
        {
            switch (what)
            {
                case var _ when text is not null: result.Append(text); break;
                case Whole: result.Append(match.ValueSpan); break;
                case Before: result.Append(match.Text.AsSpan(0, match.Index)); break;
                case After: result.Append(match.Text.AsSpan(match.Index + match.Length)); break;
                case All: result.Append(match.Text); break;
                case Last: result.Append(match.Groups[match.Groups.Count - 1].ValueSpan); break;
                default: result.Append(match.Groups[what].ValueSpan); break;
            }
        }
    }
}
