// AssemblyBuilder: bodies of methods of classes made at run time, one case a line: locals, control flow, exceptions, generics, calls, addresses, delegates.
// covers: System.Reflection.Emit, System.Reflection
using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Reflection;
using System.Reflection.Emit;
using System.Runtime.CompilerServices;

public class Helper
{
    public int Number = 5;
    public static int Shared = 9;
    public virtual string Who() => "helper";
    public static string Join(params object[] items) => string.Join("|", items);
    public static T Same<T>(T value) => value;
    public static int Twice(ref int x) => x *= 2;
    public static void Fill(out string s) => s = "filled";
    public static int Sum(int a, int b = 10, int c = 100) => a + b + c;
    public int this[int i] { get => i * Number; set => Number = value + i; }
    public event Action Fired;
    public void Fire() => Fired?.Invoke();
    public static unsafe int Length(char* p) { int n = 0; while (p[n] != 0) n++; return n; }
    public static Helper operator +(Helper a, Helper b) => new Helper { Number = a.Number + b.Number };
}

public class Derived : Helper
{
    public override string Who() => "derived";
}

public struct Pair
{
    public int A;
    public string B;
    public Pair(int a, string b) { A = a; B = b; }
    public override string ToString() => $"({A},{B})";
    public int Grow(int by) => A += by;
}

public class MyError : Exception
{
    public MyError(string text, int code) : base(text) { Code = code; }
    public int Code;
}

static class Program
{
    static ModuleBuilder module;
    static int number;

    static string Show(object value) => value switch
    {
        null => "null",
        Array array => "[" + string.Join(",", array.Cast<object>().Select(Show)) + "]",
        float f => f.ToString("R", CultureInfo.InvariantCulture) + "f",
        double d => d.ToString("R", CultureInfo.InvariantCulture) + "d",
        string s => "\"" + s + "\"",
        Type t => t.ToString(),
        IFormattable f => f.ToString(null, CultureInfo.InvariantCulture) + ":" + value.GetType().Name,
        _ => value.ToString()
    };

    /// A class with one static method, called with the arguments.
    static void Case(string name, Type result, Type[] parameters, Action<ILGenerator> body, params object[] arguments)
    {
        Define(name, (type, il) => body(il), result, parameters, arguments);
    }

    static void Define(string name, Action<TypeBuilder, ILGenerator> body, Type result, Type[] parameters, params object[] arguments)
    {
        string text;
        try
        {
            TypeBuilder type = module.DefineType("Case" + number++, TypeAttributes.Public);
            MethodBuilder method = type.DefineMethod("M", MethodAttributes.Public | MethodAttributes.Static, result, parameters);
            body(type, method.GetILGenerator());
            text = Show(type.CreateType().GetMethod("M").Invoke(null, arguments));
            if (parameters.Any(p => p.IsByRef)) text += " " + Show(arguments);
        }
        catch (TargetInvocationException e)
        {
            text = e.InnerException.GetType().Name;
        }
        catch (Exception e)
        {
            text = "refused: " + e.GetType().Name;
        }
        Console.WriteLine(name + ": " + text);
    }

    static MethodInfo Method(Type type, string name, params Type[] parameters) => type.GetMethod(name, parameters);
    static readonly Type[] none = Type.EmptyTypes;
    static readonly Type i4 = typeof(int), i8 = typeof(long), r8 = typeof(double), text = typeof(string), obj = typeof(object);

    static void Main()
    {
        module = AssemblyBuilder.DefineDynamicAssembly(new AssemblyName("Bodies"), AssemblyBuilderAccess.Run).DefineDynamicModule("Bodies");
        Arithmetic();
        Locals();
        Flow();
        Exceptions();
        Objects();
        Arrays();
        Calls();
        Addresses();
        Generic();
        Delegates();
        Within();
        Console.WriteLine(number + " types");
    }

    static void Arithmetic()
    {
        foreach (var (name, op) in new[] { ("add", OpCodes.Add), ("sub", OpCodes.Sub), ("mul", OpCodes.Mul), ("div", OpCodes.Div), ("rem", OpCodes.Rem), ("and", OpCodes.And), ("or", OpCodes.Or), ("xor", OpCodes.Xor), ("shl", OpCodes.Shl), ("shr", OpCodes.Shr), ("shr.un", OpCodes.Shr_Un), ("div.un", OpCodes.Div_Un) })
            Case(name, i4, new[] { i4, i4 }, il => { il.Emit(OpCodes.Ldarg_0); il.Emit(OpCodes.Ldarg_1); il.Emit(op); il.Emit(OpCodes.Ret); }, -77, 5);
        foreach (var (name, op) in new[] { ("add.ovf", OpCodes.Add_Ovf), ("sub.ovf", OpCodes.Sub_Ovf), ("mul.ovf", OpCodes.Mul_Ovf), ("add.ovf.un", OpCodes.Add_Ovf_Un) })
            Case(name, i4, new[] { i4, i4 }, il => { il.Emit(OpCodes.Ldarg_0); il.Emit(OpCodes.Ldarg_1); il.Emit(op); il.Emit(OpCodes.Ret); }, int.MaxValue, -3);
        foreach (var (name, op, to) in new[] { ("conv.i1", OpCodes.Conv_I1, typeof(sbyte)), ("conv.u1", OpCodes.Conv_U1, typeof(byte)), ("conv.i2", OpCodes.Conv_I2, typeof(short)), ("conv.u2", OpCodes.Conv_U2, typeof(ushort)), ("conv.u4", OpCodes.Conv_U4, typeof(uint)), ("conv.i8", OpCodes.Conv_I8, i8), ("conv.r4", OpCodes.Conv_R4, typeof(float)), ("conv.ovf.u1", OpCodes.Conv_Ovf_U1, typeof(byte)) })
            Case(name, to, new[] { r8 }, il => { il.Emit(OpCodes.Ldarg_0); il.Emit(op); il.Emit(OpCodes.Ret); }, 1234.75);
        Case("division by zero", i4, new[] { i4 }, il => { il.Emit(OpCodes.Ldarg_0); il.Emit(OpCodes.Ldc_I4_0); il.Emit(OpCodes.Div); il.Emit(OpCodes.Ret); }, 1);
        Case("long constants", i8, none, il => { il.Emit(OpCodes.Ldc_I8, long.MinValue); il.Emit(OpCodes.Ldc_I8, 1L); il.Emit(OpCodes.Sub); il.Emit(OpCodes.Ret); });
        Case("floats", r8, none, il => { il.Emit(OpCodes.Ldc_R4, 1.5f); il.Emit(OpCodes.Ldc_R8, 0.1); il.Emit(OpCodes.Add); il.Emit(OpCodes.Ret); });
        Case("ckfinite", r8, new[] { r8 }, il => { il.Emit(OpCodes.Ldarg_0); il.Emit(OpCodes.Ckfinite); il.Emit(OpCodes.Ret); }, double.NaN);
        Case("neg and not", i4, new[] { i4 }, il => { il.Emit(OpCodes.Ldarg_0); il.Emit(OpCodes.Neg); il.Emit(OpCodes.Not); il.Emit(OpCodes.Ret); }, 41);
        Case("short constants", i4, none, il => { il.Emit(OpCodes.Ldc_I4_S, (sbyte)-100); il.Emit(OpCodes.Ldc_I4_M1); il.Emit(OpCodes.Mul); il.Emit(OpCodes.Ldc_I4_8); il.Emit(OpCodes.Add); il.Emit(OpCodes.Ret); });
        Case("sizeof", i4, none, il => { il.Emit(OpCodes.Sizeof, typeof(Guid)); il.Emit(OpCodes.Sizeof, typeof(decimal)); il.Emit(OpCodes.Mul); il.Emit(OpCodes.Ret); });
    }

