// Collectible assemblies: each lives exactly as long as something of it is reached: an instance, a delegate, a generic instance, a frame, a member, a static, a boxed enum.
// covers: System.Reflection.Emit, garbage collection
using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using System.Reflection.Emit;
using System.Runtime.CompilerServices;
using System.Threading;

public interface IShape { int Area(int k); }
public abstract class Base { public virtual string Name() => "base"; public abstract int Count(); }
public class Holder<T> { public T Value; public static List<T> All = new List<T>(); public override string ToString() => typeof(T).Name + Value; }

class Program
{
    static readonly Type[] none = Type.EmptyTypes;
    static int made;
    static string only;

    static void Method(TypeBuilder type, string name, MethodAttributes attributes, Type result, Type[] parameters, Action<ILGenerator> body)
    {
        MethodBuilder method = type.DefineMethod(name, attributes, result, parameters);
        body(method.GetILGenerator());
    }

    const MethodAttributes PublicStatic = MethodAttributes.Public | MethodAttributes.Static;
    const MethodAttributes Override = MethodAttributes.Public | MethodAttributes.Virtual | MethodAttributes.HideBySig;

    /// A class with a bit of everything: statics, a static constructor, virtuals, an interface, a generic method.
    [MethodImpl(MethodImplOptions.NoInlining)]
    static Type Make(int number)
    {
        made++;
        AssemblyBuilder assembly = AssemblyBuilder.DefineDynamicAssembly(new AssemblyName("Collected" + number % 7), AssemblyBuilderAccess.RunAndCollect);
        ModuleBuilder module = assembly.DefineDynamicModule("m");
        TypeBuilder type = module.DefineType("Shape", TypeAttributes.Public, typeof(Base), new[] { typeof(IShape) });
        FieldBuilder scale = type.DefineField("scale", typeof(int), FieldAttributes.Public | FieldAttributes.Static);
        FieldBuilder self = type.DefineField("self", typeof(object), FieldAttributes.Public | FieldAttributes.Static);
        FieldBuilder text = type.DefineField("text", typeof(string), FieldAttributes.Public | FieldAttributes.Static);
        ConstructorBuilder ctor = type.DefineDefaultConstructor(MethodAttributes.Public);
        ILGenerator init = type.DefineTypeInitializer().GetILGenerator();
        init.Emit(OpCodes.Ldc_I4, number);
        init.Emit(OpCodes.Stsfld, scale);
        init.Emit(OpCodes.Newobj, ctor);
        init.Emit(OpCodes.Stsfld, self);
        init.Emit(OpCodes.Ldstr, "shape");
        init.Emit(OpCodes.Stsfld, text);
        init.Emit(OpCodes.Ret);
        Method(type, "Area", Override | MethodAttributes.Final | MethodAttributes.NewSlot, typeof(int), new[] { typeof(int) }, il => { il.Emit(OpCodes.Ldarg_1); il.Emit(OpCodes.Ldsfld, scale); il.Emit(OpCodes.Mul); il.Emit(OpCodes.Ret); });
        Method(type, "Count", Override, typeof(int), none, il => { il.Emit(OpCodes.Ldsfld, text); il.Emit(OpCodes.Callvirt, typeof(string).GetProperty("Length").GetMethod); il.Emit(OpCodes.Ret); });
        Method(type, "Name", Override, typeof(string), none, il => { il.Emit(OpCodes.Ldsfld, text); il.Emit(OpCodes.Ret); });
        Method(type, "Loop", PublicStatic, typeof(int), new[] { typeof(int) }, il =>
        {
            Label head = il.DefineLabel(), end = il.DefineLabel();
            LocalBuilder sum = il.DeclareLocal(typeof(int));
            il.MarkLabel(head);
            il.Emit(OpCodes.Ldarg_0); il.Emit(OpCodes.Brfalse, end);
            il.Emit(OpCodes.Ldloc, sum); il.Emit(OpCodes.Ldsfld, scale); il.Emit(OpCodes.Add); il.Emit(OpCodes.Stloc, sum);
            il.Emit(OpCodes.Ldarg_0); il.Emit(OpCodes.Ldc_I4_1); il.Emit(OpCodes.Sub); il.Emit(OpCodes.Starg_S, (byte)0);
            il.Emit(OpCodes.Br, head);
            il.MarkLabel(end);
            il.Emit(OpCodes.Ldloc, sum); il.Emit(OpCodes.Ret);
        });
        Method(type, "Wait", PublicStatic, typeof(int), new[] { typeof(Action), typeof(Action) }, il =>
        {
            il.Emit(OpCodes.Ldarg_0); il.Emit(OpCodes.Callvirt, typeof(Action).GetMethod("Invoke"));
            il.Emit(OpCodes.Ldarg_1); il.Emit(OpCodes.Callvirt, typeof(Action).GetMethod("Invoke"));
            il.Emit(OpCodes.Ldsfld, scale); il.Emit(OpCodes.Ret);
        });
        Method(type, "Fail", PublicStatic, typeof(void), none, il => { il.Emit(OpCodes.Ldstr, "failed"); il.Emit(OpCodes.Newobj, typeof(InvalidOperationException).GetConstructor(new[] { typeof(string) })); il.Emit(OpCodes.Throw); });
        MethodBuilder generic = type.DefineMethod("Echo", PublicStatic);
        GenericTypeParameterBuilder t = generic.DefineGenericParameters("T")[0];
        generic.SetParameters(t);
        generic.SetReturnType(t);
        ILGenerator echo = generic.GetILGenerator();
        echo.Emit(OpCodes.Ldarg_0);
        echo.Emit(OpCodes.Ret);
        return type.CreateType();
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    static Type MakeThreadStatic()
    {
        ModuleBuilder module = AssemblyBuilder.DefineDynamicAssembly(new AssemblyName("Threads"), AssemblyBuilderAccess.RunAndCollect).DefineDynamicModule("m");
        TypeBuilder type = module.DefineType("PerThread", TypeAttributes.Public);
        FieldBuilder perThread = type.DefineField("perThread", typeof(object), FieldAttributes.Public | FieldAttributes.Static);
        perThread.SetCustomAttribute(new CustomAttributeBuilder(typeof(ThreadStaticAttribute).GetConstructor(none), Array.Empty<object>()));
        return type.CreateType();
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    static Type MakeStruct()
    {
        made++;
        ModuleBuilder module = AssemblyBuilder.DefineDynamicAssembly(new AssemblyName("Values"), AssemblyBuilderAccess.RunAndCollect).DefineDynamicModule("m");
        TypeBuilder type = module.DefineType("Pair", TypeAttributes.Public | TypeAttributes.Sealed, typeof(ValueType));
        type.DefineField("A", typeof(string), FieldAttributes.Public);
        type.DefineField("B", typeof(long), FieldAttributes.Public);
        EnumBuilder colour = module.DefineEnum("Colour", TypeAttributes.Public, typeof(int));
        colour.DefineLiteral("Red", 1);
        colour.DefineLiteral("Blue", 2);
        colour.CreateType();
        return type.CreateType();
    }

    static void Collect()
    {
        for (int i = 0; i < 2; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    static void Clear() { Span<long> old = stackalloc long[64]; old.Clear(); }

    /// Something is made of a type, and is all that keeps it; then it is dropped.
    static void Case(string name, Func<Type, object> keep, Func<object, object> use, Func<Type> make = null)
    {
        if (only != null && only != name) return;
        (WeakReference type, WeakReference assembly, object[] kept) = Begin(keep, make ?? (() => Make(5)));
        Clear();
        Collect();
        bool alive = type.IsAlive && assembly.IsAlive;
        object result = Use(kept, use);
        kept = null;
        Clear();
        Collect();
        Console.WriteLine($"{name}: kept {alive}, {result}, then gone {!type.IsAlive} {!assembly.IsAlive}");
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    static (WeakReference, WeakReference, object[]) Begin(Func<Type, object> keep, Func<Type> make)
    {
        Type type = make();
        return (new WeakReference(type), new WeakReference(type.Assembly), new[] { keep(type) });
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    static object Use(object[] kept, Func<object, object> use)
    {
        object result = use(kept[0]);
        kept[0] = null;
        return result;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    static object Instance(Type type) => Activator.CreateInstance(type);

    static int total;

    [MethodImpl(MethodImplOptions.NoInlining)]
    static void OneOfMany(int i)
    {
        Type type = Make(i);
        object instance = Activator.CreateInstance(type);
        total += ((IShape)instance).Area(2) + ((Base)instance).Count();
        for (int k = 0; k < 3; k++) total += ((IShape)instance).Area(k);
        total += type.GetMethod("Loop").CreateDelegate<Func<int, int>>()(40);
        object list = Activator.CreateInstance(typeof(List<>).MakeGenericType(type));
        ((System.Collections.IList)list).Add(instance);
        total += ((System.Collections.IList)list).Count;
        total += (int)type.GetMethod("Echo").MakeGenericMethod(typeof(int)).Invoke(null, new object[] { i });
    }

    static long ResidentKilobytes()
    {
        foreach (string line in System.IO.File.ReadAllLines("/proc/self/status"))
            if (line.StartsWith("VmRSS:")) return long.Parse(line.Substring(6).Replace("kB", "").Trim());
        return 0;
    }

    static void Main(string[] args)
    {
        if (args.Length > 1) only = args[1];
        Case("nothing", t => null, k => "unused");
        Case("thread", t =>
        {
            var wait = t.GetMethod("Wait").CreateDelegate<Func<Action, Action, int>>();
            var entered = new ManualResetEventSlim();
            var leave = new ManualResetEventSlim();
            int[] result = new int[1];
            Thread thread = new Thread(() => { var f = wait; wait = null; result[0] = f(entered.Set, leave.Wait); });
            thread.Start();
            entered.Wait();
            return (Func<int>)(() => { leave.Set(); thread.Join(); return result[0]; });
        }, k => ((Func<int>)k)());
        Case("type", t => t, k => ((Type)k).Name);
        Case("assembly", t => t.Assembly, k => ((Assembly)k).GetName().Name);
        Case("module", t => t.Module, k => ((Module)k).GetType("Shape").Name);
        Case("instance", t => Activator.CreateInstance(t), k => ((IShape)k).Area(3) + ((Base)k).Name() + ((Base)k).Count());
        Case("array", t => Array.CreateInstance(t, 2), k => ((Array)k).Length + ((Array)k).GetType().GetElementType().Name);
        Case("jagged array", t => Array.CreateInstance(t.MakeArrayType(), 3), k => k.GetType().Name);
        Case("matrix", t => Array.CreateInstance(t, 2, 2), k => k.GetType().Name);
        Case("pointer type", t => t.MakePointerType(), k => ((Type)k).Name);
        Case("byref type", t => t.MakeByRefType(), k => ((Type)k).Name);
        Case("static delegate", t => t.GetMethod("Loop").CreateDelegate<Func<int, int>>(), k => ((Func<int, int>)k)(4));
        Case("closed delegate", t => t.GetMethod("Area").CreateDelegate<Func<int, int>>(Activator.CreateInstance(t)), k => ((Func<int, int>)k)(4));
        Case("delegate of many", t => (Func<int, int>)Delegate.Combine(t.GetMethod("Loop").CreateDelegate<Func<int, int>>(), (Func<int, int>)(x => x)), k => ((Func<int, int>)k).GetInvocationList().Sum(d => ((Func<int, int>)d)(4)));
        Case("delegate and its Method", t => { var f = t.GetMethod("Loop").CreateDelegate<Func<int, int>>(); _ = f.Method; return f; }, k => ((Func<int, int>)k).Method.Name + ((Func<int, int>)k)(2));
        Case("method", t => t.GetMethod("Loop"), k => ((MethodInfo)k).Invoke(null, new object[] { 6 }));
        Case("method handle", t => t.GetMethod("Loop").MethodHandle, k => MethodBase.GetMethodFromHandle((RuntimeMethodHandle)k).Name);
        Case("generic method", t => t.GetMethod("Echo").MakeGenericMethod(typeof(string)), k => ((MethodInfo)k).Invoke(null, new object[] { "echo" }));
        Case("parameter", t => t.GetMethod("Loop").GetParameters()[0], k => ((ParameterInfo)k).ParameterType.Name + ((ParameterInfo)k).Member.Name);
        Case("field", t => t.GetField("scale"), k => ((FieldInfo)k).GetValue(null));
        Case("field handle", t => t.GetField("scale").FieldHandle, k => FieldInfo.GetFieldFromHandle((RuntimeFieldHandle)k).GetValue(null));
        Case("constructor", t => t.GetConstructor(none), k => ((ConstructorInfo)k).Invoke(null).GetType().Name);
        Case("type handle", t => t.TypeHandle, k => Type.GetTypeFromHandle((RuntimeTypeHandle)k).Name);
        Case("generic instance", t => typeof(List<>).MakeGenericType(t), k => ((Type)k).GetGenericArguments()[0].Name);
        Case("object of generic instance", t => Activator.CreateInstance(typeof(List<>).MakeGenericType(t)), k => { object one = Instance(k.GetType().GetGenericArguments()[0]); ((System.Collections.IList)k).Add(one); return ((System.Collections.IList)k).Contains(one); });
        Case("object that holds an instance", t => { object h = Activator.CreateInstance(typeof(Holder<>).MakeGenericType(typeof(object))); ((Holder<object>)h).Value = Activator.CreateInstance(t); return h; }, k => ((IShape)((Holder<object>)k).Value).Area(1));
        Case("static of a generic instance", t => { Type h = typeof(Holder<>).MakeGenericType(t); ((System.Collections.IList)h.GetField("All").GetValue(null)).Add(Activator.CreateInstance(t)); return h; }, k => ((System.Collections.IList)((Type)k).GetField("All").GetValue(null)).Count);
        Case("function of two", t => Activator.CreateInstance(typeof(Dictionary<,>).MakeGenericType(t, Make(9))), k => k.GetType().GetGenericArguments()[1].GetField("scale").GetValue(null));
        Case("the older of two", t => { object p = Activator.CreateInstance(typeof(KeyValuePair<,>).MakeGenericType(t, Make(9))); return p; }, k => k.GetType().GetGenericArguments()[0].GetField("scale").GetValue(null));
        Case("value", t => Activator.CreateInstance(t), k => k.GetType().Name + k.Equals(Instance(k.GetType())), MakeStruct);
        Case("array of values", t => { Array a = Array.CreateInstance(t, 3); object v = a.GetValue(1); t.GetField("A").SetValue(v, "text"); a.SetValue(v, 1); return a; }, k => ((Array)k).GetValue(1).GetType().GetField("A").GetValue(((Array)k).GetValue(1)), MakeStruct);
        Case("enum", t => Enum.ToObject(t.Assembly.GetType("Colour"), 2), k => k.ToString() + Enum.Parse(k.GetType(), "Red").GetHashCode() + Enum.IsDefined(k.GetType(), 7), MakeStruct);
        Case("nullable", t => typeof(Nullable<>).MakeGenericType(t.Assembly.GetType("Colour")), k => Nullable.GetUnderlyingType((Type)k).Name, MakeStruct);
        Case("dynamic method", t =>
        {
            DynamicMethod m = new DynamicMethod("m", typeof(int), none, typeof(Program).Module, true);
            ILGenerator il = m.GetILGenerator();
            il.Emit(OpCodes.Ldc_I4_3);
            il.Emit(OpCodes.Call, t.GetMethod("Loop"));
            il.Emit(OpCodes.Ret);
            return m.CreateDelegate(typeof(Func<int>));
        }, k => ((Func<int>)k)());
        Case("derived in another", t =>
        {
            TypeBuilder b = AssemblyBuilder.DefineDynamicAssembly(new AssemblyName("Second"), AssemblyBuilderAccess.RunAndCollect).DefineDynamicModule("m").DefineType("Derived", TypeAttributes.Public, t);
            return Activator.CreateInstance(b.CreateType());
        }, k => ((IShape)k).Area(2) + k.GetType().BaseType.Name);
        Case("lock and hash", t => { object o = Activator.CreateInstance(t); lock (o) o.GetHashCode(); return o; }, k => { lock (k) return k.GetHashCode() == k.GetHashCode(); });
        Case("thread static", t => { t.GetField("perThread").SetValue(null, Activator.CreateInstance(t)); return t; }, k => ((Type)k).GetField("perThread").GetValue(null).GetType().Name, MakeThreadStatic);
        Case("weak table", t => { var w = new ConditionalWeakTable<object, object>(); w.Add(t, Activator.CreateInstance(t)); return w; }, k => "ephemeron");

        foreach (AssemblyBuilderAccess access in new[] { AssemblyBuilderAccess.Run, AssemblyBuilderAccess.RunAndCollect })
        {
            Type t = AssemblyBuilder.DefineDynamicAssembly(new AssemblyName("A"), access).DefineDynamicModule("m").DefineType("T", TypeAttributes.Public).CreateType();
            Console.WriteLine($"{t.IsCollectible} {t.Assembly.IsCollectible} {t.MakeArrayType().IsCollectible} {typeof(List<>).MakeGenericType(t).IsCollectible} {typeof(List<int>).IsCollectible}");
        }
        int count = args.Length > 0 ? int.Parse(args[0]) : 300;
        long before = 0;
        for (int i = 0; i < count; i++)
        {
            OneOfMany(i);
            if (i == count / 10) before = ResidentKilobytes();
        }
        Collect();
        Console.WriteLine($"{count} more: {total}");
        long grown = ResidentKilobytes() - before;
        // Everything kept would be 100 MB and more.
        Console.WriteLine(grown < 40_000 ? "memory bounded" : "memory grew by " + grown + " kB");
        int left = AppDomain.CurrentDomain.GetAssemblies().Count(a => a.GetName().Name.StartsWith("Collected"));
        Console.WriteLine(left < 3 ? "few are left" : left + " are left");
        Case("exception", t => { try { t.GetMethod("Fail").CreateDelegate<Action>()(); } catch (InvalidOperationException e) { return e; } return null; }, k => ((Exception)k).Message);
    }
}
