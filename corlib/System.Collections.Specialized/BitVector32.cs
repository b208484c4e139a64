namespace System.Collections.Specialized;

/// <summary>32 bits, seen as flags or as sections that hold small integers.</summary>
public struct BitVector32 : IEquatable<BitVector32>
{
    private uint _data;

    public BitVector32(int data) => _data = (uint)data;

    public BitVector32(BitVector32 value) => _data = value._data;

    public readonly int Data => (int)_data;

    public bool this[int bit]
    {
        readonly get => (_data & (uint)bit) == (uint)bit;
        set => _data = value ? _data | (uint)bit : _data & ~(uint)bit;
    }

    public int this[Section section]
    {
        readonly get => (int)((_data >> section.Offset) & (uint)section.Mask);
        set
        {
            uint mask = (uint)(section.Mask & 0xFFFF) << section.Offset;
            _data = (_data & ~mask) | (((uint)value << section.Offset) & mask);
        }
    }

    public static int CreateMask() => CreateMask(0);

    public static int CreateMask(int previous)
    {
        if (previous == 0)
        {
            return 1;
        }

        return previous == unchecked((int)0x80000000) ? throw new InvalidOperationException("Bit vector is full.") : previous << 1;
    }

    public static Section CreateSection(short maxValue) => CreateSection(maxValue, 0, 0);

    public static Section CreateSection(short maxValue, Section previous) => CreateSection(maxValue, previous.Mask, previous.Offset);

    private static Section CreateSection(short maxValue, short priorMask, short priorOffset)
    {
        if (maxValue < 1)
        {
            throw new ArgumentException("Argument " + nameof(maxValue) + " should be larger than 0.", nameof(maxValue));
        }

        short offset = (short)(priorOffset + Numerics.BitOperations.PopCount((uint)(ushort)priorMask));
        if (offset >= 32)
        {
            throw new InvalidOperationException("Bit vector is full.");
        }

        int bits = 32 - Numerics.BitOperations.LeadingZeroCount((uint)maxValue);
        return new Section((short)((1 << bits) - 1), offset);
    }

    public override readonly bool Equals(object o) => o is BitVector32 other && Equals(other);

    public readonly bool Equals(BitVector32 other) => _data == other._data;

    public override readonly int GetHashCode() => _data.GetHashCode();

    public static string ToString(BitVector32 value)
    {
        Span<char> bits = stackalloc char[32];
        for (int i = 0; i < 32; i++)
        {
            bits[i] = (value._data & (0x80000000u >> i)) != 0 ? '1' : '0';
        }

        return "BitVector32{" + bits.ToString() + "}";
    }

    public override readonly string ToString() => ToString(this);

    /// <summary>Bits next to each other.</summary>
    public readonly struct Section : IEquatable<Section>
    {
        internal Section(short mask, short offset)
        {
            Mask = mask;
            Offset = offset;
        }

        public short Mask { get; }

        public short Offset { get; }

        public override bool Equals(object o) => o is Section other && Equals(other);

        public bool Equals(Section obj) => obj.Mask == Mask && obj.Offset == Offset;

        public static bool operator ==(Section a, Section b) => a.Equals(b);

        public static bool operator !=(Section a, Section b) => !a.Equals(b);

        public override int GetHashCode() => HashCode.Combine(Mask, Offset);

        public static string ToString(Section value) => "Section{0x" + value.Mask.ToString("x") + ", 0x" + value.Offset.ToString("x") + "}";

        public override string ToString() => ToString(this);
    }
}
