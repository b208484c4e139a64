namespace System.Buffers;

/// <summary>A set of values that spans are searched for, prepared once.</summary>
public class SearchValues<T>
    where T : IEquatable<T>
{
    private protected SearchValues()
    {
    }

    public bool Contains(T value) => Has(value);

    private protected virtual bool Has(T value) => false;

    /// <summary>The first place whose value is in the set (or, with <paramref name="wanted"/> false, is not), or -1.</summary>
    internal virtual int IndexIn(ReadOnlySpan<T> span, bool wanted)
    {
        for (int i = 0; i < span.Length; i++)
        {
            if (Has(span[i]) == wanted)
                return i;
        }

        return -1;
    }

    /// <summary>The last such place, or -1.</summary>
    internal virtual int LastIndexIn(ReadOnlySpan<T> span, bool wanted)
    {
        for (int i = span.Length - 1; i >= 0; i--)
        {
            if (Has(span[i]) == wanted)
                return i;
        }

        return -1;
    }

    /// <summary>Where the first of the strings begins in the text; only sets of strings know.</summary>
    internal virtual int IndexOfText(ReadOnlySpan<char> text) => -1;
}

/// <summary>Makes sets of values to search for.</summary>
public static class SearchValues
{
    public static SearchValues<byte> Create(params ReadOnlySpan<byte> values) => new Bytes(values);

    public static SearchValues<char> Create(params ReadOnlySpan<char> values) => new Chars(values);

    public static SearchValues<string> Create(ReadOnlySpan<string> values, StringComparison comparisonType)
    {
        if (comparisonType is not (StringComparison.Ordinal or StringComparison.OrdinalIgnoreCase))
            throw new ArgumentException("The string comparison type passed in is currently not supported.", nameof(comparisonType));
        return new Strings(values, comparisonType);
    }

    private sealed class Bytes : SearchValues<byte>
    {
        private readonly bool[] _present = new bool[256];

        internal Bytes(ReadOnlySpan<byte> values)
        {
            foreach (byte value in values)
                _present[value] = true;
        }

        private protected override bool Has(byte value) => _present[value];
    }

    /// <summary>A bit for each of the code units below 256, and the others in order.</summary>
    private sealed class Chars : SearchValues<char>
    {
        private readonly bool[] _present = new bool[256];
        private readonly char[] _others;

        internal Chars(ReadOnlySpan<char> values)
        {
            var others = new Collections.Generic.List<char>();
            foreach (char value in values)
            {
                if (value < 256)
                    _present[value] = true;
                else
                    others.Add(value);
            }

            _others = others.ToArray();
            Array.Sort(_others);
        }

        private protected override bool Has(char value) => value < 256 ? _present[value] : Array.BinarySearch(_others, value) >= 0;
    }

    /// <summary>Strings to find inside of text; as a set, it holds whole strings.</summary>
    private sealed class Strings : SearchValues<string>
    {
        private readonly string[] _values;
        private readonly StringComparison _comparison;

        internal Strings(ReadOnlySpan<string> values, StringComparison comparison)
        {
            foreach (string value in values)
                Throw.IfNull(value, nameof(values));
            _values = values.ToArray();
            _comparison = comparison;
        }

        private protected override bool Has(string value)
        {
            foreach (string each in _values)
            {
                if (each.Equals(value, _comparison))
                    return true;
            }

            return false;
        }

        internal override int IndexOfText(ReadOnlySpan<char> text)
        {
            int first = -1;
            foreach (string value in _values)
            {
                int at = text.IndexOf(value, _comparison);
                if (at >= 0 && (first < 0 || at < first))
                    first = at;
            }

            return first;
        }
    }
}
