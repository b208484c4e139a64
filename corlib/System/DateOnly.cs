using System.Globalization;

namespace System;

/// <summary>A day of the Gregorian calendar, without time.</summary>
public readonly partial struct DateOnly : IUtf8SpanFormattable, IComparable, IComparable<DateOnly>, IEquatable<DateOnly>, ISpanFormattable, ISpanParsable<DateOnly>
{
    private readonly int _dayNumber;

    private DateOnly(int dayNumber) => _dayNumber = dayNumber;

    public DateOnly(int year, int month, int day) => _dayNumber = (int)(new DateTime(year, month, day).Ticks / TimeSpan.TicksPerDay);

    public static DateOnly MinValue => default;

    public static DateOnly MaxValue => new DateOnly((int)(DateTime.MaxValue.Ticks / TimeSpan.TicksPerDay));

    public static DateOnly FromDayNumber(int dayNumber)
    {
        if ((uint)dayNumber > (uint)MaxValue._dayNumber)
            Throw.OutOfRange(nameof(dayNumber), "Day number must be between 0 and DateOnly.MaxValue.DayNumber.");
        return new DateOnly(dayNumber);
    }

    public static DateOnly FromDateTime(DateTime dateTime) => new DateOnly((int)(dateTime.Ticks / TimeSpan.TicksPerDay));

    private DateTime Midnight => new DateTime(_dayNumber * TimeSpan.TicksPerDay);

    public int Year => Midnight.Year;
    public int Month => Midnight.Month;
    public int Day => Midnight.Day;
    public DayOfWeek DayOfWeek => (DayOfWeek)(((uint)_dayNumber + 1) % 7);
    public int DayOfYear => Midnight.DayOfYear;
    public int DayNumber => _dayNumber;

    public DateOnly AddDays(int value)
    {
        long day = (long)_dayNumber + value;
        if ((ulong)day > (ulong)MaxValue._dayNumber)
            Throw.OutOfRange(nameof(value), "Value to add was out of range.");
        return new DateOnly((int)day);
    }

    public DateOnly AddMonths(int value) => FromDateTime(Midnight.AddMonths(value));
    public DateOnly AddYears(int value) => FromDateTime(Midnight.AddYears(value));

    public DateTime ToDateTime(TimeOnly time) => new DateTime(_dayNumber * TimeSpan.TicksPerDay + time.Ticks);
    public DateTime ToDateTime(TimeOnly time, DateTimeKind kind) => new DateTime(_dayNumber * TimeSpan.TicksPerDay + time.Ticks, kind);

    public void Deconstruct(out int year, out int month, out int day) => (year, month, day) = (Year, Month, Day);

    public static bool operator ==(DateOnly left, DateOnly right) => left._dayNumber == right._dayNumber;
    public static bool operator !=(DateOnly left, DateOnly right) => left._dayNumber != right._dayNumber;
    public static bool operator <(DateOnly left, DateOnly right) => left._dayNumber < right._dayNumber;
    public static bool operator <=(DateOnly left, DateOnly right) => left._dayNumber <= right._dayNumber;
    public static bool operator >(DateOnly left, DateOnly right) => left._dayNumber > right._dayNumber;
    public static bool operator >=(DateOnly left, DateOnly right) => left._dayNumber >= right._dayNumber;

    public int CompareTo(DateOnly value) => _dayNumber.CompareTo(value._dayNumber);
    public int CompareTo(object value) => value is null ? 1 : value is DateOnly other ? CompareTo(other) : throw new ArgumentException("Object must be of type DateOnly.");
    public bool Equals(DateOnly value) => _dayNumber == value._dayNumber;
    public override bool Equals(object value) => value is DateOnly other && Equals(other);
    public override int GetHashCode() => _dayNumber;

    public string ToLongDateString() => ToString("D");
    public string ToShortDateString() => ToString();
    public override string ToString() => ToString("d", null);
    public string ToString(string format) => ToString(format, null);
    public string ToString(IFormatProvider provider) => ToString("d", provider);
    public string ToString(string format, IFormatProvider provider) =>
        Midnight.ToString(format is null or "" ? "d" : format is "o" or "O" ? "yyyy'-'MM'-'dd" : format is "r" or "R" ? "ddd, dd MMM yyyy" : format, provider);

    public bool TryFormat(Span<char> destination, out int charsWritten, ReadOnlySpan<char> format = default, IFormatProvider provider = null)
    {
        string text = ToString(format.ToString(), provider);
        bool fits = text.TryCopyTo(destination);
        charsWritten = fits ? text.Length : 0;
        return fits;
    }
}
