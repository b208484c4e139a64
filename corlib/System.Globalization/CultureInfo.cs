namespace System.Globalization;

/// <summary>
/// The invariant culture, and cultures that a program derives from it: there is no culture data, exactly as when
/// CoreCLR runs in invariant mode.
/// </summary>
public class CultureInfo : IFormatProvider, ICloneable
{
    private static CultureInfo s_invariant;
    private static CultureInfo s_defaultThreadCulture;
    private static CultureInfo s_defaultThreadUICulture;

    [ThreadStatic]
    private static CultureInfo t_current;

    [ThreadStatic]
    private static CultureInfo t_currentUI;

    private NumberFormatInfo _numberFormat;
    private DateTimeFormatInfo _dateTimeFormat;
    private bool _isReadOnly;

    private CultureInfo()
    {
    }

    public CultureInfo(string name) : this(name, true)
    {
    }

    public CultureInfo(string name, bool useUserOverride)
    {
        Throw.IfNull(name, nameof(name));
        if (name.Length != 0)
            throw new CultureNotFoundException(nameof(name), name, "Only the invariant culture is supported in globalization-invariant mode. See https://aka.ms/GlobalizationInvariantMode for more information.");
    }

    public CultureInfo(int culture) : this(culture, true)
    {
    }

    public CultureInfo(int culture, bool useUserOverride)
    {
        if (culture != 127)
            throw new CultureNotFoundException(nameof(culture), "Only the invariant culture is supported in globalization-invariant mode. See https://aka.ms/GlobalizationInvariantMode for more information.");
    }

    public static CultureInfo InvariantCulture => s_invariant ??= new CultureInfo { _isReadOnly = true };

    public static CultureInfo CurrentCulture
    {
        get => Number.s_cultureWasSet ? t_current ?? s_defaultThreadCulture ?? InvariantCulture : InvariantCulture;
        set
        {
            Throw.IfNull(value, nameof(value));
            t_current = value;
            Number.s_cultureWasSet = true;
        }
    }

    public static CultureInfo CurrentUICulture
    {
        get => t_currentUI ?? s_defaultThreadUICulture ?? InvariantCulture;
        set
        {
            Throw.IfNull(value, nameof(value));
            t_currentUI = value;
        }
    }

    public static CultureInfo DefaultThreadCurrentCulture
    {
        get => s_defaultThreadCulture;
        set
        {
            s_defaultThreadCulture = value;
            Number.s_cultureWasSet = true;
        }
    }

    public static CultureInfo DefaultThreadCurrentUICulture
    {
        get => s_defaultThreadUICulture;
        set => s_defaultThreadUICulture = value;
    }

    public static CultureInfo InstalledUICulture => InvariantCulture;

    public static CultureInfo CreateSpecificCulture(string name) => new CultureInfo(name);

    public static CultureInfo GetCultureInfo(string name)
    {
        Throw.IfNull(name, nameof(name));
        return name.Length == 0 ? InvariantCulture : new CultureInfo(name);
    }

    public static CultureInfo GetCultureInfo(int culture) => culture == 127 ? InvariantCulture : new CultureInfo(culture);

    public static CultureInfo[] GetCultures(CultureTypes types) => [InvariantCulture];

    public static CultureInfo ReadOnly(CultureInfo ci)
    {
        Throw.IfNull(ci, nameof(ci));
        if (ci._isReadOnly)
            return ci;
        var copy = (CultureInfo)ci.MemberwiseClone();
        copy._isReadOnly = true;
        return copy;
    }

    public virtual object Clone()
    {
        var copy = (CultureInfo)MemberwiseClone();
        copy._isReadOnly = false;
        copy._numberFormat = (NumberFormatInfo)NumberFormat.Clone();
        copy._dateTimeFormat = _dateTimeFormat is null ? null : (DateTimeFormatInfo)_dateTimeFormat.Clone();
        return copy;
    }

    public bool IsReadOnly => _isReadOnly;

    public virtual string Name => "";

    public virtual string DisplayName => "Invariant Language (Invariant Country)";

    public virtual string EnglishName => DisplayName;

    public virtual string NativeName => DisplayName;

    public virtual int LCID => 127;

    public virtual int KeyboardLayoutId => 127;

    public virtual bool IsNeutralCulture => false;

    public virtual CultureInfo Parent => InvariantCulture;

    public virtual string TwoLetterISOLanguageName => "iv";

    public virtual string ThreeLetterISOLanguageName => "ivl";

    public virtual string ThreeLetterWindowsLanguageName => "IVL";

    public string IetfLanguageTag => "";

    public bool UseUserOverride => false;

    public CultureTypes CultureTypes => CultureTypes.SpecificCultures | CultureTypes.InstalledWin32Cultures;

    public virtual CompareInfo CompareInfo => CompareInfo.Invariant;

    public virtual TextInfo TextInfo => TextInfo.Invariant;

    public virtual Calendar Calendar => GregorianCalendar.Default;

    public virtual NumberFormatInfo NumberFormat
    {
        get => _numberFormat ??= _isReadOnly ? NumberFormatInfo.InvariantInfo : new NumberFormatInfo();
        set
        {
            Throw.IfNull(value, nameof(value));
            if (_isReadOnly)
                Throw.Invalid("Instance is read-only.");
            _numberFormat = value;
        }
    }

    public virtual DateTimeFormatInfo DateTimeFormat
    {
        get => _dateTimeFormat ??= _isReadOnly ? DateTimeFormatInfo.InvariantInfo : new DateTimeFormatInfo();
        set
        {
            Throw.IfNull(value, nameof(value));
            if (_isReadOnly)
                Throw.Invalid("Instance is read-only.");
            _dateTimeFormat = value;
        }
    }

    public void ClearCachedData()
    {
    }

    public virtual object GetFormat(Type formatType)
    {
        if (formatType == typeof(NumberFormatInfo))
            return NumberFormat;
        return formatType == typeof(DateTimeFormatInfo) ? DateTimeFormat : null;
    }

    public override bool Equals(object value) => ReferenceEquals(this, value) || (value is CultureInfo other && Name == other.Name);

    public override int GetHashCode() => 0;

    public override string ToString() => Name;
}
