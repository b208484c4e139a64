namespace System.Threading;

[Serializable]
public sealed class ThreadAbortException : SystemException
{
    internal ThreadAbortException() : base("Thread was being aborted.") { HResult = unchecked((int)0x80131530); }
    public object ExceptionState => null;
}
