using System.Collections;
using System.Collections.Generic;
using System.Globalization;

namespace System;

/// <summary>Comparers of strings; the culture ones are ordinal too.</summary>
public abstract class StringComparer : IComparer, IEqualityComparer, IComparer<string>, IEqualityComparer<string>
{
    private static StringComparer s_ordinal;
    private static StringComparer s_ordinalIgnoreCase;

    public static StringComparer Ordinal => s_ordinal ??= new OrdinalComparer(false);

    public static StringComparer OrdinalIgnoreCase => s_ordinalIgnoreCase ??= new OrdinalComparer(true);

    public static StringComparer InvariantCulture => Ordinal;

    public static StringComparer InvariantCultureIgnoreCase => OrdinalIgnoreCase;

    public static StringComparer CurrentCulture => Ordinal;

    public static StringComparer CurrentCultureIgnoreCase => OrdinalIgnoreCase;

    public static StringComparer FromComparison(StringComparison comparisonType)
    {
        string.CheckComparison(comparisonType);
        return string.IgnoresCase(comparisonType) ? OrdinalIgnoreCase : Ordinal;
    }

    public static StringComparer Create(CultureInfo culture, bool ignoreCase)
    {
        Throw.IfNull(culture, nameof(culture));
        return ignoreCase ? OrdinalIgnoreCase : Ordinal;
    }

    public static StringComparer Create(CultureInfo culture, CompareOptions options) =>
        Create(culture, (options & (CompareOptions.IgnoreCase | CompareOptions.OrdinalIgnoreCase)) != 0);

    /// <summary>Whether a comparer is an ordinal one, this library's default for strings among them.</summary>
    public static bool IsWellKnownOrdinalComparer(IEqualityComparer<string> comparer, out bool ignoreCase)
    {
        ignoreCase = comparer is OrdinalComparer known && known.Equals(OrdinalIgnoreCase);
        return comparer is OrdinalComparer || comparer == EqualityComparer<string>.Default;
    }

    public static bool IsWellKnownCultureAwareComparer(IEqualityComparer<string> comparer, [NotNullWhen(true)] out CompareInfo compareInfo, out CompareOptions compareOptions)
    {
        // The culture comparers are the ordinal ones.
        compareInfo = null;
        compareOptions = CompareOptions.None;
        return false;
    }

    public int Compare(object x, object y)
    {
        if (x == y)
            return 0;
        if (x is null)
            return -1;
        if (y is null)
            return 1;
        if (x is string sx && y is string sy)
            return Compare(sx, sy);
        if (x is IComparable comparable)
            return comparable.CompareTo(y);
        throw new ArgumentException("At least one object must implement IComparable.");
    }

    public new bool Equals(object x, object y)
    {
        if (x == y)
            return true;
        if (x is null || y is null)
            return false;
        return x is string sx && y is string sy ? Equals(sx, sy) : x.Equals(y);
    }

    public int GetHashCode(object obj)
    {
        Throw.IfNull(obj, nameof(obj));
        return obj is string s ? GetHashCode(s) : obj.GetHashCode();
    }

    public abstract int Compare(string x, string y);

    public abstract bool Equals(string x, string y);

    public abstract int GetHashCode(string obj);

    /// <summary>Both ordinal comparers.</summary>
    private sealed class OrdinalComparer : StringComparer, IAlternateEqualityComparer<ReadOnlySpan<char>, string>
    {
        private readonly bool _ignoreCase;

        internal OrdinalComparer(bool ignoreCase) => _ignoreCase = ignoreCase;

        public override int Compare(string x, string y) => string.Compare(x, y, _ignoreCase);

        public override bool Equals(string x, string y) =>
            _ignoreCase ? string.Equals(x, y, StringComparison.OrdinalIgnoreCase) : string.Equals(x, y);

        public override int GetHashCode(string obj)
        {
            Throw.IfNull(obj, nameof(obj));
            return _ignoreCase ? Globalization.Ordinal.HashIgnoreCase(obj.AsSpan()) : obj.GetHashCode();
        }

        public bool Equals(ReadOnlySpan<char> alternate, string other) =>
            other is not null && (_ignoreCase ? alternate.Equals(other.AsSpan(), StringComparison.OrdinalIgnoreCase) : alternate.SequenceEqual(other.AsSpan()));

        public int GetHashCode(ReadOnlySpan<char> alternate) => _ignoreCase ? Globalization.Ordinal.HashIgnoreCase(alternate) : string.GetHashCode(alternate);

        public string Create(ReadOnlySpan<char> alternate) => alternate.ToString();

        public override bool Equals(object obj) => obj is OrdinalComparer other && other._ignoreCase == _ignoreCase;

        public override int GetHashCode() => _ignoreCase ? 2 : 1;
    }
}