    static void Locals()
    {
        Case("ten locals", i4, none, il =>
        {
            LocalBuilder[] all = Enumerable.Range(0, 10).Select(_ => il.DeclareLocal(i4)).ToArray();
            for (int i = 0; i < 10; i++) { il.Emit(OpCodes.Ldc_I4, i * i); il.Emit(OpCodes.Stloc, all[i]); }
            il.Emit(OpCodes.Ldc_I4_0);
            for (int i = 0; i < 10; i++) { il.Emit(OpCodes.Ldloc, all[i]); il.Emit(OpCodes.Add); }
            il.Emit(OpCodes.Ret);
        });
        Case("three hundred locals", i4, none, il =>
        {
            LocalBuilder[] all = Enumerable.Range(0, 300).Select(_ => il.DeclareLocal(i4)).ToArray();
            for (int i = 0; i < 300; i++) { il.Emit(OpCodes.Ldc_I4, i); il.Emit(OpCodes.Stloc, all[i]); }
            il.Emit(OpCodes.Ldloc, all[299]); il.Emit(OpCodes.Ldloc, all[255]); il.Emit(OpCodes.Add); il.Emit(OpCodes.Ldloc, all[256]); il.Emit(OpCodes.Add); il.Emit(OpCodes.Ret);
        });
        Case("struct local", text, none, il =>
        {
            LocalBuilder pair = il.DeclareLocal(typeof(Pair));
            il.Emit(OpCodes.Ldloca, pair); il.Emit(OpCodes.Ldc_I4_7); il.Emit(OpCodes.Ldstr, "seven"); il.Emit(OpCodes.Call, typeof(Pair).GetConstructors()[0]);
            il.Emit(OpCodes.Ldloca_S, pair); il.Emit(OpCodes.Ldc_I4_3); il.Emit(OpCodes.Call, typeof(Pair).GetMethod("Grow")); il.Emit(OpCodes.Pop);
            il.Emit(OpCodes.Ldloca_S, (byte)0); il.Emit(OpCodes.Constrained, typeof(Pair)); il.Emit(OpCodes.Callvirt, Method(obj, "ToString")); il.Emit(OpCodes.Ret);
        });
        Case("initialised locals", i4, none, il => { LocalBuilder x = il.DeclareLocal(typeof(decimal)); il.Emit(OpCodes.Ldloc, x); il.Emit(OpCodes.Call, Method(typeof(decimal), "ToInt32", typeof(decimal))); il.Emit(OpCodes.Ret); });
        Case("pinned local", i4, new[] { text }, il =>
        {
            LocalBuilder pinned = il.DeclareLocal(typeof(char).MakeByRefType(), true);
            il.Emit(OpCodes.Ldarg_0); il.Emit(OpCodes.Callvirt, Method(text, "GetPinnableReference")); il.Emit(OpCodes.Stloc, pinned); il.Emit(OpCodes.Ldloc, pinned); il.Emit(OpCodes.Conv_U);
            il.Emit(OpCodes.Call, typeof(Helper).GetMethod("Length")); il.Emit(OpCodes.Ret);
        }, "pinned text");
        Case("local index and type", text, none, il => { LocalBuilder a = il.DeclareLocal(i4), b = il.DeclareLocal(text, true); il.Emit(OpCodes.Ldstr, a.LocalIndex + a.LocalType.Name + a.IsPinned + b.LocalIndex + b.LocalType.Name + b.IsPinned); il.Emit(OpCodes.Ret); });
        Case("starg", i4, new[] { i4 }, il => { il.Emit(OpCodes.Ldarg_0); il.Emit(OpCodes.Ldc_I4_1); il.Emit(OpCodes.Add); il.Emit(OpCodes.Starg, (short)0); il.Emit(OpCodes.Ldarg_S, (byte)0); il.Emit(OpCodes.Ret); }, 6);
        Case("many arguments", i4, Enumerable.Repeat(i4, 12).ToArray(), il => { il.Emit(OpCodes.Ldc_I4_0); for (int i = 0; i < 12; i++) { il.Emit(OpCodes.Ldarg, (short)i); il.Emit(OpCodes.Ldc_I4, i); il.Emit(OpCodes.Mul); il.Emit(OpCodes.Add); } il.Emit(OpCodes.Ret); }, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12);
    }

    static void Flow()
    {
        Case("switch", text, new[] { i4 }, il =>
        {
            Label[] cases = { il.DefineLabel(), il.DefineLabel(), il.DefineLabel() };
            il.Emit(OpCodes.Ldarg_0); il.Emit(OpCodes.Switch, cases); il.Emit(OpCodes.Ldstr, "other"); il.Emit(OpCodes.Ret);
            for (int i = 0; i < 3; i++) { il.MarkLabel(cases[i]); il.Emit(OpCodes.Ldstr, "case " + i); il.Emit(OpCodes.Ret); }
        }, 2);
        Case("switch, beyond", text, new[] { i4 }, il =>
        {
            Label only = il.DefineLabel();
            il.Emit(OpCodes.Ldarg_0); il.Emit(OpCodes.Switch, new[] { only }); il.Emit(OpCodes.Ldstr, "other"); il.Emit(OpCodes.Ret);
            il.MarkLabel(only); il.Emit(OpCodes.Ldstr, "zero"); il.Emit(OpCodes.Ret);
        }, -1);
        Case("loop", i8, new[] { i4 }, il =>
        {
            LocalBuilder i = il.DeclareLocal(i4), sum = il.DeclareLocal(i8);
            Label head = il.DefineLabel(), test = il.DefineLabel();
            il.Emit(OpCodes.Br, test);
            il.MarkLabel(head);
            il.Emit(OpCodes.Ldloc, sum); il.Emit(OpCodes.Ldloc, i); il.Emit(OpCodes.Conv_I8); il.Emit(OpCodes.Add); il.Emit(OpCodes.Stloc, sum);
            il.Emit(OpCodes.Ldloc, i); il.Emit(OpCodes.Ldc_I4_1); il.Emit(OpCodes.Add); il.Emit(OpCodes.Stloc, i);
            il.MarkLabel(test);
            il.Emit(OpCodes.Ldloc, i); il.Emit(OpCodes.Ldarg_0); il.Emit(OpCodes.Blt, head);
            il.Emit(OpCodes.Ldloc, sum); il.Emit(OpCodes.Ret);
        }, 100000);
        foreach (var (name, op) in new[] { ("beq", OpCodes.Beq), ("bne.un", OpCodes.Bne_Un), ("bgt", OpCodes.Bgt), ("bge", OpCodes.Bge), ("ble", OpCodes.Ble), ("bgt.un", OpCodes.Bgt_Un), ("blt.un.s", OpCodes.Blt_Un_S) })
            Case(name, typeof(bool), new[] { i4, i4 }, il =>
            {
                Label yes = il.DefineLabel();
                il.Emit(OpCodes.Ldarg_0); il.Emit(OpCodes.Ldarg_1); il.Emit(op, yes); il.Emit(OpCodes.Ldc_I4_0); il.Emit(OpCodes.Ret); il.MarkLabel(yes); il.Emit(OpCodes.Ldc_I4_1); il.Emit(OpCodes.Ret);
            }, -4, 9);
        Case("stack across branches", i4, new[] { typeof(bool) }, il =>
        {
            Label no = il.DefineLabel(), end = il.DefineLabel();
            il.Emit(OpCodes.Ldc_I4, 1000); il.Emit(OpCodes.Ldarg_0); il.Emit(OpCodes.Brfalse, no); il.Emit(OpCodes.Ldc_I4_1); il.Emit(OpCodes.Br_S, end); il.MarkLabel(no); il.Emit(OpCodes.Ldc_I4_2); il.MarkLabel(end); il.Emit(OpCodes.Add); il.Emit(OpCodes.Ret);
        }, true);
        Case("far branch", i4, new[] { i4 }, il =>
        {
            Label far = il.DefineLabel();
            il.Emit(OpCodes.Ldarg_0); il.Emit(OpCodes.Brtrue, far);
            for (int i = 0; i < 1000; i++) il.Emit(OpCodes.Nop);
            il.MarkLabel(far); il.Emit(OpCodes.Ldc_I4, 77); il.Emit(OpCodes.Ret);
        }, 1);
        Case("label never marked", i4, none, il => { il.Emit(OpCodes.Br, il.DefineLabel()); il.Emit(OpCodes.Ldc_I4_0); il.Emit(OpCodes.Ret); });
        Case("label marked twice", i4, none, il => { Label l = il.DefineLabel(); il.MarkLabel(l); il.MarkLabel(l); il.Emit(OpCodes.Ldc_I4_0); il.Emit(OpCodes.Ret); });
        Case("jmp", i4, new[] { i4, i4, i4 }, il => il.Emit(OpCodes.Jmp, typeof(Helper).GetMethod("Sum")), 1, 2, 3);
        Case("tail call", i4, new[] { i4, i4, i4 }, il => { il.Emit(OpCodes.Ldarg_2); il.Emit(OpCodes.Ldarg_1); il.Emit(OpCodes.Ldarg_0); il.Emit(OpCodes.Tailcall); il.Emit(OpCodes.Call, typeof(Helper).GetMethod("Sum")); il.Emit(OpCodes.Ret); }, 1, 2, 3);
    }

