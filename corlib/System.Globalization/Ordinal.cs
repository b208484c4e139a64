using System.Numerics;

namespace System.Globalization;

/// <summary>Comparisons by code unit, and by the simple upper case of code units.</summary>
internal static class Ordinal
{
    internal static int Compare(scoped ReadOnlySpan<char> a, scoped ReadOnlySpan<char> b) =>
        SpanHelpers.CompareText(ref MemoryMarshal.GetReference(a), a.Length, ref MemoryMarshal.GetReference(b), b.Length);

    internal static int CompareIgnoreCase(scoped ReadOnlySpan<char> a, scoped ReadOnlySpan<char> b)
    {
        int length = Math.Min(a.Length, b.Length);
        for (int i = 0; i < length; i++)
        {
            char ca = a[i];
            char cb = b[i];
            if (ca == cb)
                continue;
            int difference = Upper(ca) - Upper(cb);
            if (difference != 0)
                return difference;
        }
        return a.Length - b.Length;
    }

    internal static bool EqualsIgnoreCase(scoped ReadOnlySpan<char> a, scoped ReadOnlySpan<char> b)
    {
        if (a.Length != b.Length)
            return false;
        for (int i = 0; i < a.Length; i++)
        {
            char ca = a[i];
            char cb = b[i];
            if (ca != cb && Upper(ca) != Upper(cb))
                return false;
        }
        return true;
    }

    internal static int HashIgnoreCase(scoped ReadOnlySpan<char> value)
    {
        uint hash = 0x15051505;
        for (int i = 0; i < value.Length; i++)
            hash = (BitOperations.RotateLeft(hash, 5) + hash) ^ Upper(value[i]);
        return (int)(hash * 0x5D588B65);
    }

    internal static int IndexOfIgnoreCase(scoped ReadOnlySpan<char> text, scoped ReadOnlySpan<char> value)
    {
        for (int i = 0; i <= text.Length - value.Length; i++)
        {
            if (EqualsIgnoreCase(text.Slice(i, value.Length), value))
                return i;
        }
        return -1;
    }

    internal static int LastIndexOfIgnoreCase(scoped ReadOnlySpan<char> text, scoped ReadOnlySpan<char> value)
    {
        for (int i = text.Length - value.Length; i >= 0; i--)
        {
            if (EqualsIgnoreCase(text.Slice(i, value.Length), value))
                return i;
        }
        return -1;
    }

    private static char Upper(char c) => c < 0x80 ? (uint)(c - 'a') < 26 ? (char)(c - 32) : c : CharUnicodeInfo.ToUpper(c);
}
