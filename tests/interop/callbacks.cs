// native: native.c
// covers: P/Invoke, delegates
// Delegates and function pointers in both directions, conversions in callbacks, callbacks from callbacks and from foreign threads.
using System;
using System.Collections.Generic;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Threading;

[StructLayout(LayoutKind.Sequential)]
struct Record
{
    public bool Ok;
    [MarshalAs(UnmanagedType.ByValTStr, SizeConst = 8)] public string Name;
    [MarshalAs(UnmanagedType.ByValArray, SizeConst = 3)] public int[] Numbers;
    public string Text;
    [MarshalAs(UnmanagedType.U1)] public bool Flag;
}

static unsafe class Program
{
    const string Lib = "native";
    delegate int Binary(int a, int b);
    delegate int TextCallback(string text);
    [UnmanagedFunctionPointer(CallingConvention.Cdecl, CharSet = CharSet.Unicode)] delegate int WideCallback(string text);
    delegate string MakeText(int n);
    delegate bool Truth(bool value);
    delegate int RecordCallback(Record r);
    delegate void RecordChange(ref Record r);
    delegate int ArrayCallback([MarshalAs(UnmanagedType.LPArray, SizeParamIndex = 1)] int[] values, int count);
    delegate void RefCallback(ref int n, ref string text);
    delegate int Nested(int depth);
    delegate int Comparison(int* a, int* b);

    [DllImport(Lib)] static extern int call_binary(Binary f, int a, int b);
    [DllImport(Lib, EntryPoint = "call_binary")] static extern int call_binary_pointer(delegate* unmanaged<int, int, int> f, int a, int b);
    [DllImport(Lib)] static extern void keep_binary(Binary f);
    [DllImport(Lib)] static extern int call_kept(int a, int b);
    [DllImport(Lib)] static extern Binary get_add();
    [DllImport(Lib, EntryPoint = "get_add")] static extern delegate* unmanaged[Cdecl]<int, int, int> get_add_pointer();
    [DllImport(Lib)] static extern void out_add(out Binary f);
    [DllImport(Lib)] static extern int call_text(TextCallback f, string text);
    [DllImport(Lib)] static extern int call_text16(WideCallback f);
    [DllImport(Lib)] static extern int call_returning_text(MakeText f, int n);
    [DllImport(Lib)] static extern int call_bool(Truth f, int value);
    [DllImport(Lib)] static extern int call_record(RecordCallback f, int n);
    [DllImport(Lib)] static extern int call_record_ref(RecordChange f, int n);
    [DllImport(Lib)] static extern int call_array(ArrayCallback f, int count);
    [DllImport(Lib)] static extern int call_ref(RefCallback f);
    [DllImport(Lib)] static extern int call_nested(Nested f, int depth);
    [DllImport(Lib)] static extern int compare_with(Comparison f, int[] values, int count);
    [DllImport(Lib)] static extern int call_on_thread(Binary f, int n);
    [DllImport(Lib)] static extern int call_on_threads(Binary f, int threads, int n);

    [UnmanagedCallersOnly] static int Multiply(int a, int b) => a * b;
    [UnmanagedCallersOnly(CallConvs = new[] { typeof(CallConvCdecl) })] static int Subtract(int a, int b) => a - b;

    static string Garbage(int n)
    {
        var list = new List<string>();
        for (int i = 0; i < 200; i++) list.Add(new string((char)('a' + i % 26), n));
        return list[n % list.Count];
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    static void Keep(int by) => keep_binary((a, b) => a * b + by);

    static void Main()
    {
        int calls = 0;
        Binary add = (a, b) => { calls++; return a + b; };
        Console.WriteLine($"{call_binary(add, 3, 4)} {call_binary(null, 3, 4)} {calls}");
        Console.WriteLine($"{call_binary_pointer(&Multiply, 6, 7)} {((delegate* unmanaged[Cdecl]<int, int, int>)&Subtract)(6, 7)}");
        keep_binary(add);
        GC.Collect();
        Console.WriteLine($"{call_kept(10, 20)} {calls}");
        GC.KeepAlive(add);

        Binary native = get_add();
        Console.WriteLine($"{native(5, 6)} {native.Method.Name} {call_binary(native, 7, 8)}");
        Binary both = native + add;
        Console.WriteLine($"{both(1, 2)} {calls}");
        out_add(out Binary made);
        Console.WriteLine(made(100, 23));
        Console.WriteLine(get_add_pointer()(40, 2));
        IntPtr pointer = Marshal.GetFunctionPointerForDelegate(add);
        Console.WriteLine($"{pointer == Marshal.GetFunctionPointerForDelegate(add)} {ReferenceEquals(add, Marshal.GetDelegateForFunctionPointer<Binary>(pointer))}");
        Console.WriteLine(((delegate* unmanaged<int, int, int>)pointer)(8, 9));
        IntPtr nativePointer = Marshal.GetFunctionPointerForDelegate(native);
        Console.WriteLine(nativePointer == (IntPtr)get_add_pointer());
        Func<int, int> generic = x => x;
        try { Marshal.GetFunctionPointerForDelegate(generic); } catch (ArgumentException e) { Console.WriteLine(e.Message); }

        Console.WriteLine(call_text(text => text == null ? -1 : text.Length, "grüß €"));
        Console.WriteLine(call_text(text => text == null ? -1 : text.Length, null));
        Console.WriteLine(call_text16(text => text == "weit" ? 4 : 0));
        Console.WriteLine(call_returning_text(n => Garbage(n), 12));
        Console.WriteLine(call_returning_text(n => null, 12));
        Console.WriteLine($"{call_bool(value => !value, 0)} {call_bool(value => !value, 256)}");
        Console.WriteLine(call_record(r => r.Numbers[2] * 1000 + r.Name.Length * 100 + r.Text.Length + (r.Ok ? 50 : 0), 3));
        Console.WriteLine(call_record_ref((ref Record r) =>
        {
            r.Name = Garbage(5);
            r.Numbers = new[] { 9, 9, r.Numbers[2] };
            r.Text = "by callback";
            r.Flag = true;
        }, 3));
        Console.WriteLine(call_array((values, count) =>
        {
            Garbage(3);
            int sum = 0;
            foreach (int value in values) sum += value;
            return sum * 10 + values.Length;
        }, 5));
        Console.WriteLine(call_ref((ref int n, ref string text) => { n += text.Length; text = Garbage(7); }));
        Nested nested = null;
        nested = depth => { Garbage(4); return call_nested(nested, depth); };
        Console.WriteLine(call_nested(nested, 50));
        int[] numbers = { 5, 3, 9, 1 };
        Console.WriteLine($"{compare_with((a, b) => { Garbage(1); return *a - *b; }, numbers, 4)} {string.Join(",", numbers)}");

        int main = Environment.CurrentManagedThreadId;
        int others = 0;
        Console.WriteLine(call_on_thread((sum, i) => { Garbage(i % 10); if (Environment.CurrentManagedThreadId != main) others++; return sum + i; }, 100));
        Console.WriteLine(others);
        int total = 0;
        Console.WriteLine(call_on_threads((sum, i) =>
        {
            Garbage(i % 10);
            Interlocked.Increment(ref total);
            return sum + 1;
        }, 4, 50));
        Console.WriteLine(total);
        bool isBackground = false, isPool = true;
        call_on_thread((a, b) => { isBackground = Thread.CurrentThread.IsBackground; isPool = Thread.CurrentThread.IsThreadPoolThread; return 0; }, 1);
        Console.WriteLine($"{isBackground} {isPool}");
    }
}
