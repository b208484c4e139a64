namespace System.Numerics;

/// <summary>A binary integer type.</summary>
public interface IBinaryInteger<TSelf> : IBinaryNumber<TSelf>, IShiftOperators<TSelf, int, TSelf> where TSelf : IBinaryInteger<TSelf>
{
    static virtual (TSelf Quotient, TSelf Remainder) DivRem(TSelf left, TSelf right)
    {
        TSelf quotient = left / right;
        return (quotient, left - quotient * right);
    }

    static virtual TSelf LeadingZeroCount(TSelf value)
    {
        TSelf bits = TSelf.CreateChecked(value.GetByteCount() * 8);
        return value == TSelf.Zero ? bits : bits - TSelf.One - TSelf.Log2(value);
    }

    static abstract TSelf PopCount(TSelf value);

    static virtual TSelf RotateLeft(TSelf value, int rotateAmount)
    {
        int bits = value.GetByteCount() * 8;
        return (value << rotateAmount) | (value >>> (bits - rotateAmount));
    }

    static virtual TSelf RotateRight(TSelf value, int rotateAmount)
    {
        int bits = value.GetByteCount() * 8;
        return (value >>> rotateAmount) | (value << (bits - rotateAmount));
    }

    static abstract TSelf TrailingZeroCount(TSelf value);

    static abstract bool TryReadBigEndian(ReadOnlySpan<byte> source, bool isUnsigned, out TSelf value);

    static abstract bool TryReadLittleEndian(ReadOnlySpan<byte> source, bool isUnsigned, out TSelf value);

    int GetByteCount();

    int GetShortestBitLength();

    bool TryWriteBigEndian(Span<byte> destination, out int bytesWritten);

    bool TryWriteLittleEndian(Span<byte> destination, out int bytesWritten);
}
