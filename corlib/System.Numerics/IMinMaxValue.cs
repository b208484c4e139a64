namespace System.Numerics;

/// <summary>Has a smallest and a largest value.</summary>
public interface IMinMaxValue<TSelf> where TSelf : IMinMaxValue<TSelf>
{
    static abstract TSelf MinValue { get; }

    static abstract TSelf MaxValue { get; }
}
