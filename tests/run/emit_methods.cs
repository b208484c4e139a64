// DynamicMethod: delegates open and bound, recursion, calls between dynamic methods, protected blocks of every shape, exceptions through dynamic frames,
// visibility, raw IL through DynamicILInfo, what .NET refuses and when.
// covers: System.Reflection.Emit, delegates, exceptions
using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using System.Reflection.Emit;

class Secret
{
    private int hidden = 7;
    private static string Whisper(string s) => s + "!";
    protected internal int Field = 3;
}

class Closure
{
    public int Sum;
    public List<string> Log = new List<string>();
}

delegate void RefAction(ref int x, out string s);
delegate T Maker<T>(T seed);

class Program
{
    static void Main()
    {
        Shapes();
        Bound();
        Between();
        Blocks();
        Through();
        Visibility();
        Raw();
        Refusals();
        Reflection();
    }

    static DynamicMethod Define(string name, Type result, Type[] parameters, Action<ILGenerator> write, Type owner = null)
    {
        DynamicMethod method = owner == null ? new DynamicMethod(name, result, parameters) : new DynamicMethod(name, result, parameters, owner);
        write(method.GetILGenerator());
        return method;
    }

    static void Shapes()
    {
        string[] names = { "Add", "Sub", "Mul", "Div" };
        OpCode[] ops = { OpCodes.Add, OpCodes.Sub, OpCodes.Mul, OpCodes.Div };
        for (int i = 0; i < names.Length; i++)
        {
            DynamicMethod method = new DynamicMethod(names[i], typeof(int), new Type[] { typeof(int), typeof(int) }, typeof(Program).Module);
            ILGenerator il = method.GetILGenerator();
            il.Emit(OpCodes.Ldarg_0);
            il.Emit(OpCodes.Ldarg_1);
            il.Emit(ops[i]);
            il.Emit(OpCodes.Ret);
            var f = (Func<int, int, int>)method.CreateDelegate(typeof(Func<int, int, int>));
            Console.WriteLine("{0} m@ {1} = {2} (via IL Emit)", 84, 2, f(84, 2));
        }
        DynamicMethod swap = Define("swap", typeof(void), new[] { typeof(int).MakeByRefType(), typeof(string).MakeByRefType() }, il =>
        {
            il.Emit(OpCodes.Ldarg_1);
            il.Emit(OpCodes.Ldarg_0);
            il.Emit(OpCodes.Call, typeof(int).GetMethod("ToString", Type.EmptyTypes));
            il.Emit(OpCodes.Stind_Ref);
            il.Emit(OpCodes.Ldarg_0);
            il.Emit(OpCodes.Ldc_I4, 1000);
            il.Emit(OpCodes.Stind_I4);
            il.Emit(OpCodes.Ret);
        });
        int x = 5;
        ((RefAction)swap.CreateDelegate(typeof(RefAction)))(ref x, out string s);
        Console.WriteLine(x + " " + s);
        object[] arguments = { 6, null };
        swap.Invoke(null, arguments);
        Console.WriteLine(arguments[0] + " " + arguments[1]);

        DynamicMethod structs = Define("structs", typeof((long, string, double)), new[] { typeof((long, string, double)), typeof(decimal) }, il =>
        {
            il.Emit(OpCodes.Ldarga_S, (byte)0);
            il.Emit(OpCodes.Ldarg_1);
            il.Emit(OpCodes.Call, typeof(decimal).GetMethod("ToDouble"));
            il.Emit(OpCodes.Stfld, typeof((long, string, double)).GetField("Item3"));
            il.Emit(OpCodes.Ldarg_0);
            il.Emit(OpCodes.Ret);
        });
        Console.WriteLine(structs.CreateDelegate<Func<(long, string, double), decimal, (long, string, double)>>()((1, "two", 3), 4.5m));
        DynamicMethod many = Define("many", typeof(string), Enumerable.Repeat(typeof(object), 12).ToArray(), il =>
        {
            il.Emit(OpCodes.Ldc_I4, 12);
            il.Emit(OpCodes.Newarr, typeof(object));
            for (int i = 0; i < 12; i++)
            {
                il.Emit(OpCodes.Dup);
                il.Emit(OpCodes.Ldc_I4, i);
                il.Emit(OpCodes.Ldarg, (short)i);
                il.Emit(OpCodes.Stelem_Ref);
            }
            il.Emit(OpCodes.Call, typeof(string).GetMethod("Concat", new[] { typeof(object[]) }));
            il.Emit(OpCodes.Ret);
        });
        Console.WriteLine(many.Invoke(null, Enumerable.Range(0, 12).Select(i => (object)i).ToArray()));
    }

