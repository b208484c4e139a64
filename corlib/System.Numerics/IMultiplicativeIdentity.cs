namespace System.Numerics;

/// <summary>Has a neutral element of multiplication.</summary>
public interface IMultiplicativeIdentity<TSelf, TResult> where TSelf : IMultiplicativeIdentity<TSelf, TResult>
{
    static abstract TResult MultiplicativeIdentity { get; }
}
