namespace System.Globalization;

/// <summary>Divides time into years, months and days. Only the Gregorian calendar is here.</summary>
public abstract class Calendar : ICloneable
{
    public const int CurrentEra = 0;

    public virtual object Clone() => MemberwiseClone();

    public virtual DateTime MinSupportedDateTime => DateTime.MinValue;

    public virtual DateTime MaxSupportedDateTime => DateTime.MaxValue;

    public virtual int GetYear(DateTime time) => time.Year;

    public virtual int GetMonth(DateTime time) => time.Month;

    public virtual int GetDayOfMonth(DateTime time) => time.Day;

    public virtual int GetDayOfYear(DateTime time) => time.DayOfYear;

    public virtual DayOfWeek GetDayOfWeek(DateTime time) => time.DayOfWeek;

    public virtual int GetHour(DateTime time) => time.Hour;

    public virtual int GetMinute(DateTime time) => time.Minute;

    public virtual int GetSecond(DateTime time) => time.Second;

    public virtual double GetMilliseconds(DateTime time) => time.Millisecond;

    public virtual int GetDaysInMonth(int year, int month) => DateTime.DaysInMonth(year, month);

    public virtual int GetDaysInYear(int year) => DateTime.IsLeapYear(year) ? 366 : 365;

    public virtual bool IsLeapYear(int year) => DateTime.IsLeapYear(year);

    public virtual DateTime AddDays(DateTime time, int days) => time.AddDays(days);

    public virtual DateTime AddMonths(DateTime time, int months) => time.AddMonths(months);

    public virtual DateTime AddYears(DateTime time, int years) => time.AddYears(years);

    private bool _isReadOnly;
    private int _twoDigitYearMax = 2049;

    public bool IsReadOnly => _isReadOnly;

    public static Calendar ReadOnly(Calendar calendar)
    {
        Throw.IfNull(calendar, nameof(calendar));
        if (calendar._isReadOnly)
            return calendar;
        var copy = (Calendar)calendar.MemberwiseClone();
        copy._isReadOnly = true;
        return copy;
    }

    private protected void CheckWritable()
    {
        if (_isReadOnly)
            throw new InvalidOperationException("Instance is read-only.");
    }

    public virtual CalendarAlgorithmType AlgorithmType => CalendarAlgorithmType.SolarCalendar;

    public virtual int[] Eras => [1];

    protected virtual int DaysInYearBeforeMinSupportedYear => 365;

    public virtual int TwoDigitYearMax
    {
        get => _twoDigitYearMax;
        set
        {
            CheckWritable();
            if (value is < 99 or > 9999)
                Throw.OutOfRange(nameof(value), "Valid values are between 99 and 9999, inclusive.");
            _twoDigitYearMax = value;
        }
    }

    private static void CheckEra(int era)
    {
        if (era is not (0 or 1))
            throw new ArgumentOutOfRangeException(nameof(era), era, "Era value was not valid.");
    }

    private static void CheckYear(int year)
    {
        if (year is < 1 or > 9999)
            throw new ArgumentOutOfRangeException(nameof(year), year, "Valid values are between 1 and 9999, inclusive.");
    }

    public virtual DateTime AddMilliseconds(DateTime time, double milliseconds) => time.AddMilliseconds(milliseconds);

    public virtual DateTime AddSeconds(DateTime time, int seconds) => time.AddSeconds(seconds);

    public virtual DateTime AddMinutes(DateTime time, int minutes) => time.AddMinutes(minutes);

    public virtual DateTime AddHours(DateTime time, int hours) => time.AddHours(hours);

    public virtual DateTime AddWeeks(DateTime time, int weeks) => AddDays(time, weeks * 7);

    public virtual int GetDaysInMonth(int year, int month, int era)
    {
        CheckEra(era);
        CheckYear(year);
        if (month is < 1 or > 12)
            throw new ArgumentOutOfRangeException(nameof(month), "Month must be between one and twelve.");
        return DateTime.DaysInMonth(year, month);
    }

    public virtual int GetDaysInYear(int year, int era) => IsLeapYear(year, era) ? 366 : 365;

    public virtual int GetEra(DateTime time) => 1;

    public virtual int GetLeapMonth(int year) => GetLeapMonth(year, CurrentEra);

    public virtual int GetLeapMonth(int year, int era)
    {
        CheckEra(era);
        CheckYear(year);
        return 0;
    }

    public virtual int GetMonthsInYear(int year) => GetMonthsInYear(year, CurrentEra);

    public virtual int GetMonthsInYear(int year, int era)
    {
        CheckEra(era);
        CheckYear(year);
        return 12;
    }

    public virtual bool IsLeapDay(int year, int month, int day) => IsLeapDay(year, month, day, CurrentEra);

    public virtual bool IsLeapDay(int year, int month, int day, int era)
    {
        if (day < 1 || day > GetDaysInMonth(year, month, era))
            throw new ArgumentOutOfRangeException(nameof(day), day, "Valid values are between 1 and " + GetDaysInMonth(year, month, era).ToString() + ", inclusive.");
        return IsLeapYear(year, era) && month == 2 && day == 29;
    }

    public virtual bool IsLeapMonth(int year, int month) => IsLeapMonth(year, month, CurrentEra);

    public virtual bool IsLeapMonth(int year, int month, int era)
    {
        CheckEra(era);
        CheckYear(year);
        return false;
    }

    public virtual bool IsLeapYear(int year, int era)
    {
        CheckEra(era);
        CheckYear(year);
        return DateTime.IsLeapYear(year);
    }

    public virtual DateTime ToDateTime(int year, int month, int day, int hour, int minute, int second, int millisecond) =>
        ToDateTime(year, month, day, hour, minute, second, millisecond, CurrentEra);

    public virtual DateTime ToDateTime(int year, int month, int day, int hour, int minute, int second, int millisecond, int era)
    {
        CheckEra(era);
        return new DateTime(year, month, day, hour, minute, second, millisecond);
    }

    public virtual int ToFourDigitYear(int year)
    {
        if (year < 0)
            Throw.OutOfRange(nameof(year), "Non-negative number required.");
        return year < 100 ? (TwoDigitYearMax / 100 - (year > TwoDigitYearMax % 100 ? 1 : 0)) * 100 + year : year;
    }

    public virtual int GetWeekOfYear(DateTime time, CalendarWeekRule rule, DayOfWeek firstDayOfWeek)
    {
        int dayOfYear = time.DayOfYear - 1;
        int dayForJan1 = (int)time.DayOfWeek - dayOfYear % 7;
        int offset = (dayForJan1 - (int)firstDayOfWeek + 14) % 7;
        if (rule == CalendarWeekRule.FirstDay)
            return (dayOfYear + offset) / 7 + 1;
        int fullDays = rule == CalendarWeekRule.FirstFullWeek ? 7 : 4;
        offset = (7 - offset) % 7;
        if (offset != 0 && offset >= fullDays)
            offset -= 7;
        int day = dayOfYear - offset;
        if (day >= 0)
            return day / 7 + 1;
        return GetWeekOfYear(time.AddDays(-(dayOfYear + 1)), rule, firstDayOfWeek);
    }
}
