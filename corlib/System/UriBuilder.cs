namespace System;

/// <summary>Puts a URI together from parts.</summary>
public class UriBuilder
{
    private string _scheme = "http";
    private string _host = "localhost";
    private string _userName = "";
    private string _password = "";
    private string _path = "/";
    private string _query = "";
    private string _fragment = "";
    private int _port = -1;

    public UriBuilder()
    {
    }

    public UriBuilder([StringSyntax("Uri")] string uri)
    {
        Throw.IfNull(uri, nameof(uri));
        Set(System.Uri.TryCreate(uri, UriKind.Absolute, out Uri known) && !uri.StartsWith('/') ? known : new Uri("http://" + uri));
    }

    public UriBuilder(Uri uri)
    {
        Throw.IfNull(uri, nameof(uri));
        Set(uri.IsAbsoluteUri ? uri : new Uri("http://" + uri.OriginalString));
    }

    public UriBuilder(string schemeName, string hostName) => (Scheme, Host) = (schemeName, hostName);

    public UriBuilder(string scheme, string host, int portNumber) : this(scheme, host) => Port = portNumber;

    public UriBuilder(string scheme, string host, int port, string pathValue) : this(scheme, host, port) => Path = pathValue;

    public UriBuilder(string scheme, string host, int port, string path, string extraValue) : this(scheme, host, port, path)
    {
        if (string.IsNullOrEmpty(extraValue))
            return;
        if (extraValue[0] is not ('?' or '#'))
            throw new ArgumentException("Extra portion of URI not valid.", nameof(extraValue));
        int hash = extraValue.IndexOf('#');
        Query = hash < 0 ? extraValue : extraValue.Substring(0, hash);
        Fragment = hash < 0 ? "" : extraValue.Substring(hash);
    }

    private void Set(Uri uri)
    {
        (_scheme, _host, _port, _path, _query, _fragment) = (uri.Scheme, uri.Host, uri.Port, uri.AbsolutePath, uri.Query, uri.Fragment);
        string user = uri.UserInfo;
        int colon = user.IndexOf(':');
        _userName = colon < 0 ? user : user.Substring(0, colon);
        _password = colon < 0 ? "" : user.Substring(colon + 1);
    }

    public string Scheme
    {
        get => _scheme;
        set
        {
            value ??= "";
            int colon = value.IndexOf(':');
            if (colon >= 0)
                value = value.Substring(0, colon);
            if (value.Length > 0 && !System.Uri.CheckSchemeName(value))
                throw new ArgumentException("Invalid URI: The URI scheme is not valid.", nameof(value));
            _scheme = value.ToLowerInvariant();
        }
    }

    public string Host { get => _host; set => _host = value is { Length: > 0 } && value.Contains(':') && value[0] != '[' ? "[" + value + "]" : value ?? ""; }

    public int Port { get => _port; set => _port = value is >= -1 and <= 65535 ? value : throw new ArgumentOutOfRangeException(nameof(value)); }

    public string UserName { get => _userName; set => _userName = value ?? ""; }

    public string Password { get => _password; set => _password = value ?? ""; }

    public string Path { get => _path; set => _path = string.IsNullOrEmpty(value) ? "/" : EscapePath(value); }

    private static string EscapePath(string value)
    {
#pragma warning disable SYSLIB0013
        return System.Uri.EscapeUriString(value.Replace('\\', '/'));
#pragma warning restore SYSLIB0013
    }

    public string Query { get => _query; set => _query = string.IsNullOrEmpty(value) || value[0] == '?' ? value ?? "" : "?" + value; }

    public string Fragment { get => _fragment; set => _fragment = string.IsNullOrEmpty(value) || value[0] == '#' ? value ?? "" : "#" + value; }

    public Uri Uri => new Uri(ToString());

    public override bool Equals([NotNullWhen(true)] object rparam) => rparam is not null && Uri.Equals(rparam.ToString());

    public override int GetHashCode() => Uri.GetHashCode();

    public override string ToString()
    {
        if (_userName.Length == 0 && _password.Length > 0)
            throw new UriFormatException("Invalid URI: The username:password construct is badly formed.");
        string user = _userName.Length == 0 ? "" : _password.Length == 0 ? _userName + "@" : _userName + ":" + _password + "@";
        string authority = (_scheme.Length > 0 ? _scheme + (_host.Length > 0 || _scheme == "file" ? "://" : ":") : "") + user + _host + (_port >= 0 && _host.Length > 0 ? ":" + _port.ToString() : "");
        string path = _host.Length > 0 && _path.Length > 0 && _path[0] != '/' ? "/" + _path : _path;
        return authority + path + _query + _fragment;
    }
}
