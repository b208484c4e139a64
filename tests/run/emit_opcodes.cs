// Each IL instruction through ILGenerator in a DynamicMethod: arithmetic, comparisons, branches, conversions, memory, fields, arrays, boxes, calls.
// covers: System.Reflection.Emit, integer arithmetic, floating point
using System;
using System.Collections.Generic;
using System.Globalization;
using System.Reflection;
using System.Reflection.Emit;

public struct Pair
{
    public int A;
    public string B;
    public static int Shared;
}

public class Box
{
    public long Value;
    public static string Name = "box";
    public virtual string Who() => "box";
    public Box() { }
    public Box(long value) { Value = value; }
    public static int Twice(int x) => x * 2;
}

public class SpecialBox : Box
{
    public override string Who() => "special";
}

class Program
{
    static int count;

    static string Show(object value) => value switch
    {
        null => "null",
        double d => d.ToString("R", CultureInfo.InvariantCulture),
        float f => f.ToString("R", CultureInfo.InvariantCulture),
        Array a => a.GetType().Name + "(" + a.Length + ")",
        _ => value.ToString()
    };

    static void Run<R>(string what, Type[] parameters, Action<ILGenerator> write, params object[] arguments)
    {
        count++;
        DynamicMethod method = new DynamicMethod(what, typeof(R), parameters, typeof(Program).Module, true);
        write(method.GetILGenerator());
        string result;
        try
        {
            result = Show(method.Invoke(null, arguments));
        }
        catch (TargetInvocationException e)
        {
            result = e.InnerException.GetType().Name;
        }
        Console.WriteLine(what + " → " + result);
    }

    static void Binary<T>(OpCode op, params (T, T)[] cases)
    {
        foreach (var (a, b) in cases)
            Run<T>($"{op} {Show(a)} {Show(b)}", new[] { typeof(T), typeof(T) }, il =>
            {
                il.Emit(OpCodes.Ldarg_0);
                il.Emit(OpCodes.Ldarg_1);
                il.Emit(op);
                il.Emit(OpCodes.Ret);
            }, a, b);
    }

    static void Compare<T>(OpCode op, params (T, T)[] cases)
    {
        foreach (var (a, b) in cases)
            Run<int>($"{op} {Show(a)} {Show(b)}", new[] { typeof(T), typeof(T) }, il =>
            {
                il.Emit(OpCodes.Ldarg_0);
                il.Emit(OpCodes.Ldarg_1);
                il.Emit(op);
                il.Emit(OpCodes.Ret);
            }, a, b);
    }

    static void Branch<T>(OpCode op, params (T, T)[] cases)
    {
        foreach (var (a, b) in cases)
            Run<bool>($"{op} {Show(a)} {Show(b)}", new[] { typeof(T), typeof(T) }, il =>
            {
                Label yes = il.DefineLabel();
                il.Emit(OpCodes.Ldarg_0);
                il.Emit(OpCodes.Ldarg_1);
                il.Emit(op, yes);
                il.Emit(OpCodes.Ldc_I4_0);
                il.Emit(OpCodes.Ret);
                il.MarkLabel(yes);
                il.Emit(OpCodes.Ldc_I4_1);
                il.Emit(OpCodes.Ret);
            }, a, b);
    }

    static void Unary<T, R>(OpCode op, params T[] cases)
    {
        foreach (T a in cases)
            Run<R>($"{op} {Show(a)}", new[] { typeof(T) }, il =>
            {
                il.Emit(OpCodes.Ldarg_0);
                il.Emit(op);
                il.Emit(OpCodes.Ret);
            }, a);
    }

    static void Constant<R>(string what, Action<ILGenerator> write) => Run<R>(what, null, il =>
    {
        write(il);
        il.Emit(OpCodes.Ret);
    });

    static void Main()
    {
        Arithmetic();
        Comparisons();
        Conversions();
        Constants();
        Objects();
        Memory();
        Calls();
        Console.WriteLine(count + " methods");
    }

