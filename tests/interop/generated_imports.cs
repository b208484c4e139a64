// native: native.c
// covers: P/Invoke, System.Runtime.InteropServices, System.Runtime.InteropServices.Marshalling
// [LibraryImport]: what the compiler's source generator makes of texts, arrays, spans, handles, errors and marshallers of one's own.
using System;
using System.Collections.Generic;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.InteropServices.Marshalling;

[assembly: DisableRuntimeMarshalling]

sealed class OpenHandle : SafeHandle
{
    public OpenHandle() : base(IntPtr.Zero, true) { }
    public override bool IsInvalid => handle == IntPtr.Zero;
    protected override bool ReleaseHandle() => Program.handle_close(handle) == 0;
}

[NativeMarshalling(typeof(PointMarshaller))]
class Point { public int X, Y; public override string ToString() => X + "," + Y; }

[CustomMarshaller(typeof(Point), MarshalMode.Default, typeof(PointMarshaller))]
[CustomMarshaller(typeof(Point), MarshalMode.ManagedToUnmanagedIn, typeof(ByPointer))]
[CustomMarshaller(typeof(Point), MarshalMode.ManagedToUnmanagedRef, typeof(ByReference))]
static unsafe class PointMarshaller
{
    public struct Native { public int x, y; }
    public static Native ConvertToUnmanaged(Point p) => new Native { x = p.X, y = p.Y };
    public static Point ConvertToManaged(Native n) => new Point { X = n.x, Y = n.y };
    public ref struct ByPointer
    {
        Native native; Native* memory;
        public static int BufferSize => 16;
        public void FromManaged(Point p, Span<byte> buffer) { memory = p == null ? null : (Native*)Unsafe.AsPointer(ref MemoryMarshal.GetReference(buffer)); if (p != null) *memory = ConvertToUnmanaged(p); }
        public Native* ToUnmanaged() => memory;
        public void Free() { }
    }
    public struct ByReference
    {
        Point point; Native native;
        public void FromManaged(Point p) { point = p; native = ConvertToUnmanaged(p); }
        public Native ToUnmanaged() => native;
        public void FromUnmanaged(Native n) => native = n;
        public Point ToManaged() { point.X = native.x; point.Y = native.y; return point; }
        public void Free() { }
    }
}

static unsafe partial class Program
{
    const string Lib = "native";
    [LibraryImport(Lib, StringMarshalling = StringMarshalling.Utf8)] private static partial int text_bytes(string text);
    [LibraryImport(Lib, EntryPoint = "text_bytes")] private static partial int text_bytes_ansi([MarshalAs(UnmanagedType.LPStr)] string text);
    [LibraryImport(Lib, StringMarshalling = StringMarshalling.Utf16)] private static partial int text16_sum(string text);
    [LibraryImport(Lib)] private static partial int bstr_bytes([MarshalAs(UnmanagedType.BStr)] string text);
    [LibraryImport(Lib, StringMarshalling = StringMarshalling.Utf8)] private static partial string text_return(int kind);
    [LibraryImport(Lib, StringMarshalling = StringMarshalling.Utf16)] private static partial string text16_return();
    [LibraryImport(Lib, StringMarshalling = StringMarshalling.Utf8)] private static partial void text_replace(ref string text);
    [LibraryImport(Lib, StringMarshalling = StringMarshalling.Utf8)] private static partial void text_out(out string text);
    [LibraryImport(Lib, EntryPoint = "char16_next", StringMarshalling = StringMarshalling.Utf16)] private static partial char char16_next(char c);
    [LibraryImport(Lib)] [return: MarshalAs(UnmanagedType.Bool)] private static partial bool bool4_return([MarshalAs(UnmanagedType.Bool)] bool value);
    [LibraryImport(Lib)] [return: MarshalAs(UnmanagedType.U1)] private static partial bool bool1([MarshalAs(UnmanagedType.U1)] bool value);
    [LibraryImport(Lib)] private static partial int ints_sum(int[] values, int count);
    [LibraryImport(Lib, EntryPoint = "ints_sum")] private static partial int ints_sum_span(ReadOnlySpan<int> values, int count);
    [LibraryImport(Lib, EntryPoint = "ints_double")] private static partial void ints_double_span(Span<int> values, int count);
    [LibraryImport(Lib)] private static partial void ints_double([In, Out] int[] values, int count);
    [LibraryImport(Lib)] private static partial void ints_make([MarshalUsing(CountElementName = "count")] out int[] values, out int count);
    [LibraryImport(Lib, StringMarshalling = StringMarshalling.Utf8)] private static partial int texts_bytes(string[] texts, int count);
    [LibraryImport(Lib, EntryPoint = "texts_bytes")] private static partial int texts_bytes_span([MarshalUsing(typeof(Utf8StringMarshaller), ElementIndirectionDepth = 1)] ReadOnlySpan<string> texts, int count);
    [LibraryImport(Lib, StringMarshalling = StringMarshalling.Utf8)] private static partial void texts_swap([In, Out] string[] texts, int count);
    [LibraryImport(Lib)] private static partial int bools_count([MarshalAs(UnmanagedType.LPArray, ArraySubType = UnmanagedType.Bool)] bool[] values, int count);
    [LibraryImport(Lib, SetLastError = true)] private static partial int fail_with(int error);
    [LibraryImport(Lib)] private static partial OpenHandle handle_open();
    [LibraryImport(Lib)] private static partial void handle_open_out(out OpenHandle handle);
    [LibraryImport(Lib)] private static partial void handle_swap(ref OpenHandle handle);
    [LibraryImport(Lib, EntryPoint = "handle_keep")] private static partial void handle_keep(ref OpenHandle handle);
    [LibraryImport(Lib)] private static partial IntPtr handle_value(OpenHandle handle);
    [LibraryImport(Lib)] internal static partial int handle_close(IntPtr handle);
    [LibraryImport(Lib)] private static partial int point_sum(Point p);
    [LibraryImport(Lib)] private static partial void point_move(ref Point p, int by);
    [LibraryImport(Lib)] private static partial int points_sum(Point[] points, int count);
    [LibraryImport(Lib)] private static partial int call_binary(delegate* unmanaged<int, int, int> f, int a, int b);
    [UnmanagedCallersOnly] static int Multiply(int a, int b) => a * b;

