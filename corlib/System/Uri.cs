using System.Runtime.Serialization;
using System.Text;

namespace System;

public enum UriKind
{
    RelativeOrAbsolute, Absolute, Relative
}

public enum UriPartial
{
    Scheme, Authority, Path, Query
}

public enum UriHostNameType
{
    Unknown, Basic, Dns, IPv4, IPv6
}

public enum UriFormat
{
    UriEscaped = 1, Unescaped, SafeUnescaped
}

[Flags]
public enum UriComponents
{
    SerializationInfoString = int.MinValue, Scheme = 1, UserInfo = 2, Host = 4, Port = 8, Path = 16, Query = 32, Fragment = 64, StrongPort = 128, NormalizedHost = 256, KeepDelimiter = 1 << 30,
    AbsoluteUri = Scheme | UserInfo | Host | Port | Path | Query | Fragment, HostAndPort = Host | StrongPort, StrongAuthority = UserInfo | Host | StrongPort,
    SchemeAndServer = Scheme | Host | Port, HttpRequestUrl = Scheme | Host | Port | Path | Query, PathAndQuery = Path | Query
}

public class UriFormatException : FormatException, ISerializable
{
    public UriFormatException()
    {
    }

    public UriFormatException(string textString) : base(textString)
    {
    }

    public UriFormatException(string textString, Exception e) : base(textString, e)
    {
    }

    protected UriFormatException(SerializationInfo serializationInfo, StreamingContext streamingContext) : base(serializationInfo, streamingContext)
    {
    }

    void ISerializable.GetObjectData(SerializationInfo serializationInfo, StreamingContext streamingContext) => base.GetObjectData(serializationInfo, streamingContext);
}

/// <summary>A uniform resource identifier (RFC 3986), taken apart when it is made. Hosts are not translated to Punycode.</summary>
public partial class Uri : ISerializable, ISpanFormattable, IEquatable<Uri>
{
    public static readonly string UriSchemeFile = "file";
    public static readonly string UriSchemeFtp = "ftp";
    public static readonly string UriSchemeSftp = "sftp";
    public static readonly string UriSchemeFtps = "ftps";
    public static readonly string UriSchemeGopher = "gopher";
    public static readonly string UriSchemeHttp = "http";
    public static readonly string UriSchemeHttps = "https";
    public static readonly string UriSchemeWs = "ws";
    public static readonly string UriSchemeWss = "wss";
    public static readonly string UriSchemeMailto = "mailto";
    public static readonly string UriSchemeNews = "news";
    public static readonly string UriSchemeNntp = "nntp";
    public static readonly string UriSchemeSsh = "ssh";
    public static readonly string UriSchemeTelnet = "telnet";
    public static readonly string UriSchemeNetTcp = "net.tcp";
    public static readonly string UriSchemeNetPipe = "net.pipe";
    public static readonly string UriSchemeData = "data";
    public static readonly string SchemeDelimiter = "://";

    private readonly string _original;
    private string _scheme;          // null if relative
    private string _userInfo = "";
    private string _host = "";
    private int _port = -1;
    private string _path = "";
    private string _query = "";
    private string _fragment = "";
    private bool _hasAuthority;

    public Uri([StringSyntax("Uri")] string uriString) : this(uriString, UriKind.Absolute)
    {
    }

    public Uri([StringSyntax("Uri", "uriKind")] string uriString, UriKind uriKind)
    {
        Throw.IfNull(uriString, nameof(uriString));
        _original = uriString;
        string problem = Parse(uriKind);
        if (problem is not null)
            throw new UriFormatException(problem);
    }

    public Uri(Uri baseUri, string relativeUri) : this(baseUri, new Uri(relativeUri ?? "", UriKind.RelativeOrAbsolute))
    {
    }

    public Uri(Uri baseUri, Uri relativeUri)
    {
        Throw.IfNull(baseUri, nameof(baseUri));
        Throw.IfNull(relativeUri, nameof(relativeUri));
        if (!baseUri.IsAbsoluteUri)
            throw new ArgumentOutOfRangeException(nameof(baseUri), "This operation is not supported for a relative URI.");
        _original = relativeUri.IsAbsoluteUri && !(relativeUri.IsFile && relativeUri._original.StartsWith('/')) ? relativeUri._original : baseUri.Resolve(relativeUri._original);
        string problem = Parse(UriKind.Absolute);
        if (problem is not null)
            throw new UriFormatException(problem);
    }

    protected Uri(SerializationInfo serializationInfo, StreamingContext streamingContext) => throw new PlatformNotSupportedException();

    // For TryCreate: not parsed yet.
    private Uri(string text, bool _) => _original = text;

    public static bool TryCreate([NotNullWhen(true), StringSyntax("Uri", "uriKind")] string uriString, UriKind uriKind, [NotNullWhen(true)] out Uri result)
    {
        result = null;
        if (uriString is null)
            return false;
        var made = new Uri(uriString, true);
        if (made.Parse(uriKind) is not null)
            return false;
        result = made;
        return true;
    }

