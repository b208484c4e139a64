namespace System;

/// <summary>A value that can print itself in a given format and culture.</summary>
public interface IFormattable
{
    string ToString(string format, IFormatProvider formatProvider);
}
