namespace System.Numerics;

/// <summary>A number type with negative values.</summary>
public interface ISignedNumber<TSelf> : INumberBase<TSelf> where TSelf : ISignedNumber<TSelf>
{
    static abstract TSelf NegativeOne { get; }
}
