namespace System;

/// <summary>Takes over the formatting of single arguments in composite formatting.</summary>
public interface ICustomFormatter
{
    string Format(string format, object arg, IFormatProvider formatProvider);
}
