namespace System;

/// <summary>A type that can be parsed from a string.</summary>
public interface IParsable<TSelf> where TSelf : IParsable<TSelf>
{
    static abstract TSelf Parse(string s, IFormatProvider provider);
    static abstract bool TryParse(string s, IFormatProvider provider, out TSelf result);
}
