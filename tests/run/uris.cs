// Uri and UriBuilder: parts, normal forms, relative references, escaping.
// covers: System, strings
using System;
using System.Linq;

static class Program
{
    static void Show(string text)
    {
        try
        {
            var u = new Uri(text);
            Console.WriteLine($"{text} → {u.AbsoluteUri} | {u} | {u.Scheme} {u.UserInfo} {u.Host} {u.Port} {u.IsDefaultPort} {u.AbsolutePath} {u.Query} {u.Fragment} {u.Authority} {u.IsFile} {u.LocalPath} {string.Join("", u.Segments.Select(s => "<" + s + ">"))} {u.IsLoopback}");
        }
        catch (UriFormatException e)
        {
            Console.WriteLine($"{text}: {e.Message}");
        }
    }

    static void Main()
    {
        foreach (string text in new[]
        {
            "http://example.com", "HTTP://User:Pass@Example.COM:8080/a/b.html?x=1&y=2#frag", "https://example.com:443/", "http://example.com/a/../b/./c//d", "http://example.com/é ü?q=ä b#ö",
            "http://example.com/%7Efoo/%20bar", "ftp://ftp.example.com/file.txt", "file:///etc/passwd", "/etc/hosts", "file:///a%20b/c", "http://[::1]:5000/x", "http://127.0.0.1/", "http://localhost:80/p",
            "urn:isbn:0451450523", "http://example.com?x", "http://example.com:99999/", "http://", "", "relative/path", "http://exa mple.com/", "http:example.com", "ws://h/s", "custom://host/path", "http://a/b?c#d?e", "http://example.com/a\\b"
        })
            Show(text);
        var b = new Uri("http://h.com/a/b/c?q=1#f");
        foreach (string relative in new[] { "d", "../d", "../../../d", "/d", "?x", "#y", "//other/z", "", "./", "d/./e/../f", "http://x/y", "d?k=v" })
            Console.WriteLine(relative + " → " + new Uri(b, relative));
        Console.WriteLine(b.MakeRelativeUri(new Uri("http://h.com/a/x/y")) + " " + b.MakeRelativeUri(new Uri("http://h.com/a/b/d")) + " " + b.MakeRelativeUri(new Uri("http://k.com/")) + " " + b.IsBaseOf(new Uri("http://h.com/a/b/zz")));
        Console.WriteLine(b.GetLeftPart(UriPartial.Authority) + " " + b.GetLeftPart(UriPartial.Path) + " " + b.GetLeftPart(UriPartial.Scheme) + " " + b.PathAndQuery + " " + b.GetComponents(UriComponents.SchemeAndServer, UriFormat.UriEscaped));
        Console.WriteLine((new Uri("http://H.com/") == new Uri("http://h.com:80")) + " " + (new Uri("http://h.com/#a") == new Uri("http://h.com/#b")) + " " + (new Uri("http://h.com/A") == new Uri("http://h.com/a")));
        Console.WriteLine(Uri.EscapeDataString("a b&c/d?é€😀~-_.!*'()") + " " + Uri.UnescapeDataString("a%20b%26%C3%A9%E2%82%AC%F0%9F%98%80%zz%C3"));
        Console.WriteLine(Uri.TryCreate("a/b", UriKind.Absolute, out _) + " " + Uri.TryCreate("a/b", UriKind.Relative, out Uri? rel) + " " + rel + " " + rel!.IsAbsoluteUri + " " + Uri.TryCreate("http://x", UriKind.Relative, out _));
        Console.WriteLine(Uri.IsWellFormedUriString("http://a/b c", UriKind.Absolute) + " " + Uri.IsWellFormedUriString("http://a/b", UriKind.Absolute) + " " + Uri.CheckHostName("1.2.3.4") + " " + Uri.CheckHostName("a.b") + " " + Uri.CheckSchemeName("a+b") + " " + Uri.CheckSchemeName("1a"));
        var builder = new UriBuilder("https", "example.org", 8443, "p/q") { Query = "a=b", Fragment = "top", UserName = "me" };
        Console.WriteLine(builder + " " + builder.Uri.Authority + " " + new UriBuilder("example.com/x").Uri);
        try { _ = rel.Host; } catch (InvalidOperationException e) { Console.WriteLine(e.Message); }
    }
}
