// AppDomain.TypeResolve: asked for classes of an assembly being made that are needed before they are created.
// covers: System.Reflection.Emit
using System;
using System.Reflection;
using System.Reflection.Emit;

class Program
{
    static ModuleBuilder module;
    static TypeBuilder pending;
    static int number;

    const TypeAttributes Struct = TypeAttributes.Sealed | TypeAttributes.SequentialLayout;

    static void Case(string name, Func<object> make)
    {
        try { Console.WriteLine(name + ": " + make()); }
        catch (Exception e) { Console.WriteLine(name + ": " + e.GetType().Name); }
    }

    static Assembly Resolve(object sender, ResolveEventArgs args)
    {
        Console.WriteLine($"  asked for {args.Name} by {(sender == AppDomain.CurrentDomain ? "the domain" : sender?.GetType().Name ?? "nobody")}, requesting {args.RequestingAssembly?.GetName().Name ?? "none"}");
        if (pending == null) return null;
        TypeBuilder now = pending;
        pending = null;
        now.CreateType();
        return module.Assembly;
    }

    static void Main()
    {
        AssemblyBuilder assembly = AssemblyBuilder.DefineDynamicAssembly(new AssemblyName("Resolved"), AssemblyBuilderAccess.Run);
        module = assembly.DefineDynamicModule("m");
        foreach (bool listens in new[] { false, true })
        {
            if (listens) AppDomain.CurrentDomain.TypeResolve += Resolve;
            Case("nested struct", () =>
            {
                TypeBuilder outer = module.DefineType("Outer" + number++, TypeAttributes.Public);
                TypeBuilder inner = outer.DefineNestedType("Inner", Struct | TypeAttributes.NestedPublic, typeof(ValueType));
                inner.DefineField("x", typeof(int), FieldAttributes.Public);
                outer.DefineField("f", inner, FieldAttributes.Public);
                pending = inner;
                return outer.CreateType().GetField("f").FieldType.FullName;
            });
            Case("struct beside", () =>
            {
                TypeBuilder user = module.DefineType("N.User" + number, TypeAttributes.Public);
                TypeBuilder value = module.DefineType("N.Value" + number++, Struct | TypeAttributes.Public, typeof(ValueType));
                value.DefineField("x", typeof(int), FieldAttributes.Public);
                user.DefineField("f", value, FieldAttributes.Public);
                pending = value;
                return user.CreateType().GetField("f").FieldType.FullName;
            });
            Case("static struct field", () =>
            {
                TypeBuilder user = module.DefineType("StaticUser" + number, TypeAttributes.Public);
                TypeBuilder value = module.DefineType("StaticValue" + number++, Struct | TypeAttributes.Public, typeof(ValueType));
                value.DefineField("x", typeof(int), FieldAttributes.Public);
                user.DefineField("f", value, FieldAttributes.Public | FieldAttributes.Static);
                pending = value;
                return user.CreateType().GetField("f").FieldType.FullName;
            });
            Case("base class", () =>
            {
                TypeBuilder parent = module.DefineType("Parent" + number, TypeAttributes.Public);
                TypeBuilder child = module.DefineType("Child" + number++, TypeAttributes.Public, parent);
                pending = parent;
                return child.CreateType().BaseType.FullName;
            });
            Case("interface", () =>
            {
                TypeBuilder face = module.DefineType("IFace" + number, TypeAttributes.Public | TypeAttributes.Interface | TypeAttributes.Abstract);
                TypeBuilder type = module.DefineType("Faced" + number++, TypeAttributes.Public, typeof(object), new Type[] { face });
                pending = face;
                return type.CreateType().GetInterfaces()[0].FullName;
            });
            Case("unknown name", () => Type.GetType("Nothing.Here") == null);
            Case("unknown name of the assembly", () => assembly.GetType("Nothing.There") == null);
            Case("a name not created yet", () => { pending = module.DefineType("Later" + number++, TypeAttributes.Public); return assembly.GetType(pending.FullName) == null; });
        }
    }
}
