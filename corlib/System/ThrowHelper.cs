using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;

namespace System;

/// <summary>Throws the library's common exceptions, so that the methods that check stay small.</summary>
[System.Diagnostics.StackTraceHidden]
internal static class ThrowHelper
{
    internal const string NeedNonNegNum = "Non-negative number required.";
    internal const string IndexMustBeLess =
        "Index was out of range. Must be non-negative and less than the size of the collection.";
    internal const string IndexMustBeLessOrEqual =
        "Index was out of range. Must be non-negative and less than or equal to the size of the collection.";
    internal const string CountOutOfRange =
        "Count must be positive and count must refer to a location within the string/array/collection.";
    internal const string InvalidOffLen =
        "Offset and length were out of bounds for the array or count is greater than the number of elements from index to the end of the source collection.";
    internal const string ArrayPlusOffTooSmall =
        "Destination array is not long enough to copy all the items in the collection. Check array index and length.";
    internal const string RankMultiDimNotSupported =
        "Only single dimensional arrays are supported for the requested action.";
    internal const string NonZeroLowerBound = "The lower bound of target array must be zero.";
    internal const string IncompatibleArrayType =
        "Target array type is not compatible with the type of items in the collection.";
    internal const string EnumFailedVersion = "Collection was modified; enumeration operation may not execute.";
    internal const string ModifiedAfterStart = "Collection was modified after the enumerator was instantiated.";
    internal const string EnumNotStarted = "Enumeration has not started. Call MoveNext.";
    internal const string EnumEnded = "Enumeration already finished.";
    internal const string EnumOpCantHappen = "Enumeration has either not started or has already finished.";
    internal const string ReadOnlyCollection = "Collection is read-only.";
    internal const string FixedSizeCollection = "Collection was of a fixed size.";
    internal const string KeyCollectionSet =
        "Mutating a key collection derived from a dictionary is not allowed.";
    internal const string ValueCollectionSet =
        "Mutating a value collection derived from a dictionary is not allowed.";
    internal const string SmallCapacity = "capacity was less than the current size.";
    internal const string ConcurrentOperations =
        "Operations that change non-concurrent collections must have exclusive access. A concurrent update was performed on this collection and corrupted its state. The collection's state is no longer correct.";

    [DoesNotReturn]
    internal static void ThrowArgumentNullException(string paramName) => throw new ArgumentNullException(paramName);

    [DoesNotReturn]
    internal static void ThrowArgumentNullException(string paramName, string message) =>
        throw new ArgumentNullException(paramName, message);

    [DoesNotReturn]
    internal static void ThrowArgumentException(string message) => throw new ArgumentException(message);

    [DoesNotReturn]
    internal static void ThrowArgumentException(string message, string paramName) =>
        throw new ArgumentException(message, paramName);

    [DoesNotReturn]
    internal static void ThrowArgumentOutOfRangeException() => throw new ArgumentOutOfRangeException();

    [DoesNotReturn]
    internal static void ThrowArgumentOutOfRangeException(string paramName) =>
        throw new ArgumentOutOfRangeException(paramName);

    [DoesNotReturn]
    internal static void ThrowArgumentOutOfRangeException(string paramName, string message) =>
        throw new ArgumentOutOfRangeException(paramName, message);

    /// <summary>For an <c>index</c> argument that must be below the size.</summary>
    [DoesNotReturn]
    internal static void ThrowIndexMustBeLess() => throw new ArgumentOutOfRangeException("index", IndexMustBeLess);

    /// <summary>For an index argument that may be equal to the size.</summary>
    [DoesNotReturn]
    internal static void ThrowIndexMustBeLessOrEqual(string paramName) =>
        throw new ArgumentOutOfRangeException(paramName, IndexMustBeLessOrEqual);

    [DoesNotReturn]
    internal static void ThrowNeedNonNegNum(string paramName) =>
        throw new ArgumentOutOfRangeException(paramName, NeedNonNegNum);

    [DoesNotReturn]
    internal static void ThrowCountOutOfRange() => throw new ArgumentOutOfRangeException("count", CountOutOfRange);

    [DoesNotReturn]
    internal static void ThrowIndexOutOfRangeException() => throw new IndexOutOfRangeException();

    [DoesNotReturn]
    internal static void ThrowInvalidOperationException() => throw new InvalidOperationException();

    [DoesNotReturn]
    internal static void ThrowInvalidOperationException(string message) => throw new InvalidOperationException(message);