    static void Bound()
    {
        Closure closure = new Closure();
        DynamicMethod add = Define("add", typeof(int), new[] { typeof(Closure), typeof(int) }, il =>
        {
            il.Emit(OpCodes.Ldarg_0);
            il.Emit(OpCodes.Ldarg_0);
            il.Emit(OpCodes.Ldfld, typeof(Closure).GetField("Sum"));
            il.Emit(OpCodes.Ldarg_1);
            il.Emit(OpCodes.Add);
            il.Emit(OpCodes.Stfld, typeof(Closure).GetField("Sum"));
            il.Emit(OpCodes.Ldarg_0);
            il.Emit(OpCodes.Ldfld, typeof(Closure).GetField("Sum"));
            il.Emit(OpCodes.Ret);
        }, typeof(Closure));
        Func<int, int> bound = (Func<int, int>)add.CreateDelegate(typeof(Func<int, int>), closure);
        for (int i = 0; i < 1000; i++) bound(i);
        Console.WriteLine(closure.Sum + " " + (bound.Target == closure));
        Func<Closure, int, int> open = add.CreateDelegate<Func<Closure, int, int>>();
        Console.WriteLine(open(new Closure { Sum = 40 }, 2) + " " + (open.Target == null));
        Func<int, int> both = bound + (Func<int, int>)add.CreateDelegate(typeof(Func<int, int>), new Closure { Sum = 1 });
        Console.WriteLine(both(10) + " " + both.GetInvocationList().Length + " " + closure.Sum);
        DynamicMethod identity = Define("identity", typeof(object), new[] { typeof(object) }, il =>
        {
            il.Emit(OpCodes.Ldarg_0);
            il.Emit(OpCodes.Ret);
        });
        Func<string, object> variant = (Func<string, object>)identity.CreateDelegate(typeof(Func<string, object>));
        Console.WriteLine(variant("variant"));
        Func<object> held = (Func<object>)identity.CreateDelegate(typeof(Func<object>), "held");
        Console.WriteLine(held() + " " + held.DynamicInvoke());
        foreach (Func<object> f in MakeMany()) Console.Write(f() + " ");
        Console.WriteLine();
    }

    static Func<object>[] MakeMany()
    {
        Func<object>[] all = new Func<object>[10];
        for (int i = 0; i < all.Length; i++)
        {
            int number = i;
            all[i] = Define("constant" + i, typeof(object), null, il =>
            {
                il.Emit(OpCodes.Ldc_I4, number * number);
                il.Emit(OpCodes.Box, typeof(int));
                il.Emit(OpCodes.Ret);
            }).CreateDelegate<Func<object>>();
        }
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
        return all;
    }

