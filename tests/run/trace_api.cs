// System.Diagnostics.StackTrace and StackFrame: of the caller, of exceptions, made by hand.
// covers: stack traces, System.Diagnostics
// debug: portable
using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Runtime.ExceptionServices;

class Box<T>
{
    public static StackTrace Here<U>(U value) => new StackTrace(true);
}

class Custom : StackFrame
{
    public Custom() : base(true) { }
    public override string GetFileName() => "custom.cs";
    public override int GetFileLineNumber() => 77;
}

class MyTrace : StackTrace
{
    public MyTrace(Exception e) : base(e, true) { }
    public override string ToString() => "mine: " + base.ToString();
}

class Program
{
    static string NoOffset(string text)
    {
        int from = text.IndexOf(" at offset "), to = text.IndexOf(" in file");
        return from < 0 ? text : text.Substring(0, from) + text.Substring(to);
    }

    static void Thrower(int n)
    {
        if (n > 0) Thrower(n - 1);
        throw new ArgumentException("thrown " + n, "n", new Exception("inner"));
    }

    static StackTrace Skip(int n) => new StackTrace(n, true);
    static StackFrame Frame(int n) => new StackFrame(n, true);

    static void Main()
    {
        Console.WriteLine(Environment.StackTrace);
        Console.Write(new StackTrace());
        Console.Write(new StackTrace(true));
        Console.Write(Skip(0));
        Console.Write(Skip(1));
        Console.WriteLine(Skip(2).FrameCount + " " + Skip(100).FrameCount);
        Console.Write(Box<string>.Here(3));
        Console.WriteLine(Box<string>.Here(3).GetFrame(0).GetMethod().DeclaringType + " " + Box<string>.Here(3).GetFrame(0).GetMethod());

        StackFrame f = new StackFrame(0, true);
        Console.WriteLine(f.GetMethod() + "|" + f.GetFileName() + "|" + f.GetFileLineNumber() + "|" + f.GetFileColumnNumber());
        Console.WriteLine(f.HasMethod() + " " + f.HasILOffset() + " " + f.HasSource() + " " + new StackFrame().HasSource());
        Console.Write(NoOffset(f.ToString()));
        Console.Write(NoOffset(Frame(0).ToString()) + NoOffset(Frame(1).ToString()));
        Console.Write(NoOffset(new StackFrame().ToString()));
        Console.Write(NoOffset(new StackFrame("x.cs", 12, 3).ToString()));
        Console.Write(NoOffset(new StackFrame(100).ToString()));
        Console.Write(new StackTrace(new StackFrame("x.cs", 12)));
        Console.Write(new StackTrace(new[] { new Custom(), Frame(0) }));
        Console.WriteLine("[" + new StackTrace(new Exception()) + "]" + new StackTrace(new Exception()).FrameCount);

        try { Thrower(1); }
        catch (Exception e)
        {
            StackTrace trace = new StackTrace(e, true);
            foreach (StackFrame frame in trace.GetFrames())
                Console.WriteLine(frame.GetMethod().Name + " " + frame.GetFileLineNumber() + " " + frame.GetFileColumnNumber());
            Console.WriteLine(trace.GetFrame(trace.FrameCount) == null);
            Console.Write(trace);
            Console.Write(new StackTrace(e));
            Console.Write(new StackTrace(e, 1, true));
            Console.Write("{" + new StackTrace(e, 9, true) + "}");
            Console.Write(new MyTrace(e));
            Console.WriteLine(e.TargetSite + " " + e.Source);
            ExceptionDispatchInfo info = ExceptionDispatchInfo.Capture(e);
            try { info.Throw(); }
            catch (Exception again)
            {
                Console.Write(new StackTrace(again, true));
                Console.WriteLine(new StackTrace(again).FrameCount);
            }
        }
        try { new StackTrace(-1); } catch (Exception e) { Console.WriteLine(e.Message); }
        try { new StackTrace((Exception)null!); } catch (Exception e) { Console.WriteLine(e.Message); }
        Console.WriteLine(StackTrace.METHODS_TO_SKIP + " " + StackFrame.OFFSET_UNKNOWN);
    }
}
