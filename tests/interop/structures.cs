// native: native.c
// covers: P/Invoke, System.Runtime.InteropServices
// Structures and formatted classes: fields of every form, by value, by reference, as results, in arrays.
using System;
using System.Runtime.InteropServices;

[StructLayout(LayoutKind.Sequential)]
struct Record
{
    public bool Ok;
    [MarshalAs(UnmanagedType.ByValTStr, SizeConst = 8)] public string Name;
    [MarshalAs(UnmanagedType.ByValArray, SizeConst = 3)] public int[] Numbers;
    public string Text;
    [MarshalAs(UnmanagedType.U1)] public bool Flag;
    public override string ToString() => $"{Ok} [{Name}] [{(Numbers == null ? "null" : string.Join(",", Numbers))}] [{Text}] {Flag}";
}
struct Weighted { public bool Flag; public float Weight; }
struct Pair { public string First, Second; }
struct Point { public int X, Y; }
[StructLayout(LayoutKind.Sequential)]
class PointClass { public int X, Y; }
[StructLayout(LayoutKind.Sequential)]
class RecordClass
{
    public bool Ok;
    [MarshalAs(UnmanagedType.ByValTStr, SizeConst = 8)] public string Name;
    [MarshalAs(UnmanagedType.ByValArray, SizeConst = 3)] public int[] Numbers;
    public string Text;
    [MarshalAs(UnmanagedType.U1)] public bool Flag;
}
[StructLayout(LayoutKind.Explicit)]
struct Mixed { [FieldOffset(0)] public int Whole; [FieldOffset(0)] public short Low; [FieldOffset(2)] public short High; [FieldOffset(8)] public double D; }
[StructLayout(LayoutKind.Sequential, Pack = 1)]
struct Packed { public byte A; public int B; public bool C; public long D; }
[StructLayout(LayoutKind.Sequential, CharSet = CharSet.Unicode)]
struct Wide { public char C; [MarshalAs(UnmanagedType.ByValTStr, SizeConst = 5)] public string Name; public string Text; [MarshalAs(UnmanagedType.LPStr)] public string Narrow; }
struct Narrow { public char C; public byte B; [MarshalAs(UnmanagedType.ByValArray, SizeConst = 2)] public bool[] Flags; [MarshalAs(UnmanagedType.ByValArray, SizeConst = 2)] public Point[] Points; public Pair Pair; }
[StructLayout(LayoutKind.Sequential)]
class Base { public byte A; }
[StructLayout(LayoutKind.Sequential)]
class Derived : Base { public int B; public bool C; }
struct Nested { public byte Head; public Weighted Inner; public PointClass Class; public Action Callback; public IntPtr P; public nint N; public DayOfWeek Day; public decimal Money; public Guid Id; }
[StructLayout(LayoutKind.Auto)]
struct Automatic { public int A; }
class NoLayout { public int A; }
struct BadField { public object O; }
struct BadArray { public int[] A; }
[StructLayout(LayoutKind.Sequential, Size = 24)]
struct Sized { public int A; }
unsafe struct Buffer { public byte Head; public fixed int Items[5]; }
struct Empty { }

static unsafe class Program
{
    const string Lib = "native";
    [DllImport(Lib)] static extern int record_check(Record r);
    [DllImport(Lib)] static extern void record_change(ref Record r);
    [DllImport(Lib, EntryPoint = "record_change")] static extern void record_change_class([In, Out] RecordClass r);
    [DllImport(Lib, EntryPoint = "record_change")] static extern void record_change_class_in(RecordClass r);
    [DllImport(Lib)] static extern Record record_make(int n);
    [DllImport(Lib)] static extern int weighted_check(Weighted w);
    [DllImport(Lib)] static extern Weighted weighted_make(int flag, float weight);
    [DllImport(Lib)] static extern int pair_bytes(Pair p);
    [DllImport(Lib)] static extern Pair pair_make();
    [DllImport(Lib)] static extern int point_sum(PointClass p);
    [DllImport(Lib, EntryPoint = "point_sum")] static extern int point_sum_ref(ref Point p);
    [DllImport(Lib, EntryPoint = "point_sum")] static extern int point_sum_in(in Point p);
    [DllImport(Lib)] static extern void point_move(PointClass p, int by);
    [DllImport(Lib, EntryPoint = "point_move")] static extern void point_move_ref(ref Point p, int by);
    [DllImport(Lib)] static extern PointClass point_new(int x, int y);
    [DllImport(Lib)] static extern void point_replace(ref PointClass p);
    [DllImport(Lib)] static extern int points_sum(Point[] points, int count);
    [DllImport(Lib)] static extern int guid_first([MarshalAs(UnmanagedType.LPStruct)] Guid guid);
    [DllImport(Lib, EntryPoint = "point_sum")] static extern int bad_auto(Automatic a);
    [DllImport(Lib, EntryPoint = "point_sum")] static extern int bad_nolayout(NoLayout a);
    [DllImport(Lib, EntryPoint = "point_sum")] static extern int bad_object(object a);
    [DllImport(Lib, EntryPoint = "point_sum")] static extern int bad_field(BadField a);
    [DllImport(Lib, EntryPoint = "point_sum")] static extern int bad_array(ref BadArray a);
    [DllImport(Lib, EntryPoint = "point_sum")] static extern int bad_int([MarshalAs(UnmanagedType.I2)] int a);
    [DllImport(Lib, EntryPoint = "point_sum")] static extern int bad_string([MarshalAs(UnmanagedType.I4)] string a);
    [DllImport(Lib, EntryPoint = "point_sum")] static extern int[] bad_return();
    [DllImport(Lib, EntryPoint = "point_sum")] static extern int bad_list(System.Collections.Generic.List<int> a);
    [DllImport(Lib, EntryPoint = "point_sum")] static extern int bad_nullable(int? a);
    [DllImport(Lib, EntryPoint = "point_sum")] static extern int bad_interface(IDisposable a);
    [DllImport(Lib, EntryPoint = "point_sum")] static extern int bad_nested(int[][] a);