    static void Arithmetic()
    {
        (int, int)[] ints = { (7, 3), (-7, 3), (int.MaxValue, 1), (int.MinValue, -1), (5, 0) };
        foreach (OpCode op in new[] { OpCodes.Add, OpCodes.Sub, OpCodes.Mul, OpCodes.And, OpCodes.Or, OpCodes.Xor, OpCodes.Add_Ovf, OpCodes.Sub_Ovf, OpCodes.Mul_Ovf, OpCodes.Add_Ovf_Un, OpCodes.Sub_Ovf_Un, OpCodes.Mul_Ovf_Un, OpCodes.Div_Un, OpCodes.Rem_Un })
            Binary(op, ints);
        Binary(OpCodes.Div, (7, 3), (-7, 3), (5, 0), (int.MinValue, -1));
        Binary(OpCodes.Rem, (7, 3), (-7, 3), (5, 0));
        Binary(OpCodes.Shl, (1, 4), (-1, 31));
        Binary(OpCodes.Shr, (-16, 2), (int.MaxValue, 30));
        Binary(OpCodes.Shr_Un, (-16, 2), (int.MaxValue, 30));
        (long, long)[] longs = { (7L, 3L), (-70000000000L, 3L), (long.MaxValue, 1L) };
        foreach (OpCode op in new[] { OpCodes.Add, OpCodes.Sub, OpCodes.Mul, OpCodes.Div, OpCodes.Rem, OpCodes.And, OpCodes.Or, OpCodes.Xor, OpCodes.Add_Ovf, OpCodes.Mul_Ovf, OpCodes.Div_Un }) Binary(op, longs);
        (double, double)[] doubles = { (7.5, 2), (1, 0), (-1, 0), (double.NaN, 1) };
        foreach (OpCode op in new[] { OpCodes.Add, OpCodes.Sub, OpCodes.Mul, OpCodes.Div, OpCodes.Rem }) Binary(op, doubles);
        foreach (OpCode op in new[] { OpCodes.Add, OpCodes.Mul, OpCodes.Div }) Binary(op, (1.5f, 3f), (float.MaxValue, 2f));
        Unary<int, int>(OpCodes.Neg, 5, int.MinValue);
        Unary<int, int>(OpCodes.Not, 5, -1);
        Unary<long, long>(OpCodes.Neg, 5L);
        Unary<double, double>(OpCodes.Neg, 2.5);
        Unary<double, double>(OpCodes.Ckfinite, 2.5, double.NaN);
    }

    static void Comparisons()
    {
        (int, int)[] ints = { (1, 2), (2, 2), (-1, 1) };
        foreach (OpCode op in new[] { OpCodes.Ceq, OpCodes.Cgt, OpCodes.Cgt_Un, OpCodes.Clt, OpCodes.Clt_Un }) Compare(op, ints);
        foreach (OpCode op in new[] { OpCodes.Ceq, OpCodes.Cgt, OpCodes.Cgt_Un, OpCodes.Clt, OpCodes.Clt_Un }) Compare(op, (1.0, 2.0), (double.NaN, 1.0));
        foreach (OpCode op in new[] { OpCodes.Beq, OpCodes.Bge, OpCodes.Bgt, OpCodes.Ble, OpCodes.Blt, OpCodes.Bne_Un, OpCodes.Bge_Un, OpCodes.Bgt_Un, OpCodes.Ble_Un, OpCodes.Blt_Un,
                                      OpCodes.Beq_S, OpCodes.Bge_S, OpCodes.Bgt_S, OpCodes.Ble_S, OpCodes.Blt_S, OpCodes.Bne_Un_S, OpCodes.Bge_Un_S, OpCodes.Bgt_Un_S, OpCodes.Ble_Un_S, OpCodes.Blt_Un_S }) Branch(op, ints);
        foreach (OpCode op in new[] { OpCodes.Brtrue, OpCodes.Brfalse, OpCodes.Brtrue_S, OpCodes.Brfalse_S })
            foreach (string s in new[] { null, "x" })
                Run<int>($"{op} {Show(s)}", new[] { typeof(string) }, il =>
                {
                    Label yes = il.DefineLabel(), end = il.DefineLabel();
                    il.Emit(OpCodes.Ldarg_0);
                    il.Emit(op, yes);
                    il.Emit(OpCodes.Ldc_I4_0);
                    il.Emit(OpCodes.Br, end);
                    il.MarkLabel(yes);
                    il.Emit(OpCodes.Ldc_I4_1);
                    il.MarkLabel(end);
                    il.Emit(OpCodes.Ret);
                }, s);
        for (int i = -1; i < 4; i++)
            Run<string>("switch " + i, new[] { typeof(int) }, il =>
            {
                Label[] cases = { il.DefineLabel(), il.DefineLabel(), il.DefineLabel() };
                il.Emit(OpCodes.Ldarg_0);
                il.Emit(OpCodes.Switch, cases);
                il.Emit(OpCodes.Ldstr, "other");
                il.Emit(OpCodes.Ret);
                for (int k = 0; k < 3; k++)
                {
                    il.MarkLabel(cases[k]);
                    il.Emit(OpCodes.Ldstr, "case " + k);
                    il.Emit(OpCodes.Ret);
                }
            }, i);
        Run<int>("loop", new[] { typeof(int) }, il =>
        {
            LocalBuilder sum = il.DeclareLocal(typeof(int)), i = il.DeclareLocal(typeof(int));
            Label body = il.DefineLabel(), test = il.DefineLabel();
            il.Emit(OpCodes.Br_S, test);
            il.MarkLabel(body);
            il.Emit(OpCodes.Ldloc, sum);
            il.Emit(OpCodes.Ldloc, i);
            il.Emit(OpCodes.Add);
            il.Emit(OpCodes.Stloc, sum);
            il.Emit(OpCodes.Ldloc, i);
            il.Emit(OpCodes.Ldc_I4_1);
            il.Emit(OpCodes.Add);
            il.Emit(OpCodes.Stloc, i);
            il.MarkLabel(test);
            il.Emit(OpCodes.Ldloc, i);
            il.Emit(OpCodes.Ldarg_0);
            il.Emit(OpCodes.Blt_S, body);
            il.Emit(OpCodes.Ldloc, sum);
            il.Emit(OpCodes.Ret);
        }, 1000);
    }

