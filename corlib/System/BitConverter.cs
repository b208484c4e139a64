namespace System;

/// <summary>Values as bytes in memory order, and bits of one type seen as another.</summary>
public static class BitConverter
{
    public static readonly bool IsLittleEndian = true;

    private static byte[] Bytes<T>(T value) where T : unmanaged
    {
        var bytes = new byte[Unsafe.SizeOf<T>()];
        Unsafe.WriteUnaligned(ref bytes[0], value);
        return bytes;
    }

    public static byte[] GetBytes(bool value) => [value ? (byte)1 : (byte)0];

    public static byte[] GetBytes(char value) => Bytes(value);

    public static byte[] GetBytes(short value) => Bytes(value);

    public static byte[] GetBytes(int value) => Bytes(value);

    public static byte[] GetBytes(long value) => Bytes(value);

    [CLSCompliant(false)]
    public static byte[] GetBytes(ushort value) => Bytes(value);

    [CLSCompliant(false)]
    public static byte[] GetBytes(uint value) => Bytes(value);

    [CLSCompliant(false)]
    public static byte[] GetBytes(ulong value) => Bytes(value);

    public static byte[] GetBytes(float value) => Bytes(value);

    public static byte[] GetBytes(double value) => Bytes(value);

    private static bool TryPut<T>(Span<byte> destination, T value) where T : unmanaged
    {
        if (destination.Length < Unsafe.SizeOf<T>())
            return false;
        Unsafe.WriteUnaligned(ref MemoryMarshal.GetReference(destination), value);
        return true;
    }

    public static bool TryWriteBytes(Span<byte> destination, bool value) => TryPut(destination, value ? (byte)1 : (byte)0);

    public static bool TryWriteBytes(Span<byte> destination, char value) => TryPut(destination, value);

    public static bool TryWriteBytes(Span<byte> destination, short value) => TryPut(destination, value);

    public static bool TryWriteBytes(Span<byte> destination, int value) => TryPut(destination, value);

    public static bool TryWriteBytes(Span<byte> destination, long value) => TryPut(destination, value);

    [CLSCompliant(false)]
    public static bool TryWriteBytes(Span<byte> destination, ushort value) => TryPut(destination, value);

    [CLSCompliant(false)]
    public static bool TryWriteBytes(Span<byte> destination, uint value) => TryPut(destination, value);

    [CLSCompliant(false)]
    public static bool TryWriteBytes(Span<byte> destination, ulong value) => TryPut(destination, value);

    public static bool TryWriteBytes(Span<byte> destination, float value) => TryPut(destination, value);

    public static bool TryWriteBytes(Span<byte> destination, double value) => TryPut(destination, value);

    private static T At<T>(byte[] value, int startIndex) where T : unmanaged
    {
        Throw.IfNull(value, nameof(value));
        if ((uint)startIndex >= (uint)value.Length)
            Throw.OutOfRange(nameof(startIndex), "Index was out of range. Must be non-negative and less than the size of the collection.");
        if (startIndex > value.Length - Unsafe.SizeOf<T>())
            Throw.Argument("Destination array is not long enough to copy all the items in the collection. Check array index and length.", nameof(value));
        return Unsafe.ReadUnaligned<T>(ref value[startIndex]);
    }

    private static T From<T>(ReadOnlySpan<byte> value) where T : unmanaged
    {
        if (value.Length < Unsafe.SizeOf<T>())
            Throw.OutOfRange(nameof(value));
        return Unsafe.ReadUnaligned<T>(ref MemoryMarshal.GetReference(value));
    }

    public static char ToChar(byte[] value, int startIndex) => (char)At<short>(value, startIndex);

    public static char ToChar(ReadOnlySpan<byte> value) => From<char>(value);

    public static short ToInt16(byte[] value, int startIndex) => At<short>(value, startIndex);

    public static short ToInt16(ReadOnlySpan<byte> value) => From<short>(value);

    public static int ToInt32(byte[] value, int startIndex) => At<int>(value, startIndex);

