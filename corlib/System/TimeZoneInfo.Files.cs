using System.Buffers.Binary;
using System.Collections.Generic;
using System.Collections.ObjectModel;
using System.IO;
using System.Text;

namespace System;

/// <summary>The zones of the system: compiled zone files under /usr/share/zoneinfo.</summary>
public sealed partial class TimeZoneInfo
{
    private static readonly Dictionary<string, TimeZoneInfo> s_found = new Dictionary<string, TimeZoneInfo>(StringComparer.OrdinalIgnoreCase);

    private static string Root
    {
        get
        {
            string root = Environment.GetEnvironmentVariable("TZDIR");
            return string.IsNullOrEmpty(root) ? "/usr/share/zoneinfo" : root;
        }
    }

    public static TimeZoneInfo FindSystemTimeZoneById(string id)
    {
        Throw.IfNull(id, nameof(id));
        return TryFindSystemTimeZoneById(id, out TimeZoneInfo zone) ? zone : throw new TimeZoneNotFoundException("The time zone ID '" + id + "' was not found on the local computer.");
    }

    public static bool TryFindSystemTimeZoneById(string id, [NotNullWhen(true)] out TimeZoneInfo timeZoneInfo)
    {
        timeZoneInfo = null;
        if (string.IsNullOrEmpty(id) || id.Contains("..") || id.Contains('\0') || id[0] == '/')
            return false;
        if (string.Equals(id, "UTC", StringComparison.OrdinalIgnoreCase))
        {
            timeZoneInfo = Utc;
            return true;
        }
        lock (s_found)
        {
            if (s_found.TryGetValue(id, out timeZoneInfo))
                return true;
            if (!TryLoad(Path.Combine(Root, id), id, out timeZoneInfo))
                return false;
            s_found.Add(id, timeZoneInfo);
            return true;
        }
    }

    private static bool TryLoad(string path, string id, out TimeZoneInfo zone)
    {
        zone = null;
        if (!File.Exists(path))
            return false;
        ZoneFile file = ZoneFile.Read(File.ReadAllBytes(path));
        if (file is null)
            return false;
        zone = new TimeZoneInfo(id, file.BaseOffset, "(UTC" + Sign(file.BaseOffset) + ") " + id, file.StandardName, file.DaylightName, null, file);
        return true;
    }

    private static string Sign(TimeSpan offset) => (offset < TimeSpan.Zero ? "-" : "+") + offset.ToString("hh\\:mm");

    /// <summary>TZ, else what /etc/localtime leads to; without either the clocks show UTC.</summary>
    private static TimeZoneInfo FindLocal()
    {
        string name = Environment.GetEnvironmentVariable("TZ");
        if (name is not null)
        {
            name = name.TrimStart(':');
            if (name.StartsWith(Root + "/", StringComparison.Ordinal))
                name = name.Substring(Root.Length + 1);
            return TryFindSystemTimeZoneById(name, out TimeZoneInfo named) ? named : Utc;
        }
        string id = "Local";
        if (File.Exists("/etc/timezone"))
            id = File.ReadAllText("/etc/timezone").Trim();
        if (id != "Local" && TryFindSystemTimeZoneById(id, out TimeZoneInfo known))
            return known;
        return TryLoad("/etc/localtime", id, out TimeZoneInfo local) ? local : Utc;
    }

    public static ReadOnlyCollection<TimeZoneInfo> GetSystemTimeZones() => GetSystemTimeZones(false);

    public static ReadOnlyCollection<TimeZoneInfo> GetSystemTimeZones(bool skipSorting)
    {
        var zones = new List<TimeZoneInfo>();
        string table = Path.Combine(Root, "tzdata.zi");
        table = Path.Combine(Root, File.Exists(Path.Combine(Root, "zone.tab")) ? "zone.tab" : "zone1970.tab");
        if (File.Exists(table))
        {
            foreach (string line in File.ReadLines(table))
            {
                string[] parts = line.Split('\t');
                if (!line.StartsWith('#') && parts.Length > 2 && TryFindSystemTimeZoneById(parts[2], out TimeZoneInfo zone))
                    zones.Add(zone);
            }
        }
        zones.Add(Utc);
        if (!skipSorting)
            zones.Sort(static (a, b) => a._baseUtcOffset != b._baseUtcOffset ? a._baseUtcOffset.CompareTo(b._baseUtcOffset) : string.CompareOrdinal(a._displayName, b._displayName));
        return zones.AsReadOnly();
    }

    /// <summary>A zone file (RFC 8536): transitions, and a rule for the time after the last one.</summary>
    private sealed class ZoneFile
    {
        private const long UnixEpochTicks = 621355968000000000;

        private long[] _times;          // ticks in UTC
        private byte[] _types;
        private (int Seconds, bool IsDaylight, string Name)[] _kinds;
        private PosixRule _after;
        private byte[] _bytes;

        internal TimeSpan BaseOffset { get; private set; }

        internal string StandardName { get; private set; } = "";

        internal string DaylightName { get; private set; } = "";

