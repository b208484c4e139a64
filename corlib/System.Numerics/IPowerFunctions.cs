namespace System.Numerics;

/// <summary>Powers.</summary>
public interface IPowerFunctions<TSelf> : INumberBase<TSelf> where TSelf : IPowerFunctions<TSelf>
{
    static abstract TSelf Pow(TSelf x, TSelf y);
}
