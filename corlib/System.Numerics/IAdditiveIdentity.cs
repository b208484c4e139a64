namespace System.Numerics;

/// <summary>Has a neutral element of addition.</summary>
public interface IAdditiveIdentity<TSelf, TResult> where TSelf : IAdditiveIdentity<TSelf, TResult>
{
    static abstract TResult AdditiveIdentity { get; }
}