    static string Try(Action a) { try { a(); return "fine"; } catch (Exception e) { return e.GetType().Name; } }
    static void Main()
    {
        string big = new string('ö', 500);
        Console.WriteLine(text_bytes("grüß €😀") + " " + text_bytes(null) + " " + text_bytes("") + " " + text_bytes(big) + " " + text_bytes(new string('x', 255)) + " " + text_bytes(new string('x', 256)) + " " + text_bytes(new string('€', 84)) + " " + text_bytes(new string('€', 86)));
        Console.WriteLine(text_bytes_ansi("äöü") + " " + text16_sum("abc") + " " + text16_sum(null) + " " + bstr_bytes("four") + " " + bstr_bytes(big) + " " + bstr_bytes(null));
        Console.WriteLine((text_return(0) ?? "null") + "|" + text_return(1) + "|" + text_return(2) + "|" + text16_return());
        string text = "before"; text_replace(ref text); Console.WriteLine(text);
        text = null; text_replace(ref text); Console.WriteLine(text ?? "null");
        text_out(out text); Console.WriteLine(text + char16_next('a') + bool4_return(true) + bool4_return(false) + bool1(true));
        int[] ints = { 1, 2, 3, 4 };
        Console.WriteLine(ints_sum(ints, 4) + " " + ints_sum(null, 0) + " " + ints_sum_span(ints.AsSpan(1), 3) + " " + ints_sum_span(default, 0) + " " + ints_sum_span(stackalloc[] { 7, 8 }, 2));
        ints_double_span(ints.AsSpan(2), 2); ints_double(ints, 4); Console.WriteLine(string.Join(",", ints));
        ints_make(out int[] made, out int count); Console.WriteLine(count + ": " + string.Join(",", made));
        var many = new List<string>(); for (int i = 0; i < 200; i++) many.Add("t" + i);
        Console.WriteLine(texts_bytes(new[] { "a", "bc", "ü" }, 3) + " " + texts_bytes(many.ToArray(), 200) + " " + texts_bytes_span(new[] { "one", "two" }, 2));
        string[] swapped = { "first", "second", "third" }; texts_swap(swapped, 3); Console.WriteLine(string.Join(",", swapped));
        Console.WriteLine(bools_count(new[] { true, false, true, true }, 4));
        Console.WriteLine(fail_with(13) + " " + Marshal.GetLastPInvokeError());
        using (OpenHandle open = handle_open())
        {
            Console.WriteLine(open.IsInvalid + " " + (handle_value(open) == open.DangerousGetHandle()));
            OpenHandle same = open; handle_keep(ref same); Console.WriteLine(ReferenceEquals(same, open));
            handle_open_out(out OpenHandle other); Console.WriteLine(other.DangerousGetHandle() - open.DangerousGetHandle());
            OpenHandle changed = other; handle_swap(ref changed); Console.WriteLine(ReferenceEquals(changed, other) + " " + (changed.DangerousGetHandle() - other.DangerousGetHandle()));
            changed.SetHandleAsInvalid(); other.Dispose();
            Console.WriteLine(other.IsClosed + " " + Try(() => handle_value(other)) + " " + Try(() => handle_value(null)));
        }
        var point = new Point { X = 3, Y = 4 };
        Console.WriteLine(point_sum(point) + " " + point_sum(null));
        Point moved = point; point_move(ref moved, 10); Console.WriteLine(moved + " " + ReferenceEquals(moved, point));
        Console.WriteLine(points_sum(new[] { point, new Point { X = 1 } }, 2) + " " + call_binary(&Multiply, 6, 7));
        Console.WriteLine(Utf16StringMarshaller.ConvertToManaged(Utf16StringMarshaller.ConvertToUnmanaged("leaks a little")) + " " + ArrayMarshaller<int, byte>.ManagedToUnmanagedIn.BufferSize + " " + Utf8StringMarshaller.ManagedToUnmanagedIn.BufferSize);
    }
}
