using System.Collections;
using System.Collections.Generic;

namespace System.Text;

/// <summary>Enumerates the scalar values of a string; lone surrogates come out as U+FFFD.</summary>
public struct StringRuneEnumerator : IEnumerable<Rune>, IEnumerator<Rune>
{
    private readonly string _text;
    private Rune _current;
    private int _next;

    internal StringRuneEnumerator(string text)
    {
        _text = text;
        _current = default;
        _next = 0;
    }

    public Rune Current => _current;

    object IEnumerator.Current => _current;

    public StringRuneEnumerator GetEnumerator() => this;

    IEnumerator<Rune> IEnumerable<Rune>.GetEnumerator() => this;

    IEnumerator IEnumerable.GetEnumerator() => this;

    public bool MoveNext()
    {
        if (_next >= _text.Length)
        {
            _current = default;
            return false;
        }
        int codePoint = Globalization.CharUnicodeInfo.CodePointAt(_text, _next);
        _next += codePoint >= 0x10000 ? 2 : 1;
        if (!Rune.TryCreate(codePoint, out _current))
            _current = Rune.ReplacementChar;
        return true;
    }

    void IDisposable.Dispose()
    {
    }

    void IEnumerator.Reset()
    {
        _current = default;
        _next = 0;
    }
}