    static void Conversions()
    {
        int[] ints = { 300, -1, 70000 };
        Unary<int, sbyte>(OpCodes.Conv_I1, ints);
        Unary<int, byte>(OpCodes.Conv_U1, ints);
        Unary<int, short>(OpCodes.Conv_I2, ints);
        Unary<int, ushort>(OpCodes.Conv_U2, ints);
        Unary<int, long>(OpCodes.Conv_I8, ints);
        Unary<int, long>(OpCodes.Conv_U8, ints);
        Unary<int, double>(OpCodes.Conv_R8, ints);
        Unary<int, float>(OpCodes.Conv_R4, ints);
        Unary<int, sbyte>(OpCodes.Conv_Ovf_I1, ints);
        Unary<int, byte>(OpCodes.Conv_Ovf_U1, ints);
        Unary<int, short>(OpCodes.Conv_Ovf_I2, ints);
        Unary<int, ushort>(OpCodes.Conv_Ovf_U2_Un, ints);
        Unary<long, int>(OpCodes.Conv_I4, 1L << 40, -5L);
        Unary<long, int>(OpCodes.Conv_Ovf_I4, 1L << 40, -5L);
        Unary<long, uint>(OpCodes.Conv_Ovf_U4, 1L << 40, -5L, 7L);
        Unary<long, double>(OpCodes.Conv_R8, 1L << 40);
        Unary<double, int>(OpCodes.Conv_I4, 2.9, -2.9);
        Unary<double, long>(OpCodes.Conv_Ovf_I8, 1e300, -2.9);
        Unary<double, float>(OpCodes.Conv_R4, 0.1);
        Unary<int, IntPtr>(OpCodes.Conv_I, 5);
        Run<double>("conv.r.un", new[] { typeof(int) }, il =>
        {
            il.Emit(OpCodes.Ldarg_0);
            il.Emit(OpCodes.Conv_R_Un);
            il.Emit(OpCodes.Conv_R8);
            il.Emit(OpCodes.Ret);
        }, -1);
    }

