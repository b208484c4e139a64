namespace System.Globalization;

public enum CalendarWeekRule
{
    FirstDay = 0,
    FirstFullWeek = 1,
    FirstFourDayWeek = 2,
}
