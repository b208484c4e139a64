namespace System;

public class UnhandledExceptionEventArgs : EventArgs
{
    private readonly object exception;
    private readonly bool isTerminating;

    public UnhandledExceptionEventArgs(object exception, bool isTerminating)
    {
        this.exception = exception;
        this.isTerminating = isTerminating;
    }

    public object ExceptionObject => exception;
    public bool IsTerminating => isTerminating;
}
