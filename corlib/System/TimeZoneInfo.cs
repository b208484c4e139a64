using System.Collections.Generic;
using System.Collections.ObjectModel;
using System.IO;
using System.Runtime.Serialization;

namespace System;

/// <summary>
/// A time zone. Zones of the system come from the compiled zone files (RFC 8536) and know their transitions; custom ones have rules.
/// Both answer one question: how far a moment is from UTC.
/// </summary>
public sealed partial class TimeZoneInfo : IEquatable<TimeZoneInfo>, ISerializable, IDeserializationCallback
{
    private static readonly TimeZoneInfo s_utc = new TimeZoneInfo("UTC", TimeSpan.Zero, "(UTC) Coordinated Universal Time", "Coordinated Universal Time", "Coordinated Universal Time", null, null);
    private static TimeZoneInfo s_local;

    private readonly string _id;
    private readonly string _displayName;
    private readonly string _standardName;
    private readonly string _daylightName;
    private readonly TimeSpan _baseUtcOffset;
    private readonly AdjustmentRule[] _rules;
    private readonly ZoneFile _file;

    private TimeZoneInfo(string id, TimeSpan baseUtcOffset, string displayName, string standardName, string daylightName, AdjustmentRule[] rules, ZoneFile file)
    {
        _id = id;
        _baseUtcOffset = baseUtcOffset;
        _displayName = displayName ?? "";
        _standardName = standardName ?? "";
        _daylightName = daylightName ?? "";
        _rules = rules;
        _file = file;
    }

    public static TimeZoneInfo Utc => s_utc;

    public static TimeZoneInfo Local => s_local ??= FindLocal();

    public string Id => _id;

    public string DisplayName => _displayName;

    public string StandardName => _standardName;

    public string DaylightName => _daylightName;

    public TimeSpan BaseUtcOffset => _baseUtcOffset;

    public bool HasIanaId => _file is not null || this == s_utc;

    public bool SupportsDaylightSavingTime => _file is not null ? _file.HasDaylight : _rules is { Length: > 0 };

    public AdjustmentRule[] GetAdjustmentRules() => _rules is null ? [] : (AdjustmentRule[])_rules.Clone();

    public override string ToString() => _displayName;

    public bool Equals(TimeZoneInfo other) => other is not null && string.Equals(_id, other._id, StringComparison.OrdinalIgnoreCase) && HasSameRules(other);

    public override bool Equals(object obj) => Equals(obj as TimeZoneInfo);

    public override int GetHashCode() => StringComparer.OrdinalIgnoreCase.GetHashCode(_id);

    public bool HasSameRules(TimeZoneInfo other)
    {
        Throw.IfNull(other, nameof(other));
        if (_baseUtcOffset != other._baseUtcOffset || SupportsDaylightSavingTime != other.SupportsDaylightSavingTime || _file != other._file && !(_file?.SameAs(other._file) ?? false))
            return false;
        return GetAdjustmentRules().AsSpan().SequenceEqual(other.GetAdjustmentRules());
    }

    public static void ClearCachedData()
    {
        s_local = null;
        lock (s_found)
            s_found.Clear();
    }

    void ISerializable.GetObjectData(SerializationInfo info, StreamingContext context) => throw new PlatformNotSupportedException();

    void IDeserializationCallback.OnDeserialization(object sender)
    {
    }

    // ---- custom zones -----------------------------------------------------------------------------------------

    public static TimeZoneInfo CreateCustomTimeZone(string id, TimeSpan baseUtcOffset, string displayName, string standardDisplayName) =>
        CreateCustomTimeZone(id, baseUtcOffset, displayName, standardDisplayName, standardDisplayName, null, true);

    public static TimeZoneInfo CreateCustomTimeZone(string id, TimeSpan baseUtcOffset, string displayName, string standardDisplayName, string daylightDisplayName, AdjustmentRule[] adjustmentRules) =>
        CreateCustomTimeZone(id, baseUtcOffset, displayName, standardDisplayName, daylightDisplayName, adjustmentRules, false);

    public static TimeZoneInfo CreateCustomTimeZone(string id, TimeSpan baseUtcOffset, string displayName, string standardDisplayName, string daylightDisplayName, AdjustmentRule[] adjustmentRules, bool disableDaylightSavingTime)
    {
        Throw.IfNull(id, nameof(id));
        if (id.Length == 0)
            throw new ArgumentException("The specified ID parameter '" + id + "' is not supported.", nameof(id));
        if (Math.Abs(baseUtcOffset.Ticks) > 14 * TimeSpan.TicksPerHour)
            throw new ArgumentOutOfRangeException(nameof(baseUtcOffset), "The TimeSpan parameter must be within plus or minus 14.0 hours.");
        if (baseUtcOffset.Ticks % TimeSpan.TicksPerMinute != 0)
            throw new ArgumentException("The TimeSpan parameter cannot be specified more precisely than whole minutes.", nameof(baseUtcOffset));
        return new TimeZoneInfo(id, baseUtcOffset, displayName, standardDisplayName, disableDaylightSavingTime ? "" : daylightDisplayName, disableDaylightSavingTime ? null : (AdjustmentRule[])adjustmentRules?.Clone(), null);
    }

