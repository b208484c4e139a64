namespace System;

/// <summary>Hands out formatting objects such as <see cref="Globalization.NumberFormatInfo"/>.</summary>
public interface IFormatProvider
{
    object GetFormat(Type formatType);
}
