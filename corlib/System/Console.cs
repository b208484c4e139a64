namespace System;

using System.IO;
using System.Runtime.InteropServices;
using System.Text;

/// The standard streams. Output is UTF-8 and goes out with every call, as .NET's does.
public static class Console
{
    private static TextWriter s_out;
    private static TextWriter s_error;
    private static TextReader s_in;
    private static Encoding s_outputEncoding;
    private static Encoding s_inputEncoding;

    public static TextWriter Out => s_out ??= new ConsoleWriter(1);
    public static TextWriter Error => s_error ??= new ConsoleWriter(2);
    public static TextReader In => s_in ??= new StreamReader(OpenStandardInput(), new UTF8Encoding(false), false, 4096);

    public static Encoding OutputEncoding
    {
        get => s_outputEncoding ??= new UTF8Encoding(false);
        set => s_outputEncoding = value ?? throw new ArgumentNullException(nameof(value));
    }

    public static Encoding InputEncoding
    {
        get => s_inputEncoding ??= new UTF8Encoding(false);
        set => s_inputEncoding = value ?? throw new ArgumentNullException(nameof(value));
    }

    public static bool IsInputRedirected => Interop.Sys.IsATty(0) == 0;
    public static bool IsOutputRedirected => Interop.Sys.IsATty(1) == 0;
    public static bool IsErrorRedirected => Interop.Sys.IsATty(2) == 0;

    public static void SetOut(TextWriter newOut) => s_out = TextWriter.Synchronized(newOut ?? throw new ArgumentNullException(nameof(newOut)));
    public static void SetError(TextWriter newError) => s_error = TextWriter.Synchronized(newError ?? throw new ArgumentNullException(nameof(newError)));
    public static void SetIn(TextReader newIn) => s_in = newIn ?? throw new ArgumentNullException(nameof(newIn));

    public static Stream OpenStandardInput() => new ConsoleStream(0);
    public static Stream OpenStandardInput(int bufferSize) => new ConsoleStream(0);
    public static Stream OpenStandardOutput() => new ConsoleStream(1);
    public static Stream OpenStandardOutput(int bufferSize) => new ConsoleStream(1);
    public static Stream OpenStandardError() => new ConsoleStream(2);
    public static Stream OpenStandardError(int bufferSize) => new ConsoleStream(2);

    public static int Read() => In.Read();
    public static string ReadLine() => In.ReadLine();

    public static void WriteLine() => Out.WriteLine();
    public static void WriteLine(bool value) => Out.WriteLine(value);
    public static void WriteLine(char value) => Out.WriteLine(value);
    public static void WriteLine(char[] buffer) => Out.WriteLine(buffer);
    public static void WriteLine(char[] buffer, int index, int count) => Out.WriteLine(buffer, index, count);
    public static void WriteLine(decimal value) => Out.WriteLine(value);
    public static void WriteLine(double value) => Out.WriteLine(value);
    public static void WriteLine(float value) => Out.WriteLine(value);
    public static void WriteLine(int value) => Out.WriteLine(value);
    public static void WriteLine(uint value) => Out.WriteLine(value);
    public static void WriteLine(long value) => Out.WriteLine(value);
    public static void WriteLine(ulong value) => Out.WriteLine(value);
    public static void WriteLine(object value) => Out.WriteLine(value);
    public static void WriteLine(string value) => Out.WriteLine(value);
    public static void WriteLine(ReadOnlySpan<char> value) => Out.WriteLine(value);
    public static void WriteLine(string format, object arg0) => Out.WriteLine(format, arg0);
    public static void WriteLine(string format, object arg0, object arg1) => Out.WriteLine(format, arg0, arg1);
    public static void WriteLine(string format, object arg0, object arg1, object arg2) => Out.WriteLine(format, arg0, arg1, arg2);
    public static void WriteLine(string format, params object[] arg)
    {
        if (arg == null) Out.WriteLine(format, null, null);
        else Out.WriteLine(format, arg);
    }
    public static void WriteLine(string format, params ReadOnlySpan<object> arg) => Out.WriteLine(format, arg.ToArray());
    // mcs binds calls with four arguments here (mscorlib 4.0 only).
    public static void WriteLine(string format, object arg0, object arg1, object arg2, object arg3, __arglist) => Out.WriteLine(format, WithVarArgs(arg0, arg1, arg2, arg3, new ArgIterator(__arglist)));