    // ---- the offset -------------------------------------------------------------------------------------------

    /// <summary>What the clocks of a moment in UTC show more than UTC.</summary>
    private TimeSpan OffsetAtUtc(DateTime utc, out bool isDaylight)
    {
        if (_file is not null)
            return _file.OffsetAt(utc.Ticks, out isDaylight);
        isDaylight = false;
        AdjustmentRule rule = RuleOf(new DateTime(Clamp(utc.Ticks + _baseUtcOffset.Ticks)));
        if (rule is null)
            return _baseUtcOffset;
        TimeSpan standard = _baseUtcOffset + rule.BaseUtcOffsetDelta;
        // The transitions are told in the time that they end.
        long local = utc.Ticks + standard.Ticks;
        int year = new DateTime(Clamp(local)).Year;
        long start = rule.DaylightTransitionStart.In(year).Ticks;
        long end = rule.DaylightTransitionEnd.In(year).Ticks - rule.DaylightDelta.Ticks;
        isDaylight = start <= end ? local >= start && local < end : local >= start || local < end;
        return isDaylight ? standard + rule.DaylightDelta : standard;
    }

    private static long Clamp(long ticks) => Math.Clamp(ticks, 0, DateTime.MaxValue.Ticks);

    private AdjustmentRule RuleOf(DateTime local)
    {
        foreach (AdjustmentRule rule in _rules ?? [])
            if (rule.DateStart <= local.Date && local.Date <= rule.DateEnd)
                return rule;
        return null;
    }

    /// <summary>
    /// What clocks that show `local` show more than UTC. A time that is skipped, or that comes twice, has the standard offset; whether it
    /// is such a one follows from asking a day before and after.
    /// </summary>
    private TimeSpan OffsetOfLocal(DateTime local, out bool isDaylight, out bool isInvalid, out bool isAmbiguous)
    {
        isInvalid = isAmbiguous = false;
        TimeSpan early = OffsetAtUtc(new DateTime(Clamp(local.Ticks - _baseUtcOffset.Ticks - TimeSpan.TicksPerDay)), out bool earlyDaylight);
        TimeSpan late = OffsetAtUtc(new DateTime(Clamp(local.Ticks - _baseUtcOffset.Ticks + TimeSpan.TicksPerDay)), out bool lateDaylight);
        bool fitsEarly = OffsetAtUtc(new DateTime(Clamp(local.Ticks - early.Ticks)), out _) == early;
        bool fitsLate = OffsetAtUtc(new DateTime(Clamp(local.Ticks - late.Ticks)), out _) == late;
        if (early == late)
        {
            isDaylight = earlyDaylight;
            return early;
        }
        if (fitsEarly != fitsLate)
        {
            isDaylight = fitsEarly ? earlyDaylight : lateDaylight;
            return fitsEarly ? early : late;
        }
        isInvalid = !fitsEarly;
        isAmbiguous = fitsEarly;
        isDaylight = false;
        return early < late ? early : late;
    }

    public TimeSpan GetUtcOffset(DateTimeOffset dateTimeOffset) => OffsetAtUtc(dateTimeOffset.UtcDateTime, out _);

    public TimeSpan GetUtcOffset(DateTime dateTime)
    {
        if (dateTime.Kind == DateTimeKind.Utc || dateTime.Kind == DateTimeKind.Local && this != Local)
            return OffsetAtUtc(ToUtc(dateTime), out _);
        return OffsetOfLocal(dateTime, out _, out _, out _);
    }

    private static DateTime ToUtc(DateTime dateTime) => dateTime.Kind == DateTimeKind.Local ? dateTime.ToUniversalTime() : dateTime;

    public bool IsDaylightSavingTime(DateTimeOffset dateTimeOffset)
    {
        OffsetAtUtc(dateTimeOffset.UtcDateTime, out bool isDaylight);
        return isDaylight;
    }

    public bool IsDaylightSavingTime(DateTime dateTime)
    {
        bool isDaylight;
        if (dateTime.Kind == DateTimeKind.Utc || dateTime.Kind == DateTimeKind.Local && this != Local)
            OffsetAtUtc(ToUtc(dateTime), out isDaylight);
        else
            OffsetOfLocal(dateTime, out isDaylight, out _, out _);
        return isDaylight;
    }

    public bool IsAmbiguousTime(DateTimeOffset dateTimeOffset) => IsAmbiguousTime(ConvertTime(dateTimeOffset, this).DateTime);

    public bool IsAmbiguousTime(DateTime dateTime)
    {
        DateTime local = dateTime.Kind == DateTimeKind.Unspecified || this == Local && dateTime.Kind == DateTimeKind.Local ? dateTime : ConvertTime(dateTime, this);
        OffsetOfLocal(local, out _, out _, out bool isAmbiguous);
        return isAmbiguous;
    }