    static void Exceptions()
    {
        Case("catch", text, new[] { obj }, il =>
        {
            LocalBuilder result = il.DeclareLocal(text);
            il.BeginExceptionBlock();
            il.Emit(OpCodes.Ldarg_0); il.Emit(OpCodes.Castclass, text); il.Emit(OpCodes.Stloc, result);
            il.BeginCatchBlock(typeof(InvalidCastException));
            il.Emit(OpCodes.Pop); il.Emit(OpCodes.Ldstr, "no string"); il.Emit(OpCodes.Stloc, result);
            il.EndExceptionBlock();
            il.Emit(OpCodes.Ldloc, result); il.Emit(OpCodes.Ret);
        }, 5);
        Case("two catches", text, new[] { obj }, il =>
        {
            LocalBuilder result = il.DeclareLocal(text);
            il.BeginExceptionBlock();
            il.Emit(OpCodes.Ldarg_0); il.Emit(OpCodes.Callvirt, Method(obj, "ToString")); il.Emit(OpCodes.Stloc, result);
            il.BeginCatchBlock(typeof(InvalidCastException));
            il.Emit(OpCodes.Pop); il.Emit(OpCodes.Ldstr, "cast"); il.Emit(OpCodes.Stloc, result);
            il.BeginCatchBlock(typeof(Exception));
            il.Emit(OpCodes.Callvirt, Method(typeof(Exception), "GetType")); il.Emit(OpCodes.Callvirt, typeof(MemberInfo).GetProperty("Name").GetMethod); il.Emit(OpCodes.Stloc, result);
            il.EndExceptionBlock();
            il.Emit(OpCodes.Ldloc, result); il.Emit(OpCodes.Ret);
        }, new object[] { null });
        Case("finally", i4, none, il =>
        {
            LocalBuilder n = il.DeclareLocal(i4);
            il.BeginExceptionBlock();
            il.Emit(OpCodes.Ldc_I4_1); il.Emit(OpCodes.Stloc, n);
            il.BeginFinallyBlock();
            il.Emit(OpCodes.Ldloc, n); il.Emit(OpCodes.Ldc_I4, 10); il.Emit(OpCodes.Add); il.Emit(OpCodes.Stloc, n);
            il.EndExceptionBlock();
            il.Emit(OpCodes.Ldloc, n); il.Emit(OpCodes.Ret);
        });
        Case("fault", i4, none, il =>
        {
            LocalBuilder n = il.DeclareLocal(i4);
            il.BeginExceptionBlock();
            il.BeginExceptionBlock();
            il.Emit(OpCodes.Ldstr, "x"); il.Emit(OpCodes.Newobj, typeof(Exception).GetConstructor(new[] { text })); il.Emit(OpCodes.Throw);
            il.BeginFaultBlock();
            il.Emit(OpCodes.Ldc_I4_5); il.Emit(OpCodes.Stloc, n);
            il.EndExceptionBlock();
            il.BeginCatchBlock(obj);
            il.Emit(OpCodes.Pop);
            il.EndExceptionBlock();
            il.Emit(OpCodes.Ldloc, n); il.Emit(OpCodes.Ret);
        });
        Case("filter", i4, new[] { i4 }, il =>
        {
            LocalBuilder n = il.DeclareLocal(i4);
            il.BeginExceptionBlock();
            il.Emit(OpCodes.Ldstr, "x"); il.Emit(OpCodes.Ldarg_0); il.Emit(OpCodes.Newobj, typeof(MyError).GetConstructors()[0]); il.Emit(OpCodes.Throw);
            il.BeginExceptFilterBlock();
            il.Emit(OpCodes.Isinst, typeof(MyError)); il.Emit(OpCodes.Ldfld, typeof(MyError).GetField("Code")); il.Emit(OpCodes.Ldc_I4_4); il.Emit(OpCodes.Ceq);
            il.BeginCatchBlock(null);
            il.Emit(OpCodes.Pop); il.Emit(OpCodes.Ldc_I4, 44); il.Emit(OpCodes.Stloc, n);
            il.EndExceptionBlock();
            il.Emit(OpCodes.Ldloc, n); il.Emit(OpCodes.Ret);
        }, 4);
        Case("filter says no", i4, none, il =>
        {
            il.BeginExceptionBlock();
            il.ThrowException(typeof(NotImplementedException));
            il.BeginExceptFilterBlock();
            il.Emit(OpCodes.Pop); il.Emit(OpCodes.Ldc_I4_0);
            il.BeginCatchBlock(null);
            il.Emit(OpCodes.Pop);
            il.EndExceptionBlock();
            il.Emit(OpCodes.Ldc_I4_1); il.Emit(OpCodes.Ret);
        });
        Case("rethrow", i4, none, il =>
        {
            il.BeginExceptionBlock();
            il.ThrowException(typeof(TimeoutException));
            il.BeginCatchBlock(typeof(TimeoutException));
            il.Emit(OpCodes.Pop); il.Emit(OpCodes.Rethrow);
            il.EndExceptionBlock();
            il.Emit(OpCodes.Ldc_I4_1); il.Emit(OpCodes.Ret);
        });
        Case("nested and leave", i4, none, il =>
        {
            LocalBuilder n = il.DeclareLocal(i4);
            void Add(int k) { il.Emit(OpCodes.Ldloc, n); il.Emit(OpCodes.Ldc_I4, k); il.Emit(OpCodes.Add); il.Emit(OpCodes.Stloc, n); }
            Label end = il.BeginExceptionBlock();
            il.BeginExceptionBlock();
            Add(1); il.Emit(OpCodes.Leave, end);
            il.BeginFinallyBlock(); Add(10); il.EndExceptionBlock();
            Add(100);
            il.BeginFinallyBlock(); Add(1000); il.EndExceptionBlock();
            il.Emit(OpCodes.Ldloc, n); il.Emit(OpCodes.Ret);
        });
        Case("throw without constructor", i4, none, il => il.ThrowException(typeof(MyError)));
        Case("end without begin", i4, none, il => il.EndExceptionBlock());
        Case("unfinished block", i4, none, il => { il.BeginExceptionBlock(); il.Emit(OpCodes.Ldc_I4_0); il.Emit(OpCodes.Ret); });
        Case("catch type needed", i4, none, il => { il.BeginExceptionBlock(); il.BeginCatchBlock(null); });
        Case("throw null", i4, none, il => { il.Emit(OpCodes.Ldnull); il.Emit(OpCodes.Throw); });
    }

