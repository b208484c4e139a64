// Without a PDB traces have no positions; with the switch of .NET, tokens and IL offsets instead.
// covers: stack traces
// debug: none
using System;
using System.Diagnostics;

class Program
{
    static void Thrower() => throw new Exception("thrown");

    static void Main()
    {
        try { Thrower(); } catch (Exception e) { Console.WriteLine(e); }
        AppContext.SetSwitch("Switch.System.Diagnostics.StackTrace.ShowILOffsets", true);
        try { Thrower(); } catch (Exception e) { Console.WriteLine(new StackTrace(e, true).GetFrame(0).GetFileName() == null); }
    }
}
