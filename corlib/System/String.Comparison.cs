using System.Globalization;
using System.Numerics;

namespace System;

public sealed partial class String
{
    /// True for the same characters, and for two nulls.
    [MethodImpl(MethodImplOptions.InternalCall)]
    public static extern bool Equals(string a, string b);

    /// The same as Equals.
    [MethodImpl(MethodImplOptions.InternalCall)]
    public static extern bool operator ==(string a, string b);

    /// The opposite of Equals.
    [MethodImpl(MethodImplOptions.InternalCall)]
    public static extern bool operator !=(string a, string b);

    public override bool Equals([NotNullWhen(true)] object obj) => obj is string other && Equals(this, other);

    public bool Equals([NotNullWhen(true)] string value) => Equals(this, value);

    public bool Equals([NotNullWhen(true)] string value, StringComparison comparisonType) => Equals(this, value, comparisonType);

    /// <summary>Culture comparisons are ordinal, as everywhere in invariant mode.</summary>
    public static bool Equals(string a, string b, StringComparison comparisonType)
    {
        CheckComparison(comparisonType);
        if ((object)a == b)
            return true;
        if (a is null || b is null || a.Length != b.Length)
            return false;
        return IgnoresCase(comparisonType) ? Ordinal.EqualsIgnoreCase(a, b) : Equals(a, b);
    }

    internal static void CheckComparison(StringComparison comparisonType)
    {
        if ((uint)comparisonType > (uint)StringComparison.OrdinalIgnoreCase)
            Throw.Argument("The string comparison type passed in is currently not supported.", nameof(comparisonType));
    }

    /// <summary>The odd values are the ones that ignore case.</summary>
    internal static bool IgnoresCase(StringComparison comparisonType) => ((int)comparisonType & 1) != 0;

    public static int Compare(string strA, string strB) => CompareOrdinal(strA, strB);

    public static int Compare(string strA, string strB, bool ignoreCase) =>
        ignoreCase ? CompareIgnoreCase(strA, strB) : CompareOrdinal(strA, strB);

    public static int Compare(string strA, string strB, StringComparison comparisonType)
    {
        CheckComparison(comparisonType);
        return Compare(strA, strB, IgnoresCase(comparisonType));
    }

    public static int Compare(string strA, string strB, CultureInfo culture, CompareOptions options) =>
        (culture ?? CultureInfo.CurrentCulture).CompareInfo.Compare(strA, strB, options);

    public static int Compare(string strA, string strB, bool ignoreCase, CultureInfo culture) => Compare(strA, strB, ignoreCase);

    public static int Compare(string strA, int indexA, string strB, int indexB, int length)
    {
        // The parts are cut to what is there before anything is checked, so that a bad index shows as a bad length.
        int lengthA = strA is null ? length : Math.Min(length, strA.Length - indexA);
        int lengthB = strB is null ? length : Math.Min(length, strB.Length - indexB);
        if (lengthA < 0)
            Throw.MustBeNonNegative(lengthA, "length1");
        if (lengthB < 0)
            Throw.MustBeNonNegative(lengthB, "length2");
        return Compare(strA, indexA, strB, indexB, length, StringComparison.Ordinal);
    }

    public static int Compare(string strA, int indexA, string strB, int indexB, int length, bool ignoreCase) =>
        Compare(strA, indexA, strB, indexB, length, ignoreCase ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal);

    public static int Compare(string strA, int indexA, string strB, int indexB, int length, bool ignoreCase, CultureInfo culture) =>
        Compare(strA, indexA, strB, indexB, length, ignoreCase);

    public static int Compare(string strA, int indexA, string strB, int indexB, int length, CultureInfo culture, CompareOptions options) =>
        Compare(strA, indexA, strB, indexB, length, (options & (CompareOptions.IgnoreCase | CompareOptions.OrdinalIgnoreCase)) != 0);

    public static int Compare(string strA, int indexA, string strB, int indexB, int length, StringComparison comparisonType)
    {
        CheckComparison(comparisonType);
        if (strA is null || strB is null)
            return (object)strA == strB ? 0 : strA is null ? -1 : 1;
        if (length < 0)
            Throw.MustBeNonNegative(length, nameof(length));
        if (indexA < 0 || indexB < 0 || strA.Length - indexA < 0 || strB.Length - indexB < 0)
            Throw.OutOfRange(indexA < 0 || strA.Length - indexA < 0 ? nameof(indexA) : nameof(indexB), "Index was out of range. Must be non-negative and less than the size of the collection.");
        ReadOnlySpan<char> a = strA.AsSpan(indexA, Math.Min(length, strA.Length - indexA));
        ReadOnlySpan<char> b = strB.AsSpan(indexB, Math.Min(length, strB.Length - indexB));
        return IgnoresCase(comparisonType) ? Ordinal.CompareIgnoreCase(a, b) : Ordinal.Compare(a, b);
    }