    public bool IsInvalidTime(DateTime dateTime)
    {
        if (dateTime.Kind == DateTimeKind.Utc || dateTime.Kind == DateTimeKind.Local && this != Local)
            return false;
        OffsetOfLocal(dateTime, out _, out bool isInvalid, out _);
        return isInvalid;
    }

    public TimeSpan[] GetAmbiguousTimeOffsets(DateTimeOffset dateTimeOffset) => GetAmbiguousTimeOffsets(ConvertTime(dateTimeOffset, this).DateTime);

    public TimeSpan[] GetAmbiguousTimeOffsets(DateTime dateTime)
    {
        if (!IsAmbiguousTime(dateTime))
            throw new ArgumentException("The supplied DateTime is not in an ambiguous time range.", nameof(dateTime));
        TimeSpan standard = OffsetOfLocal(dateTime, out _, out _, out _);
        TimeSpan before = OffsetAtUtc(new DateTime(Clamp(dateTime.Ticks - standard.Ticks - TimeSpan.TicksPerDay)), out _);
        return [standard, before];
    }

    // ---- converting -------------------------------------------------------------------------------------------

    public static DateTimeOffset ConvertTime(DateTimeOffset dateTimeOffset, TimeZoneInfo destinationTimeZone)
    {
        Throw.IfNull(destinationTimeZone, nameof(destinationTimeZone));
        return dateTimeOffset.ToOffset(destinationTimeZone.OffsetAtUtc(dateTimeOffset.UtcDateTime, out _));
    }

    private static TimeZoneInfo ZoneOf(DateTime dateTime) => dateTime.Kind == DateTimeKind.Utc ? Utc : Local;

    public static DateTime ConvertTime(DateTime dateTime, TimeZoneInfo destinationTimeZone) => ConvertTime(dateTime, ZoneOf(dateTime), destinationTimeZone);

    public static DateTime ConvertTime(DateTime dateTime, TimeZoneInfo sourceTimeZone, TimeZoneInfo destinationTimeZone)
    {
        Throw.IfNull(sourceTimeZone, nameof(sourceTimeZone));
        Throw.IfNull(destinationTimeZone, nameof(destinationTimeZone));
        if (dateTime.Kind != DateTimeKind.Unspecified && sourceTimeZone != ZoneOf(dateTime))
            throw new ArgumentException("The conversion could not be completed because the supplied DateTime did not have the Kind property set correctly.  For example, when the Kind property is DateTimeKind.Local, the source time zone must be TimeZoneInfo.Local.", nameof(sourceTimeZone));
        TimeSpan offset = sourceTimeZone.OffsetOfLocal(dateTime, out _, out bool isInvalid, out _);
        if (isInvalid)
            throw new ArgumentException("The supplied DateTime represents an invalid time.  For example, when the clock is adjusted forward, any time in the period that is skipped is invalid.", nameof(dateTime));
        var utc = new DateTime(Clamp(dateTime.Ticks - offset.Ticks), DateTimeKind.Utc);
        if (destinationTimeZone == Utc)
            return utc;
        long ticks = Clamp(utc.Ticks + destinationTimeZone.OffsetAtUtc(utc, out _).Ticks);
        return new DateTime(ticks, destinationTimeZone == Local ? DateTimeKind.Local : DateTimeKind.Unspecified);
    }

    public static DateTime ConvertTimeFromUtc(DateTime dateTime, TimeZoneInfo destinationTimeZone) => ConvertTime(dateTime, Utc, destinationTimeZone);

    public static DateTime ConvertTimeToUtc(DateTime dateTime) => dateTime.Kind == DateTimeKind.Utc ? dateTime : ConvertTime(dateTime, Local, Utc);

    public static DateTime ConvertTimeToUtc(DateTime dateTime, TimeZoneInfo sourceTimeZone) => ConvertTime(dateTime, sourceTimeZone, Utc);

    public static DateTimeOffset ConvertTimeBySystemTimeZoneId(DateTimeOffset dateTimeOffset, string destinationTimeZoneId) => ConvertTime(dateTimeOffset, FindSystemTimeZoneById(destinationTimeZoneId));

    public static DateTime ConvertTimeBySystemTimeZoneId(DateTime dateTime, string destinationTimeZoneId) => ConvertTime(dateTime, FindSystemTimeZoneById(destinationTimeZoneId));

    public static DateTime ConvertTimeBySystemTimeZoneId(DateTime dateTime, string sourceTimeZoneId, string destinationTimeZoneId) =>
        ConvertTime(dateTime, FindSystemTimeZoneById(sourceTimeZoneId), FindSystemTimeZoneById(destinationTimeZoneId));

    /// <summary>The local offset of a moment in UTC: what DateTime asks.</summary>
    internal static long LocalOffsetOfUtc(long utcTicks) => Local.OffsetAtUtc(new DateTime(utcTicks), out _).Ticks;

    /// <summary>The local offset of clocks that show these ticks.</summary>
    internal static long LocalOffsetOfLocal(long localTicks) => Local.OffsetOfLocal(new DateTime(localTicks), out _, out _, out _).Ticks;
}