    static void Try(Action action)
    {
        try { action(); Console.WriteLine("no exception"); }
        catch (Exception e) { Console.WriteLine($"{e.GetType().Name}: {e.Message}"); }
    }

    static void Layout<T>(params string[] fields)
    {
        Console.Write($"{typeof(T).Name}: {Marshal.SizeOf<T>()}");
        foreach (string field in fields) Console.Write($" {field}@{Marshal.OffsetOf<T>(field)}");
        Console.WriteLine();
    }

    static void Main()
    {
        var r = new Record { Ok = true, Name = "name", Numbers = new[] { 1, 2, 3, 4 }, Text = "text", Flag = false };
        Console.WriteLine(record_check(r));
        Console.WriteLine(record_check(new Record { Name = "much too long", Flag = true }));
        record_change(ref r);
        Console.WriteLine(r);
        record_change(ref r);
        Console.WriteLine(r);
        Console.WriteLine(record_make(7));
        Try(() => record_check(new Record { Numbers = new[] { 1 } }));
        var c = new RecordClass { Name = "class", Numbers = new int[3], Text = "t" };
        record_change_class_in(c);
        Console.WriteLine($"{c.Ok} {c.Name} {c.Numbers[1]} {c.Text} {c.Flag}");
        record_change_class(c);
        Console.WriteLine($"{c.Ok} {c.Name} {c.Numbers[1]} {c.Text} {c.Flag}");

        Console.WriteLine(weighted_check(new Weighted { Flag = true, Weight = 2.5f }));
        Weighted w = weighted_make(-5, 1.25f);
        Console.WriteLine($"{w.Flag} {w.Weight}");
        Console.WriteLine(pair_bytes(new Pair { First = "ab", Second = "c€" }));
        Pair pair = pair_make();
        Console.WriteLine($"{pair.First} {pair.Second}");

        var p = new PointClass { X = 3, Y = 4 };
        Console.WriteLine($"{point_sum(p)} {point_sum(null)}");
        point_move(p, 10);
        Console.WriteLine($"{p.X} {p.Y}");
        var s = new Point { X = 5, Y = 6 };
        point_move_ref(ref s, 1);
        Console.WriteLine($"{point_sum_ref(ref s)} {point_sum_in(in s)}");
        PointClass made = point_new(11, 12);
        Console.WriteLine($"{made.X} {made.Y}");
        point_replace(ref made);
        Console.WriteLine($"{made.X} {made.Y}");
        Console.WriteLine(points_sum(new[] { new Point { X = 1, Y = 2 }, new Point { X = 3, Y = 4 } }, 2));
        Console.WriteLine(guid_first(new Guid("01020304-0506-0708-090a-0b0c0d0e0f10")));

        Layout<Record>("Ok", "Name", "Numbers", "Text", "Flag");
        Layout<Weighted>("Flag", "Weight");
        Layout<Mixed>("Whole", "Low", "High", "D");
        Layout<Packed>("A", "B", "C", "D");
        Layout<Wide>("C", "Name", "Text", "Narrow");
        Layout<Narrow>("C", "B", "Flags", "Points", "Pair");
        Layout<Derived>("A", "B", "C");
        Layout<Nested>("Head", "Inner", "Class", "Callback", "P", "N", "Day", "Money", "Id");
        Layout<Sized>("A");
        Layout<Buffer>("Head", "Items");
        Layout<Empty>();
        Layout<PointClass>("X", "Y");
        Layout<bool>();
        Layout<char>();
        Layout<decimal>();
        Layout<Guid>();
        Layout<IntPtr>();
        Try(() => Marshal.SizeOf<NoLayout>());
        Try(() => Marshal.SizeOf<string>());
        Try(() => Marshal.SizeOf<DateTime>());
        Try(() => Marshal.SizeOf<int?>());
        Try(() => Marshal.SizeOf(typeof(int[])));
        Try(() => Marshal.SizeOf(DayOfWeek.Monday));
        Try(() => Marshal.OffsetOf<Point>("Z"));

        Try(() => bad_auto(default));
        Try(() => bad_nolayout(null));
        Try(() => bad_object(null));
        Try(() => bad_field(default));
        BadArray bad = default;
        Try(() => bad_array(ref bad));
        Try(() => bad_int(1));
        Try(() => bad_string(""));
        Try(() => bad_return());
        Try(() => bad_list(null));
        Try(() => bad_nullable(null));
        Try(() => bad_interface(null));
        Try(() => bad_nested(null));
    }
}
