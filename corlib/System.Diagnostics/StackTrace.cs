namespace System.Diagnostics;

using System.Collections.Generic;
using System.Reflection;
using System.Text;

/// Frames of a thread or an exception, innermost first.
public class StackTrace
{
    public const int METHODS_TO_SKIP = 0;

    private readonly StackFrame[] frames;

    // What the VM knows of a method in a trace (vm/eh/stack_trace.h).
    private const int HiddenMethod = 1, AsyncMethod = 2;
    // A row's flag: the last one of an earlier throw (vm/eh/ex_info.h).
    internal const int EndsForeignTrace = 1;

    /// Frames of an exception, or of the calling thread if null: {IntPtr[] methods, int[] ilOffsets, int[] flags, string[] files, int[] lines, int[] columns}.
    [MethodImpl(MethodImplOptions.InternalCall)]
    private static extern object[] GetFramesInternal(Exception exception, bool needFileInfo);

    /// `Type.Method(Int32 x)` as traces show a method; a state machine as the method that it was made from.
    [MethodImpl(MethodImplOptions.InternalCall)]
    private static extern string GetMethodText(IntPtr method);

    [MethodImpl(MethodImplOptions.InternalCall)]
    private static extern int GetMethodFlags(IntPtr method);

    /// --trace-il-offsets
    [MethodImpl(MethodImplOptions.InternalCall)]
    private static extern bool AlwaysShowsIlOffsets();

    /// Which rows name their IL offset: 0 none, 1 those without a file (.NET's switch), 2 all.
    internal static int ILOffsetsShown =>
        AlwaysShowsIlOffsets() ? 2 : AppContext.TryGetSwitch("Switch.System.Diagnostics.StackTrace.ShowILOffsets", out bool shows) && shows ? 1 : 0;

    // Each constructor leaves out itself and, of a derived class, nothing else: as in .NET, where the frames of constructors of this class are skipped.
    [MethodImpl(MethodImplOptions.NoInlining)] public StackTrace() { frames = Capture(0, false); }
    [MethodImpl(MethodImplOptions.NoInlining)] public StackTrace(bool fNeedFileInfo) { frames = Capture(0, fNeedFileInfo); }

    [MethodImpl(MethodImplOptions.NoInlining)]
    public StackTrace(int skipFrames)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(skipFrames);
        frames = Capture(skipFrames, false);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    public StackTrace(int skipFrames, bool fNeedFileInfo)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(skipFrames);
        frames = Capture(skipFrames, fNeedFileInfo);
    }

    public StackTrace(Exception e) : this(e, 0, false) { }
    public StackTrace(Exception e, bool fNeedFileInfo) : this(e, 0, fNeedFileInfo) { }
    public StackTrace(Exception e, int skipFrames) : this(e, skipFrames, false) { }

    public StackTrace(Exception e, int skipFrames, bool fNeedFileInfo)
    {
        ArgumentNullException.ThrowIfNull(e);
        ArgumentOutOfRangeException.ThrowIfNegative(skipFrames);
        frames = GetFrames(e, skipFrames, fNeedFileInfo);
    }

    public StackTrace(StackFrame frame) { frames = new[] { frame }; }

    public StackTrace(IEnumerable<StackFrame> frames)
    {
        ArgumentNullException.ThrowIfNull(frames);
        this.frames = new List<StackFrame>(frames).ToArray();
    }

    /// The caller's caller and older frames, `skip` of them left out.
    [MethodImpl(MethodImplOptions.NoInlining)]
    internal static StackFrame[] Capture(int skip, bool needFileInfo)
    {
        const int Own = 3;   // GetFrames, this, the constructor
        return GetFrames(null, skip > int.MaxValue - Own ? skip : skip + Own, needFileInfo);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static StackFrame[] GetFrames(Exception e, int skip, bool needFileInfo)
    {
        object[] data = GetFramesInternal(e, needFileInfo);
        IntPtr[] methods = (IntPtr[])data[0];
        StackFrame[] result = new StackFrame[Math.Max(0, methods.Length - skip)];
        for (int i = 0; i < result.Length; i++)
        {
            int k = i + skip;
            result[i] = new StackFrame(methods[k], ((int[])data[1])[k], ((int[])data[2])[k], ((string[])data[3])[k], ((int[])data[4])[k], ((int[])data[5])[k]);
        }
        return result;
    }

    public virtual int FrameCount => frames.Length;
    public virtual StackFrame GetFrame(int index) => (uint)index < (uint)frames.Length ? frames[index] : null;
    public virtual StackFrame[] GetFrames() => (StackFrame[])frames.Clone();

    public override string ToString()
    {
        StringBuilder text = new StringBuilder();
        AppendTo(text);
        return text.Append('\n').ToString();
    }

    /// The lines of the frames, without a newline at the end.
    internal void AppendTo(StringBuilder text)
    {
        int ilOffsets = ILOffsetsShown;
        bool isFirst = true;
        for (int i = 0; i < frames.Length; i++)
        {
            StackFrame frame = frames[i];
            MethodBase method = frame?.GetMethod();
            if (method == null) continue;
            IntPtr handle = method.MethodHandle.Value;
            int flags = GetMethodFlags(handle);
            if ((flags & HiddenMethod) != 0 && i != frames.Length - 1) continue;
            if (!isFirst) text.Append('\n');
            isFirst = false;
            text.Append("   at ").Append(GetMethodText(handle));
            AppendLocation(text, frame, method, ilOffsets);
            if (frame.IsLastOfForeignTrace && (flags & AsyncMethod) == 0)
                text.Append('\n').Append(EndOfForeignTrace);
        }
    }

    internal const string EndOfForeignTrace = "--- End of stack trace from previous location ---";

    private static void AppendLocation(StringBuilder text, StackFrame frame, MethodBase method, int ilOffsets)
    {
        int ilOffset = frame.GetILOffset();
        if (ilOffset == StackFrame.OFFSET_UNKNOWN) return;
        string file = frame.GetFileName();
        if (file != null)
        {
            text.Append(" in ").Append(file).Append(":line ").Append(frame.GetFileLineNumber());
            if (ilOffsets == 2) text.Append(" [IL 0x").Append(ilOffset.ToString("x")).Append(']');
        }
        else if (ilOffsets != 0 && method.ReflectedType != null)
        {
            text.Append(" in ").Append(method.ReflectedType.Module.ScopeName).Append(":token 0x").Append(method.MetadataToken.ToString("x"));
            text.Append("+0x").Append(ilOffset.ToString("x"));
        }
    }
}