    static void Constants()
    {
        OpCode[] small = { OpCodes.Ldc_I4_M1, OpCodes.Ldc_I4_0, OpCodes.Ldc_I4_1, OpCodes.Ldc_I4_2, OpCodes.Ldc_I4_3, OpCodes.Ldc_I4_4, OpCodes.Ldc_I4_5, OpCodes.Ldc_I4_6, OpCodes.Ldc_I4_7, OpCodes.Ldc_I4_8 };
        foreach (OpCode op in small) Constant<int>(op.Name, il => il.Emit(op));
        Constant<int>("ldc.i4.s", il => il.Emit(OpCodes.Ldc_I4_S, (sbyte)-100));
        Constant<int>("ldc.i4", il => il.Emit(OpCodes.Ldc_I4, 123456789));
        Constant<long>("ldc.i8", il => il.Emit(OpCodes.Ldc_I8, long.MinValue + 1));
        Constant<float>("ldc.r4", il => il.Emit(OpCodes.Ldc_R4, 1.25f));
        Constant<double>("ldc.r8", il => il.Emit(OpCodes.Ldc_R8, Math.PI));
        Constant<string>("ldstr", il => il.Emit(OpCodes.Ldstr, "ünïcödé \u4e2d \"x\""));
        Constant<string>("ldstr empty", il => il.Emit(OpCodes.Ldstr, ""));
        Constant<object>("ldnull", il => il.Emit(OpCodes.Ldnull));
        Constant<string>("ldtoken type", il =>
        {
            il.Emit(OpCodes.Ldtoken, typeof(Dictionary<string, int[]>));
            il.Emit(OpCodes.Call, typeof(Type).GetMethod("GetTypeFromHandle"));
            il.Emit(OpCodes.Callvirt, typeof(object).GetMethod("ToString"));
        });
        Constant<string>("ldtoken method", il =>
        {
            il.Emit(OpCodes.Ldtoken, typeof(Box).GetMethod("Twice"));
            il.Emit(OpCodes.Call, typeof(MethodBase).GetMethod("GetMethodFromHandle", new[] { typeof(RuntimeMethodHandle) }));
            il.Emit(OpCodes.Callvirt, typeof(MemberInfo).GetProperty("Name").GetMethod);
        });
        Constant<string>("ldtoken field", il =>
        {
            il.Emit(OpCodes.Ldtoken, typeof(Box).GetField("Value"));
            il.Emit(OpCodes.Call, typeof(FieldInfo).GetMethod("GetFieldFromHandle", new[] { typeof(RuntimeFieldHandle) }));
            il.Emit(OpCodes.Callvirt, typeof(MemberInfo).GetProperty("Name").GetMethod);
        });
        Constant<int>("sizeof", il => il.Emit(OpCodes.Sizeof, typeof(Pair)));
        Constant<int>("dup pop", il =>
        {
            il.Emit(OpCodes.Ldc_I4_7);
            il.Emit(OpCodes.Dup);
            il.Emit(OpCodes.Nop);
            il.Emit(OpCodes.Pop);
        });
        for (int n = 0; n < 6; n++)
        {
            int index = n;
            Run<int>("ldarg " + n, new[] { typeof(int), typeof(int), typeof(int), typeof(int), typeof(int), typeof(int) }, il =>
            {
                switch (index)
                {
                    case 0: il.Emit(OpCodes.Ldarg_0); break;
                    case 1: il.Emit(OpCodes.Ldarg_1); break;
                    case 2: il.Emit(OpCodes.Ldarg_2); break;
                    case 3: il.Emit(OpCodes.Ldarg_3); break;
                    case 4: il.Emit(OpCodes.Ldarg_S, (byte)4); break;
                    default: il.Emit(OpCodes.Ldarg, (short)5); break;
                }
                il.Emit(OpCodes.Dup);
                il.Emit(OpCodes.Starg_S, (byte)0);
                il.Emit(OpCodes.Ldarga_S, (byte)0);
                il.Emit(OpCodes.Ldind_I4);
                il.Emit(OpCodes.Add);
                il.Emit(OpCodes.Ret);
            }, 10, 20, 30, 40, 50, 60);
        }
        Run<long>("300 locals", null, il =>
        {
            LocalBuilder[] locals = new LocalBuilder[300];
            for (int i = 0; i < locals.Length; i++) locals[i] = il.DeclareLocal(typeof(long));
            foreach (LocalBuilder local in locals)
            {
                il.Emit(OpCodes.Ldc_I8, (long)local.LocalIndex);
                il.Emit(OpCodes.Stloc, local);
            }
            il.Emit(OpCodes.Ldc_I8, 0L);
            foreach (LocalBuilder local in locals)
            {
                if (local.LocalIndex % 2 == 0) il.Emit(OpCodes.Ldloc, local);
                else
                {
                    il.Emit(OpCodes.Ldloca, local);
                    il.Emit(OpCodes.Ldind_I8);
                }
                il.Emit(OpCodes.Add);
            }
            il.Emit(OpCodes.Ret);
        });
    }

