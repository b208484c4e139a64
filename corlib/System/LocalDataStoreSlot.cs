namespace System;

public sealed class LocalDataStoreSlot
{
    internal LocalDataStoreSlot() { }
}
