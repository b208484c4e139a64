namespace System;

/// <summary>The old time zone type: local time is UTC here.</summary>
[Obsolete("System.TimeZone has been deprecated. Investigate the use of System.TimeZoneInfo instead.")]
public abstract class TimeZone
{
    private static TimeZone s_current;

    public static TimeZone CurrentTimeZone => s_current ??= new Utc();

    public abstract string StandardName { get; }

    public abstract string DaylightName { get; }

    public abstract TimeSpan GetUtcOffset(DateTime time);

    public virtual DateTime ToUniversalTime(DateTime time) => time.ToUniversalTime();

    public virtual DateTime ToLocalTime(DateTime time) => time.ToLocalTime();

    public virtual bool IsDaylightSavingTime(DateTime time) => false;

    private sealed class Utc : TimeZone
    {
        public override string StandardName => "UTC";

        public override string DaylightName => "UTC";

        public override TimeSpan GetUtcOffset(DateTime time) => TimeSpan.Zero;
    }
}