    static void Between()
    {
        DynamicMethod fib = new DynamicMethod("fib", typeof(int), new[] { typeof(int) });
        ILGenerator il = fib.GetILGenerator();
        Label recurse = il.DefineLabel();
        il.Emit(OpCodes.Ldarg_0);
        il.Emit(OpCodes.Ldc_I4_2);
        il.Emit(OpCodes.Bge_S, recurse);
        il.Emit(OpCodes.Ldarg_0);
        il.Emit(OpCodes.Ret);
        il.MarkLabel(recurse);
        for (int i = 1; i <= 2; i++)
        {
            il.Emit(OpCodes.Ldarg_0);
            il.Emit(OpCodes.Ldc_I4, i);
            il.Emit(OpCodes.Sub);
            il.Emit(OpCodes.Call, fib);
        }
        il.Emit(OpCodes.Add);
        il.Emit(OpCodes.Ret);
        Console.WriteLine(fib.CreateDelegate<Func<int, int>>()(20));

        DynamicMethod isEven = new DynamicMethod("isEven", typeof(bool), new[] { typeof(int) }), isOdd = new DynamicMethod("isOdd", typeof(bool), new[] { typeof(int) });
        foreach (var (self, other, atZero) in new[] { (isEven, isOdd, OpCodes.Ldc_I4_1), (isOdd, isEven, OpCodes.Ldc_I4_0) })
        {
            il = self.GetILGenerator();
            Label more = il.DefineLabel();
            il.Emit(OpCodes.Ldarg_0);
            il.Emit(OpCodes.Brtrue, more);
            il.Emit(atZero);
            il.Emit(OpCodes.Ret);
            il.MarkLabel(more);
            il.Emit(OpCodes.Ldarg_0);
            il.Emit(OpCodes.Ldc_I4_1);
            il.Emit(OpCodes.Sub);
            il.Emit(OpCodes.Call, other);
            il.Emit(OpCodes.Ret);
        }
        Func<int, bool> even = isEven.CreateDelegate<Func<int, bool>>(), odd = isOdd.CreateDelegate<Func<int, bool>>();
        Console.WriteLine($"{even(100)} {odd(100)} {even(7)} {odd(7)}");

        DynamicMethod chain = null;
        for (int i = 0; i < 20; i++)
        {
            DynamicMethod next = new DynamicMethod("chain" + i, typeof(int), new[] { typeof(int) });
            il = next.GetILGenerator();
            il.Emit(OpCodes.Ldarg_0);
            if (chain != null) il.EmitCall(OpCodes.Call, chain, null);
            il.Emit(OpCodes.Ldc_I4_1);
            il.Emit(OpCodes.Add);
            il.Emit(OpCodes.Ret);
            chain = next;
        }
        Console.WriteLine(chain.Invoke(null, new object[] { 5 }));
    }

    static MethodInfo Log => typeof(List<string>).GetMethod("Add");

    static void Say(ILGenerator il, string text)
    {
        il.Emit(OpCodes.Ldarg_0);
        il.Emit(OpCodes.Ldstr, text);
        il.Emit(OpCodes.Callvirt, Log);
    }

    static void Throw(ILGenerator il, Type type, string when)
    {
        Label skip = il.DefineLabel();
        il.Emit(OpCodes.Ldarg_1);
        il.Emit(OpCodes.Ldstr, when);
        il.Emit(OpCodes.Call, typeof(string).GetMethod("op_Equality"));
        il.Emit(OpCodes.Brfalse, skip);
        il.Emit(OpCodes.Ldstr, when);
        il.Emit(OpCodes.Newobj, type.GetConstructor(new[] { typeof(string) }));
        il.Emit(OpCodes.Throw);
        il.MarkLabel(skip);
    }

