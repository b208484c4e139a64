namespace System.Globalization;

public enum GregorianCalendarTypes
{
    Localized = 1, USEnglish = 2, MiddleEastFrench = 9, Arabic = 10, TransliteratedEnglish = 11, TransliteratedFrench = 12
}

public enum CalendarAlgorithmType
{
    Unknown, SolarCalendar, LunarCalendar, LunisolarCalendar
}

public class GregorianCalendar : Calendar
{
    public const int ADEra = 1;

    internal static readonly GregorianCalendar Default = new GregorianCalendar();

    private GregorianCalendarTypes _type;

    public GregorianCalendar() : this(GregorianCalendarTypes.Localized)
    {
    }

    public GregorianCalendar(GregorianCalendarTypes type) => CalendarType = type;

    public virtual GregorianCalendarTypes CalendarType
    {
        get => _type;
        set
        {
            CheckWritable();
            if (!Enum.IsDefined(value))
                throw new ArgumentOutOfRangeException(nameof(value), value, "Valid values are between Localized and TransliteratedFrench, inclusive.");
            _type = value;
        }
    }
}
