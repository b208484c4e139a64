"""The IL that every random program calls: checksums, a filter's decision, six runs with whatever they throw."""

PRELUDE = """.assembly extern mscorlib { .ver 4:0:0:0 .publickeytoken = (B7 7A 5C 56 19 34 E0 89) }
.assembly 'random' { }
.module 'random.exe'
.class public abstract sealed R extends [mscorlib]System.Object {
.field public static uint64 h
.method public static void mix(int64 v) cil managed {
.maxstack 8
ldsfld uint64 R::h
ldc.i4 13
shl
ldsfld uint64 R::h
ldc.i4 51
shr.un
or
ldarg.0
xor
ldc.i8 -7046029254386353131
mul
stsfld uint64 R::h
ret
}
.method public static void mixf(float64 v) cil managed {
.maxstack 8
ldarg.0
ldarg.0
beq number
ldc.i8 5
call void R::mix(int64)
ret
number: ldarg.0
call int64 [mscorlib]System.BitConverter::DoubleToInt64Bits(float64)
call void R::mix(int64)
ret
}
.method public static void mixo(object v) cil managed {
.maxstack 8
ldarg.0
brfalse none
ldarg.0
callvirt instance class [mscorlib]System.Type [mscorlib]System.Object::GetType()
callvirt instance string [mscorlib]System.Reflection.MemberInfo::get_Name()
callvirt instance int32 [mscorlib]System.String::get_Length()
conv.i8
call void R::mix(int64)
ret
none: ldc.i8 7
call void R::mix(int64)
ret
}
.method public static bool decide(object e) cil managed {
.maxstack 8
ldarg.0
call void R::mixo(object)
ldsfld uint64 R::h
ldc.i4 20
shr.un
conv.i4
ldc.i4.1
and
ret
}
.method public static int32 opaque(int32 v) cil managed noinlining {
ldarg.0
ret
}
.method public static void one(string name, class [mscorlib]System.Func`2<int32,uint64> run) cil managed {
.maxstack 8
.locals init (int32 k, uint64 total)
again: ldc.i8 0
stsfld uint64 R::h
.try {
ldarg.1
ldloc.0
callvirt instance !1 class [mscorlib]System.Func`2<int32,uint64>::Invoke(!0)
ldloc.1
ldc.i4 31
conv.i8
mul
add
stloc.1
leave next
} catch [mscorlib]System.Exception {
call void R::mixo(object)
ldsfld uint64 R::h
ldloc.1
ldc.i8 37
mul
add
stloc.1
leave next
}
next: ldloc.0
ldc.i4.1
add
dup
stloc.0
ldc.i4.6
blt again
ldarg.0
ldstr " "
ldloca.s 1
ldstr "x16"
call instance string [mscorlib]System.UInt64::ToString(string)
call string [mscorlib]System.String::Concat(string, string, string)
call void [mscorlib]System.Console::WriteLine(string)
ret
}
}
"""
