// Date arithmetic and calendars: month sheets, week numbers, Easter, ages, working days, recurring appointments, time zones as offsets.
// compiler: both
// covers: dates and times, System.Globalization, number formatting, iterators
using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;

static class Dates
{
    public static DateTime Easter(int year)
    {
        int a = year % 19, b = year / 100, c = year % 100;
        int d = (19 * a + b - b / 4 - (b - (b + 8) / 25 + 1) / 3 + 15) % 30;
        int e = (32 + 2 * (b % 4) + 2 * (c / 4) - d - c % 4) % 7;
        int f = d + e - 7 * ((a + 11 * d + 22 * e) / 451) + 114;
        return new DateTime(year, f / 31, f % 31 + 1);
    }

    public static int IsoWeek(DateTime date)
    {
        DateTime thursday = date.AddDays(3 - ((int)date.DayOfWeek + 6) % 7);
        return (thursday.DayOfYear - 1) / 7 + 1;
    }

    public static int Age(DateTime born, DateTime on)
    {
        int years = on.Year - born.Year;
        return born.AddYears(years) > on ? years - 1 : years;
    }

    public static bool IsWeekend(this DateTime date) { return date.DayOfWeek == DayOfWeek.Saturday || date.DayOfWeek == DayOfWeek.Sunday; }

    public static DateTime AddWorkingDays(this DateTime date, int days, ICollection<DateTime> holidays)
    {
        int step = Math.Sign(days);
        while (days != 0)
        {
            date = date.AddDays(step);
            if (!date.IsWeekend() && !holidays.Contains(date))
                days -= step;
        }
        return date;
    }

    public static IEnumerable<DateTime> Every(DateTime from, Func<DateTime, int, DateTime> step)
    {
        for (int i = 0; ; i++)
            yield return step(from, i);
    }
}

static class Program
{
    static string Sheet(int year, int month)
    {
        var text = new StringBuilder();
        var first = new DateTime(year, month, 1);
        string title = first.ToString("MMMM yyyy", CultureInfo.InvariantCulture);
        text.Append(new string(' ', 3 + (20 - title.Length) / 2)).Append(title).Append('\n');
        text.Append("wk Mo Tu We Th Fr Sa Su\n");
        int lead = ((int)first.DayOfWeek + 6) % 7;
        for (DateTime day = first.AddDays(-lead); day < first.AddMonths(1); day = day.AddDays(7))
        {
            text.AppendFormat("{0,2}", Dates.IsoWeek(day));
            for (int i = 0; i < 7; i++)
            {
                DateTime cell = day.AddDays(i);
                text.Append(cell.Month == month ? cell.Day.ToString().PadLeft(3) : "   ");
            }
            text.Append('\n');
        }
        return text.ToString();
    }

    static string Describe(TimeSpan span)
    {
        var parts = new List<string>();
        Action<int, string> add = (n, unit) => { if (n != 0) parts.Add(n + " " + unit + (Math.Abs(n) == 1 ? "" : "s")); };
        add(span.Days, "day");
        add(span.Hours, "hour");
        add(span.Minutes, "minute");
        add(span.Seconds, "second");
        return parts.Count == 0 ? "no time" : string.Join(", ", parts.ToArray());
    }