    static void Objects()
    {
        FieldInfo field = typeof(Helper).GetField("Number"), shared = typeof(Helper).GetField("Shared");
        ConstructorInfo make = typeof(Helper).GetConstructor(none);
        Case("new and field", i4, none, il => { il.Emit(OpCodes.Newobj, make); il.Emit(OpCodes.Dup); il.Emit(OpCodes.Ldc_I4, 30); il.Emit(OpCodes.Stfld, field); il.Emit(OpCodes.Ldfld, field); il.Emit(OpCodes.Ret); });
        Case("static field", i4, none, il => { il.Emit(OpCodes.Ldsfld, shared); il.Emit(OpCodes.Ldc_I4_1); il.Emit(OpCodes.Add); il.Emit(OpCodes.Dup); il.Emit(OpCodes.Stsfld, shared); il.Emit(OpCodes.Ret); });
        Case("field address", i4, none, il => { il.Emit(OpCodes.Newobj, make); il.Emit(OpCodes.Ldflda, field); il.Emit(OpCodes.Call, typeof(Helper).GetMethod("Twice")); il.Emit(OpCodes.Ret); });
        Case("static field address", i4, none, il => { il.Emit(OpCodes.Ldsflda, shared); il.Emit(OpCodes.Call, typeof(Helper).GetMethod("Twice")); il.Emit(OpCodes.Ret); });
        Case("null reference", i4, none, il => { il.Emit(OpCodes.Ldnull); il.Emit(OpCodes.Ldfld, field); il.Emit(OpCodes.Ret); });
        Case("virtual call", text, none, il => { il.Emit(OpCodes.Newobj, typeof(Derived).GetConstructor(none)); il.Emit(OpCodes.Callvirt, typeof(Helper).GetMethod("Who")); il.Emit(OpCodes.Ret); });
        Case("base call", text, none, il => { il.Emit(OpCodes.Newobj, typeof(Derived).GetConstructor(none)); il.Emit(OpCodes.Call, typeof(Helper).GetMethod("Who")); il.Emit(OpCodes.Ret); });
        Case("box and unbox", i4, new[] { obj }, il => { il.Emit(OpCodes.Ldarg_0); il.Emit(OpCodes.Unbox_Any, obj); il.Emit(OpCodes.Box, obj); il.Emit(OpCodes.Pop); il.Emit(OpCodes.Ldarg_0); il.Emit(OpCodes.Unbox, i4); il.Emit(OpCodes.Ldind_I4); il.Emit(OpCodes.Ret); }, 12);
        Case("box a struct", obj, none, il => { LocalBuilder p = il.DeclareLocal(typeof(Pair)); il.Emit(OpCodes.Ldloc, p); il.Emit(OpCodes.Box, typeof(Pair)); il.Emit(OpCodes.Ret); });
        Case("unbox wrong", i4, new[] { obj }, il => { il.Emit(OpCodes.Ldarg_0); il.Emit(OpCodes.Unbox_Any, i4); il.Emit(OpCodes.Ret); }, 12L);
        Case("box a nullable", obj, none, il => { LocalBuilder n = il.DeclareLocal(typeof(int?)); il.Emit(OpCodes.Ldloc, n); il.Emit(OpCodes.Box, typeof(int?)); il.Emit(OpCodes.Ret); });
        Case("isinst", typeof(bool), new[] { obj }, il => { il.Emit(OpCodes.Ldarg_0); il.Emit(OpCodes.Isinst, typeof(IEnumerable<char>)); il.Emit(OpCodes.Ldnull); il.Emit(OpCodes.Cgt_Un); il.Emit(OpCodes.Ret); }, "s");
        Case("castclass", obj, new[] { obj }, il => { il.Emit(OpCodes.Ldarg_0); il.Emit(OpCodes.Castclass, typeof(Derived)); il.Emit(OpCodes.Ret); }, new Helper());
        Case("ldtoken of a type", typeof(Type), none, il => { il.Emit(OpCodes.Ldtoken, typeof(Dictionary<string, int[]>)); il.Emit(OpCodes.Call, typeof(Type).GetMethod("GetTypeFromHandle")); il.Emit(OpCodes.Ret); });
        Case("ldtoken of a method", text, none, il => { il.Emit(OpCodes.Ldtoken, typeof(Helper).GetMethod("Sum")); il.Emit(OpCodes.Call, Method(typeof(MethodBase), "GetMethodFromHandle", typeof(RuntimeMethodHandle))); il.Emit(OpCodes.Callvirt, Method(obj, "ToString")); il.Emit(OpCodes.Ret); });
        Case("ldtoken of a field", text, none, il => { il.Emit(OpCodes.Ldtoken, field); il.Emit(OpCodes.Call, Method(typeof(FieldInfo), "GetFieldFromHandle", typeof(RuntimeFieldHandle))); il.Emit(OpCodes.Callvirt, Method(obj, "ToString")); il.Emit(OpCodes.Ret); });
        Case("property", i4, none, il => { il.Emit(OpCodes.Newobj, make); il.Emit(OpCodes.Ldc_I4_6); il.Emit(OpCodes.Callvirt, typeof(Helper).GetProperty("Item").GetMethod); il.Emit(OpCodes.Ret); });
        Case("operator", i4, none, il => { il.Emit(OpCodes.Newobj, make); il.Emit(OpCodes.Newobj, make); il.Emit(OpCodes.Call, typeof(Helper).GetMethod("op_Addition")); il.Emit(OpCodes.Ldfld, field); il.Emit(OpCodes.Ret); });
        Case("decimal literal", typeof(decimal), none, il => { il.Emit(OpCodes.Ldc_I4, 12345); il.Emit(OpCodes.Ldc_I4_0); il.Emit(OpCodes.Ldc_I4_0); il.Emit(OpCodes.Ldc_I4_1); il.Emit(OpCodes.Ldc_I4_2); il.Emit(OpCodes.Newobj, typeof(decimal).GetConstructor(new[] { i4, i4, i4, typeof(bool), typeof(byte) })); il.Emit(OpCodes.Ret); });
        Case("strings", text, none, il => { il.Emit(OpCodes.Ldstr, "a\0b\u20ac\ud83d\ude00\"\\"); il.Emit(OpCodes.Ldstr, ""); il.Emit(OpCodes.Call, Method(text, "Concat", text, text)); il.Emit(OpCodes.Ret); });
        Case("WriteLine", typeof(void), none, il => { LocalBuilder n = il.DeclareLocal(i4); il.EmitWriteLine("from emitted code"); il.Emit(OpCodes.Ldc_I4_3); il.Emit(OpCodes.Stloc, n); il.EmitWriteLine(n); il.EmitWriteLine(shared); il.Emit(OpCodes.Ret); });
        Case("initobj, ldobj, stobj", text, none, il => { LocalBuilder a = il.DeclareLocal(typeof(Pair)), b = il.DeclareLocal(typeof(Pair)); il.Emit(OpCodes.Ldloca, a); il.Emit(OpCodes.Initobj, typeof(Pair)); il.Emit(OpCodes.Ldloca, b); il.Emit(OpCodes.Ldc_I4_2); il.Emit(OpCodes.Ldstr, "b"); il.Emit(OpCodes.Call, typeof(Pair).GetConstructors()[0]); il.Emit(OpCodes.Ldloca, a); il.Emit(OpCodes.Ldloca, b); il.Emit(OpCodes.Ldobj, typeof(Pair)); il.Emit(OpCodes.Stobj, typeof(Pair)); il.Emit(OpCodes.Ldloca, a); il.Emit(OpCodes.Call, Method(typeof(Pair), "ToString")); il.Emit(OpCodes.Ret); });
        Case("volatile and unaligned", i4, none, il => { LocalBuilder a = il.DeclareLocal(i4); il.Emit(OpCodes.Ldloca, a); il.Emit(OpCodes.Ldc_I4_8); il.Emit(OpCodes.Volatile); il.Emit(OpCodes.Unaligned, (byte)1); il.Emit(OpCodes.Stind_I4); il.Emit(OpCodes.Ldloca, a); il.Emit(OpCodes.Volatile); il.Emit(OpCodes.Ldind_I4); il.Emit(OpCodes.Ret); });
    }