    static void Blocks()
    {
        void Try(string name, Action<ILGenerator> write, params string[] cases)
        {
            DynamicMethod method = new DynamicMethod(name, null, new[] { typeof(List<string>), typeof(string) });
            ILGenerator il = method.GetILGenerator();
            write(il);
            il.Emit(OpCodes.Ret);
            var f = method.CreateDelegate<Action<List<string>, string>>();
            foreach (string c in cases)
            {
                List<string> log = new List<string>();
                try
                {
                    f(log, c);
                }
                catch (Exception e)
                {
                    log.Add("out: " + e.GetType().Name + " " + e.Message);
                }
                Console.WriteLine($"{name} {c}: {string.Join(", ", log)}");
            }
        }
        Try("catch", il =>
        {
            il.BeginExceptionBlock();
            Say(il, "try");
            Throw(il, typeof(InvalidOperationException), "invalid");
            Throw(il, typeof(ArgumentException), "argument");
            Throw(il, typeof(FormatException), "format");
            Say(il, "end of try");
            il.BeginCatchBlock(typeof(InvalidOperationException));
            il.Emit(OpCodes.Pop);
            Say(il, "catch invalid");
            il.BeginCatchBlock(typeof(ArgumentException));
            il.Emit(OpCodes.Pop);
            Say(il, "catch argument");
            il.EndExceptionBlock();
            Say(il, "after");
        }, "no", "invalid", "argument", "format");
        Try("finally", il =>
        {
            il.BeginExceptionBlock();
            Say(il, "try");
            Throw(il, typeof(FormatException), "format");
            il.BeginFinallyBlock();
            Say(il, "finally");
            il.EndExceptionBlock();
            Say(il, "after");
        }, "no", "format");
        Try("catch finally", il =>
        {
            il.BeginExceptionBlock();
            Say(il, "try");
            Throw(il, typeof(FormatException), "format");
            Throw(il, typeof(ArgumentException), "argument");
            il.BeginCatchBlock(typeof(FormatException));
            il.Emit(OpCodes.Pop);
            Say(il, "catch");
            il.BeginFinallyBlock();
            Say(il, "finally");
            il.EndExceptionBlock();
            Say(il, "after");
        }, "no", "format", "argument");
        Try("nested", il =>
        {
            il.BeginExceptionBlock();
            il.BeginExceptionBlock();
            Say(il, "inner try");
            Throw(il, typeof(FormatException), "format");
            il.BeginFinallyBlock();
            Say(il, "inner finally");
            il.EndExceptionBlock();
            il.BeginExceptionBlock();
            Say(il, "second");
            Throw(il, typeof(ArgumentException), "argument");
            il.BeginCatchBlock(typeof(ArgumentException));
            il.Emit(OpCodes.Pop);
            Say(il, "inner catch");
            il.Emit(OpCodes.Rethrow);
            il.EndExceptionBlock();
            il.BeginCatchBlock(typeof(Exception));
            LocalBuilder e = il.DeclareLocal(typeof(Exception));
            il.Emit(OpCodes.Stloc, e);
            il.Emit(OpCodes.Ldarg_0);
            il.Emit(OpCodes.Ldloc, e);
            il.Emit(OpCodes.Callvirt, typeof(Exception).GetProperty("Message").GetMethod);
            il.Emit(OpCodes.Callvirt, Log);
            il.EndExceptionBlock();
        }, "no", "format", "argument");
        Try("leave out", il =>
        {
            Label outside = il.DefineLabel();
            il.BeginExceptionBlock();
            Say(il, "try");
            il.Emit(OpCodes.Leave, outside);
            il.BeginFinallyBlock();
            Say(il, "finally");
            il.EndExceptionBlock();
            Say(il, "never");
            il.MarkLabel(outside);
            Say(il, "outside");
        }, "no");

        Try("filter", il =>
        {
            il.BeginExceptionBlock();
            Say(il, "try");
            Throw(il, typeof(FormatException), "format");
            Throw(il, typeof(ArgumentException), "argument");
            il.BeginExceptFilterBlock();
            il.Emit(OpCodes.Isinst, typeof(FormatException));
            il.Emit(OpCodes.Ldnull);
            il.Emit(OpCodes.Cgt_Un);
            il.BeginCatchBlock(null);
            il.Emit(OpCodes.Pop);
            Say(il, "filtered");
            il.BeginCatchBlock(typeof(ArgumentException));
            il.Emit(OpCodes.Pop);
            Say(il, "caught");
            il.EndExceptionBlock();
            Say(il, "after");
        }, "no", "format", "argument");
        Try("fault", il =>
        {
            il.BeginExceptionBlock();
            Say(il, "try");
            Throw(il, typeof(FormatException), "format");
            il.BeginFaultBlock();
            Say(il, "fault");
            il.EndExceptionBlock();
            Say(il, "after");
        }, "no", "format");
        Try("filter in finally", il =>
        {
            il.BeginExceptionBlock();
            il.BeginExceptionBlock();
            Throw(il, typeof(FormatException), "format");
            Throw(il, typeof(ArgumentException), "argument");
            il.BeginExceptFilterBlock();
            il.Emit(OpCodes.Callvirt, typeof(object).GetMethod("ToString"));
            il.Emit(OpCodes.Ldstr, "argument");
            il.Emit(OpCodes.Callvirt, typeof(string).GetMethod("Contains", new[] { typeof(string) }));
            il.BeginCatchBlock(null);
            il.Emit(OpCodes.Pop);
            Say(il, "handler");
            il.EndExceptionBlock();
            il.BeginFinallyBlock();
            Say(il, "finally");
            il.EndExceptionBlock();
        }, "no", "format", "argument");
    }

