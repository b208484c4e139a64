namespace System;

using System.Collections;
using System.Reflection;
using System.Runtime.Serialization;

/// Base of everything that is thrown. The VM writes into these fields by offset: keep order and types (contract 4.5).
[Serializable]
public class Exception : ISerializable
{
    private MethodBase _exceptionMethod;
    internal string _message;
    private IDictionary _data;
    private readonly Exception _innerException;
    private string _helpURL;
    private object _stackTrace;
    private byte[] _watsonBuckets;
    private string _stackTraceString;
    private string _remoteStackTraceString;
    private string _source;
    private UIntPtr _ipForWatsonBuckets;
    private readonly IntPtr _xptrs;
    private readonly int _xcode = -532462766;
    private int _HResult;

    public Exception()
    {
        _HResult = unchecked((int)0x80131500);
    }

    public Exception(string message) : this()
    {
        _message = message;
    }

    public Exception(string message, Exception innerException) : this()
    {
        _message = message;
        _innerException = innerException;
    }

    protected Exception(SerializationInfo info, StreamingContext context)
    {
        if (info == null) throw new ArgumentNullException(nameof(info));
        _message = info.GetString("Message");
        _innerException = (Exception)info.GetValue("InnerException", typeof(Exception));
        _helpURL = info.GetString("HelpURL");
        _stackTraceString = info.GetString("StackTraceString");
        _remoteStackTraceString = info.GetString("RemoteStackTraceString");
        _HResult = info.GetInt32("HResult");
        _source = info.GetString("Source");
    }

    public virtual string Message => _message ?? "Exception of type '" + GetClassName() + "' was thrown.";

    public virtual IDictionary Data => _data ??= new System.Collections.Hashtable();

    public Exception InnerException => _innerException;

    /// The method that threw, as a MethodDesc handle (0 if never thrown).
    [MethodImpl(MethodImplOptions.InternalCall)]
    private static extern IntPtr GetMethodFromStackTrace(Exception exception);

    /// Text of the recorded stack trace ("   at A.B(Int32 x) in file:line 1", lines joined by \n, no final newline); null if never thrown.
    [MethodImpl(MethodImplOptions.InternalCall)]
    private static extern string GetStackTraceText(Exception exception, int ilOffsets);

    public MethodBase TargetSite
    {
        get
        {
            if (_exceptionMethod == null && _stackTrace != null)
            {
                IntPtr method = GetMethodFromStackTrace(this);
                if (method != IntPtr.Zero) _exceptionMethod = RuntimeMethodHandle.GetMethodBase(method, null);
            }
            return _exceptionMethod;
        }
    }

    public virtual string StackTrace
    {
        get
        {
            string own = _stackTraceString;
            if (own == null && _stackTrace != null) own = GetStackTraceText(this, System.Diagnostics.StackTrace.ILOffsetsShown);
            string remote = _remoteStackTraceString;
            if (own == null) return remote;
            return remote == null ? own : string.Concat(remote, own);
        }
    }

    public virtual string HelpLink
    {
        get => _helpURL;
        set => _helpURL = value;
    }

    public virtual string Source
    {
        get => _source ??= TargetSite?.Module?.Assembly?.GetName()?.Name;
        set => _source = value;
    }

    public int HResult
    {
        get => _HResult;
        set => _HResult = value;
    }

    public virtual Exception GetBaseException()
    {
        Exception back = this;
        for (Exception inner = _innerException; inner != null; inner = inner._innerException) back = inner;
        return back;
    }

    internal string GetClassName() => GetType().ToString();

    public override string ToString()
    {
        string text = GetClassName();
        string message = Message;
        if (!string.IsNullOrEmpty(message)) text = string.Concat(text, ": ", message);
        if (_innerException != null)
            text = string.Concat(text, "\n ---> ", _innerException.ToString(), "\n   --- End of inner exception stack trace ---");
        string trace = StackTrace;
        return trace == null ? text : string.Concat(text, "\n", trace);
    }

    public virtual void GetObjectData(SerializationInfo info, StreamingContext context)
    {
        if (info == null) throw new ArgumentNullException(nameof(info));
        info.AddValue("ClassName", GetClassName(), typeof(string));
        info.AddValue("Message", _message, typeof(string));
        info.AddValue("Data", null, typeof(IDictionary));
        info.AddValue("InnerException", _innerException, typeof(Exception));
        info.AddValue("HelpURL", _helpURL, typeof(string));
        info.AddValue("StackTraceString", StackTrace, typeof(string));
        info.AddValue("RemoteStackTraceString", null, typeof(string));
        info.AddValue("RemoteStackIndex", 0, typeof(int));
        info.AddValue("ExceptionMethod", null, typeof(string));
        info.AddValue("HResult", _HResult);
        info.AddValue("Source", _source, typeof(string));
        info.AddValue("WatsonBuckets", null, typeof(byte[]));
    }

    protected event EventHandler<SafeSerializationEventArgs> SerializeObjectState
    {
        add => throw new PlatformNotSupportedException();
        remove => throw new PlatformNotSupportedException();
    }

    public new Type GetType() => base.GetType();

    internal bool HasBeenThrown => _stackTrace != null;

    /// Turns the trace so far into text that a new throw keeps in front of its own frames.
    internal void InternalPreserveStackTrace()
    {
        string trace = StackTrace;
        if (!string.IsNullOrEmpty(trace)) _remoteStackTraceString = trace + "\n";
        _stackTrace = null;
        _stackTraceString = null;
    }

    /// What ExceptionDispatchInfo keeps of a trace: the rows so far, never changed once written, and the text in front of them.
    internal readonly struct DispatchState
    {
        internal readonly byte[] Rows;
        internal readonly string RemoteText;

        internal DispatchState(byte[] rows, string remoteText)
        {
            Rows = rows;
            RemoteText = remoteText;
        }
    }

    internal DispatchState CaptureDispatchState() => new DispatchState((byte[])_stackTrace, _remoteStackTraceString);

    /// The next throw goes on after these rows: the mark on the last one tells the VM (vm/eh/ex_info.h, kTraceEndsForeign).
    internal void RestoreDispatchState(in DispatchState state)
    {
        const int FlagsFromEnd = 4;
        byte[] rows = state.Rows;
        if (rows is { Length: > 0 })
        {
            rows = (byte[])rows.Clone();
            rows[rows.Length - FlagsFromEnd] |= System.Diagnostics.StackTrace.EndsForeignTrace;
        }
        _stackTrace = rows;
        _stackTraceString = null;
        _remoteStackTraceString = state.RemoteText;
    }

    [System.Diagnostics.StackTraceHidden]
    internal void SetCurrentStackTrace()
    {
        RequireNoTrace();
        System.Text.StringBuilder text = new System.Text.StringBuilder();
        new System.Diagnostics.StackTrace(true).AppendTo(text);
        SetForeignText(text.ToString());
    }

    internal void SetRemoteStackTrace(string trace)
    {
        RequireNoTrace();
        SetForeignText(trace);
    }

    private void SetForeignText(string trace) =>
        _remoteStackTraceString = string.Concat(trace, "\n", System.Diagnostics.StackTrace.EndOfForeignTrace, "\n");

    private void RequireNoTrace()
    {
        if (_stackTrace != null || _stackTraceString != null || _remoteStackTraceString != null) throw new InvalidOperationException();
    }
}