    static void Arrays()
    {
        Case("array", typeof(int[]), none, il => { il.Emit(OpCodes.Ldc_I4_3); il.Emit(OpCodes.Newarr, i4); for (int i = 0; i < 3; i++) { il.Emit(OpCodes.Dup); il.Emit(OpCodes.Ldc_I4, i); il.Emit(OpCodes.Ldc_I4, i * 11); il.Emit(OpCodes.Stelem_I4); } il.Emit(OpCodes.Ret); });
        Case("array of strings", text, none, il => { il.Emit(OpCodes.Ldc_I4_1); il.Emit(OpCodes.Newarr, text); il.Emit(OpCodes.Dup); il.Emit(OpCodes.Ldc_I4_0); il.Emit(OpCodes.Ldstr, "e"); il.Emit(OpCodes.Stelem_Ref); il.Emit(OpCodes.Ldc_I4_0); il.Emit(OpCodes.Ldelem_Ref); il.Emit(OpCodes.Ret); });
        Case("array of structs", text, none, il => { il.Emit(OpCodes.Ldc_I4_2); il.Emit(OpCodes.Newarr, typeof(Pair)); il.Emit(OpCodes.Dup); il.Emit(OpCodes.Ldc_I4_1); il.Emit(OpCodes.Ldc_I4_4); il.Emit(OpCodes.Ldstr, "p"); il.Emit(OpCodes.Newobj, typeof(Pair).GetConstructors()[0]); il.Emit(OpCodes.Stelem, typeof(Pair)); il.Emit(OpCodes.Ldc_I4_1); il.Emit(OpCodes.Ldelema, typeof(Pair)); il.Emit(OpCodes.Constrained, typeof(Pair)); il.Emit(OpCodes.Callvirt, Method(obj, "ToString")); il.Emit(OpCodes.Ret); });
        Case("array of arrays", i4, none, il => { il.Emit(OpCodes.Ldc_I4_2); il.Emit(OpCodes.Newarr, typeof(long[])); il.Emit(OpCodes.Dup); il.Emit(OpCodes.Ldc_I4_0); il.Emit(OpCodes.Ldc_I4_7); il.Emit(OpCodes.Newarr, i8); il.Emit(OpCodes.Stelem_Ref); il.Emit(OpCodes.Ldc_I4_0); il.Emit(OpCodes.Ldelem_Ref); il.Emit(OpCodes.Ldlen); il.Emit(OpCodes.Conv_I4); il.Emit(OpCodes.Ret); });
        Case("beyond the array", i4, none, il => { il.Emit(OpCodes.Ldc_I4_3); il.Emit(OpCodes.Newarr, i4); il.Emit(OpCodes.Ldc_I4_3); il.Emit(OpCodes.Ldelem_I4); il.Emit(OpCodes.Ret); });
        Case("wrong element", typeof(void), new[] { typeof(object[]) }, il => { il.Emit(OpCodes.Ldarg_0); il.Emit(OpCodes.Ldc_I4_0); il.Emit(OpCodes.Newobj, obj.GetConstructor(none)); il.Emit(OpCodes.Stelem_Ref); il.Emit(OpCodes.Ret); }, new object[] { new string[1] });
        Case("two dimensions", i4, none, il =>
        {
            Type grid = typeof(int[,]);
            LocalBuilder g = il.DeclareLocal(grid);
            il.Emit(OpCodes.Ldc_I4_3); il.Emit(OpCodes.Ldc_I4_4); il.Emit(OpCodes.Newobj, grid.GetConstructor(new[] { i4, i4 })); il.Emit(OpCodes.Stloc, g);
            il.Emit(OpCodes.Ldloc, g); il.Emit(OpCodes.Ldc_I4_1); il.Emit(OpCodes.Ldc_I4_2); il.Emit(OpCodes.Ldc_I4, 12); il.Emit(OpCodes.Call, grid.GetMethod("Set"));
            il.Emit(OpCodes.Ldloc, g); il.Emit(OpCodes.Ldc_I4_1); il.Emit(OpCodes.Ldc_I4_2); il.Emit(OpCodes.Call, grid.GetMethod("Address")); il.Emit(OpCodes.Call, typeof(Helper).GetMethod("Twice")); il.Emit(OpCodes.Pop);
            il.Emit(OpCodes.Ldloc, g); il.Emit(OpCodes.Ldc_I4_1); il.Emit(OpCodes.Ldc_I4_2); il.Emit(OpCodes.Call, grid.GetMethod("Get")); il.Emit(OpCodes.Ret);
        });
        Define("array of the class being made", (type, il) =>
        {
            il.Emit(OpCodes.Ldc_I4_5); il.Emit(OpCodes.Newarr, type); il.Emit(OpCodes.Ldlen); il.Emit(OpCodes.Conv_I4); il.Emit(OpCodes.Ret);
        }, i4, none);
        Define("grid of the class being made", (type, il) =>
        {
            Type grid = type.MakeArrayType(2);
            MethodInfo get = module.GetArrayMethod(grid, "Get", CallingConventions.HasThis, type, new[] { i4, i4 });
            MethodInfo make = module.GetArrayMethod(grid, ".ctor", CallingConventions.HasThis, typeof(void), new[] { i4, i4 });
            il.Emit(OpCodes.Ldc_I4_2); il.Emit(OpCodes.Ldc_I4_2); il.Emit(OpCodes.Newobj, make); il.Emit(OpCodes.Ldc_I4_1); il.Emit(OpCodes.Ldc_I4_1); il.Emit(OpCodes.Call, get); il.Emit(OpCodes.Ldnull); il.Emit(OpCodes.Ceq); il.Emit(OpCodes.Ret);
        }, typeof(bool), none);
    }

    static void Calls()
    {
        Case("params", text, none, il => { il.Emit(OpCodes.Ldc_I4_2); il.Emit(OpCodes.Newarr, obj); il.Emit(OpCodes.Dup); il.Emit(OpCodes.Ldc_I4_0); il.Emit(OpCodes.Ldstr, "a"); il.Emit(OpCodes.Stelem_Ref); il.Emit(OpCodes.Dup); il.Emit(OpCodes.Ldc_I4_1); il.Emit(OpCodes.Ldc_I4_5); il.Emit(OpCodes.Box, i4); il.Emit(OpCodes.Stelem_Ref); il.EmitCall(OpCodes.Call, typeof(Helper).GetMethod("Join"), null); il.Emit(OpCodes.Ret); });
        Case("calli", i4, none, il => { il.Emit(OpCodes.Ldc_I4_1); il.Emit(OpCodes.Ldc_I4_2); il.Emit(OpCodes.Ldc_I4_3); il.Emit(OpCodes.Ldftn, typeof(Helper).GetMethod("Sum")); il.EmitCalli(OpCodes.Calli, CallingConventions.Standard, i4, new[] { i4, i4, i4 }, null); il.Emit(OpCodes.Ret); });
        Case("calli with this", text, none, il => { il.Emit(OpCodes.Newobj, typeof(Derived).GetConstructor(none)); il.Emit(OpCodes.Dup); il.Emit(OpCodes.Ldvirtftn, typeof(Helper).GetMethod("Who")); il.EmitCalli(OpCodes.Calli, CallingConventions.HasThis, text, none, null); il.Emit(OpCodes.Ret); });
        Case("calli by signature", i4, none, il => { SignatureHelper sig = SignatureHelper.GetMethodSigHelper(CallingConventions.Standard, i4); sig.AddArguments(new[] { i4, i4, i4 }, null, null); il.Emit(OpCodes.Ldc_I4_1); il.Emit(OpCodes.Ldc_I4_2); il.Emit(OpCodes.Ldc_I4_4); il.Emit(OpCodes.Ldftn, typeof(Helper).GetMethod("Sum")); il.Emit(OpCodes.Calli, sig); il.Emit(OpCodes.Ret); });
        Case("out argument", text, none, il => { LocalBuilder s = il.DeclareLocal(text); il.Emit(OpCodes.Ldloca, s); il.Emit(OpCodes.Call, typeof(Helper).GetMethod("Fill")); il.Emit(OpCodes.Ldloc, s); il.Emit(OpCodes.Ret); });
        Case("interface call", i4, new[] { typeof(ICollection<int>) }, il => { il.Emit(OpCodes.Ldarg_0); il.Emit(OpCodes.Callvirt, typeof(ICollection<int>).GetProperty("Count").GetMethod); il.Emit(OpCodes.Ret); }, new List<int> { 1, 2, 3, 4 });
        Case("constrained", i4, new[] { i4, i4 }, il => { il.Emit(OpCodes.Ldarga, (short)0); il.Emit(OpCodes.Ldarg_1); il.Emit(OpCodes.Constrained, i4); il.Emit(OpCodes.Callvirt, typeof(IComparable<int>).GetMethod("CompareTo")); il.Emit(OpCodes.Ret); }, 4, 3);
        Case("generic method", text, none, il => { il.Emit(OpCodes.Ldstr, "same"); il.Emit(OpCodes.Call, typeof(Helper).GetMethod("Same").MakeGenericMethod(text)); il.Emit(OpCodes.Ret); });
        Case("generic type", i4, none, il => { LocalBuilder d = il.DeclareLocal(typeof(Dictionary<string, int>)); il.Emit(OpCodes.Newobj, typeof(Dictionary<string, int>).GetConstructor(none)); il.Emit(OpCodes.Stloc, d); il.Emit(OpCodes.Ldloc, d); il.Emit(OpCodes.Ldstr, "k"); il.Emit(OpCodes.Ldc_I4, 99); il.Emit(OpCodes.Callvirt, typeof(Dictionary<string, int>).GetMethod("Add")); il.Emit(OpCodes.Ldloc, d); il.Emit(OpCodes.Ldstr, "k"); il.Emit(OpCodes.Callvirt, typeof(Dictionary<string, int>).GetProperty("Item").GetMethod); il.Emit(OpCodes.Ret); });
        Case("linq", i4, none, il => { il.Emit(OpCodes.Ldc_I4_1); il.Emit(OpCodes.Ldc_I4, 10); il.Emit(OpCodes.Call, typeof(Enumerable).GetMethod("Range")); il.Emit(OpCodes.Call, Method(typeof(Enumerable), "Sum", typeof(IEnumerable<int>))); il.Emit(OpCodes.Ret); });
        Case("no such opcode form", i4, none, il => il.EmitCall(OpCodes.Ldc_I4, typeof(Helper).GetMethod("Sum"), null));
        Case("null method", i4, none, il => il.Emit(OpCodes.Call, (MethodInfo)null));
        Case("null string", i4, none, il => il.Emit(OpCodes.Ldstr, (string)null));
    }

