using System.Runtime.Serialization;

namespace System;

/// <summary>The rules of custom time zones.</summary>
public sealed partial class TimeZoneInfo
{
    /// <summary>When the clocks are changed: on a date, or on the n-th such weekday of a month (the fifth is the last).</summary>
    public readonly struct TransitionTime : IEquatable<TransitionTime>, ISerializable, IDeserializationCallback
    {
        private readonly DateTime _timeOfDay;
        private readonly byte _month;
        private readonly byte _week;
        private readonly byte _day;
        private readonly DayOfWeek _dayOfWeek;
        private readonly bool _isFixed;

        private TransitionTime(DateTime timeOfDay, int month, int week, int day, DayOfWeek dayOfWeek, bool isFixed)
        {
            if (timeOfDay.Kind != DateTimeKind.Unspecified)
                throw new ArgumentException("The supplied DateTime must have the Kind property set to DateTimeKind.Unspecified.", nameof(timeOfDay));
            if (month is < 1 or > 12)
                throw new ArgumentOutOfRangeException(nameof(month), "The Month parameter must be in the range 1 through 12.");
            if (day is < 1 or > 31)
                throw new ArgumentOutOfRangeException(nameof(day), "The Day parameter must be in the range 1 through 31.");
            if (week is < 1 or > 5)
                throw new ArgumentOutOfRangeException(nameof(week), "The Week parameter must be in the range 1 through 5.");
            if ((uint)dayOfWeek > 6)
                throw new ArgumentOutOfRangeException(nameof(dayOfWeek), "The DayOfWeek enumeration must be in the range 0 through 6.");
            if (timeOfDay.Ticks >= TimeSpan.TicksPerDay || timeOfDay.Ticks % TimeSpan.TicksPerMillisecond != 0)
                throw new ArgumentException("The supplied DateTime must have the Year, Month, and Day properties set to 1.  The time cannot be specified more precisely than whole milliseconds.", nameof(timeOfDay));
            _timeOfDay = timeOfDay;
            _month = (byte)month;
            _week = (byte)week;
            _day = (byte)day;
            _dayOfWeek = dayOfWeek;
            _isFixed = isFixed;
        }

        public DateTime TimeOfDay => _timeOfDay;

        public int Month => _month;

        public int Week => _week;

        public int Day => _day;

        public DayOfWeek DayOfWeek => _dayOfWeek;

        public bool IsFixedDateRule => _isFixed;

        public static TransitionTime CreateFixedDateRule(DateTime timeOfDay, int month, int day) => new TransitionTime(timeOfDay, month, 1, day, DayOfWeek.Sunday, true);

        public static TransitionTime CreateFloatingDateRule(DateTime timeOfDay, int month, int week, DayOfWeek dayOfWeek) => new TransitionTime(timeOfDay, month, week, 1, dayOfWeek, false);

        public bool Equals(TransitionTime other) =>
            _isFixed == other._isFixed && _timeOfDay == other._timeOfDay && _month == other._month && (_isFixed ? _day == other._day : _week == other._week && _dayOfWeek == other._dayOfWeek);

        public override bool Equals([NotNullWhen(true)] object obj) => obj is TransitionTime other && Equals(other);

        public override int GetHashCode() => _month ^ _week << 8;

        public static bool operator ==(TransitionTime t1, TransitionTime t2) => t1.Equals(t2);

        public static bool operator !=(TransitionTime t1, TransitionTime t2) => !t1.Equals(t2);

        internal static DateTime DayOf(int year, int month, int week, DayOfWeek dayOfWeek)
        {
            var first = new DateTime(year, month, 1);
            int day = 1 + ((int)dayOfWeek - (int)first.DayOfWeek + 7) % 7 + 7 * (week - 1);
            while (day > DateTime.DaysInMonth(year, month))
                day -= 7;
            return new DateTime(year, month, day);
        }

        /// <summary>The moment in a year, by the clocks before the change.</summary>
        internal DateTime In(int year) =>
            (_isFixed ? new DateTime(year, _month, Math.Min(_day, DateTime.DaysInMonth(year, _month))) : DayOf(year, _month, _week, _dayOfWeek)) + _timeOfDay.TimeOfDay;

        void ISerializable.GetObjectData(SerializationInfo info, StreamingContext context) => throw new PlatformNotSupportedException();

        void IDeserializationCallback.OnDeserialization(object sender)
        {
        }
    }

