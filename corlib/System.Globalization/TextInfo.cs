namespace System.Globalization;

/// <summary>Upper and lower case of text; every culture has the invariant rules.</summary>
public sealed class TextInfo : ICloneable
{
    internal static readonly TextInfo Invariant = new TextInfo();

    private bool _isReadOnly = true;
    private string _listSeparator = ",";

    private TextInfo()
    {
    }

    public int ANSICodePage => 1252;

    public string CultureName => "";

    public int EBCDICCodePage => 37;

    public bool IsReadOnly => _isReadOnly;

    public bool IsRightToLeft => false;

    public int LCID => 127;

    public int MacCodePage => 10000;

    public int OEMCodePage => 437;

    public string ListSeparator
    {
        get => _listSeparator;
        set
        {
            if (_isReadOnly)
                Throw.Invalid("Instance is read-only.");
            _listSeparator = value;
        }
    }

    public object Clone()
    {
        var copy = (TextInfo)MemberwiseClone();
        copy._isReadOnly = false;
        return copy;
    }

    public static TextInfo ReadOnly(TextInfo textInfo)
    {
        var copy = (TextInfo)textInfo.MemberwiseClone();
        copy._isReadOnly = true;
        return copy;
    }

    public char ToLower(char c) => CharUnicodeInfo.ToLower(c);

    public char ToUpper(char c) => CharUnicodeInfo.ToUpper(c);

    public string ToLower(string str)
    {
        Throw.IfNull(str, nameof(str));
        int first = SpanHelpers.IndexOfCase(ref str.GetRawStringData(), str.Length, false);
        for (int i = first; (uint)i < (uint)str.Length; i++)
        {
            if (CharUnicodeInfo.ToLower(str[i]) != str[i])
                return ChangeFrom(str, i, false);
        }
        return str;
    }

    public string ToUpper(string str)
    {
        Throw.IfNull(str, nameof(str));
        int first = SpanHelpers.IndexOfCase(ref str.GetRawStringData(), str.Length, true);
        for (int i = first; (uint)i < (uint)str.Length; i++)
        {
            if (CharUnicodeInfo.ToUpper(str[i]) != str[i])
                return ChangeFrom(str, i, true);
        }
        return str;
    }

    private static string ChangeFrom(string str, int index, bool upper)
    {
        string result = string.FastAllocateString(str.Length);
        var to = new Span<char>(ref result.GetRawStringData(), str.Length);
        str.AsSpan(0, index).CopyTo(to);
        index += SpanHelpers.ChangeAsciiCase(ref to[index], str.Length - index, ref Unsafe.Add(ref str.GetRawStringData(), index), upper);
        for (int i = index; i < str.Length; i++)
            to[i] = upper ? CharUnicodeInfo.ToUpper(str[i]) : CharUnicodeInfo.ToLower(str[i]);
        return result;
    }

    public string ToTitleCase(string str)
    {
        Throw.IfNull(str, nameof(str));
        var chars = str.ToCharArray();
        int i = 0;
        while (i < chars.Length)
        {
            if (!char.IsLetter(chars[i]))
            {
                i++;
                continue;
            }
            int end = i;
            bool hasLower = false;
            while (end < chars.Length && (char.IsLetterOrDigit(chars[end]) || chars[end] == '\'' || char.GetUnicodeCategory(chars[end]) is UnicodeCategory.NonSpacingMark))
                hasLower |= char.IsLower(chars[end++]);
            // Words all in upper case are taken for acronyms.
            if (hasLower)
            {
                chars[i] = CharUnicodeInfo.ToUpper(chars[i]);
                for (int j = i + 1; j < end; j++)
                    chars[j] = CharUnicodeInfo.ToLower(chars[j]);
            }
            i = end;
        }
        return new string(chars);
    }

    public override string ToString() => "TextInfo - ";
}
