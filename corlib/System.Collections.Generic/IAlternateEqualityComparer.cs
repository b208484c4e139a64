namespace System.Collections.Generic;

/// <summary>Compares values of one type with values of another that can stand for them.</summary>
public interface IAlternateEqualityComparer<in TAlternate, T>
    where TAlternate : allows ref struct
    where T : allows ref struct
{
    bool Equals(TAlternate alternate, T other);

    int GetHashCode(TAlternate alternate);

    T Create(TAlternate alternate);
}
