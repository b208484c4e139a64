// PersistedAssemblyBuilder: an assembly is written to a file, loaded again and run; its metadata is what was asked for.
// covers: System.Reflection.Emit, System.Reflection
using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Reflection.Emit;

class Program
{
    static void Main()
    {
        PersistedAssemblyBuilder assembly = new PersistedAssemblyBuilder(new AssemblyName("Saved, Version=2.1.0.0"), typeof(object).Assembly);
        ModuleBuilder module = assembly.DefineDynamicModule("SavedModule");
        // Two classes whose members are defined by turns: their rows have to be brought in order.
        TypeBuilder a = module.DefineType("N.A", TypeAttributes.Public), b = module.DefineType("N.B", TypeAttributes.Public, typeof(object), new[] { typeof(IComparable) });
        TypeBuilder inner = a.DefineNestedType("Inner", TypeAttributes.NestedPublic);
        EnumBuilder level = module.DefineEnum("N.Level", TypeAttributes.Public, typeof(int));
        level.DefineLiteral("Low", 1);
        level.DefineLiteral("High", 5);
        level.CreateType();
        MethodBuilder first = a.DefineMethod("First", MethodAttributes.Public | MethodAttributes.Static, typeof(string), new[] { typeof(int) });
        MethodBuilder compare = b.DefineMethod("CompareTo", MethodAttributes.Public | MethodAttributes.Virtual, typeof(int), new[] { typeof(object) });
        compare.DefineParameter(1, ParameterAttributes.None, "other");
        MethodBuilder second = a.DefineMethod("Second", MethodAttributes.Public | MethodAttributes.Static, typeof(int), new[] { typeof(List<int>) });
        second.DefineParameter(1, ParameterAttributes.None, "list");
        MethodBuilder identity = b.DefineMethod("Identity", MethodAttributes.Public | MethodAttributes.Static);
        GenericTypeParameterBuilder t = identity.DefineGenericParameters("T")[0];
        t.SetInterfaceConstraints(typeof(IFormattable));
        identity.SetReturnType(typeof(string));
        identity.SetParameters(t);
        FieldBuilder counter = a.DefineField("Counter", typeof(long), FieldAttributes.Public | FieldAttributes.Static);
        FieldBuilder text = b.DefineField("Text", typeof(string), FieldAttributes.Public);
        FieldBuilder literal = a.DefineField("Literal", typeof(string), FieldAttributes.Public | FieldAttributes.Static | FieldAttributes.Literal);
        literal.SetConstant("constant");

        ILGenerator il = first.GetILGenerator();
        LocalBuilder sum = il.DeclareLocal(typeof(int));
        Label loop = il.DefineLabel(), done = il.DefineLabel();
        il.MarkLabel(loop);
        il.Emit(OpCodes.Ldarg_0);
        il.Emit(OpCodes.Brfalse, done);
        il.Emit(OpCodes.Ldloc, sum);
        il.Emit(OpCodes.Ldarg_0);
        il.Emit(OpCodes.Add);
        il.Emit(OpCodes.Stloc, sum);
        il.Emit(OpCodes.Ldarg_0);
        il.Emit(OpCodes.Ldc_I4_1);
        il.Emit(OpCodes.Sub);
        il.Emit(OpCodes.Starg_S, (byte)0);
        il.Emit(OpCodes.Br, loop);
        il.MarkLabel(done);
        il.Emit(OpCodes.Ldstr, "sum is {0}");
        il.Emit(OpCodes.Ldloc, sum);
        il.Emit(OpCodes.Box, typeof(int));
        il.Emit(OpCodes.Call, typeof(string).GetMethod("Format", new[] { typeof(string), typeof(object) }));
        il.Emit(OpCodes.Ret);

        il = compare.GetILGenerator();
        LocalBuilder result = il.DeclareLocal(typeof(int));
        il.BeginExceptionBlock();
        il.Emit(OpCodes.Ldarg_0);
        il.Emit(OpCodes.Ldfld, text);
        il.Emit(OpCodes.Ldarg_1);
        il.Emit(OpCodes.Castclass, typeof(string));
        il.Emit(OpCodes.Callvirt, typeof(string).GetMethod("CompareTo", new[] { typeof(string) }));
        il.Emit(OpCodes.Stloc, result);
        il.BeginCatchBlock(typeof(InvalidCastException));
        il.Emit(OpCodes.Pop);
        il.Emit(OpCodes.Ldc_I4, -99);
        il.Emit(OpCodes.Stloc, result);
        il.BeginFinallyBlock();
        il.Emit(OpCodes.Ldsfld, counter);
        il.Emit(OpCodes.Ldc_I8, 1L);
        il.Emit(OpCodes.Add);
        il.Emit(OpCodes.Stsfld, counter);
        il.EndExceptionBlock();
        il.Emit(OpCodes.Ldloc, result);
        il.Emit(OpCodes.Ret);

        il = second.GetILGenerator();
        il.Emit(OpCodes.Ldarg_0);
        il.Emit(OpCodes.Callvirt, typeof(List<int>).GetProperty("Count").GetMethod);
        il.Emit(OpCodes.Ret);

        il = identity.GetILGenerator();
        il.Emit(OpCodes.Ldarga_S, (byte)0);
        il.Emit(OpCodes.Ldnull);
        il.Emit(OpCodes.Ldnull);
        il.Emit(OpCodes.Constrained, t);
        il.Emit(OpCodes.Callvirt, typeof(IFormattable).GetMethod("ToString"));
        il.Emit(OpCodes.Ret);

        MethodBuilder call = inner.DefineMethod("Call", MethodAttributes.Public | MethodAttributes.Static, typeof(string), null);
        il = call.GetILGenerator();
        il.Emit(OpCodes.Ldc_I4, 4);
        il.Emit(OpCodes.Call, first);
        il.Emit(OpCodes.Ldc_I4, 77);
        il.Emit(OpCodes.Call, identity.MakeGenericMethod(typeof(int)));
        il.Emit(OpCodes.Call, typeof(string).GetMethod("Concat", new[] { typeof(string), typeof(string) }));
        il.Emit(OpCodes.Ret);
        b.SetCustomAttribute(new CustomAttributeBuilder(typeof(ObsoleteAttribute).GetConstructor(new[] { typeof(string) }), new object[] { "old" }));

        b.CreateType();
        a.CreateType();
        inner.CreateType();
        MemoryStream stream = new MemoryStream();
        assembly.Save(stream);
        Assembly saved = Assembly.Load(stream.ToArray());
        Console.WriteLine(saved.FullName);
        foreach (Type type in saved.GetTypes())
        {
            Console.WriteLine(type.FullName + " : " + type.BaseType + " " + string.Join(",", type.GetInterfaces().Select(i => i.Name)));
            foreach (MemberInfo member in type.GetMembers(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly).OrderBy(m => m.ToString(), StringComparer.Ordinal))
            {
                Console.WriteLine("  " + member);
                if (member is MethodInfo method)
                    foreach (ParameterInfo p in method.GetParameters()) Console.WriteLine("    " + p.ParameterType + " " + p.Name);
            }
        }
        Type savedA = saved.GetType("N.A"), savedB = saved.GetType("N.B");
        Console.WriteLine(savedA.GetMethod("First").Invoke(null, new object[] { 10 }));
        Console.WriteLine(savedA.GetMethod("Second").Invoke(null, new object[] { new List<int> { 1, 2, 3 } }));
        IComparable instance = (IComparable)Activator.CreateInstance(savedB);
        savedB.GetField("Text").SetValue(instance, "m");
        Console.WriteLine(Math.Sign(instance.CompareTo("a")) + " " + instance.CompareTo(5) + " " + savedA.GetField("Counter").GetValue(null));
        Console.WriteLine(saved.GetType("N.A+Inner").GetMethod("Call").Invoke(null, null));
        Console.WriteLine(savedA.GetField("Literal").GetRawConstantValue() + " " + Enum.Parse(saved.GetType("N.Level"), "High") + " " + savedB.GetCustomAttribute<ObsoleteAttribute>().Message);
    }
}
