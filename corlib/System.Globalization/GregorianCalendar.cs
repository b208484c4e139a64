namespace System.Globalization;

public class GregorianCalendar : Calendar
{
    public const int ADEra = 1;

    internal static readonly GregorianCalendar Default = new GregorianCalendar();
}
