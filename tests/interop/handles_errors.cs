// native: native.c
// covers: P/Invoke, System.Runtime.InteropServices
// SafeHandle in every position, CriticalHandle, HandleRef; HRESULTs; libraries and functions that are not there.
using System;
using System.Reflection;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

class Handle : SafeHandle
{
    public static int Alive;
    public Handle() : base(IntPtr.Zero, true) { Alive++; }
    public Handle(int value) : this() => SetHandle(value);
    public override bool IsInvalid => handle == IntPtr.Zero;
    protected override bool ReleaseHandle()
    {
        Console.WriteLine($"released {handle}");
        Alive--;
        return true;
    }
}
class Critical : CriticalHandle
{
    public Critical() : base(IntPtr.Zero) { }
    public Critical(int value) : this() => SetHandle(value);
    public override bool IsInvalid => handle == IntPtr.Zero;
    public IntPtr Value => handle;
    protected override bool ReleaseHandle() => true;
}
abstract class AbstractHandle : SafeHandle
{
    protected AbstractHandle() : base(IntPtr.Zero, true) { }
}
struct WithHandle { public Handle H; }

static class Program
{
    const string Lib = "native";
    [DllImport(Lib)] static extern Handle handle_open();
    [DllImport(Lib)] static extern void handle_open_out(out Handle handle);
    [DllImport(Lib)] static extern void handle_swap(ref Handle handle);
    [DllImport(Lib)] static extern void handle_keep(ref Handle handle);
    [DllImport(Lib)] static extern nint handle_value(Handle handle);
    [DllImport(Lib, EntryPoint = "handle_value")] static extern nint handle_value_base(SafeHandle handle);
    [DllImport(Lib, EntryPoint = "handle_value")] static extern nint handle_value_critical(Critical handle);
    [DllImport(Lib, EntryPoint = "handle_open")] static extern Critical handle_open_critical();
    [DllImport(Lib, EntryPoint = "handle_value")] static extern nint handle_value_ref(HandleRef handle);
    [DllImport(Lib, EntryPoint = "handle_value")] static extern nint handle_value_struct(WithHandle handle);
    [DllImport(Lib, EntryPoint = "handle_open")] static extern AbstractHandle bad_abstract();
    [DllImport(Lib, EntryPoint = "handle_open_out")] static extern void bad_abstract_out(out AbstractHandle handle);
    [DllImport(Lib, EntryPoint = "handle_open_out")] static extern void bad_array(Handle[] handles);

    [DllImport(Lib, PreserveSig = false)] static extern void hresult(int value);
    [DllImport(Lib, PreserveSig = false)] static extern int hresult_out(int value);
    [DllImport(Lib, PreserveSig = false)] static extern string hresult_text();
    [DllImport("no_such_library")] static extern void nowhere();
    [DllImport("/no/such/path.so")] static extern void no_path();
    [DllImport(Lib)] static extern void no_such_function();
    [DllImport(Lib, EntryPoint = "#1")] static extern void by_ordinal();
    [DllImport("resolved_by_hand", EntryPoint = "hresult")] static extern int through_resolver(int value);

    static void Try(Action action)
    {
        try { action(); Console.WriteLine("no exception"); }
        catch (Exception e) { Console.WriteLine($"{e.GetType().Name} {e.HResult:X8}: {e.Message.Split('\n')[0]}"); }
    }

    static void Main()
    {
        using (Handle h = handle_open())
        {
            Console.WriteLine($"{h.DangerousGetHandle()} {handle_value(h)} {handle_value_base(h)} {handle_value_ref(new HandleRef(h, 55))}");
            Console.WriteLine(handle_value_struct(new WithHandle { H = h }));
        }
        handle_open_out(out Handle made);
        Console.WriteLine(handle_value(made));
        Handle same = made;
        handle_keep(ref made);
        Console.WriteLine($"{ReferenceEquals(same, made)} {handle_value(made)}");
        handle_swap(ref made);
        Console.WriteLine($"{ReferenceEquals(same, made)} {handle_value(made)} {same.IsClosed}");
        made.Dispose();
        same.Dispose();
        Try(() => handle_value(made));
        Try(() => handle_value(null));
        Try(() => handle_value_struct(new WithHandle { H = made }));
        Try(() => bad_abstract());
        Try(() => bad_abstract_out(out _));
        Try(() => bad_array(null));
        var critical = new Critical(9);
        Console.WriteLine($"{handle_value_critical(critical)} {handle_open_critical().Value > 100}");

        Try(() => hresult(0));
        Try(() => hresult(1));
        foreach (uint hr in new[] { 0x80004001, 0x80070057, 0x80131509, 0x80070002, 0x8007000E, 0x80004005, 0x80131515, 0x81234567, 0x80131600 })
            Try(() => hresult(unchecked((int)hr)));
        Console.WriteLine(hresult_out(21));
        Try(() => hresult_out(-1));
        Console.WriteLine(hresult_text());

        Try(nowhere);
        Try(nowhere);
        Try(no_path);
        Try(no_such_function);
        Try(by_ordinal);
        Try(() => through_resolver(1));
        Assembly self = typeof(Program).Assembly;
        NativeLibrary.SetDllImportResolver(self, (name, assembly, path) =>
        {
            if (name != "resolved_by_hand") return IntPtr.Zero;
            Console.WriteLine($"resolver: {name} {assembly == typeof(Program).Assembly} {path?.ToString() ?? "null"}");
            return NativeLibrary.Load(Lib, assembly, path);
        });
        Try(() => Console.WriteLine(through_resolver(12)));
        Try(() => Console.WriteLine(through_resolver(13)));
        Try(() => NativeLibrary.SetDllImportResolver(self, (_, _, _) => 0));
        Console.WriteLine(NativeLibrary.TryLoad("no_such_library", self, null, out _));
        Console.WriteLine(NativeLibrary.TryLoad(Lib, self, DllImportSearchPath.AssemblyDirectory, out IntPtr library));
        Console.WriteLine(NativeLibrary.TryGetExport(library, "hresult", out IntPtr address) && address != 0);
        Console.WriteLine(NativeLibrary.TryGetExport(library, "nothing", out _));
        Try(() => NativeLibrary.GetExport(library, "nothing"));
        Try(() => NativeLibrary.Load("no_such_library"));
        Try(() => NativeLibrary.GetExport(0, "x"));
        Console.WriteLine(NativeLibrary.GetMainProgramHandle() != 0);
        NativeLibrary.Free(library);
        Marshal.Prelink(typeof(Program).GetMethod("hresult", BindingFlags.NonPublic | BindingFlags.Static));
        Try(() => Marshal.Prelink(typeof(Program).GetMethod("nowhere", BindingFlags.NonPublic | BindingFlags.Static)));
    }
}
