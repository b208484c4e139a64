using System.Collections;
using System.Collections.Generic;

namespace System;

/// <summary>Enumerates the characters of a string.</summary>
public sealed class CharEnumerator : IEnumerator, IEnumerator<char>, IDisposable, ICloneable
{
    private string _text;
    private int _index = -1;

    internal CharEnumerator(string text) => _text = text;

    public object Clone() => MemberwiseClone();

    public bool MoveNext()
    {
        int index = _index + 1;
        if (index < _text.Length)
        {
            _index = index;
            return true;
        }
        _index = _text.Length;
        return false;
    }

    public void Dispose()
    {
        if (_text is not null)
            _index = _text.Length;
        _text = null;
    }

    object IEnumerator.Current => Current;

    public char Current
    {
        get
        {
            if ((uint)_index >= (uint)_text.Length)
                Throw.Invalid(_index < 0 ? "Enumeration has not started. Call MoveNext." : "Enumeration already finished.");
            return _text[_index];
        }
    }

    public void Reset() => _index = -1;
}
