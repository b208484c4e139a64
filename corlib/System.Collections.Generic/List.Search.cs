using System.Collections.ObjectModel;
using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace System.Collections.Generic;

/// <summary>Searching a list: for an item, by halves, by predicate.</summary>
public partial class List<T>
{
    public int BinarySearch(int index, int count, T item, IComparer<T> comparer)
    {
        CheckIndexAndCount(index, count);
        return Array.BinarySearch(_items, index, count, item, comparer);
    }

    public int BinarySearch(T item) => BinarySearch(0, _size, item, null);

    public int BinarySearch(T item, IComparer<T> comparer) => BinarySearch(0, _size, item, comparer);

    public bool Exists(Predicate<T> match) => FindIndex(match) != -1;

    public T Find(Predicate<T> match)
    {
        CheckMatch(match);
        for (int i = 0; i < _size; i++)
        {
            if (match(_items[i]))
            {
                return _items[i];
            }
        }

        return default;
    }

    public List<T> FindAll(Predicate<T> match)
    {
        CheckMatch(match);
        List<T> list = new();
        for (int i = 0; i < _size; i++)
        {
            if (match(_items[i]))
            {
                list.Add(_items[i]);
            }
        }

        return list;
    }

    public int FindIndex(Predicate<T> match) => FindIndex(0, _size, match);

    public int FindIndex(int startIndex, Predicate<T> match) => FindIndex(startIndex, _size - startIndex, match);

    public int FindIndex(int startIndex, int count, Predicate<T> match)
    {
        if ((uint)startIndex > (uint)_size)
        {
            ThrowHelper.ThrowIndexMustBeLessOrEqual("startIndex");
        }

        if (count < 0 || startIndex > _size - count)
        {
            ThrowHelper.ThrowCountOutOfRange();
        }

        CheckMatch(match);
        int end = startIndex + count;
        for (int i = startIndex; i < end; i++)
        {
            if (match(_items[i]))
            {
                return i;
            }
        }

        return -1;
    }

    public T FindLast(Predicate<T> match)
    {
        CheckMatch(match);
        for (int i = _size - 1; i >= 0; i--)
        {
            if (match(_items[i]))
            {
                return _items[i];
            }
        }

        return default;
    }

    public int FindLastIndex(Predicate<T> match) => FindLastIndex(_size - 1, _size, match);

    public int FindLastIndex(int startIndex, Predicate<T> match) => FindLastIndex(startIndex, startIndex + 1, match);

    public int FindLastIndex(int startIndex, int count, Predicate<T> match)
    {
        CheckMatch(match);
        if (_size == 0)
        {
            // An empty list is searched backwards from -1.
            if (startIndex != -1)
            {
                ThrowHelper.ThrowArgumentOutOfRangeException("startIndex", ThrowHelper.IndexMustBeLess);
            }
        }
        else if ((uint)startIndex >= (uint)_size)
        {
            ThrowHelper.ThrowArgumentOutOfRangeException("startIndex", ThrowHelper.IndexMustBeLess);
        }

        if (count < 0 || startIndex - count + 1 < 0)
        {
            ThrowHelper.ThrowCountOutOfRange();
        }

        int end = startIndex - count;
        for (int i = startIndex; i > end; i--)
        {
            if (match(_items[i]))
            {
                return i;
            }
        }

        return -1;
    }

    public void ForEach(Action<T> action)
    {
        if (action is null)
        {
            ThrowHelper.ThrowArgumentNullException("action");
        }

        int version = _version;
        for (int i = 0; i < _size; i++)
        {
            if (version != _version)
            {
                break;
            }

            action(_items[i]);
        }

        if (version != _version)
        {
            ThrowHelper.ThrowVersionChanged();
        }
    }

    public int IndexOf(T item) => Array.IndexOf(_items, item, 0, _size);

    public int IndexOf(T item, int index)
    {
        if (index > _size)
        {
            ThrowHelper.ThrowIndexMustBeLessOrEqual("index");
        }

        return Array.IndexOf(_items, item, index, _size - index);
    }

    public int IndexOf(T item, int index, int count)
    {
        if (index > _size)
        {
            ThrowHelper.ThrowIndexMustBeLessOrEqual("index");
        }

        if (count < 0 || index > _size - count)
        {
            ThrowHelper.ThrowCountOutOfRange();
        }

        return Array.IndexOf(_items, item, index, count);
    }

    public int LastIndexOf(T item) => _size == 0 ? -1 : LastIndexOf(item, _size - 1, _size);

    public int LastIndexOf(T item, int index)
    {
        if (index >= _size)
        {
            ThrowHelper.ThrowIndexMustBeLess();
        }

        return LastIndexOf(item, index, index + 1);
    }

    public int LastIndexOf(T item, int index, int count)
    {
        if (_size != 0 && index < 0)
        {
            ThrowHelper.ThrowNeedNonNegNum("index");
        }

        if (_size != 0 && count < 0)
        {
            ThrowHelper.ThrowNeedNonNegNum("count");
        }

        if (_size == 0)
        {
            return -1;
        }

        const string bigger = "Larger than collection size.";
        if (index >= _size)
        {
            ThrowHelper.ThrowArgumentOutOfRangeException("index", bigger);
        }

        if (count > index + 1)
        {
            ThrowHelper.ThrowArgumentOutOfRangeException("count", bigger);
        }

        return Array.LastIndexOf(_items, item, index, count);
    }

    public bool TrueForAll(Predicate<T> match)
    {
        CheckMatch(match);
        for (int i = 0; i < _size; i++)
        {
            if (!match(_items[i]))
            {
                return false;
            }
        }

        return true;
    }
}
