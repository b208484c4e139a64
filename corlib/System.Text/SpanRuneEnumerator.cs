using System.Collections;
using System.Collections.Generic;

namespace System.Text;

/// <summary>The scalar values of a span of UTF-16; what belongs to no pair becomes U+FFFD.</summary>
public ref struct SpanRuneEnumerator : IEnumerator<Rune>
{
    private ReadOnlySpan<char> _rest;

    internal SpanRuneEnumerator(ReadOnlySpan<char> text)
    {
        _rest = text;
        Current = default;
    }

    public Rune Current { get; private set; }

    public SpanRuneEnumerator GetEnumerator() => this;

    public bool MoveNext()
    {
        if (_rest.IsEmpty)
        {
            Current = default;
            return false;
        }

        bool pair = _rest.Length > 1 && char.IsSurrogatePair(_rest[0], _rest[1]);
        if (pair)
            Current = new Rune(_rest[0], _rest[1]);
        else
            Current = char.IsSurrogate(_rest[0]) ? Rune.ReplacementChar : new Rune(_rest[0]);
        _rest = _rest[(pair ? 2 : 1)..];
        return true;
    }

    object IEnumerator.Current => Current;

    void IEnumerator.Reset() => throw new NotSupportedException();

    void IDisposable.Dispose()
    {
    }
}
