namespace System;

internal static unsafe partial class Number
{
    /// <summary>A zeroed string for a formatter to fill in.</summary>
    private static string NewString(int length) => string.FastAllocateString(length);
}
