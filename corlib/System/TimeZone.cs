namespace System;

/// <summary>The old time zone type: a view of TimeZoneInfo.Local.</summary>
[Obsolete("System.TimeZone has been deprecated. Investigate the use of System.TimeZoneInfo instead.")]
public abstract class TimeZone
{
    private static TimeZone s_current;

    public static TimeZone CurrentTimeZone => s_current ??= new Current();

    public abstract string StandardName { get; }

    public abstract string DaylightName { get; }

    public abstract TimeSpan GetUtcOffset(DateTime time);

    public virtual DateTime ToUniversalTime(DateTime time) => time.ToUniversalTime();

    public virtual DateTime ToLocalTime(DateTime time) => time.ToLocalTime();

    public virtual bool IsDaylightSavingTime(DateTime time) => false;

    private sealed class Current : TimeZone
    {
        public override string StandardName => TimeZoneInfo.Local.StandardName;

        public override string DaylightName => TimeZoneInfo.Local.DaylightName;

        public override TimeSpan GetUtcOffset(DateTime time) => TimeZoneInfo.Local.GetUtcOffset(time);

        public override bool IsDaylightSavingTime(DateTime time) => TimeZoneInfo.Local.IsDaylightSavingTime(time);
    }
}