    static void Addresses()
    {
        Case("ref argument", typeof(void), new[] { i4.MakeByRefType() }, il => { il.Emit(OpCodes.Ldarg_0); il.Emit(OpCodes.Dup); il.Emit(OpCodes.Ldind_I4); il.Emit(OpCodes.Ldc_I4_3); il.Emit(OpCodes.Mul); il.Emit(OpCodes.Stind_I4); il.Emit(OpCodes.Ret); }, 14);
        Case("ref string", typeof(void), new[] { text.MakeByRefType() }, il => { il.Emit(OpCodes.Ldarg_0); il.Emit(OpCodes.Ldstr, "new"); il.Emit(OpCodes.Stind_Ref); il.Emit(OpCodes.Ret); }, "old");
        Case("ref struct", typeof(void), new[] { typeof(Pair).MakeByRefType() }, il => { il.Emit(OpCodes.Ldarg_0); il.Emit(OpCodes.Ldc_I4, 8); il.Emit(OpCodes.Stfld, typeof(Pair).GetField("A")); il.Emit(OpCodes.Ret); }, new Pair(1, "x"));
        Case("pointers", i4, none, il =>
        {
            LocalBuilder p = il.DeclareLocal(i4.MakePointerType());
            il.Emit(OpCodes.Ldc_I4, 16); il.Emit(OpCodes.Conv_U); il.Emit(OpCodes.Localloc); il.Emit(OpCodes.Stloc, p);
            for (int i = 0; i < 4; i++) { il.Emit(OpCodes.Ldloc, p); il.Emit(OpCodes.Ldc_I4, i * 4); il.Emit(OpCodes.Conv_I); il.Emit(OpCodes.Add); il.Emit(OpCodes.Ldc_I4, i + 1); il.Emit(OpCodes.Stind_I4); }
            il.Emit(OpCodes.Ldloc, p); il.Emit(OpCodes.Ldind_I4); il.Emit(OpCodes.Ldloc, p); il.Emit(OpCodes.Ldc_I4, 12); il.Emit(OpCodes.Add); il.Emit(OpCodes.Ldind_I4); il.Emit(OpCodes.Add); il.Emit(OpCodes.Ret);
        });
        Case("cpblk and initblk", i8, none, il =>
        {
            LocalBuilder a = il.DeclareLocal(i8), b = il.DeclareLocal(i8);
            il.Emit(OpCodes.Ldloca, a); il.Emit(OpCodes.Ldc_I4, 0x5A); il.Emit(OpCodes.Ldc_I4_3); il.Emit(OpCodes.Initblk);
            il.Emit(OpCodes.Ldloca, b); il.Emit(OpCodes.Ldloca, a); il.Emit(OpCodes.Ldc_I4_8); il.Emit(OpCodes.Cpblk); il.Emit(OpCodes.Ldloc, b); il.Emit(OpCodes.Ret);
        });
        Case("argument address", i4, new[] { i4 }, il => { il.Emit(OpCodes.Ldarga_S, (byte)0); il.Emit(OpCodes.Call, typeof(Helper).GetMethod("Twice")); il.Emit(OpCodes.Pop); il.Emit(OpCodes.Ldarg_0); il.Emit(OpCodes.Ret); }, 21);
        Case("typed reference", typeof(bool), new[] { i4 }, il => { il.Emit(OpCodes.Ldarga_S, (byte)0); il.Emit(OpCodes.Mkrefany, i4); il.Emit(OpCodes.Refanyval, i4); il.Emit(OpCodes.Ldind_I4); il.Emit(OpCodes.Ldarg_0); il.Emit(OpCodes.Ceq); il.Emit(OpCodes.Ret); }, 3);
        Case("readonly element", text, new[] { typeof(object[]) }, il => { il.Emit(OpCodes.Ldarg_0); il.Emit(OpCodes.Ldc_I4_0); il.Emit(OpCodes.Readonly); il.Emit(OpCodes.Ldelema, obj); il.Emit(OpCodes.Ldind_Ref); il.Emit(OpCodes.Callvirt, Method(obj, "ToString")); il.Emit(OpCodes.Ret); }, new object[] { new string[] { "element" } });
    }

