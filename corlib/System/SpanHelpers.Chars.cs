namespace System;

/// <summary>Searching and comparing runs of memory: loops that run in the VM.</summary>
internal static partial class SpanHelpers
{
    internal static bool SequenceEqual(ref char a, ref char b, int length) =>
        SequenceEqual(ref Unsafe.As<char, byte>(ref a), ref Unsafe.As<char, byte>(ref b), (nuint)length * 2);

    internal static bool SequenceEqual(ref byte a, ref byte b, nuint length) =>
        Unsafe.AreSame(ref a, ref b) || SequenceEqualNative(ref a, ref b, length);

    /// Compares bytes.
    [MethodImpl(MethodImplOptions.InternalCall)]
    private static extern bool SequenceEqualNative(ref byte a, ref byte b, nuint length);

    /// First index of a byte, -1 if there is none.
    [MethodImpl(MethodImplOptions.InternalCall)]
    internal static extern int IndexOfByte(ref byte start, byte value, int length);

    /// First index of a 32-bit value, -1 if there is none.
    [MethodImpl(MethodImplOptions.InternalCall)]
    internal static extern int IndexOfInt32(ref int start, int value, int length);

    /// First index of a character, -1 if there is none.
    [MethodImpl(MethodImplOptions.InternalCall)]
    internal static extern int IndexOfChar(ref char start, char value, int length);

    /// Last index of a character, -1 if there is none.
    [MethodImpl(MethodImplOptions.InternalCall)]
    internal static extern int LastIndexOfChar(ref char start, char value, int length);

    /// First index of any of a set of characters, -1 if there is none.
    [MethodImpl(MethodImplOptions.InternalCall)]
    internal static extern int IndexOfAnyChar(ref char start, int length, ref char set, int setLength);

    /// First index of a text; 0 for an empty one.
    [MethodImpl(MethodImplOptions.InternalCall)]
    private static extern int IndexOfText(ref char start, int length, ref char value, int valueLength);

    /// Last index of a text; the length for an empty one.
    [MethodImpl(MethodImplOptions.InternalCall)]
    private static extern int LastIndexOfText(ref char start, int length, ref char value, int valueLength);

    /// Ordinal comparison: difference of the first characters that differ, else of the lengths.
    [MethodImpl(MethodImplOptions.InternalCall)]
    internal static extern int CompareText(ref char a, int aLength, ref char b, int bLength);

    /// Hash code of a text, the same in every run.
    [MethodImpl(MethodImplOptions.InternalCall)]
    internal static extern int HashText(ref char start, int length);

    /// Stores a value without references count times.
    [MethodImpl(MethodImplOptions.InternalCall)]
    internal static extern void FillNative(ref byte destination, nuint count, ref byte value, int size);

    /// Replaces every occurrence of a character.
    [MethodImpl(MethodImplOptions.InternalCall)]
    internal static extern void ReplaceChar(ref char start, int length, char oldValue, char newValue);

    /// First index of a character that another case may exist for: an ASCII letter of the case not wanted, anything beyond ASCII. -1 if there is none.
    [MethodImpl(MethodImplOptions.InternalCall)]
    internal static extern int IndexOfCase(ref char start, int length, bool upper);

    /// Copies characters in upper or lower case up to the first one beyond ASCII; how many that were.
    [MethodImpl(MethodImplOptions.InternalCall)]
    internal static extern int ChangeAsciiCase(ref char destination, int length, ref char source, bool upper);

    internal static bool Contains(scoped ReadOnlySpan<char> set, char value) =>
        IndexOfChar(ref MemoryMarshal.GetReference(set), value, set.Length) >= 0;

    internal static int IndexOf(scoped ReadOnlySpan<char> text, scoped ReadOnlySpan<char> value) =>
        IndexOfText(ref MemoryMarshal.GetReference(text), text.Length, ref MemoryMarshal.GetReference(value), value.Length);

    internal static int LastIndexOf(scoped ReadOnlySpan<char> text, scoped ReadOnlySpan<char> value) =>
        LastIndexOfText(ref MemoryMarshal.GetReference(text), text.Length, ref MemoryMarshal.GetReference(value), value.Length);
}
