namespace System.ComponentModel;

public class Win32Exception : ExternalException
{
    public Win32Exception() : this(Marshal.GetLastPInvokeError()) { }
    public Win32Exception(int error) : this(error, Text(error)) { }
    public Win32Exception(int error, string message) : base(message) { NativeErrorCode = error; }
    public Win32Exception(string message) : this(Marshal.GetLastPInvokeError(), message) { }
    public Win32Exception(string message, Exception innerException) : base(message, innerException) { NativeErrorCode = Marshal.GetLastPInvokeError(); }

    private static unsafe string Text(int error)
    {
        byte* buffer = stackalloc byte[256];
        return System.IO.IoError.Utf8(Interop.Sys.StrErrorR(error, buffer, 256));
    }

    public int NativeErrorCode { get; }
}