    public static bool TryCreate(Uri baseUri, string relativeUri, [NotNullWhen(true)] out Uri result)
    {
        result = null;
        return TryCreate(relativeUri, UriKind.RelativeOrAbsolute, out Uri relative) && TryCreate(baseUri, relative, out result);
    }

    public static bool TryCreate(Uri baseUri, Uri relativeUri, [NotNullWhen(true)] out Uri result)
    {
        result = null;
        if (baseUri is null || relativeUri is null || !baseUri.IsAbsoluteUri)
            return false;
        try
        {
            result = new Uri(baseUri, relativeUri);
            return true;
        }
        catch (UriFormatException)
        {
            return false;
        }
    }

    // ---- taking apart -----------------------------------------------------------------------------------------

    private static int DefaultPort(string scheme) => scheme switch
    {
        "http" or "ws" => 80,
        "https" or "wss" => 443,
        "ftp" => 21,
        "gopher" => 70,
        "nntp" => 119,
        "telnet" => 23,
        "mailto" => 25,
        "ldap" => 389,
        "net.tcp" => 808,
        _ => -1
    };

    private static bool HasDotSegments(string scheme) => scheme is "http" or "https" or "ws" or "wss" or "ftp" or "file" or "net.tcp" or "net.pipe" or "gopher" or "telnet" or "nntp";

    private static bool NeedsHost(string scheme) => scheme is "http" or "https" or "ws" or "wss" or "ftp" or "gopher" or "telnet" or "nntp" or "net.tcp" or "net.pipe";

    /// <summary>Fills the parts; the message of what is wrong, or null.</summary>
    private string Parse(UriKind kind)
    {
        if (kind is < UriKind.RelativeOrAbsolute or > UriKind.Relative)
            throw new ArgumentException("The value '" + kind + "' passed for the UriKind parameter is invalid.", nameof(kind));
        string text = _original.Trim();
        if (text.Length == 0)
            return kind == UriKind.Absolute ? "Invalid URI: The URI is empty." : null;
        int colon = SchemeEnd(text);
        if (colon < 0)
        {
            if (text[0] != '/' || text.StartsWith("//", StringComparison.Ordinal) || kind == UriKind.Relative)
                return kind == UriKind.Absolute ? "Invalid URI: The format of the URI could not be determined." : null;
            // A rooted path is a file.
            _scheme = "file";
            _hasAuthority = true;
            _path = RemoveDots(Escape(text.Replace("%", "%25").Replace("?", "%3F").Replace("#", "%23"), true));
            return null;
        }
        if (kind == UriKind.Relative)
            return "A relative URI cannot be created because the 'uriString' parameter represents an absolute URI.";
        string scheme = text.Substring(0, colon).ToLowerInvariant();
        string rest = text.Substring(colon + 1);
        if (HasDotSegments(scheme))
        {
            int stop = rest.AsSpan().IndexOfAny('?', '#');
            rest = stop < 0 ? rest.Replace('\\', '/') : rest.Substring(0, stop).Replace('\\', '/') + rest.Substring(stop);
        }
        int hash = rest.IndexOf('#');
        if (hash >= 0)
        {
            _fragment = Escape(rest.Substring(hash), false);
            rest = rest.Substring(0, hash);
        }
        int question = rest.IndexOf('?');
        if (question >= 0)
        {
            _query = Escape(rest.Substring(question), false);
            rest = rest.Substring(0, question);
        }
        if (rest.StartsWith("//", StringComparison.Ordinal))
        {
            int slash = rest.IndexOf('/', 2);
            string authority = slash < 0 ? rest.Substring(2) : rest.Substring(2, slash - 2);
            rest = slash < 0 ? "" : rest.Substring(slash);
            string problem = ParseAuthority(authority, scheme);
            if (problem is not null)
                return problem;
            _hasAuthority = true;
            if (rest.Length == 0)
                rest = HasDotSegments(scheme) ? "/" : scheme.Length > 0 ? "/" : "";
        }
        else if (NeedsHost(scheme))
        {
            return "Invalid URI: The Authority/Host could not be parsed.";
        }
        else if (scheme == "mailto")
        {
            int at = rest.IndexOf('@');
            if (at > 0)
            {
                _userInfo = rest.Substring(0, at);
                _host = rest.Substring(at + 1).ToLowerInvariant();
                rest = "";
            }
            _port = 25;
        }
        _scheme = scheme;
        if (_port < 0)
            _port = DefaultPort(scheme);
        _path = Escape(rest, true);
        if (HasDotSegments(scheme))
            _path = RemoveDots(_path);
        return null;
    }

