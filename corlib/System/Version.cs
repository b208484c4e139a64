namespace System;

public sealed class Version : ICloneable, IComparable, IComparable<Version>, IEquatable<Version>, ISpanFormattable
{
    private readonly int _Major;
    private readonly int _Minor;
    private readonly int _Build;
    private readonly int _Revision;

    public Version(int major, int minor, int build, int revision)
    {
        Check(major, nameof(major));
        Check(minor, nameof(minor));
        Check(build, nameof(build));
        Check(revision, nameof(revision));
        _Major = major;
        _Minor = minor;
        _Build = build;
        _Revision = revision;
    }

    public Version(int major, int minor, int build)
    {
        Check(major, nameof(major));
        Check(minor, nameof(minor));
        Check(build, nameof(build));
        _Major = major;
        _Minor = minor;
        _Build = build;
        _Revision = -1;
    }

    public Version(int major, int minor)
    {
        Check(major, nameof(major));
        Check(minor, nameof(minor));
        _Major = major;
        _Minor = minor;
        _Build = -1;
        _Revision = -1;
    }

    public Version(string version)
    {
        Version v = Parse(version);
        _Major = v._Major;
        _Minor = v._Minor;
        _Build = v._Build;
        _Revision = v._Revision;
    }

    public Version()
    {
        _Build = -1;
        _Revision = -1;
    }

    private Version(int[] parts, int count)
    {
        _Major = parts[0];
        _Minor = parts[1];
        _Build = count > 2 ? parts[2] : -1;
        _Revision = count > 3 ? parts[3] : -1;
    }

    private static void Check(int value, string name)
    {
        if (value < 0) throw new ArgumentOutOfRangeException(name, value, name + " ('" + value.ToString() + "') must be a non-negative value.");
    }

    public int Major => _Major;
    public int Minor => _Minor;
    public int Build => _Build;
    public int Revision => _Revision;
    public short MajorRevision => (short)(_Revision >> 16);
    public short MinorRevision => (short)(_Revision & 0xFFFF);

    public object Clone() => this;

    public int CompareTo(object version)
    {
        if (version == null) return 1;
        if (version is Version v) return CompareTo(v);
        throw new ArgumentException("Object must be of type Version.");
    }

    public int CompareTo(Version value)
    {
        if (value is null) return 1;
        if (_Major != value._Major) return _Major > value._Major ? 1 : -1;
        if (_Minor != value._Minor) return _Minor > value._Minor ? 1 : -1;
        if (_Build != value._Build) return _Build > value._Build ? 1 : -1;
        if (_Revision != value._Revision) return _Revision > value._Revision ? 1 : -1;
        return 0;
    }

    public override bool Equals(object obj) => Equals(obj as Version);
    public bool Equals(Version obj) => obj is not null && CompareTo(obj) == 0;
    public override int GetHashCode() => ((_Major & 0xF) << 28) | ((_Minor & 0xFF) << 20) | ((_Build & 0xFF) << 12) | (_Revision & 0xFFF);

    public override string ToString() => ToString(_Build == -1 ? 2 : _Revision == -1 ? 3 : 4);

    public string ToString(int fieldCount)
    {
        if (fieldCount < 0 || fieldCount > 4 || (fieldCount > 2 && _Build == -1) || (fieldCount > 3 && _Revision == -1))
            throw new ArgumentException("Argument must be between 0 and " + (_Build == -1 ? 2 : _Revision == -1 ? 3 : 4).ToString() + ".", nameof(fieldCount));
        string text = "";
        if (fieldCount > 0) text = _Major.ToString();
        if (fieldCount > 1) text = string.Concat(text, ".", _Minor.ToString());
        if (fieldCount > 2) text = string.Concat(text, ".", _Build.ToString());
        if (fieldCount > 3) text = string.Concat(text, ".", _Revision.ToString());
        return text;
    }

    string IFormattable.ToString(string format, IFormatProvider formatProvider) => ToString();

    bool ISpanFormattable.TryFormat(Span<char> destination, out int charsWritten, ReadOnlySpan<char> format, IFormatProvider provider)
    {
        string text = ToString();
        charsWritten = 0;
        if (!text.AsSpan().TryCopyTo(destination)) return false;
        charsWritten = text.Length;
        return true;
    }

    public static Version Parse(string input)
    {
        if (input == null) throw new ArgumentNullException(nameof(input));
        return Parse(input, true);
    }

    public static bool TryParse(string input, out Version result)
    {
        result = input == null ? null : Parse(input, false);
        return result is not null;
    }

    private static Version Parse(string input, bool throwOnFailure)
    {
        string[] texts = input.Split('.');
        if (texts.Length < 2 || texts.Length > 4)
        {
            if (throwOnFailure) throw new ArgumentException("Version string portion was too short or too long.", nameof(input));
            return null;
        }
        int[] parts = new int[4];
        for (int i = 0; i < texts.Length; i++)
        {
            if (throwOnFailure)
            {
                parts[i] = int.Parse(texts[i]);
                if (parts[i] < 0) throw new ArgumentOutOfRangeException(nameof(input), "Version's parameters must be greater than or equal to zero.");
            }
            else if (!int.TryParse(texts[i], out parts[i]) || parts[i] < 0) return null;
        }
        return new Version(parts, texts.Length);
    }

    public static bool operator ==(Version v1, Version v2) => v2 is null ? v1 is null : v2.Equals(v1);
    public static bool operator !=(Version v1, Version v2) => !(v1 == v2);
    public static bool operator <(Version v1, Version v2) => v1 is null ? v2 is not null : v1.CompareTo(v2) < 0;
    public static bool operator <=(Version v1, Version v2) => v1 is null || v1.CompareTo(v2) <= 0;
    public static bool operator >(Version v1, Version v2) => v2 < v1;
    public static bool operator >=(Version v1, Version v2) => v2 <= v1;
}
