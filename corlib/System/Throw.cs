using System.Diagnostics.CodeAnalysis;

namespace System;

/// <summary>Throw statements of the numbers-and-text part, out of line so that callers stay small.</summary>
internal static class Throw
{
    internal static void IfNull(object value, string name)
    {
        if (value is null)
            Null(name);
    }

    internal static void Null(string name) => throw new ArgumentNullException(name);
    internal static void OutOfRange(string name) => throw new ArgumentOutOfRangeException(name);
    internal static void OutOfRange(string name, string message) => throw new ArgumentOutOfRangeException(name, message);
    internal static void OutOfRange(string name, object actual, string message) => throw new ArgumentOutOfRangeException(name, actual, message);
    internal static void Argument(string message) => throw new ArgumentException(message);
    internal static void Argument(string message, string name) => throw new ArgumentException(message, name);
    internal static void Format(string message) => throw new FormatException(message);
    internal static void Overflow(string message) => throw new OverflowException(message);
    internal static void DivideByZero() => throw new DivideByZeroException();
    internal static void IndexOutOfRange() => throw new IndexOutOfRangeException();
    internal static void Invalid(string message) => throw new InvalidOperationException(message);

    internal static void IndexMustBeLess() =>
        throw new ArgumentOutOfRangeException("index", "Index was out of range. Must be non-negative and less than the size of the collection.");

    internal static void StartIndexMustBeLessOrEqual() =>
        throw new ArgumentOutOfRangeException("startIndex", "Index was out of range. Must be non-negative and less than or equal to the size of the collection.");

    internal static void CountOutOfRange(string name = "count") =>
        throw new ArgumentOutOfRangeException(name, "Count must be positive and count must refer to a location within the string/array/collection.");

    internal static void MustBeNonNegative(int value, string name) =>
        throw new ArgumentOutOfRangeException(name, value, $"{name} ('{value}') must be a non-negative value.");

    internal static void MustBeAtMost<T>(T value, T max, string name) =>
        throw new ArgumentOutOfRangeException(name, value, $"{name} ('{value}') must be less than or equal to '{max}'.");

    internal static void DestinationTooShort() => throw new ArgumentException("Destination is too short.", "destination");

    internal static Exception InvalidCast(string from, string to) =>
        new InvalidCastException("Invalid cast from '" + from + "' to '" + to + "'.");
}
