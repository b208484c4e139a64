using System.Globalization;
using System.Runtime.Serialization;

namespace System;

/// <summary>
/// A moment as ticks since 0001-01-01 in the proleptic Gregorian calendar, with a kind in the top two bits. Local
/// time is UTC: the library has no time zone data.
/// </summary>
[StructLayout(LayoutKind.Auto)]
public readonly partial struct DateTime : IComparable, ISpanFormattable, IConvertible, IComparable<DateTime>, IEquatable<DateTime>, ISerializable, ISpanParsable<DateTime>
{
    private const int DaysPerYear = 365;
    private const int DaysPer4Years = 1461;
    private const int DaysPer100Years = 36524;
    private const int DaysPer400Years = 146097;
    internal const long MaxTicks = 3155378975999999999;
    private const long UnixEpochTicks = 621355968000000000;
    private const ulong TicksMask = 0x3FFFFFFFFFFFFFFF;
    private const string BadDate = "Year, Month, and Day parameters describe an un-representable DateTime.";

    private readonly ulong _dateData;

    public static readonly DateTime MinValue = new DateTime(0, DateTimeKind.Unspecified);
    public static readonly DateTime MaxValue = new DateTime(MaxTicks, DateTimeKind.Unspecified);
    public static readonly DateTime UnixEpoch = new DateTime(UnixEpochTicks, DateTimeKind.Utc);

    private DateTime(ulong dateData) => _dateData = dateData;

    public DateTime(long ticks) : this(ticks, DateTimeKind.Unspecified)
    {
    }

    public DateTime(long ticks, DateTimeKind kind)
    {
        if ((ulong)ticks > MaxTicks)
            Throw.OutOfRange(nameof(ticks), "Ticks must be between DateTime.MinValue.Ticks and DateTime.MaxValue.Ticks.");
        if ((uint)kind > 2)
            Throw.Argument("Invalid DateTimeKind value.", nameof(kind));
        _dateData = (ulong)ticks | (ulong)kind << 62;
    }

    public DateTime(int year, int month, int day) => _dateData = (ulong)DateToTicks(year, month, day);

    public DateTime(int year, int month, int day, Calendar calendar) : this(year, month, day)
    {
    }

    public DateTime(int year, int month, int day, int hour, int minute, int second) =>
        _dateData = (ulong)(DateToTicks(year, month, day) + TimeToTicks(hour, minute, second));

    public DateTime(int year, int month, int day, int hour, int minute, int second, DateTimeKind kind)
        : this(DateToTicks(year, month, day) + TimeToTicks(hour, minute, second), kind)
    {
    }

    public DateTime(int year, int month, int day, int hour, int minute, int second, Calendar calendar) : this(year, month, day, hour, minute, second)
    {
    }

    public DateTime(int year, int month, int day, int hour, int minute, int second, int millisecond)
        : this(year, month, day, hour, minute, second, millisecond, DateTimeKind.Unspecified)
    {
    }

    public DateTime(int year, int month, int day, int hour, int minute, int second, int millisecond, DateTimeKind kind)
        : this(DateToTicks(year, month, day) + TimeToTicks(hour, minute, second) + Milliseconds(millisecond), kind)
    {
    }

    public DateTime(int year, int month, int day, int hour, int minute, int second, int millisecond, int microsecond)
        : this(year, month, day, hour, minute, second, millisecond, microsecond, DateTimeKind.Unspecified)
    {
    }

    public DateTime(int year, int month, int day, int hour, int minute, int second, int millisecond, int microsecond, DateTimeKind kind)
        : this(DateToTicks(year, month, day) + TimeToTicks(hour, minute, second) + Milliseconds(millisecond) + microsecond * 10L, kind)
    {
    }

    void ISerializable.GetObjectData(SerializationInfo info, StreamingContext context) => throw new NotSupportedException();

    private static long Milliseconds(int millisecond)
    {
        if ((uint)millisecond >= 1000)
            Throw.OutOfRange(nameof(millisecond), "Valid values are between 0 and 999, inclusive.");
        return millisecond * TimeSpan.TicksPerMillisecond;
    }

    private static int DaysBeforeMonth(int month, bool leap) => (367 * month - 362) / 12 - (month <= 2 ? 0 : leap ? 1 : 2);

    private static long DateToTicks(int year, int month, int day)
    {
        if (year < 1 || year > 9999 || month < 1 || month > 12 || day < 1 || day > DaysInMonth(year, month))
            throw new ArgumentOutOfRangeException(null, BadDate);
        int y = year - 1;
        int days = y * DaysPerYear + y / 4 - y / 100 + y / 400 + DaysBeforeMonth(month, IsLeapYear(year)) + day - 1;
        return days * TimeSpan.TicksPerDay;
    }

    private static long TimeToTicks(int hour, int minute, int second)
    {
        if ((uint)hour >= 24 || (uint)minute >= 60 || (uint)second >= 60)
            throw new ArgumentOutOfRangeException(null, "Hour, Minute, and Second parameters describe an un-representable DateTime.");
        return (hour * 3600L + minute * 60 + second) * TimeSpan.TicksPerSecond;
    }

    public static bool IsLeapYear(int year)
    {
        if (year < 1 || year > 9999)
            Throw.OutOfRange(nameof(year), "Year must be between 1 and 9999.");
        return (year & 3) == 0 && (year % 100 != 0 || year % 400 == 0);
    }

    public static int DaysInMonth(int year, int month)
    {
        if (month < 1 || month > 12)
            Throw.OutOfRange(nameof(month), "Month must be between one and twelve.");
        if (month == 2)
            return IsLeapYear(year) ? 29 : 28;
        return month is 4 or 6 or 9 or 11 ? 30 : 31;
    }

    public void GetDate(out int year, out int month, out int day) => Split(out year, out month, out day, out _);

    internal void Split(out int year, out int month, out int day, out int dayOfYear)
    {
        int n = (int)(Ticks / TimeSpan.TicksPerDay);
        int y400 = n / DaysPer400Years;
        n -= y400 * DaysPer400Years;
        int y100 = Math.Min(n / DaysPer100Years, 3);
        n -= y100 * DaysPer100Years;
        int y4 = n / DaysPer4Years;
        n -= y4 * DaysPer4Years;
        int y1 = Math.Min(n / DaysPerYear, 3);
        n -= y1 * DaysPerYear;
        year = y400 * 400 + y100 * 100 + y4 * 4 + y1 + 1;
        dayOfYear = n + 1;
        bool leap = IsLeapYear(year);
        month = n / 32 + 1;
        while (month < 12 && n >= DaysBeforeMonth(month + 1, leap))
            month++;
        day = n - DaysBeforeMonth(month, leap) + 1;
    }

    public long Ticks => (long)(_dateData & TicksMask);

    public DateTimeKind Kind => (_dateData >> 62) switch { 0 => DateTimeKind.Unspecified, 1 => DateTimeKind.Utc, _ => DateTimeKind.Local };

    public int Year
    {
        get
        {
            Split(out int year, out _, out _, out _);
            return year;
        }
    }

    public int Month
    {
        get
        {
            Split(out _, out int month, out _, out _);
            return month;
        }
    }

    public int Day
    {
        get
        {
            Split(out _, out _, out int day, out _);
            return day;
        }
    }

    public int DayOfYear
    {
        get
        {
            Split(out _, out _, out _, out int dayOfYear);
            return dayOfYear;
        }
    }

    public DayOfWeek DayOfWeek => (DayOfWeek)((Ticks / TimeSpan.TicksPerDay + 1) % 7);

    public int Hour => (int)(Ticks / TimeSpan.TicksPerHour % 24);

    public int Minute => (int)(Ticks / TimeSpan.TicksPerMinute % 60);

    public int Second => (int)(Ticks / TimeSpan.TicksPerSecond % 60);

    public int Millisecond => (int)(Ticks / TimeSpan.TicksPerMillisecond % 1000);

    public int Microsecond => (int)(Ticks / TimeSpan.TicksPerMicrosecond % 1000);

    public int Nanosecond => (int)(Ticks % TimeSpan.TicksPerMicrosecond * 100);

    public TimeSpan TimeOfDay => new TimeSpan(Ticks % TimeSpan.TicksPerDay);

    public DateTime Date => new DateTime((ulong)(Ticks - Ticks % TimeSpan.TicksPerDay) | (_dateData & ~TicksMask));

    [DllImport("libSystem.Native", EntryPoint = "SystemNative_GetSystemTimeAsTicks")]
    private static extern long GetSystemTimeAsTicks();

    public static DateTime UtcNow => new DateTime((ulong)(GetSystemTimeAsTicks() + UnixEpochTicks) | 1UL << 62);

    public static DateTime Now => UtcNow.ToLocalTime();

    public static DateTime Today => Now.Date;

    public static DateTime SpecifyKind(DateTime value, DateTimeKind kind) => new DateTime(value.Ticks, kind);

    public DateTime ToUniversalTime() =>
        Kind == DateTimeKind.Utc ? this : new DateTime(Math.Clamp(Ticks - TimeZoneInfo.LocalOffsetOfLocal(Ticks), 0, MaxTicks), DateTimeKind.Utc);

    public DateTime ToLocalTime() =>
        Kind == DateTimeKind.Local ? this : new DateTime(Math.Clamp(Ticks + TimeZoneInfo.LocalOffsetOfUtc(Ticks), 0, MaxTicks), DateTimeKind.Local);

    public bool IsDaylightSavingTime() => Kind != DateTimeKind.Utc && TimeZoneInfo.Local.IsDaylightSavingTime(this);

    private DateTime AddChecked(long ticks)
    {
        long result = unchecked(Ticks + ticks);
        if ((ulong)result > MaxTicks)
            Throw.OutOfRange("value", "The added or subtracted value results in an un-representable DateTime.");
        return new DateTime((ulong)result | (_dateData & ~TicksMask));
    }

    private DateTime AddUnits(double value, double unitsLimit, long ticksPerUnit)
    {
        if (Math.Abs(value) > unitsLimit || double.IsNaN(value))
            Throw.OutOfRange(nameof(value), "Value to add was out of range.");
        double whole = Math.Truncate(value);
        return AddChecked((long)whole * ticksPerUnit + (long)((value - whole) * ticksPerUnit));
    }

    public DateTime Add(TimeSpan value) => AddChecked(value._ticks);

    public DateTime AddDays(double value) => AddUnits(value, 3652059, TimeSpan.TicksPerDay);

    public DateTime AddHours(double value) => AddUnits(value, 87649416, TimeSpan.TicksPerHour);

    public DateTime AddMinutes(double value) => AddUnits(value, 5258964960, TimeSpan.TicksPerMinute);

    public DateTime AddSeconds(double value) => AddUnits(value, 315537897600, TimeSpan.TicksPerSecond);

    public DateTime AddMilliseconds(double value) => AddUnits(value, 315537897600000, TimeSpan.TicksPerMillisecond);

    public DateTime AddMicroseconds(double value) => AddUnits(value, 315537897600000000, TimeSpan.TicksPerMicrosecond);

    public DateTime AddTicks(long value) => AddChecked(value);

    public DateTime AddMonths(int months)
    {
        if (months < -120000 || months > 120000)
            Throw.OutOfRange(nameof(months), "Months value must be between +/-120000.");
        Split(out int year, out int month, out int day, out _);
        int index = month - 1 + months;
        int q = index >= 0 ? index / 12 : (index - 11) / 12;
        month = index - q * 12 + 1;
        year += q;
        if (year < 1 || year > 9999)
            Throw.OutOfRange(nameof(months), "The added or subtracted value results in an un-representable DateTime.");
        day = Math.Min(day, DaysInMonth(year, month));
        return new DateTime((ulong)(DateToTicks(year, month, day) + Ticks % TimeSpan.TicksPerDay) | (_dateData & ~TicksMask));
    }

    public DateTime AddYears(int value)
    {
        if (value < -10000 || value > 10000)
            Throw.OutOfRange("years", "Years value must be between +/-10000.");
        return AddMonths(value * 12);
    }

    public TimeSpan Subtract(DateTime value) => new TimeSpan(Ticks - value.Ticks);

    public DateTime Subtract(TimeSpan value) => AddChecked(unchecked(-value._ticks));

    public static DateTime operator +(DateTime d, TimeSpan t) => d.Add(t);

    public static DateTime operator -(DateTime d, TimeSpan t) => d.Subtract(t);

    public static TimeSpan operator -(DateTime d1, DateTime d2) => d1.Subtract(d2);

    public static bool operator ==(DateTime d1, DateTime d2) => d1.Ticks == d2.Ticks;

    public static bool operator !=(DateTime d1, DateTime d2) => d1.Ticks != d2.Ticks;

    public static bool operator <(DateTime t1, DateTime t2) => t1.Ticks < t2.Ticks;

    public static bool operator <=(DateTime t1, DateTime t2) => t1.Ticks <= t2.Ticks;

    public static bool operator >(DateTime t1, DateTime t2) => t1.Ticks > t2.Ticks;

    public static bool operator >=(DateTime t1, DateTime t2) => t1.Ticks >= t2.Ticks;

    public static int Compare(DateTime t1, DateTime t2) => t1.Ticks.CompareTo(t2.Ticks);

    public int CompareTo(object value)
    {
        if (value is null)
            return 1;
        if (value is DateTime other)
            return CompareTo(other);
        throw new ArgumentException("Object must be of type DateTime.");
    }

    public int CompareTo(DateTime value) => Ticks.CompareTo(value.Ticks);

    public override bool Equals([NotNullWhen(true)] object value) => value is DateTime other && Ticks == other.Ticks;

    public bool Equals(DateTime value) => Ticks == value.Ticks;

    public static bool Equals(DateTime t1, DateTime t2) => t1.Ticks == t2.Ticks;

    public override int GetHashCode() => Ticks.GetHashCode();

    public long ToBinary() => (long)_dateData;

    public static DateTime FromBinary(long dateData) => new DateTime((ulong)dateData);

    private const long FileTimeOffset = 504911232000000000;

    public long ToFileTime() => Ticks - FileTimeOffset;

    public long ToFileTimeUtc() => (Kind == DateTimeKind.Local ? ToUniversalTime().Ticks : Ticks) - FileTimeOffset;

    public static DateTime FromFileTime(long fileTime) => FromFileTimeUtc(fileTime).ToLocalTime();

    public static DateTime FromFileTimeUtc(long fileTime)
    {
        if ((ulong)fileTime > (ulong)(MaxTicks - FileTimeOffset))
            throw new ArgumentOutOfRangeException(nameof(fileTime), "Not a valid Win32 FileTime.");
        return new DateTime(fileTime + FileTimeOffset, DateTimeKind.Utc);
    }

    public double ToOADate() => Ticks == 0 ? 0 : (Ticks - 599264352000000000) / (double)TimeSpan.TicksPerDay;

    public static DateTime FromOADate(double d) => new DateTime(599264352000000000).AddMilliseconds(Math.Round(d * 86400000));

    public TypeCode GetTypeCode() => TypeCode.DateTime;

    bool IConvertible.ToBoolean(IFormatProvider provider) => throw Throw.InvalidCast("DateTime", "Boolean");
    char IConvertible.ToChar(IFormatProvider provider) => throw Throw.InvalidCast("DateTime", "Char");
    sbyte IConvertible.ToSByte(IFormatProvider provider) => throw Throw.InvalidCast("DateTime", "SByte");
    byte IConvertible.ToByte(IFormatProvider provider) => throw Throw.InvalidCast("DateTime", "Byte");
    short IConvertible.ToInt16(IFormatProvider provider) => throw Throw.InvalidCast("DateTime", "Int16");
    ushort IConvertible.ToUInt16(IFormatProvider provider) => throw Throw.InvalidCast("DateTime", "UInt16");
    int IConvertible.ToInt32(IFormatProvider provider) => throw Throw.InvalidCast("DateTime", "Int32");
    uint IConvertible.ToUInt32(IFormatProvider provider) => throw Throw.InvalidCast("DateTime", "UInt32");
    long IConvertible.ToInt64(IFormatProvider provider) => throw Throw.InvalidCast("DateTime", "Int64");
    ulong IConvertible.ToUInt64(IFormatProvider provider) => throw Throw.InvalidCast("DateTime", "UInt64");
    float IConvertible.ToSingle(IFormatProvider provider) => throw Throw.InvalidCast("DateTime", "Single");
    double IConvertible.ToDouble(IFormatProvider provider) => throw Throw.InvalidCast("DateTime", "Double");
    decimal IConvertible.ToDecimal(IFormatProvider provider) => throw Throw.InvalidCast("DateTime", "Decimal");
    DateTime IConvertible.ToDateTime(IFormatProvider provider) => this;
    object IConvertible.ToType(Type type, IFormatProvider provider) => Convert.DefaultToType(this, type, provider);
}