        internal bool HasDaylight { get; private set; }

        internal bool SameAs(ZoneFile other) => other is not null && _bytes.AsSpan().SequenceEqual(other._bytes);

        /// <summary>Null if the bytes are no zone file.</summary>
        internal static ZoneFile Read(byte[] bytes)
        {
            ReadOnlySpan<byte> rest = bytes;
            if (rest.Length < 44 || !rest.StartsWith("TZif"u8))
                return null;
            bool isLong = rest[4] >= (byte)'2';
            if (isLong)
            {
                // The first block has 32-bit times; it is skipped.
                long size = BlockSize(rest, 4);
                if (size > rest.Length - 44)
                    return null;
                rest = rest.Slice((int)size);
            }
            int width = isLong ? 8 : 4;
            if (!rest.StartsWith("TZif"u8) || BlockSize(rest, width) > rest.Length)
                return null;
            int timeCount = Int(rest, 32);
            int typeCount = Int(rest, 36);
            int charCount = Int(rest, 40);
            ReadOnlySpan<byte> body = rest.Slice(44);
            var file = new ZoneFile { _times = new long[timeCount], _types = body.Slice(timeCount * width, timeCount).ToArray(), _kinds = new (int, bool, string)[typeCount], _bytes = bytes };
            for (int i = 0; i < timeCount; i++)
            {
                long seconds = isLong ? BinaryPrimitives.ReadInt64BigEndian(body.Slice(i * 8)) : BinaryPrimitives.ReadInt32BigEndian(body.Slice(i * 4));
                file._times[i] = Math.Max(seconds, -UnixEpochTicks / TimeSpan.TicksPerSecond) * TimeSpan.TicksPerSecond + UnixEpochTicks;
            }
            ReadOnlySpan<byte> kinds = body.Slice(timeCount * (width + 1), typeCount * 6);
            ReadOnlySpan<byte> names = body.Slice(timeCount * (width + 1) + typeCount * 6, charCount);
            for (int i = 0; i < typeCount; i++)
            {
                ReadOnlySpan<byte> kind = kinds.Slice(i * 6, 6);
                ReadOnlySpan<byte> name = kind[5] < names.Length ? names.Slice(kind[5]) : default;
                int end = name.IndexOf((byte)0);
                file._kinds[i] = (BinaryPrimitives.ReadInt32BigEndian(kind), kind[4] != 0, Encoding.ASCII.GetString(name.Slice(0, Math.Max(end, 0))));
            }
            foreach (byte type in file._types)
                if (type >= typeCount)
                    return null;
            if (typeCount == 0)
                return null;
            if (isLong)
            {
                string footer = Encoding.ASCII.GetString(rest.Slice((int)BlockSize(rest, 8))).Trim('\n');
                file._after = PosixRule.Parse(footer);
            }
            file.Describe();
            return file;
        }

        private static int Int(ReadOnlySpan<byte> bytes, int at) => BinaryPrimitives.ReadInt32BigEndian(bytes.Slice(at));

        private static long BlockSize(ReadOnlySpan<byte> header, int width)
        {
            long isUtc = (uint)Int(header, 20), isStandard = (uint)Int(header, 24), leaps = (uint)Int(header, 28), times = (uint)Int(header, 32), types = (uint)Int(header, 36), chars = (uint)Int(header, 40);
            return 44 + times * (width + 1) + types * 6 + chars + leaps * (width + 4) + isStandard + isUtc;
        }

        private void Describe()
        {
            long now = DateTime.UtcNow.Ticks;
            int last = Array.BinarySearch(_times, now);
            last = last < 0 ? ~last - 1 : last;
            bool foundStandard = false;
            for (int i = last; i >= 0 && !(foundStandard && DaylightName.Length > 0); i--)
                Note(_kinds[_types[i]], ref foundStandard);
            if (!foundStandard)
                Note(_kinds[0], ref foundStandard);
            if (_after is not null)
            {
                BaseOffset = new TimeSpan(0, 0, _after.StandardSeconds);
                StandardName = _after.StandardName;
                if (_after.HasDaylight)
                    DaylightName = _after.DaylightName;
            }
            HasDaylight = _after is { HasDaylight: true };
            foreach ((_, bool isDaylight, _) in _kinds)
                HasDaylight |= isDaylight;
            if (DaylightName.Length == 0)
                DaylightName = StandardName;
        }

        private void Note((int Seconds, bool IsDaylight, string Name) kind, ref bool foundStandard)
        {
            if (kind.IsDaylight)
            {
                DaylightName = DaylightName.Length == 0 ? kind.Name : DaylightName;
            }
            else if (!foundStandard)
            {
                foundStandard = true;
                StandardName = kind.Name;
                BaseOffset = Minutes(kind.Seconds);
            }
        }

        // Offsets of long ago have seconds; .NET has whole minutes.
        private static TimeSpan Minutes(int seconds) => new TimeSpan(0, seconds / 60, 0);