    static void Through()
    {
        DynamicMethod call = Define("callBack", typeof(int), new[] { typeof(Func<int>) }, il =>
        {
            il.Emit(OpCodes.Ldarg_0);
            il.Emit(OpCodes.Callvirt, typeof(Func<int>).GetMethod("Invoke"));
            il.Emit(OpCodes.Ldc_I4_1);
            il.Emit(OpCodes.Add);
            il.Emit(OpCodes.Ret);
        });
        Func<Func<int>, int> f = call.CreateDelegate<Func<Func<int>, int>>();
        Console.WriteLine(f(() => 5));
        try
        {
            f(() => throw new FormatException("from the callback"));
        }
        catch (FormatException e)
        {
            Console.WriteLine(e.Message);
            string[] rows = e.StackTrace.Split('\n').Select(r => r.Trim().Split(" in ")[0]).Where(r => r.Contains("callBack")).ToArray();
            Console.WriteLine(string.Join("; ", rows));
        }
        try
        {
            call.Invoke(null, new object[] { null });
        }
        catch (TargetInvocationException e)
        {
            Console.WriteLine(e.InnerException.GetType().Name);
        }
        int depth = 0;
        Func<int> deep = null;
        deep = () => ++depth < 200 ? f(deep) : throw new ArithmeticException("deep");
        try
        {
            deep();
        }
        catch (ArithmeticException e)
        {
            Console.WriteLine(e.Message + " " + depth + " " + (e.StackTrace.Split('\n').Count(r => r.Contains("callBack"))));
        }
        // The trace outlives the method.
        Exception kept = Keep();
        for (int i = 0; i < 50; i++) Define("filler" + i, null, null, il => il.Emit(OpCodes.Ret)).Invoke(null, null);
        GC.Collect();
        GC.Collect();
        for (int i = 0; i < 50; i++) Define("another" + i, null, null, il => il.Emit(OpCodes.Ret)).Invoke(null, null);
        Console.WriteLine(kept.StackTrace.Split('\n')[0].Trim().Split(" in ")[0]);
    }

    static Exception Keep()
    {
        try
        {
            Define("shortLived", null, new[] { typeof(int), typeof(string) }, il => il.ThrowException(typeof(NotImplementedException))).CreateDelegate<Action<int, string>>()(1, "");
            return null;
        }
        catch (Exception e)
        {
            return e;
        }
    }

    static void Visibility()
    {
        FieldInfo hidden = typeof(Secret).GetField("hidden", BindingFlags.NonPublic | BindingFlags.Instance);
        MethodInfo whisper = typeof(Secret).GetMethod("Whisper", BindingFlags.NonPublic | BindingFlags.Static);
        void Read(string what, DynamicMethod method)
        {
            ILGenerator il = method.GetILGenerator();
            il.Emit(OpCodes.Ldarg_0);
            il.Emit(OpCodes.Ldfld, hidden);
            il.Emit(OpCodes.Ret);
            try
            {
                Console.WriteLine(what + ": " + method.CreateDelegate<Func<Secret, int>>()(new Secret()));
            }
            catch (Exception e)
            {
                Console.WriteLine(what + ": " + e.GetType().Name);
            }
        }
        Type[] one = { typeof(Secret) };
        Read("owner", new DynamicMethod("read", typeof(int), one, typeof(Secret)));
        Read("another owner", new DynamicMethod("read", typeof(int), one, typeof(Closure)));
        Read("module", new DynamicMethod("read", typeof(int), one, typeof(Secret).Module));
        Read("module, skip", new DynamicMethod("read", typeof(int), one, typeof(Secret).Module, true));
        Read("anonymous", new DynamicMethod("read", typeof(int), one));
        Read("anonymous, restricted skip", new DynamicMethod("read", typeof(int), one, true));
        DynamicMethod call = new DynamicMethod("call", typeof(string), new[] { typeof(string) }, typeof(Secret));
        ILGenerator g = call.GetILGenerator();
        g.Emit(OpCodes.Ldarg_0);
        g.Emit(OpCodes.Call, whisper);
        g.Emit(OpCodes.Ret);
        Console.WriteLine(call.Invoke(null, new object[] { "psst" }));
    }

