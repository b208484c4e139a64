namespace System.Globalization;

/// <summary>Symbols and patterns for numbers; a fresh one holds the invariant culture's.</summary>
public sealed class NumberFormatInfo : IFormatProvider, ICloneable
{
    private static NumberFormatInfo s_invariant;

    internal int[] _numberGroupSizes = [3];
    internal int[] _currencyGroupSizes = [3];
    internal int[] _percentGroupSizes = [3];
    private string _positiveSign = "+";
    private string _negativeSign = "-";
    private string _numberDecimalSeparator = ".";
    private string _numberGroupSeparator = ",";
    private string _currencyGroupSeparator = ",";
    private string _currencyDecimalSeparator = ".";
    private string _currencySymbol = "\u00a4";
    private string _nanSymbol = "NaN";
    private string _positiveInfinitySymbol = "Infinity";
    private string _negativeInfinitySymbol = "-Infinity";
    private string _percentDecimalSeparator = ".";
    private string _percentGroupSeparator = ",";
    private string _percentSymbol = "%";
    private string _perMilleSymbol = "\u2030";
    private string[] _nativeDigits = ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"];
    private int _numberDecimalDigits = 2;
    private int _currencyDecimalDigits = 2;
    private int _currencyPositivePattern;
    private int _currencyNegativePattern;
    private int _numberNegativePattern = 1;
    private int _percentPositivePattern;
    private int _percentNegativePattern;
    private int _percentDecimalDigits = 2;
    private DigitShapes _digitSubstitution = DigitShapes.None;
    internal bool _isReadOnly;

    public NumberFormatInfo()
    {
    }

    public static NumberFormatInfo InvariantInfo => s_invariant ??= new NumberFormatInfo { _isReadOnly = true };

    public static NumberFormatInfo CurrentInfo => Number.s_cultureWasSet ? CultureInfo.CurrentCulture.NumberFormat : InvariantInfo;

    public static NumberFormatInfo GetInstance(IFormatProvider formatProvider)
    {
        if (formatProvider is null)
            return CurrentInfo;
        if (formatProvider is NumberFormatInfo info)
            return info;
        if (formatProvider is CultureInfo culture)
            return culture.NumberFormat;
        return formatProvider.GetFormat(typeof(NumberFormatInfo)) as NumberFormatInfo ?? CurrentInfo;
    }

    public object GetFormat(Type formatType) => formatType == typeof(NumberFormatInfo) ? this : null;

    public object Clone()
    {
        var copy = (NumberFormatInfo)MemberwiseClone();
        copy._isReadOnly = false;
        return copy;
    }

    public static NumberFormatInfo ReadOnly(NumberFormatInfo nfi)
    {
        Throw.IfNull(nfi, nameof(nfi));
        if (nfi._isReadOnly)
            return nfi;
        var copy = (NumberFormatInfo)nfi.MemberwiseClone();
        copy._isReadOnly = true;
        return copy;
    }

    public bool IsReadOnly => _isReadOnly;

    /// <summary>Signs are '+' and '-', so that the plain integer scanner may run.</summary>
    internal bool HasPlainSigns => _positiveSign == "+" && _negativeSign == "-";

    /// <summary>A hyphen is read as a minus sign too, when the culture's own sign is one of its look-alikes.</summary>
    internal bool AllowsHyphen => _negativeSign.Length == 1 && _negativeSign[0] is '\u2012' or '\u207B' or '\u208B' or '\u2212' or '\u2796' or '\uFE63' or '\uFF0D';

    private void Set(ref string field, string value, string name)
    {
        Writable();
        Throw.IfNull(value, name);
        field = value;
    }

    private void SetNonEmpty(ref string field, string value, string name)
    {
        Writable();
        if (string.IsNullOrEmpty(value))
        {
            Throw.IfNull(value, name);
            Throw.Argument("Decimal separator cannot be the empty string.", name);
        }
        field = value;
    }

    private void Set(ref int field, int value, int max, string name)
    {
        Writable();
        if ((uint)value > (uint)max)
            throw new ArgumentOutOfRangeException(name, value, "Valid values are between 0 and " + max + ", inclusive.");
        field = value;
    }

    private void Set(ref int[] field, int[] value, string name)
    {
        Writable();
        Throw.IfNull(value, name);
        for (int i = 0; i < value.Length; i++)
        {
            // Only the last size may be 0: no further grouping.
            if (value[i] < 1 && (i != value.Length - 1 || value[i] != 0) || value[i] > 9)
                Throw.Argument("Every element in the value array should be between one and nine, except for the last element, which can be zero.", name);
        }
        field = (int[])value.Clone();
    }