    public static int CompareOrdinal(string strA, string strB)
    {
        if ((object)strA == strB)
            return 0;
        if (strA is null)
            return -1;
        if (strB is null)
            return 1;
        if (strA._firstChar != strB._firstChar)
            return strA._firstChar - strB._firstChar;
        return SpanHelpers.CompareText(ref strA._firstChar, strA._stringLength, ref strB._firstChar, strB._stringLength);
    }

    public static int CompareOrdinal(string strA, int indexA, string strB, int indexB, int length) =>
        Compare(strA, indexA, strB, indexB, length, StringComparison.Ordinal);

    private static int CompareIgnoreCase(string a, string b)
    {
        if ((object)a == b)
            return 0;
        if (a is null)
            return -1;
        return b is null ? 1 : Ordinal.CompareIgnoreCase(a.Span, b.Span);
    }

    public int CompareTo(object value)
    {
        if (value is null)
            return 1;
        if (value is not string other)
            throw new ArgumentException("Object must be of type String.");
        return CompareOrdinal(this, other);
    }

    public int CompareTo(string strB) => CompareOrdinal(this, strB);

    public bool StartsWith(string value)
    {
        Throw.IfNull(value, nameof(value));
        return value.Length <= Length && SpanHelpers.SequenceEqual(ref _firstChar, ref value._firstChar, value.Length);
    }

    public bool StartsWith(string value, StringComparison comparisonType)
    {
        Throw.IfNull(value, nameof(value));
        CheckComparison(comparisonType);
        if (!IgnoresCase(comparisonType))
            return StartsWith(value);
        return value.Length <= Length && Ordinal.EqualsIgnoreCase(Span.Slice(0, value.Length), value.Span);
    }

    public bool StartsWith(string value, bool ignoreCase, CultureInfo culture) =>
        StartsWith(value, ignoreCase ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal);

    public bool StartsWith(char value) => _stringLength != 0 && _firstChar == value;

    public bool EndsWith(string value)
    {
        Throw.IfNull(value, nameof(value));
        int offset = Length - value.Length;
        return offset >= 0 && SpanHelpers.SequenceEqual(ref Unsafe.Add(ref _firstChar, offset), ref value._firstChar, value.Length);
    }

    public bool EndsWith(string value, StringComparison comparisonType)
    {
        Throw.IfNull(value, nameof(value));
        CheckComparison(comparisonType);
        if (!IgnoresCase(comparisonType))
            return EndsWith(value);
        return value.Length <= Length && Ordinal.EqualsIgnoreCase(Span.Slice(Length - value.Length), value.Span);
    }

    public bool EndsWith(string value, bool ignoreCase, CultureInfo culture) =>
        EndsWith(value, ignoreCase ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal);

    public bool EndsWith(char value) => _stringLength != 0 && Unsafe.Add(ref _firstChar, _stringLength - 1) == value;

    public override int GetHashCode() => SpanHelpers.HashText(ref _firstChar, _stringLength);

    public int GetHashCode(StringComparison comparisonType)
    {
        CheckComparison(comparisonType);
        return IgnoresCase(comparisonType) ? Ordinal.HashIgnoreCase(Span) : GetHashCode(Span);
    }

    public static int GetHashCode(ReadOnlySpan<char> value) => SpanHelpers.HashText(ref MemoryMarshal.GetReference(value), value.Length);

    public static int GetHashCode(ReadOnlySpan<char> value, StringComparison comparisonType)
    {
        CheckComparison(comparisonType);
        return IgnoresCase(comparisonType) ? Ordinal.HashIgnoreCase(value) : GetHashCode(value);
    }

    /// <summary>The hash that collections rely on to be the same in every run.</summary>
    internal int GetNonRandomizedHashCode() => GetHashCode();

    internal int GetNonRandomizedHashCodeOrdinalIgnoreCase() => Ordinal.HashIgnoreCase(Span);
}
