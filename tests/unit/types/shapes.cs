// Types of every kind of layout. layout.expected holds what CoreCLR 10 makes of them.
#pragma warning disable 0169, 0649, 0414, 8981
using System; using System.Runtime.CompilerServices; using System.Runtime.InteropServices; using System.Collections.Generic;
namespace Shapes {
public struct B1 { public byte a; }
public struct B3 { public byte a,b,c; }
public struct S12 { public int a,b,c; }
public struct S9 { public long a; public byte b; }
[StructLayout(LayoutKind.Auto)] public struct Auto1 { public byte a; public long b; public short c; public int d; }
[StructLayout(LayoutKind.Auto)] public struct Auto2 { public byte a; public short b; public byte c; }
[StructLayout(LayoutKind.Auto)] public struct Auto3 { public int a; public short b; public int c; public byte d; public byte e; }
public struct RefMix { public byte a; public object o; public short s; public string t; public int i; }
public struct RefMix2 { public RefMix m; public byte b; public object o; }
public struct HasAuto { public byte a; public Auto1 b; public byte c; }
public struct HasDate { public byte a; public DateTime d; public byte b; }
public struct HasDate2 { public byte a; public DateTime d; public byte b; public DateTimeOffset o; public TimeSpan t; public decimal m; public Guid g; }
[StructLayout(LayoutKind.Sequential, Pack=1)] public struct Pack1 { public byte a; public int b; public long c; public short d; }
[StructLayout(LayoutKind.Sequential, Pack=2)] public struct Pack2 { public byte a; public int b; public long c; public byte d; }
[StructLayout(LayoutKind.Sequential, Size=40)] public struct Sized { public byte a; public int b; }
[StructLayout(LayoutKind.Sequential, Size=3)] public struct SizedSmall { public byte a; public int b; }
[StructLayout(LayoutKind.Sequential, Size=13)] public struct Sized13 { public byte a; public int b; }
[StructLayout(LayoutKind.Sequential, Pack=1, Size=17)] public struct SizedRef { public byte a; public object b; }
public struct HasPack { public byte a; public Pack1 b; public long c; }
[StructLayout(LayoutKind.Explicit)] public struct Exp1 { [FieldOffset(0)] public int a; [FieldOffset(2)] public short b; [FieldOffset(8)] public object o; }
[StructLayout(LayoutKind.Explicit, Size=32)] public struct Exp2 { [FieldOffset(4)] public int a; [FieldOffset(0)] public double b; }
[StructLayout(LayoutKind.Explicit)] public struct Exp3 { [FieldOffset(0)] public byte a; [FieldOffset(1)] public int b; }
[StructLayout(LayoutKind.Explicit, Pack=1)] public struct Exp4 { [FieldOffset(0)] public byte a; [FieldOffset(1)] public int b; }
[StructLayout(LayoutKind.Explicit, Size=9)] public struct Exp5 { [FieldOffset(0)] public object a; }
[StructLayout(LayoutKind.Explicit)] public class ExpC { [FieldOffset(0)] public int a; [FieldOffset(8)] public object o; [FieldOffset(4)] public byte b; }
[StructLayout(LayoutKind.Explicit)] public class ExpD { [FieldOffset(0)] public byte a; }
[StructLayout(LayoutKind.Sequential)] public class SeqC { public byte a; public int b; public long c; public byte d; }
[StructLayout(LayoutKind.Sequential)] public class SeqD : SeqC { public byte e; public int f; }
[StructLayout(LayoutKind.Sequential)] public class SeqR { public byte a; public object o; public int b; }
[StructLayout(LayoutKind.Sequential, Pack=1)] public class SeqP { public byte a; public int b; public long c; public byte d; }
public class SeqE : SeqC { public byte e; public int f; public byte g;}
public class C1 { public byte a; }
public class C2 : C1 { public int b; public byte c; public short d; }
public class C3 : C2 { public object o; public byte e; public long l; }
public class C4 : C3 { public byte f; public short g; public B3 s; public int h; }
public class C5 : C1 { public B3 s; }
public class C6 : C1 { public S12 s; public byte b; }
public class C7 : C1 { public RefMix s; public byte b; public Auto1 a; public Int128 i; public byte z; }
public class C8 : C1 { public short s; public byte b; public object o;}
public class C9 : C1 { public byte b; public object o;}
public class C10 : C1 { public int b; public object o;}
public class C11 : C1 { public byte x,y; public short b; public int i; }
public class C12 : C1 { public byte x; public Guid g; public short b; public DayOfWeek d; public nint p; public char c; public bool f; public float ff; public double dd; public decimal m; public int? ni; public (int,string) t; }
public class E0 {} public class E1 : E0 { public byte b; } public class E2 : E1 {} public class E3: E2 { public byte c; public short d; }
public struct I128 { public byte a; public Int128 i; public byte b; }
public struct HasI128 { public byte a; public I128 i; }
public struct Vec { public byte a; public System.Runtime.Intrinsics.Vector128<byte> v; public System.Runtime.Intrinsics.Vector64<byte> w; public byte b; }
public struct Vec256 { public byte a; public System.Runtime.Intrinsics.Vector256<byte> v; }
public struct Vec512 { public byte a; public System.Runtime.Intrinsics.Vector512<byte> v; }
[InlineArray(5)] public struct Inl5 { public byte a; }
[InlineArray(3)] public struct InlO { public object a; }
[InlineArray(3)] public struct InlS { public S9 a; }
[InlineArray(3)] public struct InlR { public RefMix a; }
public struct HasInl { public byte b; public Inl5 i; public InlO o; public int c; public InlS s;}
public struct HasInl2 { public byte b; public Inl5 i; public int c; public InlS s;}
public unsafe struct Fixed { public byte a; public fixed int x[7]; public byte b; public int* p; public delegate*<void> f; }
public ref struct RS { public byte a; public Span<int> s; public int b; public ref int r; public object o; public ReadOnlySpan<char> t; }
public ref struct RS2 { public RS r; public byte a; public ref byte b; public short c; }
public ref struct RS3 { public byte a; public long b; public byte c; }
public ref struct RS4 { public byte a; public ref int r; public short b; } public ref struct RS5 { public byte a; public RS4 r; public short b; } public ref struct RS6 { public byte a; public Span<int> r; public short b; public Span<byte> d; }
[StructLayout(LayoutKind.Auto)] public struct Auto4 { public int a; public B3 s; public short b; public byte d; } [StructLayout(LayoutKind.Auto)] public struct Auto5 { public byte a; public S12 s; public short b; public byte d; } public struct HasAuto3 { public byte a; public Auto3 b; public byte c; public Auto4 d; public Auto5 e; public Auto2 f; }
[StructLayout(LayoutKind.Auto)] public struct Auto6 { public byte a; public Int128 s; public short b; }
public struct G<T> { public byte a; public T t; public byte b; }
public class GC<T> { public byte a; public T t; public byte b; }
public class GD<T> : GC<T> { public T t2; public byte c; }
public enum EB : byte { A } public enum EL : long { A } public struct HasE { public EB a; public EL b; public EB c; }
public struct Empty {} public struct HasEmpty { public Empty e; public int a; public Empty f; }
public class CEmpty { public Empty e; public byte b; public Empty f; }
public struct Nul { public byte a; public int? b; public byte? c; public Guid? g; public long? l; }
public struct Bools { public bool a; public char b; public bool c; public float f; public double d; public nint n; }
public class Inst { public G<int> a; public G<object> b; public G<byte> c; public GC<long> d; public G<Guid> e; public G<G<short>> f; }
public class CV { public virtual object M()=>null; public virtual int N()=>0; } public class CV2 : CV { public override string M()=>null; } public class CV3: CV2 { public override string M()=>""; public sealed override int N()=>1; }
}
