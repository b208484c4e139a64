namespace System.Runtime.ExceptionServices;

/// Carries an exception with its trace to another place.
public sealed class ExceptionDispatchInfo
{
    private readonly Exception exception;
    private readonly Exception.DispatchState state;

    private ExceptionDispatchInfo(Exception source)
    {
        exception = source;
        state = source.CaptureDispatchState();
    }

    public Exception SourceException => exception;

    public static ExceptionDispatchInfo Capture(Exception source)
    {
        if (source == null) throw new ArgumentNullException(nameof(source));
        return new ExceptionDispatchInfo(source);
    }

    [DoesNotReturn]
    [System.Diagnostics.StackTraceHidden]
    public void Throw()
    {
        exception.RestoreDispatchState(state);
        throw exception;
    }

    [DoesNotReturn]
    [System.Diagnostics.StackTraceHidden]
    public static void Throw(Exception source) => Capture(source).Throw();

    [System.Diagnostics.StackTraceHidden]
    public static Exception SetCurrentStackTrace(Exception source)
    {
        ArgumentNullException.ThrowIfNull(source);
        source.SetCurrentStackTrace();
        return source;
    }

    public static Exception SetRemoteStackTrace(Exception source, string stackTrace)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(stackTrace);
        source.SetRemoteStackTrace(stackTrace);
        return source;
    }
}

public class FirstChanceExceptionEventArgs : EventArgs
{
    public FirstChanceExceptionEventArgs(Exception exception) { Exception = exception; }
    public Exception Exception { get; }
}
