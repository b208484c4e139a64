using System.Globalization;

namespace System;

/// <summary>An interpolated string that is not formatted yet.</summary>
public abstract class FormattableString : IFormattable
{
    public abstract string Format { get; }

    public abstract int ArgumentCount { get; }

    public abstract object[] GetArguments();

    public abstract object GetArgument(int index);

    public abstract string ToString(IFormatProvider formatProvider);

    string IFormattable.ToString(string ignored, IFormatProvider formatProvider) => ToString(formatProvider);

    public override string ToString() => ToString(CultureInfo.CurrentCulture);

    public static string Invariant(FormattableString formattable)
    {
        Throw.IfNull(formattable, nameof(formattable));
        return formattable.ToString(CultureInfo.InvariantCulture);
    }

    public static string CurrentCulture(FormattableString formattable)
    {
        Throw.IfNull(formattable, nameof(formattable));
        return formattable.ToString(CultureInfo.CurrentCulture);
    }
}
