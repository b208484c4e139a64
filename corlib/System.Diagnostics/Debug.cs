namespace System.Diagnostics;

/// Assertions; programs call them only when compiled with DEBUG.
public static class Debug
{
    public static bool AutoFlush { get; set; } = true;
    public static int IndentLevel { get; set; }
    public static int IndentSize { get; set; } = 4;

    [Conditional("DEBUG")] public static void Assert([DoesNotReturnIf(false)] bool condition) => Assert(condition, "", "");
    [Conditional("DEBUG")] public static void Assert([DoesNotReturnIf(false)] bool condition, string message) => Assert(condition, message, "");
    [Conditional("DEBUG")] public static void Assert([DoesNotReturnIf(false)] bool condition, string message, string detailMessage)
    {
        if (!condition) Fail(message, detailMessage);
    }
    [Conditional("DEBUG")] public static void Fail(string message) => Fail(message, "");
    [Conditional("DEBUG")] public static void Fail(string message, string detailMessage) => Environment.FailFast("Assertion failed. " + message + (string.IsNullOrEmpty(detailMessage) ? "" : "\n" + detailMessage));
    [Conditional("DEBUG")] public static void Write(string message) { }
    [Conditional("DEBUG")] public static void Write(object value) { }
    [Conditional("DEBUG")] public static void WriteLine(string message) { }
    [Conditional("DEBUG")] public static void WriteLine(object value) { }
    [Conditional("DEBUG")] public static void WriteLine(string message, string category) { }
    [Conditional("DEBUG")] public static void WriteLine(string format, params object[] args) { }
    [Conditional("DEBUG")] public static void WriteIf(bool condition, string message) { }
    [Conditional("DEBUG")] public static void WriteLineIf(bool condition, string message) { }
    [Conditional("DEBUG")] public static void Print(string message) { }
    [Conditional("DEBUG")] public static void Flush() { }
    [Conditional("DEBUG")] public static void Close() { }
    [Conditional("DEBUG")] public static void Indent() => IndentLevel++;
    [Conditional("DEBUG")] public static void Unindent() => IndentLevel--;
}

public sealed class Trace
{
    private Trace() { }
    public static bool AutoFlush { get; set; }
    public static int IndentLevel { get; set; }
    [Conditional("TRACE")] public static void Assert([DoesNotReturnIf(false)] bool condition) => Assert(condition, "");
    [Conditional("TRACE")] public static void Assert([DoesNotReturnIf(false)] bool condition, string message)
    {
        if (!condition) Environment.FailFast("Assertion failed. " + message);
    }
    [Conditional("TRACE")] public static void Write(string message) { }
    [Conditional("TRACE")] public static void WriteLine(string message) { }
    [Conditional("TRACE")] public static void WriteLine(object value) { }
    [Conditional("TRACE")] public static void TraceError(string message) { }
    [Conditional("TRACE")] public static void TraceWarning(string message) { }
    [Conditional("TRACE")] public static void TraceInformation(string message) { }
    [Conditional("TRACE")] public static void Flush() { }
}

public static class Debugger
{
    public static readonly string DefaultCategory = null;
    public static bool IsAttached => false;
    public static void Break() { }
    public static bool Launch() => false;
    public static bool IsLogging() => false;
    public static void Log(int level, string category, string message) { }
    public static void NotifyOfCrossThreadDependency() { }
}
