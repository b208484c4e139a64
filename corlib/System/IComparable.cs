namespace System;

/// <summary>Orders an object against another.</summary>
public interface IComparable
{
    int CompareTo(object obj);
}

/// <summary>Orders a value against another of a given type.</summary>
public interface IComparable<in T>
    where T : allows ref struct
{
    int CompareTo(T other);
}