    /// <summary>Between two dates: how much and when the clocks are changed.</summary>
    public sealed class AdjustmentRule : IEquatable<AdjustmentRule>, ISerializable, IDeserializationCallback
    {
        private AdjustmentRule(DateTime start, DateTime end, TimeSpan delta, TransitionTime daylightStart, TransitionTime daylightEnd, TimeSpan baseDelta)
        {
            if (start.Kind != DateTimeKind.Unspecified)
                throw new ArgumentException("The supplied DateTime must have the Kind property set to DateTimeKind.Unspecified.", "dateStart");
            if (daylightStart.Equals(daylightEnd))
                throw new ArgumentException("The DaylightTransitionStart property must not equal the DaylightTransitionEnd property.", "daylightTransitionEnd");
            if (start > end)
                throw new ArgumentException("The DateStart property must come before the DateEnd property.", "dateStart");
            if (Math.Abs(delta.Ticks) > 14 * TimeSpan.TicksPerHour)
                throw new ArgumentOutOfRangeException("daylightDelta", delta, "The TimeSpan parameter must be within plus or minus 14.0 hours.");
            if (delta.Ticks % TimeSpan.TicksPerMinute != 0)
                throw new ArgumentException("The TimeSpan parameter cannot be specified more precisely than whole minutes.", "daylightDelta");
            if (start.TimeOfDay != TimeSpan.Zero && start != DateTime.MinValue)
                throw new ArgumentException("The supplied DateTime includes a TimeOfDay setting.   This is not supported.", "dateStart");
            (DateStart, DateEnd, DaylightDelta, DaylightTransitionStart, DaylightTransitionEnd, BaseUtcOffsetDelta) = (start, end, delta, daylightStart, daylightEnd, baseDelta);
        }

        public DateTime DateStart { get; }

        public DateTime DateEnd { get; }

        public TimeSpan DaylightDelta { get; }

        public TransitionTime DaylightTransitionStart { get; }

        public TransitionTime DaylightTransitionEnd { get; }

        public TimeSpan BaseUtcOffsetDelta { get; }

        public static AdjustmentRule CreateAdjustmentRule(DateTime dateStart, DateTime dateEnd, TimeSpan daylightDelta, TransitionTime daylightTransitionStart, TransitionTime daylightTransitionEnd) =>
            new AdjustmentRule(dateStart, dateEnd, daylightDelta, daylightTransitionStart, daylightTransitionEnd, TimeSpan.Zero);

        public static AdjustmentRule CreateAdjustmentRule(DateTime dateStart, DateTime dateEnd, TimeSpan daylightDelta, TransitionTime daylightTransitionStart, TransitionTime daylightTransitionEnd, TimeSpan baseUtcOffsetDelta) =>
            new AdjustmentRule(dateStart, dateEnd, daylightDelta, daylightTransitionStart, daylightTransitionEnd, baseUtcOffsetDelta);

        public bool Equals([NotNullWhen(true)] AdjustmentRule other) =>
            other is not null && DateStart == other.DateStart && DateEnd == other.DateEnd && DaylightDelta == other.DaylightDelta && BaseUtcOffsetDelta == other.BaseUtcOffsetDelta &&
            DaylightTransitionStart == other.DaylightTransitionStart && DaylightTransitionEnd == other.DaylightTransitionEnd;

        public override bool Equals([NotNullWhen(true)] object obj) => Equals(obj as AdjustmentRule);

        public override int GetHashCode() => DateStart.GetHashCode();

        void ISerializable.GetObjectData(SerializationInfo info, StreamingContext context) => throw new PlatformNotSupportedException();

        void IDeserializationCallback.OnDeserialization(object sender)
        {
        }
    }
}
