using System.Collections;
using System.Collections.Generic;
using System.Diagnostics;

namespace System.Linq;

/// <summary>One group of a lookup; a read-only list.</summary>
[DebuggerDisplay("Key = {Key}")]
internal sealed class Grouping<TKey, TElement> : IGrouping<TKey, TElement>, IList<TElement>
{
    internal readonly TKey _key;
    internal readonly int _hashCode;
    internal Grouping<TKey, TElement> _hashNext; // next group of the same bucket
    private TElement[] _elements = new TElement[1];
    private int _count;

    internal Grouping(TKey key, int hashCode)
    {
        _key = key;
        _hashCode = hashCode;
    }

    public TKey Key => _key;

    int ICollection<TElement>.Count => _count;

    bool ICollection<TElement>.IsReadOnly => true;

    TElement IList<TElement>.this[int index]
    {
        get
        {
            if ((uint)index >= (uint)_count)
            {
                ThrowHelper.ThrowArgumentOutOfRangeException(nameof(index));
            }

            return _elements[index];
        }

        set => ThrowHelper.ThrowNotSupportedException();
    }

    public IEnumerator<TElement> GetEnumerator() => new SZGenericArrayEnumerator<TElement>(_elements, _count);

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    void ICollection<TElement>.Add(TElement item) => ThrowHelper.ThrowNotSupportedException();

    void ICollection<TElement>.Clear() => ThrowHelper.ThrowNotSupportedException();

    bool ICollection<TElement>.Contains(TElement item) => Array.IndexOf(_elements, item, 0, _count) >= 0;

    void ICollection<TElement>.CopyTo(TElement[] array, int arrayIndex) => Array.Copy(_elements, 0, array, arrayIndex, _count);

    bool ICollection<TElement>.Remove(TElement item)
    {
        ThrowHelper.ThrowNotSupportedException();
        return false;
    }

    int IList<TElement>.IndexOf(TElement item) => Array.IndexOf(_elements, item, 0, _count);

    void IList<TElement>.Insert(int index, TElement item) => ThrowHelper.ThrowNotSupportedException();

    void IList<TElement>.RemoveAt(int index) => ThrowHelper.ThrowNotSupportedException();

    internal void Append(TElement element)
    {
        if (_elements.Length == _count)
        {
            Array.Resize(ref _elements, checked(_count * 2));
        }

        _elements[_count++] = element;
    }

    /// <summary>The elements in an array of exact length, which this group keeps.</summary>
    internal TElement[] Trim()
    {
        if (_elements.Length != _count)
        {
            Array.Resize(ref _elements, _count);
        }

        return _elements;
    }
}
