namespace System.Numerics;

/// <summary>A number type without negative values.</summary>
public interface IUnsignedNumber<TSelf> : INumberBase<TSelf> where TSelf : IUnsignedNumber<TSelf>
{
}