    private static int SchemeEnd(string text)
    {
        int colon = text.IndexOf(':');
        if (colon < 1 || !char.IsAsciiLetter(text[0]))
            return -1;
        for (int i = 1; i < colon; i++)
            if (!char.IsAsciiLetterOrDigit(text[i]) && text[i] is not ('+' or '-' or '.'))
                return -1;
        return colon;
    }

    private string ParseAuthority(string authority, string scheme)
    {
        int at = authority.LastIndexOf('@');
        if (at >= 0)
        {
            _userInfo = Escape(authority.Substring(0, at), true);
            authority = authority.Substring(at + 1);
        }
        int portAt = authority.LastIndexOf(':');
        if (authority.StartsWith('['))
        {
            int close = authority.IndexOf(']');
            if (close < 0)
                return "Invalid URI: The hostname could not be parsed.";
            portAt = close + 1 < authority.Length && authority[close + 1] == ':' ? close + 1 : -1;
        }
        if (portAt >= 0)
        {
            string digits = authority.Substring(portAt + 1);
            if (digits.Length > 0)
            {
                if (!uint.TryParse(digits, Globalization.NumberStyles.None, null, out uint port) || port > 65535)
                    return "Invalid URI: Invalid port specified.";
                _port = (int)port;
            }
            authority = authority.Substring(0, portAt);
        }
        if (authority.Length == 0 && NeedsHost(scheme))
            return "Invalid URI: The hostname could not be parsed.";
        foreach (char c in authority)
            if (c is ' ' or '<' or '>' or '"' or '\\' or '^' or '`' or '{' or '|' or '}' or '%' or '\t' or '\n' && NeedsHost(scheme))
                return "Invalid URI: The hostname could not be parsed.";
        _host = authority.ToLowerInvariant();
        if (scheme == "file" && _host == "localhost")
            _host = "";
        return null;
    }

    /// <summary>Percent-encodes what may not stand in a URI; what is encoded already stays.</summary>
    private static string Escape(string text, bool isPath)
    {
        StringBuilder result = null;
        for (int i = 0; i < text.Length; i++)
        {
            char c = text[i];
            bool isEscape = c == '%' && i + 2 < text.Length && char.IsAsciiHexDigit(text[i + 1]) && char.IsAsciiHexDigit(text[i + 2]);
            if (isEscape && isPath)
            {
                // An unreserved character is the same without the escape.
                int value = Number.HexDigit(text[i + 1]) << 4 | Number.HexDigit(text[i + 2]);
                if (value < 0x80 && (char.IsAsciiLetterOrDigit((char)value) || value is '-' or '.' or '_' or '~'))
                {
                    result ??= new StringBuilder(text, 0, i, text.Length + 16);
                    result.Append((char)value);
                    i += 2;
                    continue;
                }
            }
            bool isPlain = c is > ' ' and < '\u007F' and not ('"' or '<' or '>' or '\\' or '^' or '`' or '{' or '|' or '}' or '%') || c is '[' or ']';
            if (isPlain || isEscape)
            {
                result?.Append(c);
                continue;
            }
            result ??= new StringBuilder(text, 0, i, text.Length + 16);
            int length = char.IsHighSurrogate(c) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]) ? 2 : 1;
            foreach (byte b in Encoding.UTF8.GetBytes(text.Substring(i, length)))
                result.Append('%').Append(HexConverter.Upper(b >> 4)).Append(HexConverter.Upper(b & 15));
            i += length - 1;
        }
        return result?.ToString() ?? text;
    }

    private static string RemoveDots(string path)
    {
        if (!path.Contains("/.", StringComparison.Ordinal) && !path.StartsWith('.'))
            return path;
        var kept = new Collections.Generic.List<string>();
        string[] parts = path.Split('/');
        for (int i = 1; i < parts.Length; i++)
        {
            bool isLast = i == parts.Length - 1;
            if (parts[i] == "..")
            {
                if (kept.Count > 0)
                    kept.RemoveAt(kept.Count - 1);
                if (isLast)
                    kept.Add("");
            }
            else if (parts[i] != "." || isLast)
            {
                kept.Add(parts[i] == "." ? "" : parts[i]);
            }
        }
        return "/" + string.Join('/', kept);
    }

    /// <summary>RFC 3986 5.2: what a relative reference means beside this.</summary>
    private string Resolve(string relative)
    {
        relative = relative.Trim();
        string authority = _scheme + ":" + (_hasAuthority ? "//" + AuthorityText : "");
        if (relative.Length == 0)
            return AbsoluteUri;
        if (relative.StartsWith("//", StringComparison.Ordinal))
            return _scheme + ":" + relative;
        if (relative[0] == '/')
            return authority + relative;
        if (relative[0] == '?')
            return authority + _path + relative;
        if (relative[0] == '#')
            return authority + _path + _query + relative;
        return authority + _path.Substring(0, _path.LastIndexOf('/') + 1) + relative;
    }

    private string AuthorityText => (_userInfo.Length > 0 ? _userInfo + "@" : "") + Authority;
}
