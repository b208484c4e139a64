namespace System.Numerics;

/// <summary>A binary IEEE 754 number type.</summary>
public interface IBinaryFloatingPointIeee754<TSelf> : IBinaryNumber<TSelf>, IFloatingPointIeee754<TSelf> where TSelf : IBinaryFloatingPointIeee754<TSelf>
{
}
