using System.Collections.Generic;

namespace System.Collections.Concurrent;

/// <summary>What the concurrent collections share: they are read through snapshots.</summary>
internal static class ConcurrentHelpers
{
    internal const string SyncRootNotSupported =
        "The SyncRoot property may not be used for the synchronization of concurrent collections.";

    internal static IEnumerator<T> Walk<T>(T[] items)
    {
        for (int i = 0; i < items.Length; i++)
        {
            yield return items[i];
        }
    }

    internal static void Copy<T>(T[] items, T[] array, int index) => Array.Copy(items, 0, array, index, items.Length);
}
