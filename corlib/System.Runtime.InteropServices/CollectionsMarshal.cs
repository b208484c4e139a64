namespace System.Runtime.InteropServices;

using System.Collections.Generic;

public static partial class CollectionsMarshal
{
    public static Span<T> AsSpan<T>(List<T> list) => list == null ? default : new Span<T>(list._items, 0, list.Count);
}
