using System.Numerics;

namespace System;

/// <summary>
/// Pseudo-random numbers. With a seed: Knuth's subtractive generator, whose sequences programs rely on; without
/// one the same generator seeded from the clock.
/// </summary>
public class Random
{
    private static Random s_shared;

    private readonly int[] _seeds = new int[56];
    private int _next;
    private int _nextPartner = 21;

    public Random() : this(FreshSeed())
    {
    }

    public Random(int Seed)
    {
        int subtraction = Seed == int.MinValue ? int.MaxValue : Math.Abs(Seed);
        int mj = 161803398 - subtraction;
        _seeds[55] = mj;
        int mk = 1;
        int at = 0;
        for (int i = 1; i < 55; i++)
        {
            at += 21;
            if (at >= 55)
                at -= 55;
            _seeds[at] = mk;
            mk = mj - mk;
            if (mk < 0)
                mk += int.MaxValue;
            mj = _seeds[at];
        }
        for (int k = 1; k < 5; k++)
        {
            for (int i = 1; i < 56; i++)
            {
                int n = i + 30;
                if (n >= 55)
                    n -= 55;
                _seeds[i] -= _seeds[1 + n];
                if (_seeds[i] < 0)
                    _seeds[i] += int.MaxValue;
            }
        }
    }

    private static int s_lastSeed;

    private static int FreshSeed()
    {
        s_lastSeed = s_lastSeed * 1664525 + 1013904223;
        return (int)(Environment.TickCount64 * 69069) ^ s_lastSeed;
    }

    public static Random Shared => s_shared ??= new ThreadSafeRandom();

    private int InternalSample()
    {
        int next = _next + 1;
        if (next >= 56)
            next = 1;
        int partner = _nextPartner + 1;
        if (partner >= 56)
            partner = 1;
        int result = _seeds[next] - _seeds[partner];
        if (result == int.MaxValue)
            result--;
        if (result < 0)
            result += int.MaxValue;
        _seeds[next] = result;
        _next = next;
        _nextPartner = partner;
        return result;
    }

    protected virtual double Sample() => InternalSample() * (1.0 / int.MaxValue);

    /// <summary>For ranges beyond int.MaxValue: two samples give one.</summary>
    private double SampleLarge()
    {
        int result = InternalSample();
        if (InternalSample() % 2 == 0)
            result = -result;
        double d = result;
        d += int.MaxValue - 1;
        return d / (2u * (uint)int.MaxValue - 1);
    }

    public virtual int Next() => InternalSample();

    public virtual int Next(int maxValue)
    {
        if (maxValue < 0)
            Throw.OutOfRange(nameof(maxValue), "'maxValue' must be greater than zero.");
        return (int)(Sample() * maxValue);
    }

    public virtual int Next(int minValue, int maxValue)
    {
        if (minValue > maxValue)
            Throw.OutOfRange(nameof(minValue), "'minValue' cannot be greater than maxValue.");
        long range = (long)maxValue - minValue;
        if (range <= int.MaxValue)
            return (int)(Sample() * range) + minValue;
        return (int)((long)(SampleLarge() * range) + minValue);
    }

    public virtual long NextInt64()
    {
        while (true)
        {
            ulong result = Bits64() >> 1;
            if (result != long.MaxValue)
                return (long)result;
        }
    }

    public virtual long NextInt64(long maxValue)
    {
        if (maxValue < 0)
            Throw.OutOfRange(nameof(maxValue), "'maxValue' must be greater than zero.");
        return NextInt64(0, maxValue);
    }

    public virtual long NextInt64(long minValue, long maxValue)
    {
        if (minValue > maxValue)
            Throw.OutOfRange(nameof(minValue), "'minValue' cannot be greater than maxValue.");
        ulong range = (ulong)(maxValue - minValue);
        if (range <= 1)
            return minValue;
        int bits = 64 - BitOperations.LeadingZeroCount(range - 1);
        while (true)
        {
            ulong value = Bits64() >> (64 - bits);
            if (value < range)
                return (long)value + minValue;
        }
    }

    private ulong Bits64() => (uint)Next(1 << 22) | (ulong)(uint)Next(1 << 22) << 22 | (ulong)(uint)Next(1 << 20) << 44;

    public virtual float NextSingle()
    {
        while (true)
        {
            float f = (float)Sample();
            if (f < 1.0f)
                return f;
        }
    }

    public virtual double NextDouble() => Sample();

    public virtual void NextBytes(byte[] buffer)
    {
        Throw.IfNull(buffer, nameof(buffer));
        for (int i = 0; i < buffer.Length; i++)
            buffer[i] = (byte)InternalSample();
    }

    public virtual void NextBytes(Span<byte> buffer)
    {
        for (int i = 0; i < buffer.Length; i++)
            buffer[i] = (byte)Next();
    }

    public void Shuffle<T>(T[] values)
    {
        Throw.IfNull(values, nameof(values));
        Shuffle(new Span<T>(values));
    }

    public void Shuffle<T>(Span<T> values)
    {
        for (int i = 0; i < values.Length - 1; i++)
        {
            int j = Next(i, values.Length);
            if (j != i)
                (values[i], values[j]) = (values[j], values[i]);
        }
    }

    public void GetItems<T>(ReadOnlySpan<T> choices, Span<T> destination)
    {
        if (choices.Length == 0)
            Throw.Argument("Span may not be empty.", nameof(choices));
        for (int i = 0; i < destination.Length; i++)
            destination[i] = choices[Next(choices.Length)];
    }

    public T[] GetItems<T>(T[] choices, int length)
    {
        Throw.IfNull(choices, nameof(choices));
        return GetItems(new ReadOnlySpan<T>(choices), length);
    }

    public T[] GetItems<T>(ReadOnlySpan<T> choices, int length)
    {
        if (length < 0)
            Throw.MustBeNonNegative(length, nameof(length));
        var items = new T[length];
        GetItems(choices, items.AsSpan());
        return items;
    }

    /// <summary>The shared instance: one generator behind a lock.</summary>
    private sealed class ThreadSafeRandom : Random
    {
        private readonly object _lock = new object();

        public override int Next()
        {
            lock (_lock)
                return base.Next();
        }

        protected override double Sample()
        {
            lock (_lock)
                return base.Sample();
        }

        public override void NextBytes(byte[] buffer)
        {
            lock (_lock)
                base.NextBytes(buffer);
        }
    }
}