        internal TimeSpan OffsetAt(long utcTicks, out bool isDaylight)
        {
            if (_after is not null && (_times.Length == 0 || utcTicks >= _times[_times.Length - 1]))
                return _after.OffsetAt(utcTicks, out isDaylight);
            int at = Array.BinarySearch(_times, utcTicks);
            at = at < 0 ? ~at - 1 : at;
            (int Seconds, bool IsDaylight, string Name) kind = at < 0 ? FirstStandard() : _kinds[_types[at]];
            isDaylight = kind.IsDaylight;
            return Minutes(kind.Seconds);
        }

        private (int Seconds, bool IsDaylight, string Name) FirstStandard()
        {
            foreach ((int Seconds, bool IsDaylight, string Name) kind in _kinds)
                if (!kind.IsDaylight)
                    return kind;
            return _kinds[0];
        }
    }

    /// <summary>A POSIX TZ string such as CET-1CEST,M3.5.0,M10.5.0/3.</summary>
    private sealed class PosixRule
    {
        internal string StandardName;
        internal string DaylightName;
        internal int StandardSeconds;
        internal bool HasDaylight;
        private int _daylightSeconds;
        private (char Kind, int Month, int Week, int Day, int Seconds) _start;
        private (char Kind, int Month, int Week, int Day, int Seconds) _end;

        internal static PosixRule Parse(string text)
        {
            int at = 0;
            var rule = new PosixRule { StandardName = Name(text, ref at) };
            if (rule.StandardName.Length == 0 || at == text.Length)
                return null;
            rule.StandardSeconds = -Time(text, ref at);
            if (at == text.Length)
                return rule;
            rule.DaylightName = Name(text, ref at);
            rule._daylightSeconds = at < text.Length && text[at] != ',' ? -Time(text, ref at) : rule.StandardSeconds + 3600;
            if (at >= text.Length)
                return rule;
            at++;
            rule._start = Date(text, ref at);
            if (at >= text.Length)
                return rule;
            at++;
            rule._end = Date(text, ref at);
            rule.HasDaylight = true;
            return rule;
        }

        private static string Name(string text, ref int at)
        {
            int start = at;
            if (at < text.Length && text[at] == '<')
            {
                int close = text.IndexOf('>', at);
                at = close < 0 ? text.Length : close + 1;
                return text.Substring(start + 1, at - start - 2);
            }
            while (at < text.Length && char.IsAsciiLetter(text[at]))
                at++;
            return text.Substring(start, at - start);
        }

        private static int Int(string text, ref int at)
        {
            int value = 0;
            while (at < text.Length && char.IsAsciiDigit(text[at]))
                value = value * 10 + (text[at++] - '0');
            return value;
        }

        private static int Time(string text, ref int at)
        {
            int sign = 1;
            if (at < text.Length && text[at] is '+' or '-')
                sign = text[at++] == '-' ? -1 : 1;
            int seconds = Int(text, ref at) * 3600;
            for (int unit = 60; unit > 0 && at < text.Length && text[at] == ':'; unit /= 60)
            {
                at++;
                seconds += Int(text, ref at) * unit;
            }
            return sign * seconds;
        }

        private static (char, int, int, int, int) Date(string text, ref int at)
        {
            char kind = text[at];
            int month = 0, week = 0, day;
            if (kind == 'M')
            {
                at++;
                month = Int(text, ref at);
                at++;
                week = Int(text, ref at);
                at++;
                day = Int(text, ref at);
            }
            else
            {
                if (kind == 'J')
                    at++;
                day = Int(text, ref at);
            }
            int seconds = 7200;
            if (at < text.Length && text[at] == '/')
            {
                at++;
                seconds = Time(text, ref at);
            }
            return (kind, month, week, day, seconds);
        }

        private static long Ticks((char Kind, int Month, int Week, int Day, int Seconds) date, int year)
        {
            DateTime day;
            if (date.Kind == 'M')
                day = TransitionTime.DayOf(year, date.Month, date.Week, (DayOfWeek)date.Day);
            else if (date.Kind == 'J')
                day = new DateTime(year, 1, 1).AddDays(date.Day - 1 + (DateTime.IsLeapYear(year) && date.Day > 59 ? 1 : 0));
            else
                day = new DateTime(year, 1, 1).AddDays(date.Day);
            return day.Ticks + date.Seconds * TimeSpan.TicksPerSecond;
        }

        internal TimeSpan OffsetAt(long utcTicks, out bool isDaylight)
        {
            isDaylight = false;
            if (HasDaylight)
            {
                int year = new DateTime(Clamp(utcTicks + StandardSeconds * TimeSpan.TicksPerSecond)).Year;
                long start = Ticks(_start, year) - StandardSeconds * TimeSpan.TicksPerSecond;
                long end = Ticks(_end, year) - _daylightSeconds * TimeSpan.TicksPerSecond;
                isDaylight = start <= end ? utcTicks >= start && utcTicks < end : utcTicks >= start || utcTicks < end;
            }
            return new TimeSpan(0, 0, isDaylight ? _daylightSeconds : StandardSeconds);
        }
    }
}
