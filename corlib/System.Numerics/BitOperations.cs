namespace System.Numerics;

/// <summary>Bit counting and rotation in plain C#; tiers may replace the methods by instructions.</summary>
public static class BitOperations
{
    [Intrinsic]
    public static bool IsPow2(int value) => (value & (value - 1)) == 0 && value > 0;

    [CLSCompliant(false)]
    public static bool IsPow2(uint value) => (value & (value - 1)) == 0 && value != 0;

    public static bool IsPow2(long value) => (value & (value - 1)) == 0 && value > 0;

    [CLSCompliant(false)]
    public static bool IsPow2(ulong value) => (value & (value - 1)) == 0 && value != 0;

    public static bool IsPow2(nint value) => (value & (value - 1)) == 0 && value > 0;

    [CLSCompliant(false)]
    public static bool IsPow2(nuint value) => (value & (value - 1)) == 0 && value != 0;

    [CLSCompliant(false)]
    public static uint RoundUpToPowerOf2(uint value)
    {
        --value;
        value |= value >> 1;
        value |= value >> 2;
        value |= value >> 4;
        value |= value >> 8;
        value |= value >> 16;
        return value + 1;
    }

    [CLSCompliant(false)]
    public static ulong RoundUpToPowerOf2(ulong value)
    {
        --value;
        value |= value >> 1;
        value |= value >> 2;
        value |= value >> 4;
        value |= value >> 8;
        value |= value >> 16;
        value |= value >> 32;
        return value + 1;
    }

    [CLSCompliant(false)]
    public static nuint RoundUpToPowerOf2(nuint value) => (nuint)RoundUpToPowerOf2((ulong)value);

    [Intrinsic]
    [CLSCompliant(false)]
    public static int LeadingZeroCount(uint value)
    {
        if (value == 0)
            return 32;
        int n = 0;
        if (value <= 0x0000FFFF)
        {
            n += 16;
            value <<= 16;
        }
        if (value <= 0x00FFFFFF)
        {
            n += 8;
            value <<= 8;
        }
        if (value <= 0x0FFFFFFF)
        {
            n += 4;
            value <<= 4;
        }
        if (value <= 0x3FFFFFFF)
        {
            n += 2;
            value <<= 2;
        }
        return value <= 0x7FFFFFFF ? n + 1 : n;
    }

    [Intrinsic]
    [CLSCompliant(false)]
    public static int LeadingZeroCount(ulong value)
    {
        uint high = (uint)(value >> 32);
        return high == 0 ? 32 + LeadingZeroCount((uint)value) : LeadingZeroCount(high);
    }

    [Intrinsic]
    [CLSCompliant(false)]
    public static int LeadingZeroCount(nuint value) => LeadingZeroCount((ulong)value);

    [Intrinsic]
    [CLSCompliant(false)]
    public static int Log2(uint value) => 31 - LeadingZeroCount(value | 1);

    [Intrinsic]
    [CLSCompliant(false)]
    public static int Log2(ulong value) => 63 - LeadingZeroCount(value | 1);

    [Intrinsic]
    [CLSCompliant(false)]
    public static int Log2(nuint value) => Log2((ulong)value);

    [Intrinsic]
    [CLSCompliant(false)]
    public static int PopCount(uint value)
    {
        value -= (value >> 1) & 0x55555555;
        value = (value & 0x33333333) + ((value >> 2) & 0x33333333);
        return (int)((((value + (value >> 4)) & 0x0F0F0F0F) * 0x01010101) >> 24);
    }

    [Intrinsic]
    [CLSCompliant(false)]
    public static int PopCount(ulong value)
    {
        value -= (value >> 1) & 0x5555555555555555;
        value = (value & 0x3333333333333333) + ((value >> 2) & 0x3333333333333333);
        return (int)((((value + (value >> 4)) & 0x0F0F0F0F0F0F0F0F) * 0x0101010101010101) >> 56);
    }

    [Intrinsic]
    [CLSCompliant(false)]
    public static int PopCount(nuint value) => PopCount((ulong)value);

    [Intrinsic]
    public static int TrailingZeroCount(int value) => TrailingZeroCount((uint)value);

    [Intrinsic]
    [CLSCompliant(false)]
    public static int TrailingZeroCount(uint value) => value == 0 ? 32 : 31 - LeadingZeroCount(value & (0 - value));

    [Intrinsic]
    public static int TrailingZeroCount(long value) => TrailingZeroCount((ulong)value);

    [Intrinsic]
    [CLSCompliant(false)]
    public static int TrailingZeroCount(ulong value) => value == 0 ? 64 : 63 - LeadingZeroCount(value & (0 - value));

    [Intrinsic]
    public static int TrailingZeroCount(nint value) => TrailingZeroCount((ulong)value);

    [Intrinsic]
    [CLSCompliant(false)]
    public static int TrailingZeroCount(nuint value) => TrailingZeroCount((ulong)value);

    [Intrinsic]
    [CLSCompliant(false)]
    public static uint RotateLeft(uint value, int offset) => (value << offset) | (value >> (32 - offset));

    [Intrinsic]
    [CLSCompliant(false)]
    public static ulong RotateLeft(ulong value, int offset) => (value << offset) | (value >> (64 - offset));

    [Intrinsic]
    [CLSCompliant(false)]
    public static nuint RotateLeft(nuint value, int offset) => (nuint)RotateLeft((ulong)value, offset);

    [Intrinsic]
    [CLSCompliant(false)]
    public static uint RotateRight(uint value, int offset) => (value >> offset) | (value << (32 - offset));

    [Intrinsic]
    [CLSCompliant(false)]
    public static ulong RotateRight(ulong value, int offset) => (value >> offset) | (value << (64 - offset));

    [Intrinsic]
    [CLSCompliant(false)]
    public static nuint RotateRight(nuint value, int offset) => (nuint)RotateRight((ulong)value, offset);

    /// <summary>CRC-32C, bit by bit.</summary>
    [CLSCompliant(false)]
    public static uint Crc32C(uint crc, byte data)
    {
        crc ^= data;
        for (int i = 0; i < 8; i++)
            crc = (crc >> 1) ^ (0x82F63B78 & (0 - (crc & 1)));
        return crc;
    }

    [CLSCompliant(false)]
    public static uint Crc32C(uint crc, ushort data) => Crc32C(Crc32C(crc, (byte)data), (byte)(data >> 8));

    [CLSCompliant(false)]
    public static uint Crc32C(uint crc, uint data) => Crc32C(Crc32C(crc, (ushort)data), (ushort)(data >> 16));

    [CLSCompliant(false)]
    public static uint Crc32C(uint crc, ulong data) => Crc32C(Crc32C(crc, (uint)data), (uint)(data >> 32));
}