    private void Writable()
    {
        if (_isReadOnly)
            Throw.Invalid("Instance is read-only.");
    }

    public int CurrencyDecimalDigits { get => _currencyDecimalDigits; set => Set(ref _currencyDecimalDigits, value, 99, nameof(value)); }
    public string CurrencyDecimalSeparator { get => _currencyDecimalSeparator; set => SetNonEmpty(ref _currencyDecimalSeparator, value, nameof(value)); }
    public string CurrencyGroupSeparator { get => _currencyGroupSeparator; set => Set(ref _currencyGroupSeparator, value, nameof(value)); }
    public int[] CurrencyGroupSizes { get => (int[])_currencyGroupSizes.Clone(); set => Set(ref _currencyGroupSizes, value, nameof(value)); }
    public int CurrencyNegativePattern { get => _currencyNegativePattern; set => Set(ref _currencyNegativePattern, value, 16, nameof(value)); }
    public int CurrencyPositivePattern { get => _currencyPositivePattern; set => Set(ref _currencyPositivePattern, value, 3, nameof(value)); }
    public string CurrencySymbol { get => _currencySymbol; set => Set(ref _currencySymbol, value, nameof(value)); }
    public string NaNSymbol { get => _nanSymbol; set => Set(ref _nanSymbol, value, nameof(value)); }
    public string NegativeInfinitySymbol { get => _negativeInfinitySymbol; set => Set(ref _negativeInfinitySymbol, value, nameof(value)); }
    public string NegativeSign { get => _negativeSign; set => Set(ref _negativeSign, value, nameof(value)); }
    public int NumberDecimalDigits { get => _numberDecimalDigits; set => Set(ref _numberDecimalDigits, value, 99, nameof(value)); }
    public string NumberDecimalSeparator { get => _numberDecimalSeparator; set => SetNonEmpty(ref _numberDecimalSeparator, value, nameof(value)); }
    public string NumberGroupSeparator { get => _numberGroupSeparator; set => Set(ref _numberGroupSeparator, value, nameof(value)); }
    public int[] NumberGroupSizes { get => (int[])_numberGroupSizes.Clone(); set => Set(ref _numberGroupSizes, value, nameof(value)); }
    public int NumberNegativePattern { get => _numberNegativePattern; set => Set(ref _numberNegativePattern, value, 4, nameof(value)); }
    public int PercentDecimalDigits { get => _percentDecimalDigits; set => Set(ref _percentDecimalDigits, value, 99, nameof(value)); }
    public string PercentDecimalSeparator { get => _percentDecimalSeparator; set => SetNonEmpty(ref _percentDecimalSeparator, value, nameof(value)); }
    public string PercentGroupSeparator { get => _percentGroupSeparator; set => Set(ref _percentGroupSeparator, value, nameof(value)); }
    public int[] PercentGroupSizes { get => (int[])_percentGroupSizes.Clone(); set => Set(ref _percentGroupSizes, value, nameof(value)); }
    public int PercentNegativePattern { get => _percentNegativePattern; set => Set(ref _percentNegativePattern, value, 11, nameof(value)); }
    public int PercentPositivePattern { get => _percentPositivePattern; set => Set(ref _percentPositivePattern, value, 3, nameof(value)); }
    public string PercentSymbol { get => _percentSymbol; set => Set(ref _percentSymbol, value, nameof(value)); }
    public string PerMilleSymbol { get => _perMilleSymbol; set => Set(ref _perMilleSymbol, value, nameof(value)); }
    public string PositiveInfinitySymbol { get => _positiveInfinitySymbol; set => Set(ref _positiveInfinitySymbol, value, nameof(value)); }
    public string PositiveSign { get => _positiveSign; set => Set(ref _positiveSign, value, nameof(value)); }

    public string[] NativeDigits
    {
        get => (string[])_nativeDigits.Clone();
        set
        {
            Writable();
            Throw.IfNull(value, nameof(value));
            if (value.Length != 10)
                Throw.Argument("The NativeDigits array must contain exactly ten members.", nameof(value));
            _nativeDigits = (string[])value.Clone();
        }
    }

    public DigitShapes DigitSubstitution
    {
        get => _digitSubstitution;
        set
        {
            Writable();
            _digitSubstitution = value;
        }
    }
}
