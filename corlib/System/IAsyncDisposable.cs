namespace System;

public interface IAsyncDisposable
{
    System.Threading.Tasks.ValueTask DisposeAsync();
}
