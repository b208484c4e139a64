// Time zones: finding, converting, daylight saving, custom zones.
// covers: dates and times, pools and timers
using System;
using System.Globalization;
using System.Linq;

static class Program
{
    static void Try(string what, Action action)
    {
        try { action(); Console.WriteLine(what + ": fine"); }
        catch (Exception e) { Console.WriteLine($"{what}: {e.GetType().Name}"); }
    }

    static void Main()
    {
        Console.WriteLine($"{TimeZoneInfo.Utc.Id} {TimeZoneInfo.Utc.BaseUtcOffset} {TimeZoneInfo.Utc.SupportsDaylightSavingTime} {TimeZoneInfo.Utc.StandardName} {TimeZoneInfo.Utc.DisplayName}");
        Try("unknown", () => TimeZoneInfo.FindSystemTimeZoneById("Nowhere/Land"));
        Try("null", () => TimeZoneInfo.FindSystemTimeZoneById(null!));
        var fixedZone = TimeZoneInfo.CreateCustomTimeZone("Half", TimeSpan.FromMinutes(330), "Half past", "Half standard");
        Console.WriteLine($"{fixedZone.Id} {fixedZone.BaseUtcOffset} {fixedZone.DisplayName} {fixedZone.StandardName} {fixedZone}");
        var utc = new DateTime(2024, 7, 1, 12, 0, 0, DateTimeKind.Utc);
        Console.WriteLine(TimeZoneInfo.ConvertTimeFromUtc(utc, fixedZone).ToString("O") + " " + TimeZoneInfo.ConvertTime(new DateTimeOffset(utc), fixedZone).ToString("O"));
        Console.WriteLine(TimeZoneInfo.ConvertTimeToUtc(new DateTime(2024, 7, 1, 17, 30, 0), fixedZone).ToString("O"));
        var start = TimeZoneInfo.TransitionTime.CreateFloatingDateRule(new DateTime(1, 1, 1, 2, 0, 0), 3, 5, DayOfWeek.Sunday);
        var end = TimeZoneInfo.TransitionTime.CreateFloatingDateRule(new DateTime(1, 1, 1, 3, 0, 0), 10, 5, DayOfWeek.Sunday);
        var rule = TimeZoneInfo.AdjustmentRule.CreateAdjustmentRule(new DateTime(2000, 1, 1), new DateTime(2030, 12, 31), TimeSpan.FromHours(1), start, end);
        var middle = TimeZoneInfo.CreateCustomTimeZone("Middle", TimeSpan.FromHours(1), "Middle", "Middle Standard", "Middle Daylight", new[] { rule });
        foreach (string text in new[] { "2024-01-15T12:00", "2024-03-31T01:59", "2024-03-31T02:30", "2024-03-31T03:00", "2024-07-01T00:00", "2024-10-27T01:59", "2024-10-27T02:30", "2024-10-27T03:00", "1999-07-01T00:00", "2031-07-01T00:00" })
        {
            DateTime t = DateTime.Parse(text, CultureInfo.InvariantCulture);
            Console.WriteLine($"{text} {middle.GetUtcOffset(t)} {middle.IsDaylightSavingTime(t)} {middle.IsAmbiguousTime(t)} {middle.IsInvalidTime(t)}");
        }
        Console.WriteLine(string.Join(" ", middle.GetAmbiguousTimeOffsets(new DateTime(2024, 10, 27, 2, 30, 0)).Order()));
        Console.WriteLine(TimeZoneInfo.ConvertTimeFromUtc(utc, middle).ToString("O") + " " + TimeZoneInfo.ConvertTimeToUtc(new DateTime(2024, 1, 1), middle).ToString("O"));
        Try("invalid", () => TimeZoneInfo.ConvertTimeToUtc(new DateTime(2024, 3, 31, 2, 30, 0), middle));
        Console.WriteLine(middle.GetAdjustmentRules().Length + " " + middle.SupportsDaylightSavingTime + " " + middle.DaylightName + " " + middle.HasSameRules(fixedZone) + " " + middle.Equals(middle));
        Console.WriteLine(TimeProvider.System.GetUtcNow().Offset + " " + TimeProvider.System.TimestampFrequency + " " + (TimeProvider.System.GetElapsedTime(TimeProvider.System.GetTimestamp()) < TimeSpan.FromSeconds(5)));

        // Zones of the system, where its table is.
        if (TimeZoneInfo.TryFindSystemTimeZoneById("Europe/Berlin", out TimeZoneInfo? berlin))
        {
            foreach (string text in new[] { "2024-01-15T12:00", "2024-03-31T01:59", "2024-03-31T02:30", "2024-03-31T03:30", "2024-07-01T00:00", "2024-10-27T02:30", "2024-10-27T03:00", "1980-07-01T00:00", "2050-07-01T00:00", "2050-12-01T00:00" })
            {
                DateTime t = DateTime.Parse(text, CultureInfo.InvariantCulture);
                DateTime u = DateTime.SpecifyKind(t, DateTimeKind.Utc);
                Console.WriteLine($"{text} {berlin.GetUtcOffset(t)} {berlin.IsDaylightSavingTime(t)} {berlin.IsInvalidTime(t)} {TimeZoneInfo.ConvertTimeFromUtc(u, berlin):s}");
            }
            TimeZoneInfo york = TimeZoneInfo.FindSystemTimeZoneById("America/New_York");
            Console.WriteLine(TimeZoneInfo.ConvertTime(new DateTime(2024, 7, 4, 18, 0, 0), berlin, york).ToString("s") + " " + york.BaseUtcOffset + " " + york.Id + " " + TimeZoneInfo.ConvertTimeBySystemTimeZoneId(utc, "Asia/Kolkata").ToString("s"));
            Console.WriteLine(TimeZoneInfo.GetSystemTimeZones().Count > 300);
        }
        DateTimeOffset local = new DateTimeOffset(2024, 7, 1, 12, 0, 0, TimeSpan.FromHours(2));
        Console.WriteLine(local.UtcDateTime.ToString("O") + " " + local.ToOffset(TimeSpan.FromHours(-3)).ToString("O") + " " + (local.ToLocalTime() == local) + " " + (TimeZoneInfo.Local.GetUtcOffset(local) == local.ToLocalTime().Offset));
    }
}
