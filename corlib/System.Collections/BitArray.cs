namespace System.Collections;

/// <summary>Bits, 32 to a word.</summary>
public sealed class BitArray : ICollection, ICloneable
{
    private int[] m_array;
    private int m_length;
    private int _version;

    public BitArray(int length)
        : this(length, false)
    {
    }

    public BitArray(int length, bool defaultValue)
    {
        ThrowHelper.ThrowIfNegative(length, nameof(length));
        m_array = new int[Words(length)];
        m_length = length;
        if (defaultValue)
        {
            SetAll(true);
            _version = 0;
        }
    }

    public BitArray(byte[] bytes)
    {
        ArgumentNullException.ThrowIfNull(bytes);
        if (bytes.Length > int.MaxValue / 8)
        {
            throw new ArgumentException("The input array length must not exceed Int32.MaxValue / 8. Otherwise BitArray.Length would exceed Int32.MaxValue.", nameof(bytes));
        }

        m_length = bytes.Length * 8;
        m_array = new int[Words(m_length)];
        for (int i = 0; i < bytes.Length; i++)
        {
            m_array[i >> 2] |= bytes[i] << ((i & 3) * 8);
        }
    }

    public BitArray(bool[] values)
    {
        ArgumentNullException.ThrowIfNull(values);
        m_length = values.Length;
        m_array = new int[Words(m_length)];
        for (int i = 0; i < values.Length; i++)
        {
            if (values[i])
            {
                m_array[i >> 5] |= 1 << i;
            }
        }
    }

    public BitArray(int[] values)
    {
        ArgumentNullException.ThrowIfNull(values);
        if (values.Length > int.MaxValue / 32)
        {
            throw new ArgumentException("The input array length must not exceed Int32.MaxValue / 32. Otherwise BitArray.Length would exceed Int32.MaxValue.", nameof(values));
        }

        m_length = values.Length * 32;
        m_array = (int[])values.Clone();
    }

    public BitArray(BitArray bits)
    {
        ArgumentNullException.ThrowIfNull(bits);
        m_array = new int[Words(bits.m_length)];
        Array.Copy(bits.m_array, m_array, m_array.Length);
        m_length = bits.m_length;
        _version = bits._version;
    }

    public int Count => m_length;

    public bool IsReadOnly => false;

    public bool IsSynchronized => false;

    public object SyncRoot => this;

    public int Length
    {
        get => m_length;
        set
        {
            ThrowHelper.ThrowIfNegative(value, nameof(value));
            if (Words(value) != m_array.Length)
            {
                Array.Resize(ref m_array, Words(value));
            }

            if (value < m_length)
            {
                m_length = value;
                ClearTail();
            }

            m_length = value;
            _version++;
        }
    }

    public bool this[int index]
    {
        get => Get(index);
        set => Set(index, value);
    }

    public bool Get(int index)
    {
        CheckIndex(index);
        return (m_array[index >> 5] & (1 << index)) != 0;
    }

    public void Set(int index, bool value)
    {
        CheckIndex(index);
        if (value)
        {
            m_array[index >> 5] |= 1 << index;
        }
        else
        {
            m_array[index >> 5] &= ~(1 << index);
        }

        _version++;
    }

    public void SetAll(bool value)
    {
        for (int i = 0; i < m_array.Length; i++)
        {
            m_array[i] = value ? -1 : 0;
        }

        ClearTail();
        _version++;
    }

    public BitArray And(BitArray value)
    {
        CheckSameLength(value);
        for (int i = 0; i < m_array.Length; i++)
        {
            m_array[i] &= value.m_array[i];
        }

        _version++;
        return this;
    }

    public BitArray Or(BitArray value)
    {
        CheckSameLength(value);
        for (int i = 0; i < m_array.Length; i++)
        {
            m_array[i] |= value.m_array[i];
        }

        _version++;
        return this;
    }

    public BitArray Xor(BitArray value)
    {
        CheckSameLength(value);
        for (int i = 0; i < m_array.Length; i++)
        {
            m_array[i] ^= value.m_array[i];
        }

        _version++;
        return this;
    }

    public BitArray Not()
    {
        for (int i = 0; i < m_array.Length; i++)
        {
            m_array[i] = ~m_array[i];
        }

        ClearTail();
        _version++;
        return this;
    }

    public BitArray RightShift(int count)
    {
        ThrowHelper.ThrowIfNegative(count, nameof(count));
        Shift(-count);
        return this;
    }