    static void Objects()
    {
        Run<string>("newobj ldfld stfld", null, il =>
        {
            il.Emit(OpCodes.Ldc_I8, 5L);
            il.Emit(OpCodes.Newobj, typeof(Box).GetConstructor(new[] { typeof(long) }));
            il.Emit(OpCodes.Dup);
            il.Emit(OpCodes.Dup);
            il.Emit(OpCodes.Ldfld, typeof(Box).GetField("Value"));
            il.Emit(OpCodes.Ldc_I8, 37L);
            il.Emit(OpCodes.Add);
            il.Emit(OpCodes.Stfld, typeof(Box).GetField("Value"));
            il.Emit(OpCodes.Ldflda, typeof(Box).GetField("Value"));
            il.Emit(OpCodes.Call, typeof(long).GetMethod("ToString", Type.EmptyTypes));
            il.Emit(OpCodes.Ret);
        });
        Run<string>("ldsfld stsfld", null, il =>
        {
            il.Emit(OpCodes.Ldsfld, typeof(Box).GetField("Name"));
            il.Emit(OpCodes.Ldstr, "changed");
            il.Emit(OpCodes.Stsfld, typeof(Box).GetField("Name"));
            il.Emit(OpCodes.Ldsflda, typeof(Box).GetField("Name"));
            il.Emit(OpCodes.Ldind_Ref);
            il.Emit(OpCodes.Call, typeof(string).GetMethod("Concat", new[] { typeof(string), typeof(string) }));
            il.Emit(OpCodes.Ret);
        });
        foreach (object value in new object[] { new Box(), new SpecialBox(), "text", null })
        {
            Run<bool>("isinst " + Show(value), new[] { typeof(object) }, il =>
            {
                il.Emit(OpCodes.Ldarg_0);
                il.Emit(OpCodes.Isinst, typeof(SpecialBox));
                il.Emit(OpCodes.Ldnull);
                il.Emit(OpCodes.Cgt_Un);
                il.Emit(OpCodes.Ret);
            }, value);
            Run<string>("castclass callvirt " + Show(value), new[] { typeof(object) }, il =>
            {
                il.Emit(OpCodes.Ldarg_0);
                il.Emit(OpCodes.Castclass, typeof(Box));
                il.Emit(OpCodes.Callvirt, typeof(Box).GetMethod("Who"));
                il.Emit(OpCodes.Ret);
            }, value);
        }
        Run<int>("box unbox.any", new[] { typeof(int) }, il =>
        {
            il.Emit(OpCodes.Ldarg_0);
            il.Emit(OpCodes.Box, typeof(int));
            il.Emit(OpCodes.Dup);
            il.Emit(OpCodes.Unbox_Any, typeof(int));
            il.Emit(OpCodes.Stloc, il.DeclareLocal(typeof(int)));
            il.Emit(OpCodes.Unbox, typeof(int));
            il.Emit(OpCodes.Ldobj, typeof(int));
            il.Emit(OpCodes.Ldloc_0);
            il.Emit(OpCodes.Add);
            il.Emit(OpCodes.Ret);
        }, 21);
        Run<long>("unbox.any of another type", new[] { typeof(object) }, il =>
        {
            il.Emit(OpCodes.Ldarg_0);
            il.Emit(OpCodes.Unbox_Any, typeof(long));
            il.Emit(OpCodes.Ret);
        }, 21);
        foreach (Type element in new[] { typeof(sbyte), typeof(byte), typeof(short), typeof(ushort), typeof(int), typeof(uint), typeof(long), typeof(float), typeof(double) })
            Run<string>("array of " + element.Name, null, il =>
            {
                (OpCode load, OpCode store) = Type.GetTypeCode(element) switch
                {
                    TypeCode.SByte => (OpCodes.Ldelem_I1, OpCodes.Stelem_I1),
                    TypeCode.Byte => (OpCodes.Ldelem_U1, OpCodes.Stelem_I1),
                    TypeCode.Int16 => (OpCodes.Ldelem_I2, OpCodes.Stelem_I2),
                    TypeCode.UInt16 => (OpCodes.Ldelem_U2, OpCodes.Stelem_I2),
                    TypeCode.Int32 => (OpCodes.Ldelem_I4, OpCodes.Stelem_I4),
                    TypeCode.UInt32 => (OpCodes.Ldelem_U4, OpCodes.Stelem_I4),
                    TypeCode.Int64 => (OpCodes.Ldelem_I8, OpCodes.Stelem_I8),
                    TypeCode.Single => (OpCodes.Ldelem_R4, OpCodes.Stelem_R4),
                    _ => (OpCodes.Ldelem_R8, OpCodes.Stelem_R8)
                };
                LocalBuilder array = il.DeclareLocal(element.MakeArrayType());
                il.Emit(OpCodes.Ldc_I4_3);
                il.Emit(OpCodes.Newarr, element);
                il.Emit(OpCodes.Stloc, array);
                il.Emit(OpCodes.Ldloc, array);
                il.Emit(OpCodes.Ldc_I4_1);
                if (element == typeof(long)) il.Emit(OpCodes.Ldc_I8, -3L);
                else if (element == typeof(float)) il.Emit(OpCodes.Ldc_R4, -3f);
                else if (element == typeof(double)) il.Emit(OpCodes.Ldc_R8, -3.0);
                else il.Emit(OpCodes.Ldc_I4, -3);
                il.Emit(store);
                il.Emit(OpCodes.Ldloc, array);
                il.Emit(OpCodes.Ldc_I4_1);
                il.Emit(load);
                il.Emit(OpCodes.Box, element);
                il.Emit(OpCodes.Callvirt, typeof(object).GetMethod("ToString"));
                il.Emit(OpCodes.Ret);
            });
        Run<int>("array of structs", null, il =>
        {
            LocalBuilder array = il.DeclareLocal(typeof(Pair[]));
            il.Emit(OpCodes.Ldc_I4_2);
            il.Emit(OpCodes.Newarr, typeof(Pair));
            il.Emit(OpCodes.Stloc, array);
            il.Emit(OpCodes.Ldloc, array);
            il.Emit(OpCodes.Ldc_I4_1);
            il.Emit(OpCodes.Ldelema, typeof(Pair));
            il.Emit(OpCodes.Ldc_I4, 99);
            il.Emit(OpCodes.Stfld, typeof(Pair).GetField("A"));
            il.Emit(OpCodes.Ldloc, array);
            il.Emit(OpCodes.Ldc_I4_0);
            il.Emit(OpCodes.Ldloc, array);
            il.Emit(OpCodes.Ldc_I4_1);
            il.Emit(OpCodes.Ldelem, typeof(Pair));
            il.Emit(OpCodes.Stelem, typeof(Pair));
            il.Emit(OpCodes.Ldloc, array);
            il.Emit(OpCodes.Ldc_I4_0);
            il.Emit(OpCodes.Ldelema, typeof(Pair));
            il.Emit(OpCodes.Ldfld, typeof(Pair).GetField("A"));
            il.Emit(OpCodes.Ldloc, array);
            il.Emit(OpCodes.Ldlen);
            il.Emit(OpCodes.Conv_I4);
            il.Emit(OpCodes.Add);
            il.Emit(OpCodes.Ret);
        });
        Run<object>("stelem.ref of another type", null, il =>
        {
            il.Emit(OpCodes.Ldc_I4_1);
            il.Emit(OpCodes.Newarr, typeof(string));
            il.Emit(OpCodes.Dup);
            il.Emit(OpCodes.Ldc_I4_0);
            il.Emit(OpCodes.Newobj, typeof(object).GetConstructor(Type.EmptyTypes));
            il.Emit(OpCodes.Stelem_Ref);
            il.Emit(OpCodes.Ret);
        });
        Run<int>("index out of range", new[] { typeof(int[]) }, il =>
        {
            il.Emit(OpCodes.Ldarg_0);
            il.Emit(OpCodes.Ldc_I4_5);
            il.Emit(OpCodes.Ldelem_I4);
            il.Emit(OpCodes.Ret);
        }, new int[2]);
        Run<int>("two dimensions", null, il =>
        {
            Type type = typeof(int[,]);
            LocalBuilder array = il.DeclareLocal(type);
            il.Emit(OpCodes.Ldc_I4_3);
            il.Emit(OpCodes.Ldc_I4_4);
            il.Emit(OpCodes.Newobj, type.GetConstructor(new[] { typeof(int), typeof(int) }));
            il.Emit(OpCodes.Stloc, array);
            il.Emit(OpCodes.Ldloc, array);
            il.Emit(OpCodes.Ldc_I4_1);
            il.Emit(OpCodes.Ldc_I4_2);
            il.Emit(OpCodes.Ldc_I4, 77);
            il.Emit(OpCodes.Call, type.GetMethod("Set"));
            il.Emit(OpCodes.Ldloc, array);
            il.Emit(OpCodes.Ldc_I4_1);
            il.Emit(OpCodes.Ldc_I4_2);
            il.Emit(OpCodes.Call, type.GetMethod("Get"));
            il.Emit(OpCodes.Ret);
        });
    }

