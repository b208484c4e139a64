namespace System.Diagnostics;

using System.Collections.Generic;
using System.Reflection;
using System.Text;

/// Frames of a thread or an exception.
public class StackTrace
{
    public const int METHODS_TO_SKIP = 0;
    private StackFrame[] frames;

    /// Frames of an exception, or of the calling thread if null (innermost first, this native excluded): {IntPtr[] methods, int[] ilOffsets, int[] nativeOffsets, string[] files, int[] lines, int[] columns}.
    [MethodImpl(MethodImplOptions.InternalCall)]
    private static extern object[] GetFramesInternal(Exception exception, bool needFileInfo);

    [MethodImpl(MethodImplOptions.NoInlining)] public StackTrace() => Capture(null, 1, false);
    [MethodImpl(MethodImplOptions.NoInlining)] public StackTrace(bool fNeedFileInfo) => Capture(null, 1, fNeedFileInfo);
    [MethodImpl(MethodImplOptions.NoInlining)] public StackTrace(int skipFrames) => Capture(null, 1 + skipFrames, false);
    [MethodImpl(MethodImplOptions.NoInlining)] public StackTrace(int skipFrames, bool fNeedFileInfo) => Capture(null, 1 + skipFrames, fNeedFileInfo);
    public StackTrace(Exception e) : this(e, 0, false) { }
    public StackTrace(Exception e, bool fNeedFileInfo) : this(e, 0, fNeedFileInfo) { }
    public StackTrace(Exception e, int skipFrames) : this(e, skipFrames, false) { }
    public StackTrace(Exception e, int skipFrames, bool fNeedFileInfo)
    {
        if (e == null) throw new ArgumentNullException(nameof(e));
        Capture(e, skipFrames, fNeedFileInfo);
    }
    public StackTrace(StackFrame frame) { frames = new[] { frame }; }
    public StackTrace(IEnumerable<StackFrame> frames) { this.frames = new List<StackFrame>(frames).ToArray(); }

    // skip counts Capture's callers to leave out; Capture itself is always left out.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Capture(Exception e, int skip, bool needFileInfo)
    {
        frames = GetFrames(e, e == null ? skip + 2 : skip, needFileInfo);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    internal static StackFrame[] GetFrames(Exception e, int skip, bool needFileInfo)
    {
        object[] data = GetFramesInternal(e, needFileInfo);
        IntPtr[] methods = (IntPtr[])data[0];
        int count = Math.Max(0, methods.Length - skip);
        StackFrame[] result = new StackFrame[count];
        for (int i = 0; i < count; i++)
        {
            int k = i + skip;
            result[i] = new StackFrame(methods[k], ((int[])data[1])[k], ((int[])data[2])[k], ((string[])data[3])[k], ((int[])data[4])[k], ((int[])data[5])[k]);
        }
        return result;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    internal static string TextOfCaller() => Text(GetFrames(null, 2, true));

    public virtual int FrameCount => frames.Length;
    public virtual StackFrame GetFrame(int index) => (uint)index < (uint)frames.Length ? frames[index] : null;
    public virtual StackFrame[] GetFrames() => (StackFrame[])frames.Clone();
    public override string ToString() => Text(frames) + "\n";

    private static string Text(StackFrame[] frames)
    {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < frames.Length; i++)
        {
            MethodBase method = frames[i].GetMethod();
            if (method == null) continue;
            if (text.Length > 0) text.Append('\n');
            text.Append("   at ");
            if (method.DeclaringType != null) text.Append(method.DeclaringType.ToString().Replace('+', '.')).Append('.');
            text.Append(method.Name);
            if (method.IsGenericMethod)
            {
                Type[] arguments = method.GetGenericArguments();
                text.Append('[');
                for (int k = 0; k < arguments.Length; k++) text.Append(k > 0 ? "," : "").Append(arguments[k].Name);
                text.Append(']');
            }
            text.Append('(');
            ParameterInfo[] parameters = method.GetParameters();
            for (int k = 0; k < parameters.Length; k++) text.Append(k > 0 ? ", " : "").Append(parameters[k].ParameterType.Name).Append(' ').Append(parameters[k].Name);
            text.Append(')');
            if (frames[i].GetFileName() != null) text.Append(" in ").Append(frames[i].GetFileName()).Append(":line ").Append(frames[i].GetFileLineNumber());
        }
        return text.ToString();
    }
}

public class StackFrame
{
    public const int OFFSET_UNKNOWN = -1;
    private readonly IntPtr method;
    private readonly int ilOffset;
    private readonly int nativeOffset;
    private readonly string file;
    private readonly int line;
    private readonly int column;

    internal StackFrame(IntPtr method, int ilOffset, int nativeOffset, string file, int line, int column)
    {
        this.method = method;
        this.ilOffset = ilOffset;
        this.nativeOffset = nativeOffset;
        this.file = file;
        this.line = line;
        this.column = column;
    }

    private StackFrame(StackFrame other) : this(other.method, other.ilOffset, other.nativeOffset, other.file, other.line, other.column) { }

    [MethodImpl(MethodImplOptions.NoInlining)] public StackFrame() : this(At(0, false)) { }
    [MethodImpl(MethodImplOptions.NoInlining)] public StackFrame(bool needFileInfo) : this(At(0, needFileInfo)) { }
    [MethodImpl(MethodImplOptions.NoInlining)] public StackFrame(int skipFrames) : this(At(skipFrames, false)) { }
    [MethodImpl(MethodImplOptions.NoInlining)] public StackFrame(int skipFrames, bool needFileInfo) : this(At(skipFrames, needFileInfo)) { }
    public StackFrame(string fileName, int lineNumber) : this(fileName, lineNumber, 0) { }
    public StackFrame(string fileName, int lineNumber, int colNumber) : this(IntPtr.Zero, OFFSET_UNKNOWN, OFFSET_UNKNOWN, fileName, lineNumber, colNumber) { }

    // Frames to leave out: GetFrames, At, the constructor.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static StackFrame At(int skip, bool needFileInfo)
    {
        StackFrame[] frames = StackTrace.GetFrames(null, 3 + skip, needFileInfo);
        return frames.Length > 0 ? frames[0] : new StackFrame(IntPtr.Zero, OFFSET_UNKNOWN, OFFSET_UNKNOWN, null, 0, 0);
    }

    public virtual MethodBase GetMethod() => method == IntPtr.Zero ? null : RuntimeMethodHandle.GetMethodBase(method, null);
    public virtual int GetNativeOffset() => nativeOffset;
    public virtual int GetILOffset() => ilOffset;
    public virtual string GetFileName() => file;
    public virtual int GetFileLineNumber() => line;
    public virtual int GetFileColumnNumber() => column;
    public override string ToString() => (GetMethod()?.Name ?? "<null>") + " at offset " + nativeOffset.ToString() + " in file:line:column " + (file ?? "<filename unknown>") + ":" + line.ToString() + ":" + column.ToString() + "\n";
}
