using System.Globalization;

namespace System;

/// <summary>A moment together with its distance from UTC.</summary>
public readonly partial struct DateTimeOffset : IComparable, ISpanFormattable, IUtf8SpanFormattable, ISpanParsable<DateTimeOffset>, IComparable<DateTimeOffset>, IEquatable<DateTimeOffset>
{
    public static readonly DateTimeOffset MinValue = new DateTimeOffset(0, TimeSpan.Zero);
    public static readonly DateTimeOffset MaxValue = new DateTimeOffset(DateTime.MaxTicks, TimeSpan.Zero);
    public static readonly DateTimeOffset UnixEpoch = new DateTimeOffset(621355968000000000, TimeSpan.Zero);

    private readonly DateTime _utc;
    private readonly short _offsetMinutes;

    public DateTimeOffset(long ticks, TimeSpan offset) : this(new DateTime(ticks), offset)
    {
    }

    public DateTimeOffset(DateTime dateTime) : this(dateTime, dateTime.Kind == DateTimeKind.Utc ? TimeSpan.Zero : new TimeSpan(TimeZoneInfo.LocalOffsetOfLocal(dateTime.Ticks)))
    {
    }

    public DateTimeOffset(DateTime dateTime, TimeSpan offset)
    {
        if (offset.Ticks % TimeSpan.TicksPerMinute != 0)
            Throw.Argument("Offset must be specified in whole minutes.", nameof(offset));
        if (offset.Ticks > 14 * TimeSpan.TicksPerHour || offset.Ticks < -14 * TimeSpan.TicksPerHour)
            Throw.OutOfRange(nameof(offset), "Offset must be within plus or minus 14 hours.");
        if (dateTime.Kind == DateTimeKind.Utc && offset != TimeSpan.Zero)
            throw new ArgumentException("The UTC Offset for Utc DateTime instances must be 0.", nameof(offset));
        if (dateTime.Kind == DateTimeKind.Local && offset.Ticks != TimeZoneInfo.LocalOffsetOfLocal(dateTime.Ticks))
            throw new ArgumentException("The UTC Offset of the local dateTime parameter does not match the offset argument.", nameof(offset));
        long utc = dateTime.Ticks - offset.Ticks;
        if ((ulong)utc > DateTime.MaxTicks)
            Throw.OutOfRange(nameof(offset), "The UTC time represented when the offset is applied must be between year 0 and 10,000.");
        _utc = new DateTime(utc);
        _offsetMinutes = (short)(offset.Ticks / TimeSpan.TicksPerMinute);
    }

    public DateTimeOffset(int year, int month, int day, int hour, int minute, int second, TimeSpan offset)
        : this(new DateTime(year, month, day, hour, minute, second), offset)
    {
    }

    public DateTimeOffset(int year, int month, int day, int hour, int minute, int second, int millisecond, TimeSpan offset)
        : this(new DateTime(year, month, day, hour, minute, second, millisecond), offset)
    {
    }

    public static DateTimeOffset Now => new DateTimeOffset(DateTime.Now);

    public static DateTimeOffset UtcNow => new DateTimeOffset(DateTime.UtcNow);

    public TimeSpan Offset => new TimeSpan(0, _offsetMinutes, 0);

    public DateTime DateTime => new DateTime(Ticks);

    public DateTime UtcDateTime => DateTime.SpecifyKind(_utc, DateTimeKind.Utc);

    public DateTime LocalDateTime => UtcDateTime.ToLocalTime();

    public DateTime Date => DateTime.Date;

    public TimeSpan TimeOfDay => DateTime.TimeOfDay;

    public DayOfWeek DayOfWeek => DateTime.DayOfWeek;

    public int DayOfYear => DateTime.DayOfYear;

    public int Year => DateTime.Year;

    public int Month => DateTime.Month;

    public int Day => DateTime.Day;

    public int Hour => DateTime.Hour;

    public int Minute => DateTime.Minute;

    public int Second => DateTime.Second;

    public int Millisecond => DateTime.Millisecond;

    public long Ticks => _utc.Ticks + _offsetMinutes * TimeSpan.TicksPerMinute;

    public long UtcTicks => _utc.Ticks;

    public DateTimeOffset ToOffset(TimeSpan offset) => new DateTimeOffset(_utc.Add(offset), offset);

    public DateTimeOffset ToUniversalTime() => new DateTimeOffset(_utc, TimeSpan.Zero);

    public DateTimeOffset ToLocalTime() => ToOffset(new TimeSpan(TimeZoneInfo.LocalOffsetOfUtc(_utc.Ticks)));

    public DateTimeOffset Add(TimeSpan timeSpan) => new DateTimeOffset(DateTime.Add(timeSpan), Offset);

    public DateTimeOffset AddDays(double days) => new DateTimeOffset(DateTime.AddDays(days), Offset);

    public DateTimeOffset AddHours(double hours) => new DateTimeOffset(DateTime.AddHours(hours), Offset);

    public DateTimeOffset AddMinutes(double minutes) => new DateTimeOffset(DateTime.AddMinutes(minutes), Offset);

    public DateTimeOffset AddSeconds(double seconds) => new DateTimeOffset(DateTime.AddSeconds(seconds), Offset);

    public DateTimeOffset AddMilliseconds(double milliseconds) => new DateTimeOffset(DateTime.AddMilliseconds(milliseconds), Offset);

    public DateTimeOffset AddTicks(long ticks) => new DateTimeOffset(DateTime.AddTicks(ticks), Offset);

    public DateTimeOffset AddMonths(int months) => new DateTimeOffset(DateTime.AddMonths(months), Offset);

    public DateTimeOffset AddYears(int years) => new DateTimeOffset(DateTime.AddYears(years), Offset);

    public TimeSpan Subtract(DateTimeOffset value) => new TimeSpan(_utc.Ticks - value._utc.Ticks);

    public DateTimeOffset Subtract(TimeSpan value) => new DateTimeOffset(DateTime.Subtract(value), Offset);

    public long ToUnixTimeSeconds() => _utc.Ticks / TimeSpan.TicksPerSecond - 62135596800;

    public long ToUnixTimeMilliseconds() => _utc.Ticks / TimeSpan.TicksPerMillisecond - 62135596800000;

    public static DateTimeOffset FromUnixTimeSeconds(long seconds) => new DateTimeOffset(seconds * TimeSpan.TicksPerSecond + 621355968000000000, TimeSpan.Zero);

    public static DateTimeOffset FromUnixTimeMilliseconds(long milliseconds) =>
        new DateTimeOffset(milliseconds * TimeSpan.TicksPerMillisecond + 621355968000000000, TimeSpan.Zero);

    public static int Compare(DateTimeOffset first, DateTimeOffset second) => first._utc.CompareTo(second._utc);

    public int CompareTo(DateTimeOffset other) => _utc.CompareTo(other._utc);

    int IComparable.CompareTo(object obj)
    {
        if (obj is null)
            return 1;
        if (obj is DateTimeOffset other)
            return CompareTo(other);
        throw new ArgumentException("Object must be of type DateTimeOffset.");
    }

    public override bool Equals([NotNullWhen(true)] object obj) => obj is DateTimeOffset other && _utc == other._utc;

    public bool Equals(DateTimeOffset other) => _utc == other._utc;

    public static bool Equals(DateTimeOffset first, DateTimeOffset second) => first._utc == second._utc;

    public bool EqualsExact(DateTimeOffset other) => _utc == other._utc && _offsetMinutes == other._offsetMinutes;

    public override int GetHashCode() => _utc.GetHashCode();

    public static implicit operator DateTimeOffset(DateTime dateTime) => new DateTimeOffset(dateTime);

    public static DateTimeOffset operator +(DateTimeOffset dateTimeOffset, TimeSpan timeSpan) => dateTimeOffset.Add(timeSpan);

    public static DateTimeOffset operator -(DateTimeOffset dateTimeOffset, TimeSpan timeSpan) => dateTimeOffset.Subtract(timeSpan);

    public static TimeSpan operator -(DateTimeOffset left, DateTimeOffset right) => left.Subtract(right);

    public static bool operator ==(DateTimeOffset left, DateTimeOffset right) => left._utc == right._utc;

    public static bool operator !=(DateTimeOffset left, DateTimeOffset right) => left._utc != right._utc;

    public static bool operator <(DateTimeOffset left, DateTimeOffset right) => left._utc < right._utc;

    public static bool operator <=(DateTimeOffset left, DateTimeOffset right) => left._utc <= right._utc;

    public static bool operator >(DateTimeOffset left, DateTimeOffset right) => left._utc > right._utc;

    public static bool operator >=(DateTimeOffset left, DateTimeOffset right) => left._utc >= right._utc;

    public override string ToString() => ToString(null, null);

    public string ToString(string format) => ToString(format, null);

    public string ToString(IFormatProvider formatProvider) => ToString(null, formatProvider);

    public string ToString(string format, IFormatProvider formatProvider)
    {
        string offset = OffsetText;
        if (string.IsNullOrEmpty(format))
            return DateTime.ToString("G", formatProvider) + " " + offset;
        if (format.Length == 1)
        {
            if (format[0] is 'o' or 'O')
                return DateTime.ToString("yyyy'-'MM'-'dd'T'HH':'mm':'ss'.'fffffff", formatProvider) + offset;
            // These formats show UTC.
            if (format[0] is 'r' or 'R' or 'u')
                return _utc.ToString(format, formatProvider);
            return DateTime.ToString(format, formatProvider);
        }
        if (format.Contains('z') || format.Contains('K'))
            format = format.Replace("zzz", "'" + offset + "'").Replace("K", "'" + offset + "'");
        return DateTime.ToString(format, formatProvider);
    }

    private string OffsetText
    {
        get
        {
            int minutes = Math.Abs((int)_offsetMinutes);
            return (_offsetMinutes < 0 ? "-" : "+") + (minutes / 60).ToString("D2") + ":" + (minutes % 60).ToString("D2");
        }
    }

    public bool TryFormat(Span<char> destination, out int charsWritten, ReadOnlySpan<char> format = default, IFormatProvider formatProvider = null)
    {
        string text = ToString(format.ToString(), formatProvider);
        bool fits = text.TryCopyTo(destination);
        charsWritten = fits ? text.Length : 0;
        return fits;
    }
}
