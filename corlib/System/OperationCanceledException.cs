namespace System;

using System.Threading;

[Serializable]
public class OperationCanceledException : SystemException
{
    private CancellationToken _cancellationToken;

    public OperationCanceledException() : base("The operation was canceled.") { HResult = unchecked((int)0x8013153B); }
    public OperationCanceledException(string message) : base(message) { HResult = unchecked((int)0x8013153B); }
    public OperationCanceledException(string message, Exception innerException) : base(message, innerException) { HResult = unchecked((int)0x8013153B); }
    public OperationCanceledException(CancellationToken token) : this() { _cancellationToken = token; }
    public OperationCanceledException(string message, CancellationToken token) : this(message) { _cancellationToken = token; }
    public OperationCanceledException(string message, Exception innerException, CancellationToken token) : this(message, innerException) { _cancellationToken = token; }
    protected OperationCanceledException(System.Runtime.Serialization.SerializationInfo info, System.Runtime.Serialization.StreamingContext context) : base(info, context) { }

    public CancellationToken CancellationToken => _cancellationToken;
}