    static void Raw()
    {
        DynamicMethod method = new DynamicMethod("raw", typeof(int), new[] { typeof(int), typeof(int) });
        DynamicILInfo info = method.GetDynamicILInfo();
        SignatureHelper locals = SignatureHelper.GetLocalVarSigHelper();
        locals.AddArgument(typeof(int));
        locals.AddArgument(typeof(List<int>));
        info.SetLocalSignature(locals.GetSignature());
        int token = info.GetTokenFor(typeof(Math).GetMethod("Max", new[] { typeof(int), typeof(int) }).MethodHandle);
        byte[] code = { 0x02, 0x03, 0x28, 0, 0, 0, 0, 0x0A, 0x06, 0x2A };
        BitConverter.GetBytes(token).CopyTo(code, 3);
        info.SetCode(code, 2);
        Console.WriteLine(method.CreateDelegate<Func<int, int, int>>()(3, 9));

        // try { throw } filter { 1 } catch-handler { pop; leave }, clauses as a body has them.
        DynamicMethod filtered = new DynamicMethod("filtered", typeof(string), new[] { typeof(bool) });
        info = filtered.GetDynamicILInfo();
        locals = SignatureHelper.GetLocalVarSigHelper();
        locals.AddArgument(typeof(string));
        info.SetLocalSignature(locals.GetSignature());
        int text = info.GetTokenFor("caught by the filter");
        int constructor = info.GetTokenFor(typeof(InvalidOperationException).GetConstructor(Type.EmptyTypes).MethodHandle);
        List<byte> il = new List<byte>();
        il.Add(0x73);
        il.AddRange(BitConverter.GetBytes(constructor));
        il.Add(0x7A);                                   // throw
        int filterStart = il.Count;
        il.AddRange(new byte[] { 0x26, 0x02, 0xFE, 0x11 }); // pop, ldarg.0, endfilter
        int handler = il.Count;
        il.Add(0x26);
        il.Add(0x72);
        il.AddRange(BitConverter.GetBytes(text));
        il.AddRange(new byte[] { 0x0A, 0xDE, 0x00 });   // stloc.0, leave.s
        int end = il.Count;
        il.AddRange(new byte[] { 0x06, 0x2A });
        info.SetCode(il.ToArray(), 8);
        List<byte> clause = new List<byte> { 0x41, 28, 0, 0 };
        foreach (int n in new[] { 1, 0, filterStart, handler, end - handler, filterStart }) clause.AddRange(BitConverter.GetBytes(n));
        info.SetExceptions(clause.ToArray());
        Func<bool, string> run = filtered.CreateDelegate<Func<bool, string>>();
        Console.WriteLine(run(true));
        try
        {
            run(false);
        }
        catch (InvalidOperationException)
        {
            Console.WriteLine("not taken by the filter");
        }
    }

