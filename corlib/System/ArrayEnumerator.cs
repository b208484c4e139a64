using System.Collections;

namespace System;

/// <summary>Walks an array of any rank in storage order and boxes the elements.</summary>
internal sealed class ArrayEnumerator : IEnumerator, ICloneable
{
    private readonly Array _array;
    private readonly int[] _indices;
    private readonly int _length;
    private int _index = -1;

    internal ArrayEnumerator(Array array)
    {
        _array = array;
        _length = array.Length;
        if (array.Rank != 1)
        {
            _indices = new int[array.Rank];
        }
    }

    private ArrayEnumerator(ArrayEnumerator other)
    {
        _array = other._array;
        _length = other._length;
        _index = other._index;
        _indices = other._indices is null ? null : new int[other._indices.Length];
    }

    public object Current
    {
        get
        {
            if (_index < 0)
            {
                ThrowHelper.ThrowInvalidOperationException(ThrowHelper.EnumNotStarted);
            }

            if (_index >= _length)
            {
                ThrowHelper.ThrowInvalidOperationException(ThrowHelper.EnumEnded);
            }

            if (_indices is null)
            {
                return _array.GetValue(_index + _array.GetLowerBound(0));
            }

            int rest = _index;
            for (int dimension = _indices.Length - 1; dimension >= 0; dimension--)
            {
                int length = _array.GetLength(dimension);
                _indices[dimension] = _array.GetLowerBound(dimension) + rest % length;
                rest /= length;
            }

            return _array.GetValue(_indices);
        }
    }

    public bool MoveNext()
    {
        int index = _index + 1;
        if (index >= _length)
        {
            _index = _length;
            return false;
        }

        _index = index;
        return true;
    }

    public void Reset() => _index = -1;

    public object Clone() => new ArrayEnumerator(this);
}
