namespace System;

/// <summary>Compares a value with another of a given type for equality.</summary>
public interface IEquatable<T>
    where T : allows ref struct
{
    bool Equals(T other);
}