    static void Refusals()
    {
        void Expect(string what, Action action)
        {
            try
            {
                action();
                Console.WriteLine(what + ": nothing");
            }
            catch (Exception e)
            {
                Console.WriteLine(what + ": " + e.GetType().Name);
            }
        }
        DynamicMethod Invalid(Action<ILGenerator> write) => Define("bad", typeof(int), null, write);
        Expect("empty", () => new DynamicMethod("empty", null, null).CreateDelegate<Action>());
        Expect("underflow", () => Invalid(il => { il.Emit(OpCodes.Add); il.Emit(OpCodes.Ret); }).CreateDelegate<Func<int>>()());
        Expect("no return", () => Invalid(il => il.Emit(OpCodes.Ldc_I4_1)).CreateDelegate<Func<int>>()());
        Expect("empty stack at ret", () => Invalid(il => il.Emit(OpCodes.Ret)).Invoke(null, null));
        Expect("wrong argument", () => Invalid(il => { il.Emit(OpCodes.Ldarg_3); il.Emit(OpCodes.Ret); }).CreateDelegate<Func<int>>()());
        Expect("unmarked label", () => Invalid(il => { il.Emit(OpCodes.Br, il.DefineLabel()); il.Emit(OpCodes.Ret); }).CreateDelegate<Func<int>>());
        Expect("label marked twice", () => Invalid(il => { Label l = il.DefineLabel(); il.MarkLabel(l); il.MarkLabel(l); }));
        Expect("far short branch", () => Invalid(il =>
        {
            Label l = il.DefineLabel();
            il.Emit(OpCodes.Br_S, l);
            for (int i = 0; i < 200; i++) il.Emit(OpCodes.Nop);
            il.MarkLabel(l);
            il.Emit(OpCodes.Ldc_I4_0);
            il.Emit(OpCodes.Ret);
        }).CreateDelegate<Func<int>>());
        Expect("foreign local", () => Invalid(il => il.Emit(OpCodes.Ldloc, new DynamicMethod("x", null, null).GetILGenerator().DeclareLocal(typeof(int)))));
        Expect("open block", () => Invalid(il => { il.BeginExceptionBlock(); il.Emit(OpCodes.Nop); }).CreateDelegate<Func<int>>());
        Expect("end without block", () => Invalid(il => il.EndExceptionBlock()));
        Expect("catch without block", () => Invalid(il => il.BeginCatchBlock(typeof(Exception))));
        Expect("wrong delegate", () => Define("f", typeof(int), new[] { typeof(int) }, il => { il.Emit(OpCodes.Ldarg_0); il.Emit(OpCodes.Ret); }).CreateDelegate<Func<string, int>>());
        Expect("no delegate", () => Define("f", typeof(int), null, il => { il.Emit(OpCodes.Ldc_I4_0); il.Emit(OpCodes.Ret); }).CreateDelegate(typeof(string)));
        Expect("wrong count", () => Define("f", typeof(int), null, il => { il.Emit(OpCodes.Ldc_I4_0); il.Emit(OpCodes.Ret); }).Invoke(null, new object[] { 1 }));
        Expect("wrong type", () => Define("f", typeof(int), new[] { typeof(int) }, il => { il.Emit(OpCodes.Ldarg_0); il.Emit(OpCodes.Ret); }).Invoke(null, new object[] { "x" }));
        Expect("null name", () => new DynamicMethod(null, null, null));
        Expect("null parameter", () => new DynamicMethod("f", null, new Type[] { null }));
        Expect("interface owner", () => new DynamicMethod("f", null, null, typeof(IDisposable)));
        Expect("array owner", () => new DynamicMethod("f", null, null, typeof(int[])));
        Expect("instance method", () => new DynamicMethod("f", MethodAttributes.Public, CallingConventions.HasThis, null, null, typeof(Program), false));
        Expect("method handle", () => { var h = new DynamicMethod("f", null, null).MethodHandle; });
        Expect("null type", () => Invalid(il => il.Emit(OpCodes.Newarr, (Type)null)));
        Expect("null string", () => Invalid(il => il.Emit(OpCodes.Ldstr, (string)null)));
        Expect("emitcall ldarg", () => Invalid(il => il.EmitCall(OpCodes.Ldarg_0, typeof(Console).GetMethod("WriteLine", Type.EmptyTypes), null)));
        Expect("throw a string", () => Invalid(il => il.ThrowException(typeof(string))));
    }

    static void Reflection()
    {
        DynamicMethod method = new DynamicMethod("Reflected", typeof(List<int>), new[] { typeof(int), typeof(string[]) }, typeof(Program));
        method.DefineParameter(1, ParameterAttributes.In, "first");
        Console.WriteLine(method);
        Console.WriteLine($"{method.Name} {method.ReturnType.Name} {method.Attributes} {method.CallingConvention} {method.DeclaringType == null} {method.InitLocals} {method.IsStatic}");
        foreach (ParameterInfo p in method.GetParameters()) Console.WriteLine($"{p.Position} {p.ParameterType.Name} {p.Name ?? "-"} {p.Attributes}");
        ILGenerator il = method.GetILGenerator();
        Console.WriteLine(il.ILOffset);
        il.Emit(OpCodes.Ldnull);
        il.Emit(OpCodes.Ret);
        Console.WriteLine(il.ILOffset + " " + (il == method.GetILGenerator()));
        Delegate d = method.CreateDelegate(typeof(Func<int, string[], List<int>>));
        Console.WriteLine(d.Method.Name + " " + d.GetType().Name + " " + (d.Target == null));
        Console.WriteLine(method.GetBaseDefinition() == method);
        LocalBuilder local = il.DeclareLocal(typeof(int), true);
        Console.WriteLine($"{local.LocalIndex} {local.LocalType} {local.IsPinned} {local}");
    }
}