    public static void Write(bool value) => Out.Write(value);
    public static void Write(char value) => Out.Write(value);
    public static void Write(char[] buffer) => Out.Write(buffer);
    public static void Write(char[] buffer, int index, int count) => Out.Write(buffer, index, count);
    public static void Write(decimal value) => Out.Write(value);
    public static void Write(double value) => Out.Write(value);
    public static void Write(float value) => Out.Write(value);
    public static void Write(int value) => Out.Write(value);
    public static void Write(uint value) => Out.Write(value);
    public static void Write(long value) => Out.Write(value);
    public static void Write(ulong value) => Out.Write(value);
    public static void Write(object value) => Out.Write(value);
    public static void Write(string value) => Out.Write(value);
    public static void Write(ReadOnlySpan<char> value) => Out.Write(value);
    public static void Write(string format, object arg0) => Out.Write(format, arg0);
    public static void Write(string format, object arg0, object arg1) => Out.Write(format, arg0, arg1);
    public static void Write(string format, object arg0, object arg1, object arg2) => Out.Write(format, arg0, arg1, arg2);
    public static void Write(string format, params object[] arg)
    {
        if (arg == null) Out.Write(format, null, null);
        else Out.Write(format, arg);
    }
    public static void Write(string format, params ReadOnlySpan<object> arg) => Out.Write(format, arg.ToArray());
    public static void Write(string format, object arg0, object arg1, object arg2, object arg3, __arglist) => Out.Write(format, WithVarArgs(arg0, arg1, arg2, arg3, new ArgIterator(__arglist)));

    private static object[] WithVarArgs(object arg0, object arg1, object arg2, object arg3, ArgIterator more)
    {
        object[] all = new object[4 + more.GetRemainingCount()];
        all[0] = arg0;
        all[1] = arg1;
        all[2] = arg2;
        all[3] = arg3;
        for (int i = 4; i < all.Length; i++) all[i] = TypedReference.ToObject(more.GetNextArg());
        return all;
    }

    // ---- terminal: colours and size are accepted and mostly ignored ----

    public static ConsoleColor ForegroundColor { get; set; } = (ConsoleColor)(-1);
    public static ConsoleColor BackgroundColor { get; set; } = (ConsoleColor)(-1);
    public static void ResetColor()
    {
        ForegroundColor = (ConsoleColor)(-1);
        BackgroundColor = (ConsoleColor)(-1);
    }
    public static string Title { get; set; } = "";
    public static bool CursorVisible { get; set; } = true;
    public static int CursorLeft { get; set; }
    public static int CursorTop { get; set; }
    public static int WindowWidth { get; set; } = 80;
    public static int WindowHeight { get; set; } = 24;
    public static int BufferWidth { get; set; } = 80;
    public static int BufferHeight { get; set; } = 24;
    public static bool TreatControlCAsInput { get; set; }
    public static bool KeyAvailable => throw new InvalidOperationException("Cannot see if a key has been pressed when either application does not have a console or when console input has been redirected from a file. Try Console.In.Peek.");
    public static ConsoleKeyInfo ReadKey() => ReadKey(false);
    public static ConsoleKeyInfo ReadKey(bool intercept) => throw (IsInputRedirected
        ? new InvalidOperationException("Cannot read keys when either application does not have a console or when console input has been redirected. Try Console.Read.")
        : new NotImplementedException("Console.ReadKey from a terminal is not written yet; Console.ReadLine is"));
    public static void Clear() => Out.Write("\u001b[H\u001b[J");
    public static void Beep() => Out.Write('\a');
    public static void SetCursorPosition(int left, int top)
    {
        CursorLeft = left;
        CursorTop = top;
    }

    // ---- Ctrl-C ----

    private static readonly object s_cancelLock = new object();
    private static ConsoleCancelEventHandler s_cancel;
    private static PosixSignalRegistration s_interrupt, s_quit;

    /// SIGINT and SIGQUIT; the process ends with them unless a handler sets Cancel.
    public static event ConsoleCancelEventHandler CancelKeyPress
    {
        add
        {
            lock (s_cancelLock)
            {
                s_cancel += value;
                if (s_interrupt != null) return;
                s_interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, OnCancel);
                s_quit = PosixSignalRegistration.Create(PosixSignal.SIGQUIT, OnCancel);
            }
        }
        remove
        {
            lock (s_cancelLock)
            {
                s_cancel -= value;
                if (s_cancel != null || s_interrupt == null) return;
                s_interrupt.Dispose();
                s_quit.Dispose();
                s_interrupt = s_quit = null;
            }
        }
    }

    private static void OnCancel(PosixSignalContext context)
    {
        ConsoleCancelEventHandler handlers = s_cancel;
        if (handlers == null) return;
        ConsoleCancelEventArgs e = new ConsoleCancelEventArgs(context.Signal == PosixSignal.SIGINT ? ConsoleSpecialKey.ControlC : ConsoleSpecialKey.ControlBreak) { Cancel = context.Cancel };
        handlers(null, e);
        context.Cancel = e.Cancel;
    }
}

public enum ConsoleColor { Black, DarkBlue, DarkGreen, DarkCyan, DarkRed, DarkMagenta, DarkYellow, Gray, DarkGray, Blue, Green, Cyan, Red, Magenta, Yellow, White }
public enum ConsoleSpecialKey { ControlC = 0, ControlBreak = 1 }
public delegate void ConsoleCancelEventHandler(object sender, ConsoleCancelEventArgs e);

public sealed class ConsoleCancelEventArgs : EventArgs
{
    internal ConsoleCancelEventArgs(ConsoleSpecialKey type) { SpecialKey = type; }
    public bool Cancel { get; set; }
    public ConsoleSpecialKey SpecialKey { get; }
}
