namespace System.Diagnostics;

using System.Reflection;
using System.Text;

/// One frame of a trace. The interpreter has no native offsets: OFFSET_UNKNOWN.
public class StackFrame
{
    public const int OFFSET_UNKNOWN = -1;

    private readonly IntPtr handle;
    private readonly int ilOffset = OFFSET_UNKNOWN;
    private readonly int flags;
    private readonly string file;
    private readonly int line;
    private readonly int column;
    private MethodBase method;

    internal StackFrame(IntPtr handle, int ilOffset, int flags, string file, int line, int column)
    {
        this.handle = handle;
        this.ilOffset = ilOffset;
        this.flags = flags;
        this.file = file;
        this.line = line;
        this.column = column;
    }

    // A copy of the frame that a constructor captured; of none, a frame of nothing.
    private StackFrame(StackFrame[] captured)
    {
        if (captured.Length == 0) return;
        handle = captured[0].handle;
        ilOffset = captured[0].ilOffset;
        file = captured[0].file;
        line = captured[0].line;
        column = captured[0].column;
    }

    [MethodImpl(MethodImplOptions.NoInlining)] public StackFrame() : this(StackTrace.Capture(0, false)) { }
    [MethodImpl(MethodImplOptions.NoInlining)] public StackFrame(bool needFileInfo) : this(StackTrace.Capture(0, needFileInfo)) { }
    [MethodImpl(MethodImplOptions.NoInlining)] public StackFrame(int skipFrames) : this(StackTrace.Capture(skipFrames, false)) { }
    [MethodImpl(MethodImplOptions.NoInlining)] public StackFrame(int skipFrames, bool needFileInfo) : this(StackTrace.Capture(skipFrames, needFileInfo)) { }

    [MethodImpl(MethodImplOptions.NoInlining)]
    public StackFrame(string fileName, int lineNumber) : this(StackTrace.Capture(0, false))
    {
        file = fileName;
        line = lineNumber;
        column = 0;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    public StackFrame(string fileName, int lineNumber, int colNumber) : this(StackTrace.Capture(0, false))
    {
        file = fileName;
        line = lineNumber;
        column = colNumber;
    }

    internal bool IsLastOfForeignTrace => (flags & StackTrace.EndsForeignTrace) != 0;

    /// The method's definition: traces do not know type arguments.
    public virtual MethodBase GetMethod() => method ??= handle == IntPtr.Zero ? null : DefinitionOf(handle);

    private static MethodBase DefinitionOf(IntPtr handle)
    {
        MethodBase exact = RuntimeMethodHandle.GetMethodBase(handle, null);
        bool isInstance = exact.IsGenericMethod || exact.DeclaringType is { IsGenericType: true };
        return isInstance ? exact.Module.ResolveMethod(exact.MetadataToken) : exact;
    }

    public virtual int GetNativeOffset() => OFFSET_UNKNOWN;
    public virtual int GetILOffset() => ilOffset;
    public virtual string GetFileName() => file;
    public virtual int GetFileLineNumber() => line;
    public virtual int GetFileColumnNumber() => column;

    public override string ToString()
    {
        MethodBase method = GetMethod();
        if (method == null) return "<null>\n";
        StringBuilder text = new StringBuilder(method.Name);
        if (method is MethodInfo && method.IsGenericMethod)
        {
            text.Append('<');
            Type[] arguments = method.GetGenericArguments();
            for (int i = 0; i < arguments.Length; i++) text.Append(i > 0 ? "," : "").Append(arguments[i].Name);
            text.Append('>');
        }
        text.Append(" at offset ");
        int native = GetNativeOffset();
        if (native == OFFSET_UNKNOWN) text.Append("<offset unknown>");
        else text.Append(native);
        text.Append(" in file:line:column ").Append(GetFileName() ?? "<filename unknown>");
        return text.Append(':').Append(GetFileLineNumber()).Append(':').Append(GetFileColumnNumber()).Append('\n').ToString();
    }
}

public static class StackFrameExtensions
{
    public static bool HasNativeImage(this StackFrame stackFrame) => stackFrame.GetNativeImageBase() != IntPtr.Zero;
    public static bool HasMethod(this StackFrame stackFrame) => stackFrame.GetMethod() != null;
    public static bool HasILOffset(this StackFrame stackFrame) => stackFrame.GetILOffset() != StackFrame.OFFSET_UNKNOWN;
    public static bool HasSource(this StackFrame stackFrame) => stackFrame.GetFileName() != null;
    public static IntPtr GetNativeIP(this StackFrame stackFrame) => IntPtr.Zero;
    public static IntPtr GetNativeImageBase(this StackFrame stackFrame) => IntPtr.Zero;
}
