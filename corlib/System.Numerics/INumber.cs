namespace System.Numerics;

/// <summary>A comparable number type.</summary>
public interface INumber<TSelf> : IComparable, IComparable<TSelf>, IComparisonOperators<TSelf, TSelf, bool>, IModulusOperators<TSelf, TSelf, TSelf>, INumberBase<TSelf>
    where TSelf : INumber<TSelf>
{
    static virtual TSelf Clamp(TSelf value, TSelf min, TSelf max)
    {
        if (min > max)
            throw new ArgumentException($"'{min}' cannot be greater than {max}.");
        return TSelf.Min(TSelf.Max(value, min), max);
    }

    static virtual TSelf CopySign(TSelf value, TSelf sign) => TSelf.IsNegative(value) != TSelf.IsNegative(sign) ? checked(-value) : value;

    static virtual TSelf Max(TSelf x, TSelf y) => x != y ? (TSelf.IsNaN(x) ? x : y < x ? x : y) : TSelf.IsNegative(y) ? x : y;

    static virtual TSelf MaxNumber(TSelf x, TSelf y) => x != y ? (TSelf.IsNaN(y) ? x : y < x ? x : y) : TSelf.IsNegative(y) ? x : y;

    static virtual TSelf Min(TSelf x, TSelf y) => x != y && !TSelf.IsNaN(x) ? (x < y ? x : y) : TSelf.IsNegative(x) ? x : y;

    static virtual TSelf MinNumber(TSelf x, TSelf y) => x != y ? (TSelf.IsNaN(y) ? x : x < y ? x : y) : TSelf.IsNegative(x) ? x : y;

    static virtual int Sign(TSelf value)
    {
        if (value != TSelf.Zero)
            return TSelf.IsNegative(value) ? -1 : +1;
        return 0;
    }

    static virtual TSelf MaxNative(TSelf x, TSelf y) => x > y ? x : y;

    static virtual TSelf MinNative(TSelf x, TSelf y) => x < y ? x : y;

    static virtual TSelf ClampNative(TSelf value, TSelf min, TSelf max)
    {
        if (min > max)
            throw new ArgumentException("'" + min + "' cannot be greater than " + max + ".");
        return TSelf.MinNative(TSelf.MaxNative(value, min), max);
    }
}