    public BitArray LeftShift(int count)
    {
        ThrowHelper.ThrowIfNegative(count, nameof(count));
        Shift(count);
        return this;
    }

    public bool HasAllSet()
    {
        int full = m_length >> 5;
        for (int i = 0; i < full; i++)
        {
            if (m_array[i] != -1)
            {
                return false;
            }
        }

        int rest = m_length & 31;
        return rest == 0 || m_array[full] == (1 << rest) - 1;
    }

    public bool HasAnySet()
    {
        foreach (int word in m_array)
        {
            if (word != 0)
            {
                return true;
            }
        }

        return false;
    }

    public void CopyTo(Array array, int index)
    {
        ArgumentNullException.ThrowIfNull(array);
        ThrowHelper.ThrowIfNegative(index, nameof(index));
        if (array.Rank != 1)
        {
            throw new ArgumentException(ThrowHelper.RankMultiDimNotSupported, nameof(array));
        }

        switch (array)
        {
            case int[] ints:
                CheckRoom(ints.Length, index, m_array.Length);
                Array.Copy(m_array, 0, ints, index, m_array.Length);
                break;
            case byte[] bytes:
                int count = (m_length + 7) >> 3;
                CheckRoom(bytes.Length, index, count);
                for (int i = 0; i < count; i++)
                {
                    bytes[index + i] = (byte)(m_array[i >> 2] >> ((i & 3) * 8));
                }

                break;
            case bool[] bools:
                CheckRoom(bools.Length, index, m_length);
                for (int i = 0; i < m_length; i++)
                {
                    bools[index + i] = Get(i);
                }

                break;
            default:
                throw new ArgumentException("Only supported array types for CopyTo on BitArrays are Boolean[], Int32[] and Byte[].", nameof(array));
        }
    }

    public object Clone() => new BitArray(this);

    public IEnumerator GetEnumerator() => new BitArrayEnumerator(this);

    private static int Words(int bits) => (int)((uint)(bits + 31) >> 5);

    private static void CheckRoom(int length, int index, int count)
    {
        if (length - index < count)
        {
            throw new ArgumentException(ThrowHelper.InvalidOffLen);
        }
    }

    private void CheckIndex(int index)
    {
        if ((uint)index >= (uint)m_length)
        {
            throw new ArgumentOutOfRangeException(nameof(index), index, ThrowHelper.IndexMustBeLess);
        }
    }

    private void CheckSameLength(BitArray value)
    {
        ArgumentNullException.ThrowIfNull(value);
        if (value.m_length != m_length)
        {
            throw new ArgumentException("Array lengths must be the same.");
        }
    }

    /// <summary>The bits beyond the length are kept 0.</summary>
    private void ClearTail()
    {
        int rest = m_length & 31;
        if (rest != 0)
        {
            m_array[m_length >> 5] &= (1 << rest) - 1;
        }
    }

    private void Shift(int by)
    {
        if (by != 0)
        {
            BitArray old = new(this);
            for (int i = 0; i < m_length; i++)
            {
                long from = (long)i - by;
                Set(i, from >= 0 && from < m_length && old.Get((int)from));
            }
        }

        _version++;
    }

    /// <summary>Walks the bits and notices changes.</summary>
    private sealed class BitArrayEnumerator : IEnumerator, ICloneable
    {
        private readonly BitArray _bits;
        private readonly int _version;
        private int _index = -1;
        private bool _current;

        internal BitArrayEnumerator(BitArray bits)
        {
            _bits = bits;
            _version = bits._version;
        }

        public object Current
        {
            get
            {
                if ((uint)_index >= (uint)_bits.m_length)
                {
                    throw new InvalidOperationException(_index == -1 ? ThrowHelper.EnumNotStarted : ThrowHelper.EnumEnded);
                }

                return _current;
            }
        }

        public bool MoveNext()
        {
            CheckVersion();
            if (_index < _bits.m_length - 1)
            {
                _current = _bits.Get(++_index);
                return true;
            }

            _index = _bits.m_length;
            return false;
        }

        public void Reset()
        {
            CheckVersion();
            _index = -1;
        }

        public object Clone() => MemberwiseClone();

        private void CheckVersion()
        {
            if (_version != _bits._version)
            {
                ThrowHelper.ThrowVersionChanged();
            }
        }
    }
}
