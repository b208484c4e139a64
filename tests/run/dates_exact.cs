// UTF-8 forms of numbers, exact parsing of dates, times and Guids.
// covers: dates and times, System.Globalization
using System;
using System.Globalization;
using System.Text;

static class Program
{
    static void Show<T>(string what, Func<T> f)
    {
        try { Console.WriteLine($"{what}: {f()}"); }
        catch (Exception e) { Console.WriteLine($"{what}: {e.GetType().Name} {e.Message}"); }
    }

    static string Utf8<T>(T value, string format) where T : IUtf8SpanFormattable
    {
        Span<byte> buffer = stackalloc byte[64];
        return value.TryFormat(buffer, out int n, format, CultureInfo.InvariantCulture) ? Encoding.UTF8.GetString(buffer[..n]) : "too long";
    }

    static T FromUtf8<T>(string text) where T : IUtf8SpanParsable<T> => T.Parse(Encoding.UTF8.GetBytes(text), CultureInfo.InvariantCulture);

    static void Main()
    {
        CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
        Show("int", () => Utf8(-12345, "N0"));
        Show("double", () => Utf8(1.5e300, "R"));
        Show("decimal", () => Utf8(12.50m, "C"));
        Show("long", () => Utf8(long.MinValue, "X"));
        Show("short", () => Utf8((short)-7, "D5"));
        Show("guid", () => Utf8(new Guid("01234567-89ab-cdef-0123-456789abcdef"), "B"));
        Show("date", () => Utf8(new DateOnly(2024, 2, 29), "yyyy/MM/dd"));
        Show("time", () => Utf8(new TimeOnly(13, 5, 7, 9, 11), "O"));
        Show("parse int", () => FromUtf8<int>(" 42 "));
        Show("parse bad", () => FromUtf8<int>("4é2"));
        Show("parse byte", () => FromUtf8<byte>("256"));
        Show("parse double", () => FromUtf8<double>("1,234.5e-3"));
        Show("parse decimal", () => FromUtf8<decimal>("-1,234.50"));
        Show("parse guid", () => FromUtf8<Guid>("{01234567-89ab-cdef-0123-456789abcdef}"));
        Show("nint", () => nint.Parse("7f"u8, NumberStyles.HexNumber));

        Show("DateOnly exact", () => DateOnly.ParseExact("2024-02-29", "O"));
        Show("DateOnly exact 2", () => DateOnly.ParseExact("29.02.2024", new[] { "yyyy", "dd.MM.yyyy" }).ToString("O"));
        Show("DateOnly bad", () => DateOnly.ParseExact("2023-02-29", "yyyy-MM-dd"));
        Show("DateOnly with time", () => DateOnly.TryParseExact("2023-02-28 10:00", "yyyy-MM-dd HH:mm", out _));
        Show("DateOnly style", () => DateOnly.Parse("2023-02-28", null, DateTimeStyles.AssumeLocal));
        Show("TimeOnly exact", () => TimeOnly.ParseExact("23:59:58.1234567", "O").Ticks);
        Show("TimeOnly exact 2", () => TimeOnly.ParseExact("7:05 PM", "h:mm tt").ToString("HH:mm:ss"));
        Show("TimeOnly bad", () => TimeOnly.ParseExact("25:00", "HH:mm"));
        Show("TimeOnly parse", () => TimeOnly.Parse("7:05:09.25").ToString("O"));
        Show("TimeOnly add", () => { var t = new TimeOnly(23, 30).AddHours(2.5, out int days); return $"{t} {days}"; });
        Show("TimeOnly parts", () => { var (h, m, s, ms, us) = new TimeOnly(1, 2, 3, 4, 5); return $"{h} {m} {s} {ms} {us} {new TimeOnly(1, 2, 3, 4, 5).Nanosecond}"; });

        foreach (string format in new[] { "D", "N", "B", "P", "X" })
        {
            var guid = new Guid("01234567-89ab-cdef-0123-456789abcdef");
            Show("guid " + format, () => Guid.ParseExact(guid.ToString(format), format) == guid);
            Show("guid not " + format, () => Guid.TryParseExact(guid.ToString(format == "D" ? "N" : "D"), format, out _));
        }
        Show("guid format", () => Guid.ParseExact("", "Q"));
        Show("guid text", () => Guid.ParseExact("0123", "D"));
        Show("guid big", () => Convert.ToHexString(new Guid("01234567-89ab-cdef-0123-456789abcdef").ToByteArray(true)));
        Show("guid from big", () => new Guid(Convert.FromHexString("0123456789ABCDEF0123456789ABCDEF"), true));
        string[] dates = { "2024-02-29T13:14:15.1234567+02:00", "2024-02-29 13:14", "2024-02-29T13:14:15Z", "29 Feb 2024", "bad" };
        foreach (string text in dates)
        {
            Show("dto " + text, () => DateTimeOffset.Parse(text, null, DateTimeStyles.AssumeUniversal).ToString("O"));
            Show("dto try " + text, () => DateTimeOffset.TryParse(text, out var r) + " " + r.ToString("O"));
            Show("dt rt " + text, () => { var d = DateTime.Parse(text, null, DateTimeStyles.RoundtripKind); return d.ToString("O") + d.Kind; });
            Show("dt univ " + text, () => { var d = DateTime.Parse(text, null, DateTimeStyles.AdjustToUniversal | DateTimeStyles.AssumeLocal); return d.ToString("O") + d.Kind; });
        }
        Show("dto exact", () => DateTimeOffset.ParseExact("20240229 131415 -05:30", "yyyyMMdd HHmmss zzz", null).ToString("O"));
        Show("dto exact 2", () => DateTimeOffset.ParseExact("Thu, 29 Feb 2024 13:14:15 GMT", "r", null).ToString("O"));
        Show("dto exact bad", () => DateTimeOffset.ParseExact("x", "yyyy", null));
        Show("dto style", () => DateTimeOffset.Parse("2024-01-01", null, DateTimeStyles.NoCurrentDateDefault));
        Show("dt exact space", () => DateTime.ParseExact("  2024 - 02 - 29 ", "yyyy-MM-dd", null, DateTimeStyles.AllowWhiteSpaces).ToString("s"));
        Show("dt exact year", () => DateTime.ParseExact("2024", "yyyy", null).ToString("s"));
        Show("dt exact time", () => DateTime.ParseExact("13:14", "HH:mm", null, DateTimeStyles.NoCurrentDateDefault).ToString("s"));
        Show("dt utf8", () => Utf8(new DateTime(2024, 2, 29, 1, 2, 3), "R"));
        Show("dt formats", () => new DateTime(2024, 2, 29, 1, 2, 3).GetDateTimeFormats('s')[0]);
        var (date, time) = new DateTime(2024, 2, 29, 1, 2, 3);
        Console.WriteLine($"{date:O} {time:O}");
        string[] spans = { "1.02:03:04.5", "02:03", "1:2:3:4.5678", "3", "-1.00:00:00", "24:00", "x" };
        foreach (string text in spans)
        {
            Show("ts c " + text, () => TimeSpan.ParseExact(text, "c", null));
            Show("ts custom " + text, () => TimeSpan.ParseExact(text, new[] { @"hh\:mm", @"d\.hh\:mm\:ss\.f", "%d" }, null, TimeSpanStyles.AssumeNegative));
        }
        Show("ts bad format", () => TimeSpan.ParseExact("1", "q", null));
        Show("ts utf8", () => Utf8(new TimeSpan(1, 2, 3, 4, 5), "g"));
        var calendar = new GregorianCalendar();
        Console.WriteLine($"{calendar.GetDaysInYear(2024)} {calendar.IsLeapDay(2024, 2, 29)} {calendar.ToFourDigitYear(49)} {calendar.ToFourDigitYear(50)} {calendar.AddWeeks(new DateTime(2024, 1, 1), 2):d} {calendar.Eras.Length} {calendar.AlgorithmType}");
        Show("era", () => calendar.GetDaysInMonth(2024, 2, 3));
        Show("guid 7", () => { var g = Guid.CreateVersion7(DateTimeOffset.FromUnixTimeMilliseconds(0x123456789AB)); return $"{g.ToString().Substring(0, 15)} {g.Version} {(g.Variant & 0xC) == 8}"; });
        Show("guid all", () => Guid.AllBitsSet);
    }
}
