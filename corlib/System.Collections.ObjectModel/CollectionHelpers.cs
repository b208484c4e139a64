using System.Collections.Generic;

namespace System.Collections.ObjectModel;

/// <summary>Copying into arrays whose type is only known at run time.</summary>
internal static class CollectionHelpers
{
    /// <summary>ICollection.CopyTo for a wrapper over a generic collection.</summary>
    internal static void CopyTo<T>(ICollection<T> source, Array array, int index)
    {
        ThrowHelper.CheckCopyTarget(array);
        if (index < 0)
        {
            ThrowHelper.ThrowNeedNonNegNum("index");
        }

        if (array.Length - index < source.Count)
        {
            ThrowHelper.ThrowArgumentException(ThrowHelper.ArrayPlusOffTooSmall);
        }

        if (array is T[] items)
        {
            source.CopyTo(items, index);
            return;
        }

        object[] objects = array as object[];
        if (objects is null)
        {
            ThrowHelper.ThrowArgumentException(ThrowHelper.IncompatibleArrayType);
        }

        try
        {
            foreach (T item in source)
            {
                objects[index++] = item;
            }
        }
        catch (ArrayTypeMismatchException)
        {
            ThrowHelper.ThrowArgumentException(ThrowHelper.IncompatibleArrayType);
        }
    }
}