    [DoesNotReturn]
    internal static void ThrowInvalidOperationException(string message, Exception inner) =>
        throw new InvalidOperationException(message, inner);

    [DoesNotReturn]
    internal static void ThrowVersionChanged() => throw new InvalidOperationException(EnumFailedVersion);

    /// <summary>The same, in the words of the collections that live outside of .NET's core library.</summary>
    [DoesNotReturn]
    internal static void ThrowModifiedAfterStart() => throw new InvalidOperationException(ModifiedAfterStart);

    [DoesNotReturn]
    internal static void ThrowEnumOpCantHappen() => throw new InvalidOperationException(EnumOpCantHappen);

    [DoesNotReturn]
    internal static void ThrowConcurrentOperations() => throw new InvalidOperationException(ConcurrentOperations);

    [DoesNotReturn]
    internal static void ThrowNotSupportedException() => throw new NotSupportedException();

    [DoesNotReturn]
    internal static void ThrowNotSupportedException(string message) => throw new NotSupportedException(message);

    [DoesNotReturn]
    internal static void ThrowReadOnlyCollection() => throw new NotSupportedException(ReadOnlyCollection);

    [DoesNotReturn]
    internal static void ThrowFixedSizeCollection() => throw new NotSupportedException(FixedSizeCollection);

    [DoesNotReturn]
    internal static void ThrowObjectDisposedException(string objectName) => throw new ObjectDisposedException(objectName);

    [DoesNotReturn]
    internal static void ThrowArrayTypeMismatchException() => throw new ArrayTypeMismatchException();

    [DoesNotReturn]
    internal static void ThrowKeyNotFound(object key) =>
        throw new KeyNotFoundException($"The given key '{key}' was not present in the dictionary.");

    [DoesNotReturn]
    internal static void ThrowDuplicateKey(object key) =>
        throw new ArgumentException($"An item with the same key has already been added. Key: {key}");

    [DoesNotReturn]
    internal static void ThrowWrongKeyType(object key, Type expected) =>
        throw new ArgumentException(WrongType(key, expected), "key");

    [DoesNotReturn]
    internal static void ThrowWrongValueType(object value, Type expected) =>
        throw new ArgumentException(WrongType(value, expected), "value");

    /// <summary>A value of a wrong type, in the words of the collections outside of the core library.</summary>
    [DoesNotReturn]
    internal static void ThrowNotOfType(object value, Type expected, string paramName) =>
        throw new ArgumentException(
            $"The value '{value}' is not of type '{expected}' and cannot be used in this generic collection.", paramName);

    // ArgumentOutOfRangeException has these as generic methods over numbers, which take more types to be loaded.
    internal static void ThrowIfNegative(int value, string paramName)
    {
        if (value < 0)
        {
            throw new ArgumentOutOfRangeException(paramName, value, $"{paramName} ('{value}') must be a non-negative value.");
        }
    }

    internal static void ThrowIfLessThan(int value, int other, string paramName)
    {
        if (value < other)
        {
            throw new ArgumentOutOfRangeException(
                paramName, value, $"{paramName} ('{value}') must be greater than or equal to '{other}'.");
        }
    }

    internal static void ThrowIfGreaterThan(int value, int other, string paramName)
    {
        if (value > other)
        {
            throw new ArgumentOutOfRangeException(
                paramName, value, $"{paramName} ('{value}') must be less than or equal to '{other}'.");
        }
    }

    internal static void ThrowIfGreaterThanOrEqual(int value, int other, string paramName)
    {
        if (value >= other)
        {
            throw new ArgumentOutOfRangeException(paramName, value, $"{paramName} ('{value}') must be less than '{other}'.");
        }
    }

    /// <summary>Refuses null where a value type is wanted.</summary>
    internal static void IfNullAndNullsAreIllegalThenThrow<T>(object value, string paramName)
    {
        if (default(T) is not null && value is null)
        {
            ThrowArgumentNullException(paramName);
        }
    }

    /// <summary>Checks the target of a non-generic ICollection.CopyTo; the room is left to the caller.</summary>
    internal static void CheckCopyTarget(Array array)
    {
        if (array is null)
        {
            ThrowArgumentNullException("array");
        }

        if (array.Rank != 1)
        {
            ThrowArgumentException(RankMultiDimNotSupported, "array");
        }

        if (array.GetLowerBound(0) != 0)
        {
            ThrowArgumentException(NonZeroLowerBound, "array");
        }
    }

    private static string WrongType(object value, Type expected) =>
        $"The value \"{value}\" is not of type \"{expected}\" and cannot be used in this generic collection.";
}