    static void Generic()
    {
        Define("generic method of the class", (type, il) =>
        {
            MethodBuilder first = type.DefineMethod("First", MethodAttributes.Public | MethodAttributes.Static);
            GenericTypeParameterBuilder t = first.DefineGenericParameters("T")[0];
            first.SetReturnType(t);
            first.SetParameters(t.MakeArrayType());
            ILGenerator g = first.GetILGenerator();
            g.Emit(OpCodes.Ldarg_0); g.Emit(OpCodes.Ldc_I4_0); g.Emit(OpCodes.Ldelem, t); g.Emit(OpCodes.Ret);
            il.Emit(OpCodes.Ldc_I4_1); il.Emit(OpCodes.Newarr, i8); il.Emit(OpCodes.Dup); il.Emit(OpCodes.Ldc_I4_0); il.Emit(OpCodes.Ldc_I8, 64L); il.Emit(OpCodes.Stelem_I8); il.Emit(OpCodes.Call, first.MakeGenericMethod(i8)); il.Emit(OpCodes.Ret);
        }, i8, none);
        Define("two generic parameters", (type, il) =>
        {
            MethodBuilder swap = type.DefineMethod("Swap", MethodAttributes.Public | MethodAttributes.Static);
            GenericTypeParameterBuilder[] t = swap.DefineGenericParameters("A", "B");
            swap.SetReturnType(typeof(ValueTuple<,>).MakeGenericType(t[1], t[0]));
            swap.SetParameters(t[0], t[1]);
            ILGenerator g = swap.GetILGenerator();
            g.Emit(OpCodes.Ldarg_1); g.Emit(OpCodes.Ldarg_0); g.Emit(OpCodes.Newobj, TypeBuilder.GetConstructor(typeof(ValueTuple<,>).MakeGenericType(t[1], t[0]), typeof(ValueTuple<,>).GetConstructors()[0])); g.Emit(OpCodes.Ret);
            il.Emit(OpCodes.Ldc_I4_1); il.Emit(OpCodes.Ldstr, "one"); il.Emit(OpCodes.Call, swap.MakeGenericMethod(i4, text)); il.Emit(OpCodes.Box, typeof(ValueTuple<string, int>)); il.Emit(OpCodes.Callvirt, Method(obj, "ToString")); il.Emit(OpCodes.Ret);
        }, text, none);
        Define("field of an instantiation", (type, il) =>
        {
            TypeBuilder box = module.DefineType("Box" + number + "`1", TypeAttributes.Public);
            GenericTypeParameterBuilder t = box.DefineGenericParameters("T")[0];
            FieldBuilder value = box.DefineField("Value", t, FieldAttributes.Public), count = box.DefineField("Count", i4, FieldAttributes.Public | FieldAttributes.Static);
            ConstructorBuilder make = box.DefineDefaultConstructor(MethodAttributes.Public);
            Type ofText = box.MakeGenericType(text), ofInt = box.MakeGenericType(i4);
            il.Emit(OpCodes.Newobj, TypeBuilder.GetConstructor(ofText, make)); il.Emit(OpCodes.Dup); il.Emit(OpCodes.Ldstr, "boxed"); il.Emit(OpCodes.Stfld, TypeBuilder.GetField(ofText, value));
            il.Emit(OpCodes.Ldc_I4_5); il.Emit(OpCodes.Stsfld, TypeBuilder.GetField(ofText, count)); il.Emit(OpCodes.Ldc_I4_6); il.Emit(OpCodes.Stsfld, TypeBuilder.GetField(ofInt, count));
            il.Emit(OpCodes.Ldfld, TypeBuilder.GetField(ofText, value)); il.Emit(OpCodes.Ldsfld, TypeBuilder.GetField(ofText, count)); il.Emit(OpCodes.Box, i4); il.Emit(OpCodes.Call, Method(text, "Concat", obj, obj)); il.Emit(OpCodes.Ret);
            box.CreateType();
        }, text, none);
        Define("generic class calls itself", (type, il) =>
        {
            TypeBuilder counter = module.DefineType("Depth" + number + "`1", TypeAttributes.Public);
            GenericTypeParameterBuilder t = counter.DefineGenericParameters("T")[0];
            MethodBuilder count = counter.DefineMethod("Count", MethodAttributes.Public | MethodAttributes.Static, i4, new[] { i4 });
            ILGenerator g = count.GetILGenerator();
            Label zero = g.DefineLabel();
            g.Emit(OpCodes.Ldarg_0); g.Emit(OpCodes.Brfalse, zero); g.Emit(OpCodes.Ldarg_0); g.Emit(OpCodes.Ldc_I4_1); g.Emit(OpCodes.Sub); g.Emit(OpCodes.Call, TypeBuilder.GetMethod(counter.MakeGenericType(t), count)); g.Emit(OpCodes.Ldc_I4_1); g.Emit(OpCodes.Add); g.Emit(OpCodes.Ret);
            g.MarkLabel(zero); g.Emit(OpCodes.Ldc_I4_0); g.Emit(OpCodes.Ret);
            counter.CreateType();
            il.Emit(OpCodes.Ldc_I4, 12); il.Emit(OpCodes.Call, TypeBuilder.GetMethod(counter.MakeGenericType(typeof(Guid)), count)); il.Emit(OpCodes.Ret);
        }, i4, none);
        Define("default of T", (type, il) =>
        {
            MethodBuilder none1 = type.DefineMethod("None", MethodAttributes.Public | MethodAttributes.Static);
            GenericTypeParameterBuilder t = none1.DefineGenericParameters("T")[0];
            none1.SetReturnType(obj);
            ILGenerator g = none1.GetILGenerator();
            LocalBuilder local = g.DeclareLocal(t);
            g.Emit(OpCodes.Ldloca, local); g.Emit(OpCodes.Initobj, t); g.Emit(OpCodes.Ldloc, local); g.Emit(OpCodes.Box, t); g.Emit(OpCodes.Ret);
            il.Emit(OpCodes.Call, none1.MakeGenericMethod(typeof(DayOfWeek))); il.Emit(OpCodes.Ret);
        }, obj, none);
        Define("List<T> of the class being made", (type, il) =>
        {
            Type list = typeof(List<>).MakeGenericType(type);
            il.Emit(OpCodes.Newobj, TypeBuilder.GetConstructor(list, typeof(List<>).GetConstructor(none))); il.Emit(OpCodes.Dup); il.Emit(OpCodes.Ldnull); il.Emit(OpCodes.Callvirt, TypeBuilder.GetMethod(list, typeof(List<>).GetMethod("Add")));
            il.Emit(OpCodes.Callvirt, TypeBuilder.GetMethod(list, typeof(List<>).GetProperty("Count").GetMethod)); il.Emit(OpCodes.Ret);
        }, i4, none);
        Define("new T()", (type, il) =>
        {
            MethodBuilder make = type.DefineMethod("Make", MethodAttributes.Public | MethodAttributes.Static);
            GenericTypeParameterBuilder t = make.DefineGenericParameters("T")[0];
            t.SetGenericParameterAttributes(GenericParameterAttributes.DefaultConstructorConstraint);
            make.SetReturnType(t);
            ILGenerator g = make.GetILGenerator();
            g.Emit(OpCodes.Call, typeof(Activator).GetMethods().Single(m => m.Name == "CreateInstance" && m.IsGenericMethod && m.GetParameters().Length == 0).MakeGenericMethod(t)); g.Emit(OpCodes.Ret);
            il.Emit(OpCodes.Call, make.MakeGenericMethod(typeof(Derived))); il.Emit(OpCodes.Callvirt, typeof(Helper).GetMethod("Who")); il.Emit(OpCodes.Ret);
        }, text, none);
    }

    static void Delegates()
    {
        Case("delegate to a static method", i4, none, il => { il.Emit(OpCodes.Ldnull); il.Emit(OpCodes.Ldftn, typeof(Helper).GetMethod("Sum")); il.Emit(OpCodes.Newobj, typeof(Func<int, int, int, int>).GetConstructors()[0]); il.Emit(OpCodes.Ldc_I4_1); il.Emit(OpCodes.Ldc_I4_1); il.Emit(OpCodes.Ldc_I4_1); il.Emit(OpCodes.Callvirt, typeof(Func<int, int, int, int>).GetMethod("Invoke")); il.Emit(OpCodes.Ret); });
        Case("delegate to a virtual method", text, none, il => { il.Emit(OpCodes.Newobj, typeof(Derived).GetConstructor(none)); il.Emit(OpCodes.Dup); il.Emit(OpCodes.Ldvirtftn, typeof(Helper).GetMethod("Who")); il.Emit(OpCodes.Newobj, typeof(Func<string>).GetConstructors()[0]); il.Emit(OpCodes.Callvirt, typeof(Func<string>).GetMethod("Invoke")); il.Emit(OpCodes.Ret); });
        Define("delegate type made", (type, il) =>
        {
            TypeBuilder made = module.DefineType("Made" + number, TypeAttributes.Public | TypeAttributes.Sealed, typeof(MulticastDelegate));
            ConstructorBuilder make = made.DefineConstructor(MethodAttributes.Public | MethodAttributes.HideBySig | MethodAttributes.RTSpecialName, CallingConventions.Standard, new[] { obj, typeof(IntPtr) });
            make.SetImplementationFlags(MethodImplAttributes.Runtime | MethodImplAttributes.Managed);
            MethodBuilder invoke = made.DefineMethod("Invoke", MethodAttributes.Public | MethodAttributes.HideBySig | MethodAttributes.NewSlot | MethodAttributes.Virtual, i4, new[] { i4, i4, i4 });
            invoke.SetImplementationFlags(MethodImplAttributes.Runtime | MethodImplAttributes.Managed);
            made.CreateType();
            il.Emit(OpCodes.Ldnull); il.Emit(OpCodes.Ldftn, typeof(Helper).GetMethod("Sum")); il.Emit(OpCodes.Newobj, make); il.Emit(OpCodes.Ldc_I4_2); il.Emit(OpCodes.Ldc_I4_2); il.Emit(OpCodes.Ldc_I4_2); il.Emit(OpCodes.Callvirt, invoke); il.Emit(OpCodes.Ret);
        }, i4, none);
        Define("delegate to a method of the class", (type, il) =>
        {
            MethodBuilder square = type.DefineMethod("Square", MethodAttributes.Private | MethodAttributes.Static, i4, new[] { i4 });
            ILGenerator g = square.GetILGenerator();
            g.Emit(OpCodes.Ldarg_0); g.Emit(OpCodes.Dup); g.Emit(OpCodes.Mul); g.Emit(OpCodes.Ret);
            il.Emit(OpCodes.Ldnull); il.Emit(OpCodes.Ldftn, square); il.Emit(OpCodes.Newobj, typeof(Func<int, int>).GetConstructors()[0]); il.Emit(OpCodes.Ldc_I4, 12); il.Emit(OpCodes.Callvirt, typeof(Func<int, int>).GetMethod("Invoke")); il.Emit(OpCodes.Ret);
        }, i4, none);
        Case("event", i4, none, il =>
        {
            LocalBuilder h = il.DeclareLocal(typeof(Helper));
            il.Emit(OpCodes.Newobj, typeof(Helper).GetConstructor(none)); il.Emit(OpCodes.Stloc, h);
            il.Emit(OpCodes.Ldloc, h); il.Emit(OpCodes.Ldnull); il.Emit(OpCodes.Ldftn, typeof(Program).GetMethod("Count", BindingFlags.Static | BindingFlags.Public)); il.Emit(OpCodes.Newobj, typeof(Action).GetConstructors()[0]); il.Emit(OpCodes.Callvirt, typeof(Helper).GetEvent("Fired").AddMethod);
            il.Emit(OpCodes.Ldloc, h); il.Emit(OpCodes.Callvirt, typeof(Helper).GetMethod("Fire")); il.Emit(OpCodes.Ldloc, h); il.Emit(OpCodes.Callvirt, typeof(Helper).GetMethod("Fire"));
            il.Emit(OpCodes.Ldsfld, typeof(Counter).GetField("Calls")); il.Emit(OpCodes.Ret);
        });
    }

