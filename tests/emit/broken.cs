// What --verify says when code made at run time breaks a rule: at CreateType and CreateDelegate, before anything runs.
using System;
using System.Reflection;
using System.Reflection.Emit;

static class Program
{
    static ModuleBuilder module;

    static void Try(string name, Func<object> make)
    {
        try
        {
            Console.WriteLine(name + ": " + make());
        }
        catch (Exception e)
        {
            Console.WriteLine(name + ": " + e.GetType().Name + ": " + e.Message);
        }
    }

    static object Make(string name, Type result, Action<ILGenerator> body)
    {
        TypeBuilder type = module.DefineType(name, TypeAttributes.Public);
        body(type.DefineMethod("M", MethodAttributes.Public | MethodAttributes.Static, result, new[] { typeof(object) }).GetILGenerator());
        return type.CreateType();
    }

    static void Main()
    {
        module = AssemblyBuilder.DefineDynamicAssembly(new AssemblyName("Broken"), AssemblyBuilderAccess.Run).DefineDynamicModule("Broken");
        Try("wrong result", () => Make("A", typeof(string), il => { il.Emit(OpCodes.Ldarg_0); il.Emit(OpCodes.Ret); }));
        Try("arithmetic of an object", () => Make("B", typeof(int), il => { il.Emit(OpCodes.Ldarg_0); il.Emit(OpCodes.Ldc_I4_1); il.Emit(OpCodes.Add); il.Emit(OpCodes.Ret); }));
        Try("right", () => Make("C", typeof(object), il => { il.Emit(OpCodes.Ldarg_0); il.Emit(OpCodes.Ret); }));
        // What names a class that is still to be made is verified when it runs.
        TypeBuilder later = module.DefineType("Later", TypeAttributes.Public);
        MethodBuilder get = later.DefineMethod("Get", MethodAttributes.Public | MethodAttributes.Static, typeof(object), Type.EmptyTypes);
        get.GetILGenerator().Emit(OpCodes.Ldnull);
        get.GetILGenerator().Emit(OpCodes.Ret);
        Type early = null;
        Try("names a later class", () => early = (Type)Make("D", typeof(string), il => { il.Emit(OpCodes.Call, get); il.Emit(OpCodes.Ret); }));
        later.CreateType();
        Try("and runs", () => { try { return early.GetMethod("M").Invoke(null, new object[1]); } catch (TargetInvocationException e) { throw e.InnerException; } });
        Try("dynamic method", () =>
        {
            DynamicMethod method = new DynamicMethod("D", typeof(int), new[] { typeof(object) });
            method.GetILGenerator().Emit(OpCodes.Ldarg_0);
            method.GetILGenerator().Emit(OpCodes.Ret);
            return method.CreateDelegate(typeof(Func<object, int>));
        });
        // Verdicts do not outlive their methods.
        for (int round = 0; round < 10; round++)
        {
            for (int i = 0; i < 40; i++)
            {
                DynamicMethod method = new DynamicMethod("R" + i, round % 2 == 0 ? typeof(object) : null, round % 2 == 0 ? new[] { typeof(object) } : null);
                if (round % 2 == 0) method.GetILGenerator().Emit(OpCodes.Ldarg_0);
                method.GetILGenerator().Emit(OpCodes.Ret);
                method.Invoke(null, round % 2 == 0 ? new object[] { "x" } : null);
            }
            GC.Collect();
        }
        Console.WriteLine("400 more");
    }
}
