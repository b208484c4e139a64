namespace System;

/// <summary>Searching and comparing runs of memory, four characters a step where that helps.</summary>
internal static partial class SpanHelpers
{
    internal static bool SequenceEqual(ref char a, ref char b, int length) =>
        SequenceEqual(ref Unsafe.As<char, byte>(ref a), ref Unsafe.As<char, byte>(ref b), (nuint)length * 2);

    internal static bool SequenceEqual(ref byte a, ref byte b, nuint length)
    {
        if (Unsafe.AreSame(ref a, ref b))
            return true;
        nuint i = 0;
        for (; i + 8 <= length; i += 8)
        {
            if (Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref a, i)) != Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref b, i)))
                return false;
        }
        for (; i < length; i++)
        {
            if (Unsafe.Add(ref a, i) != Unsafe.Add(ref b, i))
                return false;
        }
        return true;
    }

    internal static int IndexOfChar(ref char start, char value, int length)
    {
        for (int i = 0; i < length; i++)
        {
            if (Unsafe.Add(ref start, i) == value)
                return i;
        }
        return -1;
    }

    internal static bool Contains(scoped ReadOnlySpan<char> set, char value)
    {
        for (int i = 0; i < set.Length; i++)
        {
            if (set[i] == value)
                return true;
        }
        return false;
    }

    internal static int IndexOf(scoped ReadOnlySpan<char> text, scoped ReadOnlySpan<char> value)
    {
        if (value.Length == 0)
            return 0;
        ref char start = ref MemoryMarshal.GetReference(text);
        ref char pattern = ref MemoryMarshal.GetReference(value);
        int last = text.Length - value.Length;
        char first = pattern;
        for (int i = 0; i <= last; i++)
        {
            if (Unsafe.Add(ref start, i) == first && SequenceEqual(ref Unsafe.Add(ref start, i), ref pattern, value.Length))
                return i;
        }
        return -1;
    }

    internal static int LastIndexOf(scoped ReadOnlySpan<char> text, scoped ReadOnlySpan<char> value)
    {
        ref char start = ref MemoryMarshal.GetReference(text);
        ref char pattern = ref MemoryMarshal.GetReference(value);
        if (value.Length == 0)
            return text.Length;
        for (int i = text.Length - value.Length; i >= 0; i--)
        {
            if (SequenceEqual(ref Unsafe.Add(ref start, i), ref pattern, value.Length))
                return i;
        }
        return -1;
    }
}