    public static void Count() => Counter.Calls++;

    static void Within()
    {
        Define("recursion", (type, il) =>
        {
            MethodBuilder fib = type.DefineMethod("Fib", MethodAttributes.Private | MethodAttributes.Static, i4, new[] { i4 });
            ILGenerator g = fib.GetILGenerator();
            Label small = g.DefineLabel();
            g.Emit(OpCodes.Ldarg_0); g.Emit(OpCodes.Ldc_I4_2); g.Emit(OpCodes.Blt, small);
            g.Emit(OpCodes.Ldarg_0); g.Emit(OpCodes.Ldc_I4_1); g.Emit(OpCodes.Sub); g.Emit(OpCodes.Call, fib); g.Emit(OpCodes.Ldarg_0); g.Emit(OpCodes.Ldc_I4_2); g.Emit(OpCodes.Sub); g.Emit(OpCodes.Call, fib); g.Emit(OpCodes.Add); g.Emit(OpCodes.Ret);
            g.MarkLabel(small); g.Emit(OpCodes.Ldarg_0); g.Emit(OpCodes.Ret);
            il.Emit(OpCodes.Ldc_I4, 20); il.Emit(OpCodes.Call, fib); il.Emit(OpCodes.Ret);
        }, i4, none);
        Define("private method of a nested class", (type, il) =>
        {
            TypeBuilder nested = type.DefineNestedType("Nested", TypeAttributes.NestedPrivate);
            MethodBuilder hidden = nested.DefineMethod("Hidden", MethodAttributes.Assembly | MethodAttributes.Static, text, none);
            hidden.GetILGenerator().Emit(OpCodes.Ldstr, "hidden"); hidden.GetILGenerator().Emit(OpCodes.Ret);
            il.Emit(OpCodes.Call, hidden); il.Emit(OpCodes.Ret);
            type.CreateType(); nested.CreateType();
        }, text, none);
        Define("private member of another class", (type, il) =>
        {
            il.Emit(OpCodes.Ldsfld, typeof(Secret).GetField("hidden", BindingFlags.Static | BindingFlags.NonPublic)); il.Emit(OpCodes.Ret);
        }, i4, none);
        Define("static constructor runs once", (type, il) =>
        {
            TypeBuilder other = module.DefineType("Init" + number, TypeAttributes.Public | TypeAttributes.BeforeFieldInit);
            FieldBuilder n = other.DefineField("n", i4, FieldAttributes.Public | FieldAttributes.Static);
            ILGenerator g = other.DefineTypeInitializer().GetILGenerator();
            g.Emit(OpCodes.Ldsfld, n); g.Emit(OpCodes.Ldc_I4_7); g.Emit(OpCodes.Add); g.Emit(OpCodes.Stsfld, n); g.Emit(OpCodes.Ret);
            other.CreateType();
            il.Emit(OpCodes.Ldsfld, n); il.Emit(OpCodes.Ldsfld, n); il.Emit(OpCodes.Add); il.Emit(OpCodes.Ret);
        }, i4, none);
        Define("static constructor throws", (type, il) =>
        {
            TypeBuilder other = module.DefineType("Fails" + number, TypeAttributes.Public);
            FieldBuilder n = other.DefineField("n", i4, FieldAttributes.Public | FieldAttributes.Static);
            other.DefineTypeInitializer().GetILGenerator().ThrowException(typeof(TimeoutException));
            other.CreateType();
            il.Emit(OpCodes.Ldsfld, n); il.Emit(OpCodes.Ret);
        }, i4, none);
        Define("instance with fields of every size", (type, il) =>
        {
            FieldBuilder[] fields = new[] { typeof(byte), typeof(short), i4, i8, typeof(float), r8, text, typeof(bool), typeof(char), typeof(Pair) }.Select((t, i) => type.DefineField("f" + i, t, FieldAttributes.Public)).ToArray();
            ConstructorBuilder make = type.DefineDefaultConstructor(MethodAttributes.Public);
            il.Emit(OpCodes.Newobj, make); il.Emit(OpCodes.Dup); il.Emit(OpCodes.Ldc_I4, 300); il.Emit(OpCodes.Stfld, fields[0]); il.Emit(OpCodes.Dup); il.Emit(OpCodes.Ldc_I8, 1L << 40); il.Emit(OpCodes.Stfld, fields[3]);
            il.Emit(OpCodes.Dup); il.Emit(OpCodes.Ldfld, fields[0]); il.Emit(OpCodes.Conv_I8); il.Emit(OpCodes.Pop); il.Emit(OpCodes.Ldfld, fields[3]); il.Emit(OpCodes.Ret);
        }, i8, none);
        Define("call before definition of the body", (type, il) =>
        {
            MethodBuilder later = type.DefineMethod("Later", MethodAttributes.Public | MethodAttributes.Static, i4, none);
            il.Emit(OpCodes.Call, later); il.Emit(OpCodes.Ret);
            later.GetILGenerator().Emit(OpCodes.Ldc_I4_S, (sbyte)55); later.GetILGenerator().Emit(OpCodes.Ret);
        }, i4, none);
        Define("synchronized", (type, il) =>
        {
            MethodBuilder locked = type.DefineMethod("Locked", MethodAttributes.Public | MethodAttributes.Static, typeof(bool), none);
            locked.SetImplementationFlags(MethodImplAttributes.Synchronized);
            ILGenerator g = locked.GetILGenerator();
            g.Emit(OpCodes.Ldtoken, type); g.Emit(OpCodes.Call, typeof(Type).GetMethod("GetTypeFromHandle")); g.Emit(OpCodes.Call, Method(typeof(System.Threading.Monitor), "IsEntered", obj)); g.Emit(OpCodes.Ret);
            il.Emit(OpCodes.Call, locked); il.Emit(OpCodes.Ret);
        }, typeof(bool), none);
        Define("native method", (type, il) =>
        {
            MethodBuilder native = type.DefinePInvokeMethod("labs", "libc.so.6", MethodAttributes.Public | MethodAttributes.Static | MethodAttributes.PinvokeImpl, CallingConventions.Standard, i8, new[] { i8 }, System.Runtime.InteropServices.CallingConvention.Cdecl, System.Runtime.InteropServices.CharSet.Ansi);
            native.SetImplementationFlags(MethodImplAttributes.PreserveSig);
            il.Emit(OpCodes.Ldc_I8, -12L); il.Emit(OpCodes.Call, native); il.Emit(OpCodes.Ret);
        }, i8, none);
        Case("wrong stack", i4, none, il => { il.Emit(OpCodes.Add); il.Emit(OpCodes.Ret); });
        Case("nothing to return", i4, none, il => il.Emit(OpCodes.Ret));
        Case("no end", i4, none, il => il.Emit(OpCodes.Nop));
    }
}

public static class Counter
{
    public static int Calls;
}

public class Secret
{
    private static int hidden = 3;
    public static int Show() => hidden;
}
