namespace System.Numerics;

/// <summary>The -- operator.</summary>
public interface IDecrementOperators<TSelf> where TSelf : IDecrementOperators<TSelf>
{
    static abstract TSelf operator --(TSelf value);

    static virtual TSelf operator checked --(TSelf value)
    {
        value--;
        return value;
    }
}
