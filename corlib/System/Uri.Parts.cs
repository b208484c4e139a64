using System.Runtime.Serialization;
using System.Text;

namespace System;

/// <summary>The parts of a URI, comparing, and escaping of text.</summary>
public partial class Uri
{
    private void CheckAbsolute()
    {
        if (_scheme is null)
            throw new InvalidOperationException("This operation is not supported for a relative URI.");
    }

    private T Part<T>(T value)
    {
        CheckAbsolute();
        return value;
    }

    public bool IsAbsoluteUri => _scheme is not null;

    public string OriginalString => _original;

    public bool UserEscaped => false;

    public string Scheme => Part(_scheme);

    public string UserInfo => Part(_userInfo);

    public string Host => Part(_host);

    public string DnsSafeHost => Part(_host.StartsWith('[') ? _host.Substring(1, _host.Length - 2) : _host);

    public string IdnHost => DnsSafeHost;

    public int Port => Part(_port);

    public bool IsDefaultPort => Part(_port == DefaultPort(_scheme));

    public string Authority => Part(_host + (_port != DefaultPort(_scheme) && _port >= 0 ? ":" + _port.ToString() : ""));

    public string AbsolutePath => Part(_path);

    public string Query => Part(_query);

    public string Fragment => Part(_fragment);

    public string PathAndQuery => Part(_path + _query);

    public string AbsoluteUri => Part(_scheme == "mailto" && _host.Length > 0
        ? _scheme + ":" + _userInfo + "@" + _host + _query + _fragment
        : _scheme + ":" + (_hasAuthority ? "//" + AuthorityText : "") + _path + _query + _fragment);

    public bool IsFile => Part(_scheme == "file");

    public bool IsUnc => Part(_scheme == "file" && _host.Length > 0);

    public bool IsLoopback => Part(_host is "localhost" or "127.0.0.1" or "[::1]" or "loopback" || _scheme == "file" && _host.Length == 0);

    public string LocalPath => Part(IsUnc ? "\\\\" + _host + UnescapeDataString(_path).Replace('/', '\\') : UnescapeDataString(_path));

    public UriHostNameType HostNameType => Part(_host.Length == 0 ? (_scheme == "file" ? UriHostNameType.Basic : UriHostNameType.Unknown) : CheckHostName(_host));

    public string[] Segments
    {
        get
        {
            CheckAbsolute();
            var segments = new Collections.Generic.List<string>();
            for (int at = 0; at < _path.Length;)
            {
                int slash = _path.IndexOf('/', at);
                int end = slash < 0 ? _path.Length : slash + 1;
                segments.Add(_path.Substring(at, end - at));
                at = end;
            }
            return segments.ToArray();
        }
    }

    public static UriHostNameType CheckHostName(string name)
    {
        if (string.IsNullOrEmpty(name))
            return UriHostNameType.Unknown;
        if (name.Contains(':') || name[0] == '[')
            return UriHostNameType.IPv6;
        string[] parts = name.Split('.');
        bool isAddress = parts.Length == 4;
        foreach (string part in parts)
            isAddress &= byte.TryParse(part, Globalization.NumberStyles.None, null, out _);
        if (isAddress)
            return UriHostNameType.IPv4;
        foreach (char c in name)
            if (!char.IsLetterOrDigit(c) && c is not ('-' or '.' or '_'))
                return UriHostNameType.Unknown;
        return UriHostNameType.Dns;
    }

    public static bool CheckSchemeName([NotNullWhen(true)] string schemeName) => !string.IsNullOrEmpty(schemeName) && SchemeEnd(schemeName + ":") == schemeName.Length;

    public string GetLeftPart(UriPartial part)
    {
        CheckAbsolute();
        string scheme = _scheme + (_hasAuthority ? "://" : ":");
        return part switch
        {
            UriPartial.Scheme => scheme,
            UriPartial.Authority => _hasAuthority ? scheme + AuthorityText : "",
            UriPartial.Path => scheme + (_hasAuthority ? AuthorityText : "") + _path,
            UriPartial.Query => scheme + (_hasAuthority ? AuthorityText : "") + _path + _query,
            _ => throw new ArgumentException("Argument '" + part + "' is invalid.", nameof(part))
        };
    }

