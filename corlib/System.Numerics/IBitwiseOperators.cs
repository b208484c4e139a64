namespace System.Numerics;

/// <summary>The bitwise operators.</summary>
public interface IBitwiseOperators<TSelf, TOther, TResult> where TSelf : IBitwiseOperators<TSelf, TOther, TResult>
{
    static abstract TResult operator &(TSelf left, TOther right);

    static abstract TResult operator |(TSelf left, TOther right);

    static abstract TResult operator ^(TSelf left, TOther right);

    static abstract TResult operator ~(TSelf value);
}