    public static int ToInt32(ReadOnlySpan<byte> value) => From<int>(value);

    public static long ToInt64(byte[] value, int startIndex) => At<long>(value, startIndex);

    public static long ToInt64(ReadOnlySpan<byte> value) => From<long>(value);

    [CLSCompliant(false)]
    public static ushort ToUInt16(byte[] value, int startIndex) => At<ushort>(value, startIndex);

    [CLSCompliant(false)]
    public static ushort ToUInt16(ReadOnlySpan<byte> value) => From<ushort>(value);

    [CLSCompliant(false)]
    public static uint ToUInt32(byte[] value, int startIndex) => At<uint>(value, startIndex);

    [CLSCompliant(false)]
    public static uint ToUInt32(ReadOnlySpan<byte> value) => From<uint>(value);

    [CLSCompliant(false)]
    public static ulong ToUInt64(byte[] value, int startIndex) => At<ulong>(value, startIndex);

    [CLSCompliant(false)]
    public static ulong ToUInt64(ReadOnlySpan<byte> value) => From<ulong>(value);

    public static float ToSingle(byte[] value, int startIndex) => At<float>(value, startIndex);

    public static float ToSingle(ReadOnlySpan<byte> value) => From<float>(value);

    public static double ToDouble(byte[] value, int startIndex) => At<double>(value, startIndex);

    public static double ToDouble(ReadOnlySpan<byte> value) => From<double>(value);

    public static bool ToBoolean(byte[] value, int startIndex) => At<byte>(value, startIndex) != 0;

    public static bool ToBoolean(ReadOnlySpan<byte> value) => From<byte>(value) != 0;

    public static string ToString(byte[] value)
    {
        Throw.IfNull(value, nameof(value));
        return ToString(value, 0, value.Length);
    }

    public static string ToString(byte[] value, int startIndex)
    {
        Throw.IfNull(value, nameof(value));
        return ToString(value, startIndex, value.Length - startIndex);
    }

    /// <summary>Hexadecimal pairs with hyphens between them.</summary>
    public static string ToString(byte[] value, int startIndex, int length)
    {
        Throw.IfNull(value, nameof(value));
        if (startIndex < 0 || (startIndex >= value.Length && startIndex > 0))
            Throw.OutOfRange(nameof(startIndex), "StartIndex cannot be less than zero.");
        if (length < 0)
            Throw.OutOfRange(nameof(length), "'length' must be non-negative.");
        if (startIndex > value.Length - length)
            Throw.Argument("Destination array is not long enough to copy all the items in the collection. Check array index and length.");
        if (length == 0)
            return "";
        var chars = new char[length * 3 - 1];
        for (int i = 0; i < length; i++)
        {
            int b = value[startIndex + i];
            chars[i * 3] = HexConverter.Upper(b >> 4);
            chars[i * 3 + 1] = HexConverter.Upper(b & 15);
            if (i + 1 < length)
                chars[i * 3 + 2] = '-';
        }
        return new string(chars);
    }

    [Intrinsic]
    public static unsafe long DoubleToInt64Bits(double value) => *(long*)&value;

    [Intrinsic]
    public static unsafe double Int64BitsToDouble(long value) => *(double*)&value;

    [Intrinsic]
    public static unsafe int SingleToInt32Bits(float value) => *(int*)&value;

    [Intrinsic]
    public static unsafe float Int32BitsToSingle(int value) => *(float*)&value;

    [CLSCompliant(false)]
    [Intrinsic]
    public static unsafe ulong DoubleToUInt64Bits(double value) => *(ulong*)&value;

    [CLSCompliant(false)]
    [Intrinsic]
    public static unsafe double UInt64BitsToDouble(ulong value) => *(double*)&value;

    [CLSCompliant(false)]
    [Intrinsic]
    public static unsafe uint SingleToUInt32Bits(float value) => *(uint*)&value;

    [CLSCompliant(false)]
    [Intrinsic]
    public static unsafe float UInt32BitsToSingle(uint value) => *(float*)&value;
}