    public string GetComponents(UriComponents components, UriFormat format)
    {
        CheckAbsolute();
        var result = new StringBuilder();
        bool isAlone = (components & (components - 1) & ~UriComponents.KeepDelimiter) == 0;
        if ((components & UriComponents.Scheme) != 0)
            result.Append(_scheme).Append(isAlone ? "" : _hasAuthority ? "://" : ":");
        if ((components & UriComponents.UserInfo) != 0 && _userInfo.Length > 0)
            result.Append(_userInfo).Append(isAlone ? "" : "@");
        if ((components & UriComponents.Host) != 0)
            result.Append(_host);
        if ((components & UriComponents.StrongPort) != 0 || (components & UriComponents.Port) != 0 && !IsDefaultPort)
            result.Append(isAlone ? "" : ":").Append(_port);
        if ((components & UriComponents.Path) != 0)
            result.Append(isAlone && _path.StartsWith('/') ? _path.Substring(1) : _path);
        if ((components & UriComponents.Query) != 0)
            result.Append(isAlone && _query.Length > 0 ? _query.Substring(1) : _query);
        if ((components & UriComponents.Fragment) != 0)
            result.Append(isAlone && _fragment.Length > 0 ? _fragment.Substring(1) : _fragment);
        string text = result.ToString();
        return format == UriFormat.UriEscaped ? text : format == UriFormat.Unescaped ? UnescapeDataString(text) : Display(text);
    }

    public bool IsBaseOf(Uri uri)
    {
        Throw.IfNull(uri, nameof(uri));
        CheckAbsolute();
        if (!uri.IsAbsoluteUri)
            return true;
        return _scheme == uri._scheme && AuthorityText == uri.AuthorityText && uri._path.StartsWith(_path.Substring(0, _path.LastIndexOf('/') + 1), StringComparison.Ordinal);
    }

    public Uri MakeRelativeUri(Uri uri)
    {
        Throw.IfNull(uri, nameof(uri));
        CheckAbsolute();
        uri.CheckAbsolute();
        if (_scheme != uri._scheme || _host != uri._host || _port != uri._port)
            return uri;
        int common = 0;
        int slash = -1;
        while (common < _path.Length && common < uri._path.Length && _path[common] == uri._path[common])
        {
            if (_path[common] == '/')
                slash = common;
            common++;
        }
        string relative;
        if (common == _path.Length && common == uri._path.Length)
        {
            relative = "";
        }
        else
        {
            var up = new StringBuilder();
            for (int i = slash + 1; i < _path.Length; i++)
                if (_path[i] == '/')
                    up.Append("../");
            relative = up.ToString() + uri._path.Substring(slash + 1);
            if (relative.Length == 0)
                relative = "./";
        }
        return new Uri(relative + uri._query + uri._fragment, UriKind.Relative);
    }

    public bool IsWellFormedOriginalString() => _scheme is null ? Escape(_original, true) == _original : _hasAuthority && Escape(_original, true) == _original;

    public static bool IsWellFormedUriString([NotNullWhen(true), StringSyntax("Uri", "uriKind")] string uriString, UriKind uriKind) =>
        TryCreate(uriString, uriKind, out Uri uri) && (uri.IsAbsoluteUri ? SchemeEnd(uriString) > 0 && Escape(uriString, true) == uriString : Escape(uriString, true) == uriString);

    public override int GetHashCode() => (_scheme is null ? _original : _scheme + AuthorityText + _path + _query).GetHashCode();

    /// <summary>Fragments and users do not count.</summary>
    public bool Equals([NotNullWhen(true)] Uri other)
    {
        if (other is null || _scheme is null != other._scheme is null)
            return false;
        if (_scheme is null)
            return _original == other._original;
        return _scheme == other._scheme && _host == other._host && _port == other._port && _path == other._path && _query == other._query;
    }

    public override bool Equals([NotNullWhen(true)] object comparand) => comparand is string text ? TryCreate(text, UriKind.RelativeOrAbsolute, out Uri made) && Equals(made) : Equals(comparand as Uri);

    public static bool operator ==(Uri uri1, Uri uri2) => uri1 is null ? uri2 is null : uri1.Equals(uri2);

    public static bool operator !=(Uri uri1, Uri uri2) => !(uri1 == uri2);

    public static int Compare(Uri uri1, Uri uri2, UriComponents partsToCompare, UriFormat compareFormat, StringComparison comparisonType)
    {
        if (uri1 is null || uri2 is null)
            return uri1 is null ? (uri2 is null ? 0 : -1) : 1;
        return string.Compare(uri1.GetComponents(partsToCompare, compareFormat), uri2.GetComponents(partsToCompare, compareFormat), comparisonType);
    }

    /// <summary>Decodes what reads better decoded and means the same.</summary>
    private static string Display(string text)
    {
        if (!text.Contains('%'))
            return text;
        var result = new StringBuilder();
        Span<byte> bytes = stackalloc byte[4];
        for (int i = 0; i < text.Length; i++)
        {
            int length = 0;
            int p = i;
            while (length < 4 && p + 2 < text.Length && text[p] == '%' && char.IsAsciiHexDigit(text[p + 1]) && char.IsAsciiHexDigit(text[p + 2]))
            {
                bytes[length++] = (byte)(Number.HexDigit(text[p + 1]) << 4 | Number.HexDigit(text[p + 2]));
                p += 3;
            }
            if (length > 0 && Rune.DecodeFromUtf8(bytes.Slice(0, length), out Rune rune, out int used) == Buffers.OperationStatus.Done &&
                !Rune.IsControl(rune) && (rune.Value >= 0x80 || !";/?:@&=+$,#[]!'()*%\\".Contains((char)rune.Value)))
            {
                result.Append(rune.ToString());
                i += 3 * used - 1;
            }
            else
            {
                result.Append(text[i]);
            }
        }
        return result.ToString();
    }

