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
