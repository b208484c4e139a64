namespace System.Runtime.ExceptionServices;

/// Carries an exception with its trace to another place.
public sealed class ExceptionDispatchInfo
{
    private readonly Exception exception;
    private readonly string trace;

    private ExceptionDispatchInfo(Exception source)
    {
        exception = source;
        trace = source.StackTrace;
    }

    public Exception SourceException => exception;

    public static ExceptionDispatchInfo Capture(Exception source)
    {
        if (source == null) throw new ArgumentNullException(nameof(source));
        return new ExceptionDispatchInfo(source);
    }

    [DoesNotReturn]
    public void Throw()
    {
        exception.RestoreDispatchState(trace);
        throw exception;
    }

    [DoesNotReturn]
    public static void Throw(Exception source) => Capture(source).Throw();

    public static Exception SetCurrentStackTrace(Exception source)
    {
        source.SetCurrentStackTrace(Environment.StackTrace);
        return source;
    }

    public static Exception SetRemoteStackTrace(Exception source, string stackTrace)
    {
        source.SetRemoteStackTrace(stackTrace);
        return source;
    }
}

public class FirstChanceExceptionEventArgs : EventArgs
{
    public FirstChanceExceptionEventArgs(Exception exception) { Exception = exception; }
    public Exception Exception { get; }
}
