namespace System;

/// <summary>Says whether a value meets a condition.</summary>
public delegate bool Predicate<in T>(T obj)
    where T : allows ref struct;
