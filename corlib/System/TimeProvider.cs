using System.Diagnostics;
using System.Threading;

namespace System;

/// <summary>A clock and its timers; tests put another in its place.</summary>
public abstract class TimeProvider
{
    public static TimeProvider System { get; } = new SystemTimeProvider();

    private sealed class SystemTimeProvider : TimeProvider
    {
    }

    public virtual TimeZoneInfo LocalTimeZone => TimeZoneInfo.Local;

    public virtual long TimestampFrequency => Stopwatch.Frequency;

    public virtual DateTimeOffset GetUtcNow() => DateTimeOffset.UtcNow;

    public DateTimeOffset GetLocalNow() => TimeZoneInfo.ConvertTime(GetUtcNow(), LocalTimeZone);

    public virtual long GetTimestamp() => Stopwatch.GetTimestamp();

    public TimeSpan GetElapsedTime(long startingTimestamp) => GetElapsedTime(startingTimestamp, GetTimestamp());

    public TimeSpan GetElapsedTime(long startingTimestamp, long endingTimestamp)
    {
        if (TimestampFrequency <= 0)
            throw new InvalidOperationException("The operation cannot be performed when TimeProvider.TimestampFrequency is zero or negative.");
        return new TimeSpan((long)((endingTimestamp - startingTimestamp) * ((double)TimeSpan.TicksPerSecond / TimestampFrequency)));
    }

    public virtual ITimer CreateTimer(TimerCallback callback, object state, TimeSpan dueTime, TimeSpan period)
    {
        Throw.IfNull(callback, nameof(callback));
        return new Timer(callback, state, dueTime, period);
    }
}
