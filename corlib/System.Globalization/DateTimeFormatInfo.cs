namespace System.Globalization;

/// <summary>Names and patterns for dates; a fresh one holds the invariant culture's.</summary>
public sealed class DateTimeFormatInfo : IFormatProvider, ICloneable
{
    private static DateTimeFormatInfo s_invariant;

    private bool _isReadOnly;
    private string[] _dayNames;
    private string[] _abbreviatedDayNames;
    private string[] _monthNames;
    private string[] _abbreviatedMonthNames;
    private string _shortDatePattern = "MM/dd/yyyy";
    private string _longDatePattern = "dddd, dd MMMM yyyy";
    private string _shortTimePattern = "HH:mm";
    private string _longTimePattern = "HH:mm:ss";
    private string _fullDateTimePattern;
    private string _monthDayPattern = "MMMM dd";
    private string _yearMonthPattern = "yyyy MMMM";
    private string _amDesignator = "AM";
    private string _pmDesignator = "PM";
    private string _dateSeparator = "/";
    private string _timeSeparator = ":";

    public static DateTimeFormatInfo InvariantInfo => s_invariant ??= new DateTimeFormatInfo { _isReadOnly = true };

    public static DateTimeFormatInfo CurrentInfo => Number.s_cultureWasSet ? CultureInfo.CurrentCulture.DateTimeFormat : InvariantInfo;

    public static DateTimeFormatInfo GetInstance(IFormatProvider provider)
    {
        if (provider is null)
            return CurrentInfo;
        if (provider is DateTimeFormatInfo info)
            return info;
        if (provider is CultureInfo culture)
            return culture.DateTimeFormat;
        return provider.GetFormat(typeof(DateTimeFormatInfo)) as DateTimeFormatInfo ?? CurrentInfo;
    }

    public object GetFormat(Type formatType) => formatType == typeof(DateTimeFormatInfo) ? this : null;

    public object Clone()
    {
        var copy = (DateTimeFormatInfo)MemberwiseClone();
        copy._isReadOnly = false;
        return copy;
    }

    public static DateTimeFormatInfo ReadOnly(DateTimeFormatInfo dtfi)
    {
        var copy = (DateTimeFormatInfo)dtfi.Clone();
        copy._isReadOnly = true;
        return copy;
    }

    public bool IsReadOnly => _isReadOnly;

    private void Set<T>(ref T field, T value) where T : class
    {
        if (_isReadOnly)
            Throw.Invalid("Instance is read-only.");
        Throw.IfNull(value, nameof(value));
        field = value;
    }

