using System.Globalization;

namespace System;

/// <summary>A time of day, from midnight to just before the next one.</summary>
public readonly partial struct TimeOnly : IUtf8SpanFormattable, IComparable, IComparable<TimeOnly>, IEquatable<TimeOnly>, ISpanFormattable, ISpanParsable<TimeOnly>
{
    private readonly long _ticks;

    public TimeOnly(long ticks)
    {
        if ((ulong)ticks >= (ulong)TimeSpan.TicksPerDay)
            Throw.OutOfRange(nameof(ticks), "Ticks must be between 0 and and TimeOnly.MaxValue.Ticks.");
        _ticks = ticks;
    }

    public TimeOnly(int hour, int minute) : this(hour, minute, 0, 0)
    {
    }

    public TimeOnly(int hour, int minute, int second) : this(hour, minute, second, 0)
    {
    }

    public TimeOnly(int hour, int minute, int second, int millisecond) => _ticks = new DateTime(1, 1, 1, hour, minute, second, millisecond).Ticks;

    public static TimeOnly MinValue => default;

    public static TimeOnly MaxValue => new TimeOnly(TimeSpan.TicksPerDay - 1);

    public static TimeOnly FromTimeSpan(TimeSpan timeSpan) => new TimeOnly(timeSpan.Ticks);

    public static TimeOnly FromDateTime(DateTime dateTime) => new TimeOnly(dateTime.TimeOfDay.Ticks);

    public long Ticks => _ticks;
    public int Hour => new TimeSpan(_ticks).Hours;
    public int Minute => new TimeSpan(_ticks).Minutes;
    public int Second => new TimeSpan(_ticks).Seconds;
    public int Millisecond => new TimeSpan(_ticks).Milliseconds;

    public TimeSpan ToTimeSpan() => new TimeSpan(_ticks);

    public TimeOnly Add(TimeSpan value) => Add(value, out _);

    public TimeOnly Add(TimeSpan value, out int wrappedDays)
    {
        long ticks = _ticks + value.Ticks % TimeSpan.TicksPerDay;
        wrappedDays = (int)(value.Ticks / TimeSpan.TicksPerDay);
        if (ticks < 0)
        {
            wrappedDays--;
            ticks += TimeSpan.TicksPerDay;
        }
        else if (ticks >= TimeSpan.TicksPerDay)
        {
            wrappedDays++;
            ticks -= TimeSpan.TicksPerDay;
        }
        return new TimeOnly(ticks);
    }

    public TimeOnly AddHours(double value) => Add(TimeSpan.FromHours(value));
    public TimeOnly AddMinutes(double value) => Add(TimeSpan.FromMinutes(value));

    public bool IsBetween(TimeOnly start, TimeOnly end) =>
        start._ticks <= end._ticks ? start._ticks <= _ticks && end._ticks > _ticks : start._ticks <= _ticks || end._ticks > _ticks;

    public void Deconstruct(out int hour, out int minute) => (hour, minute) = (Hour, Minute);
    public void Deconstruct(out int hour, out int minute, out int second) => (hour, minute, second) = (Hour, Minute, Second);

    public static bool operator ==(TimeOnly left, TimeOnly right) => left._ticks == right._ticks;
    public static bool operator !=(TimeOnly left, TimeOnly right) => left._ticks != right._ticks;
    public static bool operator <(TimeOnly left, TimeOnly right) => left._ticks < right._ticks;
    public static bool operator <=(TimeOnly left, TimeOnly right) => left._ticks <= right._ticks;
    public static bool operator >(TimeOnly left, TimeOnly right) => left._ticks > right._ticks;
    public static bool operator >=(TimeOnly left, TimeOnly right) => left._ticks >= right._ticks;
    public static TimeSpan operator -(TimeOnly t1, TimeOnly t2)
    {
        long difference = t1._ticks - t2._ticks;
        return new TimeSpan(difference < 0 ? difference + TimeSpan.TicksPerDay : difference);
    }

    public int CompareTo(TimeOnly value) => _ticks.CompareTo(value._ticks);
    public int CompareTo(object value) => value is null ? 1 : value is TimeOnly other ? CompareTo(other) : throw new ArgumentException("Object must be of type TimeOnly.");
    public bool Equals(TimeOnly value) => _ticks == value._ticks;
    public override bool Equals(object value) => value is TimeOnly other && Equals(other);
    public override int GetHashCode() => _ticks.GetHashCode();

    public string ToLongTimeString() => ToString("T");
    public string ToShortTimeString() => ToString();
    public override string ToString() => ToString("t", null);
    public string ToString(string format) => ToString(format, null);
    public string ToString(IFormatProvider provider) => ToString("t", provider);
    public string ToString(string format, IFormatProvider provider) =>
        new DateTime(_ticks).ToString(format is null or "" ? "t" : format is "o" or "O" ? "HH':'mm':'ss'.'fffffff" : format is "r" or "R" ? "HH':'mm':'ss" : format, provider);

    public bool TryFormat(Span<char> destination, out int charsWritten, ReadOnlySpan<char> format = default, IFormatProvider provider = null)
    {
        string text = ToString(format.ToString(), provider);
        bool fits = text.TryCopyTo(destination);
        charsWritten = fits ? text.Length : 0;
        return fits;
    }
}
