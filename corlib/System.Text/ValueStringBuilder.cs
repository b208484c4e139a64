namespace System.Text;

/// <summary>
/// A growing character buffer that starts on the stack of its owner. The sink of all formatting inside the library.
/// Pass it by reference only: a copy would not see the growth.
/// </summary>
internal ref struct ValueStringBuilder
{
    private Span<char> _chars;
    private int _pos;
    private readonly bool _fixed;

    internal ValueStringBuilder(Span<char> initial)
    {
        _chars = initial;
        _pos = 0;
    }

    /// <summary>A buffer that does not grow: <see cref="Failed"/> tells that the text did not fit.</summary>
    internal ValueStringBuilder(Span<char> destination, bool isFixed)
    {
        _chars = destination;
        _pos = 0;
        _fixed = isFixed;
    }

    /// <summary>True once something did not fit into a fixed buffer.</summary>
    internal bool Failed;

    internal int Length
    {
        get => _pos;
        set => _pos = value;
    }

    internal ref char this[int index] => ref _chars[index];

    internal ReadOnlySpan<char> AsSpan() => _chars.Slice(0, _pos);

    public override string ToString() => _pos == 0 ? "" : string.FromChars(ref MemoryMarshal.GetReference(_chars), _pos);

    internal void Append(char c)
    {
        int pos = _pos;
        Span<char> chars = _chars;
        if ((uint)pos < (uint)chars.Length)
        {
            chars[pos] = c;
            _pos = pos + 1;
        }
        else if (Grow(1))
        {
            _chars[_pos++] = c;
        }
    }

    internal void Append(string s)
    {
        if (s is null)
            return;
        int count = s.Length;
        if (count > _chars.Length - _pos && !Grow(count))
            return;
        Buffer.MemmoveInternal(ref Unsafe.As<char, byte>(ref Unsafe.Add(ref MemoryMarshal.GetReference(_chars), _pos)), ref Unsafe.As<char, byte>(ref s.GetRawStringData()), (nuint)count * 2);
        _pos += count;
    }

    /// <summary>Decimal digits and, while no program has set a culture, a plain minus sign.</summary>
    internal void AppendInt64(long value)
    {
        if (value < 0 && Number.s_cultureWasSet)
        {
            Append(Number.Int64ToDecimal(value));
            return;
        }
        int written;
        while ((written = Number.Int64Chars(ref Unsafe.Add(ref MemoryMarshal.GetReference(_chars), _pos), _chars.Length - _pos, value)) < 0)
        {
            if (!Grow(20))
                return;
        }
        _pos += written;
    }

    internal void Append(scoped ReadOnlySpan<char> s)
    {
        if (s.Length > _chars.Length - _pos && !Grow(s.Length))
            return;
        Buffer.MemmoveInternal(ref Unsafe.As<char, byte>(ref Unsafe.Add(ref MemoryMarshal.GetReference(_chars), _pos)), ref Unsafe.As<char, byte>(ref MemoryMarshal.GetReference(s)), (nuint)(uint)s.Length * 2);
        _pos += s.Length;
    }

    internal void Append(char c, int count)
    {
        if (count <= 0 || (count > _chars.Length - _pos && !Grow(count)))
            return;
        _chars.Slice(_pos, count).Fill(c);
        _pos += count;
    }

    /// <summary>Makes room for <paramref name="count"/> characters that the caller fills in.</summary>
    internal Span<char> AppendSpan(int count)
    {
        if (count > _chars.Length - _pos && !Grow(count))
            return new char[count];
        Span<char> room = _chars.Slice(_pos, count);
        _pos += count;
        return room;
    }

    internal void Insert(int index, string s)
    {
        if (s is null || s.Length == 0)
            return;
        if (s.Length > _chars.Length - _pos && !Grow(s.Length))
            return;
        _chars.Slice(index, _pos - index).CopyTo(_chars.Slice(index + s.Length));
        s.AsSpan().CopyTo(_chars.Slice(index));
        _pos += s.Length;
    }

    private bool Grow(int more)
    {
        if (_fixed)
        {
            Failed = true;
            return false;
        }
        char[] bigger = new char[Math.Max(_pos + more, Math.Max(_chars.Length * 2, 64))];
        _chars.Slice(0, _pos).CopyTo(bigger);
        _chars = bigger;
        return true;
    }
}