    public override string ToString() => _scheme is null ? _original : Display(AbsoluteUri);

    string IFormattable.ToString(string format, IFormatProvider formatProvider) => ToString();

    public bool TryFormat(Span<char> destination, out int charsWritten)
    {
        string text = ToString();
        bool fits = text.TryCopyTo(destination);
        charsWritten = fits ? text.Length : 0;
        return fits;
    }

    bool ISpanFormattable.TryFormat(Span<char> destination, out int charsWritten, ReadOnlySpan<char> format, IFormatProvider provider) => TryFormat(destination, out charsWritten);

    void ISerializable.GetObjectData(SerializationInfo serializationInfo, StreamingContext streamingContext) => throw new PlatformNotSupportedException();

    // ---- text -------------------------------------------------------------------------------------------------

    public static string EscapeDataString(string stringToEscape)
    {
        Throw.IfNull(stringToEscape, nameof(stringToEscape));
        return EscapeDataString(stringToEscape.AsSpan());
    }

    public static string EscapeDataString(ReadOnlySpan<char> charsToEscape)
    {
        var result = new StringBuilder(charsToEscape.Length);
        Span<byte> bytes = stackalloc byte[4];
        foreach (Rune rune in charsToEscape.EnumerateRunes())
        {
            if (rune.IsAscii && (char.IsAsciiLetterOrDigit((char)rune.Value) || rune.Value is '-' or '_' or '.' or '~'))
            {
                result.Append((char)rune.Value);
                continue;
            }
            foreach (byte b in bytes.Slice(0, rune.EncodeToUtf8(bytes)))
                result.Append('%').Append(HexConverter.Upper(b >> 4)).Append(HexConverter.Upper(b & 15));
        }
        return result.ToString();
    }

    [Obsolete("Uri.EscapeUriString can corrupt the Uri string in some cases. Consider using Uri.EscapeDataString for query string components instead.")]
    public static string EscapeUriString(string stringToEscape)
    {
        Throw.IfNull(stringToEscape, nameof(stringToEscape));
        return Escape(stringToEscape, true);
    }

    public static string UnescapeDataString(string stringToUnescape)
    {
        Throw.IfNull(stringToUnescape, nameof(stringToUnescape));
        return stringToUnescape.Contains('%') ? UnescapeDataString(stringToUnescape.AsSpan()) : stringToUnescape;
    }

    /// <summary>Sequences that are no UTF-8 stay as they are.</summary>
    public static string UnescapeDataString(ReadOnlySpan<char> charsToUnescape)
    {
        var result = new StringBuilder(charsToUnescape.Length);
        Span<byte> bytes = stackalloc byte[4];
        for (int i = 0; i < charsToUnescape.Length; i++)
        {
            int length = 0;
            int p = i;
            while (length < 4 && p + 2 < charsToUnescape.Length && charsToUnescape[p] == '%' && char.IsAsciiHexDigit(charsToUnescape[p + 1]) && char.IsAsciiHexDigit(charsToUnescape[p + 2]))
            {
                bytes[length++] = (byte)(Number.HexDigit(charsToUnescape[p + 1]) << 4 | Number.HexDigit(charsToUnescape[p + 2]));
                p += 3;
            }
            if (length > 0 && Rune.DecodeFromUtf8(bytes.Slice(0, length), out Rune rune, out int used) == Buffers.OperationStatus.Done)
            {
                result.Append(rune.ToString());
                i += 3 * used - 1;
            }
            else
            {
                result.Append(charsToUnescape[i]);
            }
        }
        return result.ToString();
    }

    public static bool IsHexDigit(char character) => char.IsAsciiHexDigit(character);

    public static int FromHex(char digit) => char.IsAsciiHexDigit(digit) ? Number.HexDigit(digit) : throw new ArgumentException(null, nameof(digit));

    public static string HexEscape(char character) =>
        character <= 255 ? "%" + HexConverter.Upper(character >> 4) + HexConverter.Upper(character & 15) : throw new ArgumentOutOfRangeException(nameof(character));

    public static bool IsHexEncoding(string pattern, int index) => index + 2 < pattern.Length && pattern[index] == '%' && char.IsAsciiHexDigit(pattern[index + 1]) && char.IsAsciiHexDigit(pattern[index + 2]);

    public static char HexUnescape(string pattern, ref int index)
    {
        if ((uint)index >= (uint)pattern.Length)
            throw new ArgumentOutOfRangeException(nameof(index));
        if (!IsHexEncoding(pattern, index))
            return pattern[index++];
        index += 3;
        return (char)(Number.HexDigit(pattern[index - 2]) << 4 | Number.HexDigit(pattern[index - 1]));
    }
}