    static void Memory()
    {
        Run<long>("localloc ldind stind", null, il =>
        {
            LocalBuilder p = il.DeclareLocal(typeof(byte*));
            il.Emit(OpCodes.Ldc_I4, 64);
            il.Emit(OpCodes.Conv_U);
            il.Emit(OpCodes.Localloc);
            il.Emit(OpCodes.Stloc, p);
            il.Emit(OpCodes.Ldloc, p);
            il.Emit(OpCodes.Ldc_I4, 0x11);
            il.Emit(OpCodes.Ldc_I4, 64);
            il.Emit(OpCodes.Initblk);
            il.Emit(OpCodes.Ldloc, p);
            il.Emit(OpCodes.Ldc_I4, 0x22);
            il.Emit(OpCodes.Stind_I1);
            il.Emit(OpCodes.Ldloc, p);
            il.Emit(OpCodes.Ldc_I4_8);
            il.Emit(OpCodes.Add);
            il.Emit(OpCodes.Ldloc, p);
            il.Emit(OpCodes.Ldc_I4_8);
            il.Emit(OpCodes.Cpblk);
            il.Emit(OpCodes.Ldloc, p);
            il.Emit(OpCodes.Ldc_I4_8);
            il.Emit(OpCodes.Add);
            il.Emit(OpCodes.Unaligned, (byte)1);
            il.Emit(OpCodes.Volatile);
            il.Emit(OpCodes.Ldind_I8);
            il.Emit(OpCodes.Ret);
        });
        foreach (var (op, type) in new[] { (OpCodes.Ldind_I1, typeof(sbyte)), (OpCodes.Ldind_U1, typeof(byte)), (OpCodes.Ldind_I2, typeof(short)), (OpCodes.Ldind_U2, typeof(ushort)), (OpCodes.Ldind_I4, typeof(int)), (OpCodes.Ldind_U4, typeof(uint)) })
            Run<string>(op.Name, null, il =>
            {
                LocalBuilder local = il.DeclareLocal(typeof(int));
                il.Emit(OpCodes.Ldc_I4, unchecked((int)0xFFFE8081));
                il.Emit(OpCodes.Stloc, local);
                il.Emit(OpCodes.Ldloca, local);
                il.Emit(op);
                il.Emit(OpCodes.Box, type);
                il.Emit(OpCodes.Callvirt, typeof(object).GetMethod("ToString"));
                il.Emit(OpCodes.Ret);
            });
        Run<string>("initobj cpobj stobj", new[] { typeof(Pair) }, il =>
        {
            LocalBuilder a = il.DeclareLocal(typeof(Pair)), b = il.DeclareLocal(typeof(Pair));
            il.Emit(OpCodes.Ldloca, a);
            il.Emit(OpCodes.Initobj, typeof(Pair));
            il.Emit(OpCodes.Ldloca, b);
            il.Emit(OpCodes.Ldarga_S, (byte)0);
            il.Emit(OpCodes.Cpobj, typeof(Pair));
            il.Emit(OpCodes.Ldloca, a);
            il.Emit(OpCodes.Ldloc, b);
            il.Emit(OpCodes.Stobj, typeof(Pair));
            il.Emit(OpCodes.Ldloca, a);
            il.Emit(OpCodes.Ldfld, typeof(Pair).GetField("B"));
            il.Emit(OpCodes.Ret);
        }, new Pair { A = 1, B = "copied" });
        Run<int>("pinned", new[] { typeof(int[]) }, il =>
        {
            LocalBuilder pin = il.DeclareLocal(typeof(int).MakeByRefType(), true);
            il.Emit(OpCodes.Ldarg_0);
            il.Emit(OpCodes.Ldc_I4_2);
            il.Emit(OpCodes.Ldelema, typeof(int));
            il.Emit(OpCodes.Stloc, pin);
            il.Emit(OpCodes.Call, typeof(GC).GetMethod("Collect", Type.EmptyTypes));
            il.Emit(OpCodes.Ldloc, pin);
            il.Emit(OpCodes.Conv_I);
            il.Emit(OpCodes.Ldind_I4);
            il.Emit(OpCodes.Ret);
        }, new[] { 1, 2, 3 });
    }

