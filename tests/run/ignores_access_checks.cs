// IgnoresAccessChecksToAttribute: an assembly that names another uses its private and internal members; one that does not is refused. InternalsVisibleTo: internal ones only.
// covers: access rules, System.Reflection.Emit
using System;
using System.Reflection;
using System.Reflection.Emit;
using System.Runtime.CompilerServices;

[assembly: InternalsVisibleTo("friend")]
namespace System.Runtime.CompilerServices { [AttributeUsage(AttributeTargets.Assembly, AllowMultiple = true)] class IgnoresAccessChecksToAttribute(string name) : Attribute { public string AssemblyName => name; } }

class Hidden { private int number = 5; internal static string Internal() => "internal"; private static string Private() => "private"; protected virtual string Family() => "family " + number; private class Nested { private Nested() { } public override string ToString() => "nested"; private static object Make() => new Nested(); } }
class Program
{
    static Func<object> Emit(string assembly, bool ignores, MemberInfo member)
    {
        var builder = AssemblyBuilder.DefineDynamicAssembly(new AssemblyName(assembly), AssemblyBuilderAccess.Run);
        if (ignores) builder.SetCustomAttribute(new CustomAttributeBuilder(typeof(IgnoresAccessChecksToAttribute).GetConstructors()[0], new object[] { typeof(Program).Assembly.GetName().Name }));
        var type = builder.DefineDynamicModule("m").DefineType("User", TypeAttributes.Public);
        var il = type.DefineMethod("Run", MethodAttributes.Public | MethodAttributes.Static, typeof(object), null).GetILGenerator();
        if (member is MethodInfo m) { if (!m.IsStatic) il.Emit(OpCodes.Newobj, typeof(Hidden).GetConstructor(Type.EmptyTypes)); il.Emit(m.IsStatic ? OpCodes.Call : OpCodes.Callvirt, m); }
        else if (member is FieldInfo f) { il.Emit(OpCodes.Newobj, typeof(Hidden).GetConstructor(Type.EmptyTypes)); il.Emit(OpCodes.Ldfld, f); il.Emit(OpCodes.Box, typeof(int)); }
        else il.Emit(OpCodes.Newobj, (ConstructorInfo)member);
        il.Emit(OpCodes.Ret);
        return (Func<object>)type.CreateType().GetMethod("Run").CreateDelegate(typeof(Func<object>));
    }
    static string Try(Func<object> f) { try { return "" + f(); } catch (Exception e) { return e.GetType().Name; } }
    static void Main()
    {
        const BindingFlags all = (BindingFlags)60;
        Type nested = typeof(Hidden).GetNestedType("Nested", all);
        MemberInfo[] members = { typeof(Hidden).GetMethod("Internal", all), typeof(Hidden).GetMethod("Private", all), typeof(Hidden).GetMethod("Family", all), typeof(Hidden).GetField("number", all), nested.GetMethod("Make", all) };
        foreach (MemberInfo member in members)
            Console.WriteLine(member.Name + ": " + Try(() => Emit("stranger", false, member)()) + ", " + Try(() => Emit("friend", false, member)()) + ", " + Try(() => Emit("ignorant", true, member)()));
    }
}