    static void Main()
    {
        CultureInfo invariant = CultureInfo.InvariantCulture;
        Console.Write(Sheet(2024, 2));
        Console.Write(Sheet(2026, 1));

        Console.WriteLine("Easter: " + string.Join(" ", new[] { 1961, 1999, 2000, 2024, 2025, 2038, 2285 }.Select(y => Dates.Easter(y).ToString("yyyy-MM-dd", invariant))));
        Console.WriteLine("Friday the 13th in 2026: " + string.Join(", ", Enumerable.Range(1, 12).Select(m => new DateTime(2026, m, 13)).Where(d => d.DayOfWeek == DayOfWeek.Friday).Select(d => d.ToString("d MMM", invariant))));
        Console.WriteLine("leap years: " + string.Join(" ", new[] { 1900, 2000, 2023, 2024, 2100 }.Where(DateTime.IsLeapYear)) + "; days " + DateTime.DaysInMonth(2023, 2) + " " + DateTime.DaysInMonth(2024, 2));
        foreach (string text in new[] { "2020-12-31", "2021-01-03", "2021-01-04", "2024-12-30", "2016-02-29" })
        {
            DateTime date = DateTime.ParseExact(text, "yyyy-MM-dd", invariant);
            Console.WriteLine("{0} {1,-9} day {2,3} week {3,2} ticks {4}", text, date.DayOfWeek, date.DayOfYear, Dates.IsoWeek(date), date.Ticks);
        }

        var born = new DateTime(2004, 2, 29);
        Console.WriteLine("age: " + Dates.Age(born, new DateTime(2024, 2, 28)) + " " + Dates.Age(born, new DateTime(2024, 2, 29)) + " " + Dates.Age(born, new DateTime(2023, 2, 28)) + " " + Dates.Age(born, new DateTime(2023, 3, 1)));
        Console.WriteLine("lived: " + Describe(new DateTime(2024, 3, 10, 9, 30, 0) - new DateTime(2024, 2, 28, 22, 45, 30)) + "; " + Describe(TimeSpan.Zero) + "; " + Describe(TimeSpan.FromMinutes(-61)));

        var holidays = new HashSet<DateTime> { new DateTime(2024, 12, 25), new DateTime(2024, 12, 26), new DateTime(2025, 1, 1) };
        var start = new DateTime(2024, 12, 23);
        Console.WriteLine("working days: " + string.Join(" ", new[] { 1, 2, 3, 7, -5 }.Select(n => start.AddWorkingDays(n, holidays).ToString("ddd dd-MM", invariant))));

        Console.WriteLine("month ends: " + string.Join(" ", Dates.Every(new DateTime(2023, 10, 31), (d, i) => d.AddMonths(i)).Take(6).Select(d => d.ToString("MM/dd", invariant))));
        Console.WriteLine("every 90 minutes: " + string.Join(" ", Dates.Every(new DateTime(2024, 3, 30, 21, 15, 0), (d, i) => d.AddMinutes(90 * i)).TakeWhile(d => d.Day == 30 || d.Hour < 3).Select(d => d.ToString("HH:mm", invariant))));
        Console.WriteLine("second Tuesdays: " + string.Join(" ", Enumerable.Range(1, 4).Select(m => Enumerable.Range(1, 31).Select(d => new DateTime(2024, m, Math.Min(d, 28))).Where(d => d.DayOfWeek == DayOfWeek.Tuesday).ElementAt(1).ToString("MMM d", invariant))));

        var moment = new DateTime(2009, 6, 15, 13, 45, 30, 617);
        foreach (string format in new[] { "d", "D", "f", "F", "g", "G", "M", "o", "R", "s", "t", "T", "u", "Y", "yy-M-d h:m:s tt", "dddd 'the' d", "HH:mm:ss.fff", "yyyyMMddTHHmmss", "%d", "gg yyy" })
            Console.WriteLine("{0,-18}{1}", format, moment.ToString(format, invariant));

        foreach (string text in new[] { "2009-06-15", "06/15/2009 13:45", "15 June 2009", "2009-06-15T13:45:30.5", "Mon, 15 Jun 2009 13:45:30 GMT", "2009-13-01", "tomorrow", "2:30 PM" })
        {
            DateTime parsed;
            bool ok = DateTime.TryParse(text, invariant, DateTimeStyles.AdjustToUniversal | DateTimeStyles.NoCurrentDateDefault, out parsed);
            Console.WriteLine("{0,-30} {1}", text, ok ? parsed.ToString("yyyy-MM-dd HH:mm:ss.f", invariant) : "no date");
        }

        var zurich = new DateTimeOffset(2024, 7, 1, 9, 0, 0, TimeSpan.FromHours(2));
        DateTimeOffset delhi = zurich.ToOffset(new TimeSpan(5, 30, 0));
        Console.WriteLine("{0} = {1} = {2}; {3} {4}", zurich.ToString("yyyy-MM-dd HH:mm zzz", invariant), delhi.ToString("yyyy-MM-dd HH:mm zzz", invariant), zurich.UtcDateTime.ToString("u", invariant), zurich == delhi, zurich.EqualsExact(delhi));
        Console.WriteLine("{0} {1}", zurich.ToUnixTimeSeconds(), DateTimeOffset.FromUnixTimeSeconds(1000000000).ToString("o", invariant));

        var spans = new[] { new TimeSpan(1, 2, 3), new TimeSpan(4, 5, 6, 7, 89), TimeSpan.FromDays(-1.5), TimeSpan.FromMilliseconds(1234), TimeSpan.MaxValue };
        foreach (TimeSpan span in spans)
            Console.WriteLine("{0} | {1} | {2} | {3}", span, span.ToString("g", invariant), span.ToString("G", invariant), span.TotalHours.ToString("F2", invariant));
        Console.WriteLine(TimeSpan.Parse("1.02:03:04.5", invariant).TotalSeconds.ToString(invariant) + " " + TimeSpan.ParseExact("07:45", @"hh\:mm", invariant) + " " + spans.Min() + " " + (spans[0] + spans[1] - spans[3]).Negate().Duration());
        foreach (Action action in new Action[] { () => new DateTime(2023, 2, 29), () => DateTime.MaxValue.AddDays(1), () => TimeSpan.Parse("25:00:00x", invariant), () => TimeSpan.MaxValue.Add(TimeSpan.FromTicks(1)), () => new DateTimeOffset(2024, 1, 1, 0, 0, 0, TimeSpan.FromHours(15)) })
        {
            try
            {
                action();
                Console.WriteLine("accepted");
            }
            catch (Exception e)
            {
                Console.WriteLine(e.GetType().Name + ": " + e.Message);
            }
        }
    }
}