    private string[] Days => _dayNames ??= ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];

    private string[] ShortDays => _abbreviatedDayNames ??= ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];

    private string[] Months => _monthNames ??=
        ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December", ""];

    private string[] ShortMonths => _abbreviatedMonthNames ??= ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec", ""];

    public string[] DayNames { get => (string[])Days.Clone(); set => Set(ref _dayNames, value); }
    public string[] AbbreviatedDayNames { get => (string[])ShortDays.Clone(); set => Set(ref _abbreviatedDayNames, value); }
    public string[] MonthNames { get => (string[])Months.Clone(); set => Set(ref _monthNames, value); }
    public string[] AbbreviatedMonthNames { get => (string[])ShortMonths.Clone(); set => Set(ref _abbreviatedMonthNames, value); }
    public string[] MonthGenitiveNames { get => MonthNames; set => MonthNames = value; }
    public string[] AbbreviatedMonthGenitiveNames { get => AbbreviatedMonthNames; set => AbbreviatedMonthNames = value; }
    public string ShortDatePattern { get => _shortDatePattern; set => Set(ref _shortDatePattern, value); }
    public string LongDatePattern { get => _longDatePattern; set => Set(ref _longDatePattern, value); }
    public string ShortTimePattern { get => _shortTimePattern; set => Set(ref _shortTimePattern, value); }
    public string LongTimePattern { get => _longTimePattern; set => Set(ref _longTimePattern, value); }
    public string FullDateTimePattern { get => _fullDateTimePattern ?? _longDatePattern + " " + _longTimePattern; set => Set(ref _fullDateTimePattern, value); }
    public string MonthDayPattern { get => _monthDayPattern; set => Set(ref _monthDayPattern, value); }
    public string YearMonthPattern { get => _yearMonthPattern; set => Set(ref _yearMonthPattern, value); }
    public string AMDesignator { get => _amDesignator; set => Set(ref _amDesignator, value); }
    public string PMDesignator { get => _pmDesignator; set => Set(ref _pmDesignator, value); }
    public string DateSeparator { get => _dateSeparator; set => Set(ref _dateSeparator, value); }
    public string TimeSeparator { get => _timeSeparator; set => Set(ref _timeSeparator, value); }
    public string RFC1123Pattern => "ddd, dd MMM yyyy HH':'mm':'ss 'GMT'";
    public string SortableDateTimePattern => "yyyy'-'MM'-'dd'T'HH':'mm':'ss";
    public string UniversalSortableDateTimePattern => "yyyy'-'MM'-'dd HH':'mm':'ss'Z'";
    public DayOfWeek FirstDayOfWeek { get; set; }
    public CalendarWeekRule CalendarWeekRule { get; set; }
    public Calendar Calendar { get; set; } = GregorianCalendar.Default;
    public string NativeCalendarName => "Gregorian Calendar";

    public string GetDayName(DayOfWeek dayofweek)
    {
        if ((uint)dayofweek > 6)
            Throw.OutOfRange(nameof(dayofweek), dayofweek, "Valid values are between Sunday and Saturday, inclusive.");
        return Days[(int)dayofweek];
    }

    public string GetAbbreviatedDayName(DayOfWeek dayofweek)
    {
        if ((uint)dayofweek > 6)
            Throw.OutOfRange(nameof(dayofweek), dayofweek, "Valid values are between Sunday and Saturday, inclusive.");
        return ShortDays[(int)dayofweek];
    }

    public string GetMonthName(int month)
    {
        if (month < 1 || month > 13)
            Throw.OutOfRange(nameof(month), month, "Valid values are between 1 and 13, inclusive.");
        return Months[month - 1];
    }

    public string GetAbbreviatedMonthName(int month)
    {
        if (month < 1 || month > 13)
            Throw.OutOfRange(nameof(month), month, "Valid values are between 1 and 13, inclusive.");
        return ShortMonths[month - 1];
    }

    public string GetEraName(int era) => "A.D.";

    private string[] _shortestDayNames = ["Su", "Mo", "Tu", "We", "Th", "Fr", "Sa"];

    public string[] ShortestDayNames
    {
        get => (string[])_shortestDayNames.Clone();
        set
        {
            Throw.IfNull(value, nameof(value));
            if (value.Length != 7)
                throw new ArgumentException("Length of the array must be 7.", nameof(value));
            Set(ref _shortestDayNames, (string[])value.Clone());
        }
    }

    public string GetShortestDayName(DayOfWeek dayOfWeek)
    {
        if ((uint)dayOfWeek > 6)
            throw new ArgumentOutOfRangeException(nameof(dayOfWeek), dayOfWeek, "Valid values are between Sunday and Saturday, inclusive.");
        return _shortestDayNames[(int)dayOfWeek];
    }

    public string GetAbbreviatedEraName(int era) => era is 0 or 1 ? "AD" : throw new ArgumentOutOfRangeException(nameof(era), "Era value was not valid.");

    public int GetEra(string eraName)
    {
        Throw.IfNull(eraName, nameof(eraName));
        return eraName.Equals("A.D.", StringComparison.OrdinalIgnoreCase) || eraName.Equals("AD", StringComparison.OrdinalIgnoreCase) ? 1 : -1;
    }

    /// <summary>The pattern in force first, then the others of the invariant culture.</summary>
    private static string[] Alternatives(string first, params ReadOnlySpan<string> others)
    {
        var all = new Collections.Generic.List<string> { first };
        foreach (string other in others)
            if (!all.Contains(other))
                all.Add(other);
        return all.ToArray();
    }

    private static string[] Pairs(string[] dates, string[] times)
    {
        var all = new string[dates.Length * times.Length];
        for (int i = 0; i < all.Length; i++)
            all[i] = dates[i / times.Length] + " " + times[i % times.Length];
        return all;
    }

    private string[] ShortDates => Alternatives(ShortDatePattern, "yyyy-MM-dd");
    private string[] ShortTimes => Alternatives(ShortTimePattern, "HH:mm", "hh:mm tt", "H:mm", "h:mm tt");
    private string[] LongTimes => Alternatives(LongTimePattern, "HH:mm:ss", "hh:mm:ss tt", "H:mm:ss", "h:mm:ss tt");

    public string[] GetAllDateTimePatterns(char format) => format switch
    {
        'd' => ShortDates,
        'D' => [LongDatePattern],
        'f' => Pairs([LongDatePattern], ShortTimes),
        'F' or 'U' => Pairs([LongDatePattern], LongTimes),
        'g' => Pairs(ShortDates, ShortTimes),
        'G' => Pairs(ShortDates, LongTimes),
        'm' or 'M' => [MonthDayPattern],
        'o' or 'O' => ["yyyy'-'MM'-'dd'T'HH':'mm':'ss'.'fffffffK"],
        'r' or 'R' => [RFC1123Pattern],
        's' => [SortableDateTimePattern],
        't' => ShortTimes,
        'T' => LongTimes,
        'u' => [UniversalSortableDateTimePattern],
        'y' or 'Y' => [YearMonthPattern],
        _ => throw new ArgumentException("Format specifier '" + format + "' was invalid.", nameof(format))
    };

    public string[] GetAllDateTimePatterns()
    {
        var all = new Collections.Generic.List<string>();
        foreach (char format in "dDfFgGmMoOrRstTuUyY")
            all.AddRange(GetAllDateTimePatterns(format));
        return all.ToArray();
    }

    public void SetAllDateTimePatterns(string[] patterns, char format)
    {
        Throw.IfNull(patterns, nameof(patterns));
        if (patterns.Length == 0)
            throw new ArgumentException("Array must not be of length zero.", nameof(patterns));
        switch (format)
        {
            case 'd': ShortDatePattern = patterns[0]; break;
            case 'D': LongDatePattern = patterns[0]; break;
            case 't': ShortTimePattern = patterns[0]; break;
            case 'T': LongTimePattern = patterns[0]; break;
            case 'y' or 'Y': YearMonthPattern = patterns[0]; break;
            default: throw new ArgumentException("Format specifier '" + format + "' was invalid.", nameof(format));
        }
    }
}