    static void Calls()
    {
        Run<int>("call", new[] { typeof(int) }, il =>
        {
            il.Emit(OpCodes.Ldarg_0);
            il.Emit(OpCodes.Call, typeof(Box).GetMethod("Twice"));
            il.Emit(OpCodes.Ret);
        }, 21);
        Run<int>("ldftn calli", new[] { typeof(int) }, il =>
        {
            il.Emit(OpCodes.Ldarg_0);
            il.Emit(OpCodes.Ldftn, typeof(Box).GetMethod("Twice"));
            il.EmitCalli(OpCodes.Calli, CallingConventions.Standard, typeof(int), new[] { typeof(int) }, null);
            il.Emit(OpCodes.Ret);
        }, 21);
        Run<string>("ldvirtftn calli", new[] { typeof(Box) }, il =>
        {
            il.Emit(OpCodes.Ldarg_0);
            il.Emit(OpCodes.Dup);
            il.Emit(OpCodes.Ldvirtftn, typeof(Box).GetMethod("Who"));
            il.EmitCalli(OpCodes.Calli, CallingConventions.HasThis, typeof(string), null, null);
            il.Emit(OpCodes.Ret);
        }, new SpecialBox());
        Run<int>("tail call", new[] { typeof(int) }, il =>
        {
            il.Emit(OpCodes.Ldarg_0);
            il.Emit(OpCodes.Tailcall);
            il.Emit(OpCodes.Call, typeof(Box).GetMethod("Twice"));
            il.Emit(OpCodes.Ret);
        }, 4);
        Run<string>("constrained", new[] { typeof(int) }, il =>
        {
            il.Emit(OpCodes.Ldarga_S, (byte)0);
            il.Emit(OpCodes.Constrained, typeof(int));
            il.Emit(OpCodes.Callvirt, typeof(object).GetMethod("ToString"));
            il.Emit(OpCodes.Ret);
        }, 33);
        Run<int>("generic class", null, il =>
        {
            il.Emit(OpCodes.Newobj, typeof(List<string>).GetConstructor(Type.EmptyTypes));
            il.Emit(OpCodes.Dup);
            il.Emit(OpCodes.Ldstr, "a");
            il.Emit(OpCodes.Callvirt, typeof(List<string>).GetMethod("Add"));
            il.Emit(OpCodes.Callvirt, typeof(List<string>).GetProperty("Count").GetMethod);
            il.Emit(OpCodes.Ret);
        });
        Run<int>("generic method", null, il =>
        {
            il.Emit(OpCodes.Call, typeof(Array).GetMethod("Empty").MakeGenericMethod(typeof(Pair)));
            il.Emit(OpCodes.Ldlen);
            il.Emit(OpCodes.Conv_I4);
            il.Emit(OpCodes.Ret);
        });
        Run<object>("mkrefany refanyval refanytype", null, il =>
        {
            LocalBuilder x = il.DeclareLocal(typeof(int)), r = il.DeclareLocal(typeof(TypedReference));
            il.Emit(OpCodes.Ldc_I4, 12);
            il.Emit(OpCodes.Stloc, x);
            il.Emit(OpCodes.Ldloca, x);
            il.Emit(OpCodes.Mkrefany, typeof(int));
            il.Emit(OpCodes.Stloc, r);
            il.Emit(OpCodes.Ldloc, r);
            il.Emit(OpCodes.Refanyval, typeof(int));
            il.Emit(OpCodes.Ldind_I4);
            il.Emit(OpCodes.Box, typeof(int));
            il.Emit(OpCodes.Ret);
        });
        Run<int>("throw", null, il => il.ThrowException(typeof(InvalidOperationException)));
        Run<int>("arglist-free nop and break-free", null, il =>
        {
            for (int i = 0; i < 200; i++) il.Emit(OpCodes.Nop);
            il.Emit(OpCodes.Ldc_I4_S, (byte)42);
            il.Emit(OpCodes.Ret);
        });
    }
}
