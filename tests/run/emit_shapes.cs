// AssemblyBuilder: shapes of classes made at run time, one case a line: members and what reflection tells of them, attributes, constants, overrides, generics, refusals.
// covers: System.Reflection.Emit, System.Reflection
using System;
using System.Collections;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Reflection;
using System.Reflection.Emit;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

public interface IGreet
{
    string Greet(string name);
    int Count { get; }
}

public interface IPair<A, B>
{
    A First { get; }
    B Second { get; }
}

public interface IWithDefault
{
    string Plain() => "default";
}

public class Base
{
    public virtual string Name() => "base";
    public virtual string Final() => "open";
    protected virtual int Hidden() => 1;
    public int CallHidden() => Hidden();
}

public class Closed : Base
{
    public sealed override string Final() => "closed";
}

public sealed class Sealed { }

public enum Color : short { Red = 1, Green = 2 }

[AttributeUsage(AttributeTargets.All, AllowMultiple = true)]
public class TagAttribute : Attribute
{
    public TagAttribute() { }
    public TagAttribute(string text) { Text = text; }
    public TagAttribute(Color color, Type type, object any) { Text = color + "," + type + "," + (any is Array a ? string.Join(";", a.Cast<object>()) : any); }
    public TagAttribute(params int[] numbers) { Text = "numbers " + string.Join(";", numbers); }
    public string Text;
    public Color Color { get; set; }
    public string[] Names { get; set; }
    public object Any;
    public override string ToString() => Text + "/" + Color + "/" + (Names == null ? "-" : string.Join("+", Names)) + "/" + (Any ?? "-");
}

static class Program
{
    const BindingFlags All = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;
    static AssemblyBuilder assembly;
    static ModuleBuilder module;
    static int number;
    static readonly Type[] none = Type.EmptyTypes;
    static readonly Type i4 = typeof(int), text = typeof(string), obj = typeof(object), nothing = typeof(void);

    static string Show(object value) => value switch
    {
        null => "null",
        string s => s,
        DBNull => "DBNull",
        IEnumerable many => "[" + string.Join(", ", many.Cast<object>().Select(Show)) + "]",
        IFormattable f => f.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString()
    };

    static void Case(string name, Func<object> make)
    {
        string said;
        try
        {
            said = Show(make());
        }
        catch (TargetInvocationException e)
        {
            said = "inner " + e.InnerException.GetType().Name;
        }
        catch (Exception e)
        {
            said = e.GetType().Name;
        }
        Console.WriteLine(name + ": " + said);
    }

    static TypeBuilder Class(TypeAttributes attributes = TypeAttributes.Public, Type parent = null, params Type[] interfaces) => module.DefineType("S" + number++, attributes, parent, interfaces);

    static MethodBuilder Method(TypeBuilder type, string name, Type result, Type[] parameters, Action<ILGenerator> body, MethodAttributes attributes = MethodAttributes.Public | MethodAttributes.Static)
    {
        MethodBuilder method = type.DefineMethod(name, attributes, result, parameters);
        if (body != null) body(method.GetILGenerator());
        return method;
    }

    const MethodAttributes Virtual = MethodAttributes.Public | MethodAttributes.Virtual | MethodAttributes.HideBySig;

    static Action<ILGenerator> Text(string s) => il => { il.Emit(OpCodes.Ldstr, s); il.Emit(OpCodes.Ret); };
    static Action<ILGenerator> Number(int n) => il => { il.Emit(OpCodes.Ldc_I4, n); il.Emit(OpCodes.Ret); };

    static PropertyBuilder Property(TypeBuilder t, Type type, string name = "P")
    {
        PropertyBuilder p = t.DefineProperty(name, PropertyAttributes.None, type, none);
        p.SetGetMethod(Method(t, "get_" + name, type, none, il => { il.Emit(OpCodes.Ldnull); il.Emit(OpCodes.Unbox_Any, type); il.Emit(OpCodes.Ret); }, MethodAttributes.Public | MethodAttributes.SpecialName));
        return p;
    }

    static void Accessors()
    {
        Case("other accessors of a property", () => { TypeBuilder t = Class(); PropertyBuilder p = Property(t, text); p.AddOtherMethod(Method(t, "reset_P", nothing, none, il => il.Emit(OpCodes.Ret), MethodAttributes.Public)); p.AddOtherMethod(Method(t, "hidden_P", nothing, none, il => il.Emit(OpCodes.Ret), MethodAttributes.Private)); PropertyInfo made = t.CreateType().GetProperty("P"); return Show(made.GetAccessors(false).Select(m => m.Name)) + Show(made.GetAccessors(true).Select(m => m.Name)); });
        Case("other methods of an event", () => { TypeBuilder t = Class(); EventBuilder e = t.DefineEvent("E", EventAttributes.None, typeof(Action)); e.SetAddOnMethod(Method(t, "add_E", nothing, new[] { typeof(Action) }, il => il.Emit(OpCodes.Ret), MethodAttributes.Public)); e.SetRemoveOnMethod(Method(t, "remove_E", nothing, new[] { typeof(Action) }, il => il.Emit(OpCodes.Ret), MethodAttributes.Public)); e.AddOtherMethod(Method(t, "one_E", nothing, none, il => il.Emit(OpCodes.Ret), MethodAttributes.Public)); e.AddOtherMethod(Method(t, "two_E", nothing, none, il => il.Emit(OpCodes.Ret), MethodAttributes.Private)); EventInfo made = t.CreateType().GetEvent("E"); return Show(made.GetOtherMethods(false).Select(m => m.Name)) + Show(made.GetOtherMethods(true).Select(m => m.Name)) + made.RaiseMethod; });
        Case("constant of a property, wrong type", () => { TypeBuilder t = Class(); Property(t, i4).SetConstant("text"); return "taken"; });
        Case("a property without a constant", () => { TypeBuilder t = Class(); Property(t, i4); return t.CreateType().GetProperty("P").GetRawConstantValue(); });
        Case("null get method", () => { Property(Class(), i4).SetGetMethod(null); return "taken"; });
        Case("null other method", () => { Property(Class(), i4).AddOtherMethod(null); return "taken"; });
    }

    static void EscapedNames()
    {
        foreach (string name in new[] { "Esc+A", "Esc\\+B", "Esc,C", "Esc\\,D", "Esc[E]", "Esc&F", "Esc*G", "Esc\\\\H", "N.Esc+I", "Esc.J.", "Esc`1", "Esc K", "Esc.é" })
            Case("name " + name, () => { TypeBuilder t = module.DefineType(name, TypeAttributes.Public); string before = t.Name + " " + t.FullName + " " + t.Namespace; Type made = t.CreateType(); return before + " | " + made.Name + " " + made.FullName + " " + made.Namespace + " " + made + " | " + (module.GetType(name) != null) + (module.GetType(made.FullName) != null) + (assembly.GetType(made.FullName) != null); });
        Case("nested in an escaped name", () => { TypeBuilder t = module.DefineType("Out+er", TypeAttributes.Public); TypeBuilder n = t.DefineNestedType("In,ner", TypeAttributes.NestedPublic); t.CreateType(); Type made = n.CreateType(); return made.Name + " " + made.FullName + " " + (module.GetType(made.FullName) != null) + " " + made.MakeArrayType().FullName; });
        Case("generic of an escaped name", () => { Type made = module.DefineType("Arg,ument", TypeAttributes.Public).CreateType(); return typeof(List<>).MakeGenericType(made).FullName.Split('[')[2].Split("Version")[0] + " " + typeof(List<>).MakeGenericType(made); });
        Case("escaped names of members", () => { TypeBuilder t = Class(); Method(t, "a+b", i4, none, Number(1)); t.DefineField("f,g", i4, FieldAttributes.Public); Type made = t.CreateType(); return made.GetMethod("a+b") + " " + made.GetField("f,g"); });
        Case("two of one name", () => { module.DefineType("Twice", TypeAttributes.Public); module.DefineType("Twice", TypeAttributes.Public); return "taken"; });
        Case("an empty name", () => { module.DefineType("", TypeAttributes.Public); return "taken"; });
        Case("a name that begins with zero", () => { module.DefineType("\0a", TypeAttributes.Public); return "taken"; });
        Case("a zero inside a name", () => { module.DefineType("a\0b", TypeAttributes.Public); return "taken"; });
    }

    static void AfterCreation()
    {
        void Later(string what, Action<TypeBuilder, MethodBuilder, FieldBuilder, PropertyBuilder, EventBuilder, ConstructorBuilder> act)
        {
            Case("after creation: " + what, () =>
            {
                TypeBuilder t = Class();
                MethodBuilder m = Method(t, "M", i4, new[] { i4 }, Number(1));
                FieldBuilder f = t.DefineField("f", i4, FieldAttributes.Public | FieldAttributes.Static);
                PropertyBuilder p = Property(t, i4);
                EventBuilder e = t.DefineEvent("E", EventAttributes.None, typeof(Action));
                e.SetAddOnMethod(Method(t, "add_E", nothing, new[] { typeof(Action) }, il => il.Emit(OpCodes.Ret), MethodAttributes.Public));
                e.SetRemoveOnMethod(Method(t, "remove_E", nothing, new[] { typeof(Action) }, il => il.Emit(OpCodes.Ret), MethodAttributes.Public));
                ConstructorBuilder c = t.DefineConstructor(MethodAttributes.Public, CallingConventions.Standard, new[] { i4 });
                ILGenerator body = c.GetILGenerator();
                body.Emit(OpCodes.Ldarg_0);
                body.Emit(OpCodes.Call, obj.GetConstructor(none));
                body.Emit(OpCodes.Ret);
                Type made = t.CreateType();
                act(t, m, f, p, e, c);
                return made.GetMethod("M");
            });
        }
        Later("return type", (t, m, f, p, e, c) => m.SetReturnType(text));
        Later("parameters", (t, m, f, p, e, c) => m.SetParameters(text, text));
        Later("signature", (t, m, f, p, e, c) => m.SetSignature(text, null, null, none, null, null));
        Later("parameter of a method", (t, m, f, p, e, c) => m.DefineParameter(1, ParameterAttributes.None, "p"));
        Later("parameter of a constructor", (t, m, f, p, e, c) => c.DefineParameter(1, ParameterAttributes.None, "p"));
        Later("generic parameters", (t, m, f, p, e, c) => m.DefineGenericParameters("T"));
        Later("implementation", (t, m, f, p, e, c) => m.SetImplementationFlags(MethodImplAttributes.NoInlining));
        Later("implementation of a constructor", (t, m, f, p, e, c) => c.SetImplementationFlags(MethodImplAttributes.NoInlining));
        Later("body", (t, m, f, p, e, c) => m.GetILGenerator());
        Later("body of a constructor", (t, m, f, p, e, c) => c.GetILGenerator());
        Later("locals", (t, m, f, p, e, c) => m.InitLocals = false);
        Later("attribute of a method", (t, m, f, p, e, c) => m.SetCustomAttribute(new CustomAttributeBuilder(typeof(TagAttribute).GetConstructor(none), new object[0])));
        Later("attribute of a field", (t, m, f, p, e, c) => f.SetCustomAttribute(new CustomAttributeBuilder(typeof(TagAttribute).GetConstructor(none), new object[0])));
        Later("attribute of a property", (t, m, f, p, e, c) => p.SetCustomAttribute(new CustomAttributeBuilder(typeof(TagAttribute).GetConstructor(none), new object[0])));
        Later("attribute of an event", (t, m, f, p, e, c) => e.SetCustomAttribute(new CustomAttributeBuilder(typeof(TagAttribute).GetConstructor(none), new object[0])));
        Later("attribute of a class", (t, m, f, p, e, c) => t.SetCustomAttribute(new CustomAttributeBuilder(typeof(TagAttribute).GetConstructor(none), new object[0])));
        Later("constant of a field", (t, m, f, p, e, c) => f.SetConstant(1));
        Later("offset of a field", (t, m, f, p, e, c) => f.SetOffset(0));
        Later("constant of a property", (t, m, f, p, e, c) => p.SetConstant(1));
        Later("get method", (t, m, f, p, e, c) => p.SetGetMethod(m));
        Later("set method", (t, m, f, p, e, c) => p.SetSetMethod(m));
        Later("other method of a property", (t, m, f, p, e, c) => p.AddOtherMethod(m));
        Later("add method", (t, m, f, p, e, c) => e.SetAddOnMethod(m));
        Later("raise method", (t, m, f, p, e, c) => e.SetRaiseMethod(m));
        Later("other method of an event", (t, m, f, p, e, c) => e.AddOtherMethod(m));
        Later("a method", (t, m, f, p, e, c) => t.DefineMethod("X", MethodAttributes.Public));
        Later("a field", (t, m, f, p, e, c) => t.DefineField("X", i4, FieldAttributes.Public));
        Later("a property", (t, m, f, p, e, c) => t.DefineProperty("X", PropertyAttributes.None, i4, none));
        Later("an event", (t, m, f, p, e, c) => t.DefineEvent("X", EventAttributes.None, typeof(Action)));
        Later("a constructor", (t, m, f, p, e, c) => t.DefineConstructor(MethodAttributes.Public, CallingConventions.Standard, none));
        Later("a default constructor", (t, m, f, p, e, c) => t.DefineDefaultConstructor(MethodAttributes.Public));
        Later("an initializer", (t, m, f, p, e, c) => t.DefineTypeInitializer());
        Later("a nested class", (t, m, f, p, e, c) => t.DefineNestedType("X", TypeAttributes.NestedPublic));
        Later("type parameters", (t, m, f, p, e, c) => t.DefineGenericParameters("T"));
        Later("parent", (t, m, f, p, e, c) => t.SetParent(typeof(Base)));
        Later("an interface", (t, m, f, p, e, c) => t.AddInterfaceImplementation(typeof(IGreet)));
        Later("an override", (t, m, f, p, e, c) => t.DefineMethodOverride(m, typeof(Base).GetMethod("Name")));
        Later("created again", (t, m, f, p, e, c) => t.CreateType());
    }

    static void Main()
    {
        assembly = AssemblyBuilder.DefineDynamicAssembly(new AssemblyName("Shapes, Version=4.3.2.1"), AssemblyBuilderAccess.Run);
        module = assembly.DefineDynamicModule("Shapes");
        Fields();
        Constants();
        Methods();
        Properties();
        Attributes();
        Inheritance();
        Overrides();
        Generics();
        Nesting();
        Values();
        Names();
        Refusals();
        Accessors();
        EscapedNames();
        AfterCreation();
        Load();
        Console.WriteLine(number + " classes");
    }

    static void Fields()
    {
        foreach (Type type in new[] { typeof(int[]), typeof(int[,]), typeof(int*), typeof(List<string>), typeof(int?), typeof(Color), typeof(IntPtr), typeof(Dictionary<int, List<int[]>>) })
            Case("field of " + type, () => { TypeBuilder t = Class(); t.DefineField("f", type, FieldAttributes.Public); return t.CreateType().GetField("f").FieldType; });
        foreach (FieldAttributes attributes in new[] { FieldAttributes.Private, FieldAttributes.FamANDAssem, FieldAttributes.Assembly, FieldAttributes.Family, FieldAttributes.FamORAssem, FieldAttributes.Public | FieldAttributes.InitOnly, FieldAttributes.Public | FieldAttributes.NotSerialized, FieldAttributes.Public | FieldAttributes.Static })
            Case("field " + attributes, () => { TypeBuilder t = Class(); t.DefineField("f", i4, attributes); return t.CreateType().GetField("f", All).Attributes; });
        Case("two fields of one name", () => { TypeBuilder t = Class(); t.DefineField("f", i4, FieldAttributes.Public); t.DefineField("f", text, FieldAttributes.Public); return t.CreateType().GetFields().Length; });
        Case("modifiers of a field", () => { TypeBuilder t = Class(); t.DefineField("f", i4, new[] { typeof(IsVolatile) }, new[] { typeof(IsConst), typeof(IsLong) }, FieldAttributes.Public); FieldInfo f = t.CreateType().GetField("f"); return Show(f.GetRequiredCustomModifiers()) + Show(f.GetOptionalCustomModifiers()); });
        Case("set and get", () => { TypeBuilder t = Class(); t.DefineField("f", typeof(double), FieldAttributes.Public); object o = Activator.CreateInstance(t.CreateType()); o.GetType().GetField("f").SetValue(o, 2.5); return o.GetType().GetField("f").GetValue(o); });
        Case("thread static", () => { TypeBuilder t = Class(); FieldBuilder f = t.DefineField("f", i4, FieldAttributes.Public | FieldAttributes.Static); f.SetCustomAttribute(new CustomAttributeBuilder(typeof(ThreadStaticAttribute).GetConstructor(none), new object[0])); FieldInfo made = t.CreateType().GetField("f"); made.SetValue(null, 5); object other = null; System.Threading.Thread thread = new(() => other = made.GetValue(null)); thread.Start(); thread.Join(); return made.GetValue(null) + " " + other; });
    }

    static void Constants()
    {
        foreach (object value in new object[] { true, 'x', (sbyte)-1, (byte)200, (short)-300, (ushort)60000, 70000, 4000000000u, -5000000000L, ulong.MaxValue, 1.5f, 2.25, "text" })
            Case("constant " + value.GetType().Name, () => { TypeBuilder t = Class(); t.DefineField("c", value.GetType(), FieldAttributes.Public | FieldAttributes.Static | FieldAttributes.Literal).SetConstant(value); return t.CreateType().GetField("c").GetRawConstantValue(); });
        Case("constant of an enum", () => { TypeBuilder t = Class(); t.DefineField("c", typeof(Color), FieldAttributes.Public | FieldAttributes.Static | FieldAttributes.Literal).SetConstant(Color.Green); return t.CreateType().GetField("c").GetValue(null); });
        Case("null constant", () => { TypeBuilder t = Class(); t.DefineField("c", text, FieldAttributes.Public | FieldAttributes.Static | FieldAttributes.Literal).SetConstant(null); return t.CreateType().GetField("c").GetRawConstantValue(); });
        Case("constant of a wrong type", () => { Class().DefineField("c", i4, FieldAttributes.Public | FieldAttributes.Static | FieldAttributes.Literal).SetConstant(5L); return "taken"; });
        foreach (object value in new object[] { 7, "seven", null, Color.Red, 3.5, 'q', false })
            Case("default " + (value ?? "null"), () =>
            {
                TypeBuilder t = Class();
                MethodBuilder m = Method(t, "M", nothing, new[] { value == null ? obj : value.GetType() }, il => il.Emit(OpCodes.Ret));
                m.DefineParameter(1, ParameterAttributes.Optional | ParameterAttributes.HasDefault, "p").SetConstant(value);
                ParameterInfo p = t.CreateType().GetMethod("M").GetParameters()[0];
                return Show(p.DefaultValue) + " " + p.HasDefaultValue + " " + p.IsOptional;
            });
        Case("default is used", () => { TypeBuilder t = Class(); MethodBuilder m = Method(t, "M", i4, new[] { i4 }, il => { il.Emit(OpCodes.Ldarg_0); il.Emit(OpCodes.Ret); }); m.DefineParameter(1, ParameterAttributes.Optional | ParameterAttributes.HasDefault, "p").SetConstant(88); return t.CreateType().InvokeMember("M", BindingFlags.InvokeMethod | BindingFlags.Public | BindingFlags.Static | BindingFlags.OptionalParamBinding, null, null, new[] { Type.Missing }); });
    }

    static void Methods()
    {
        Case("signature", () => { TypeBuilder t = Class(); Method(t, "M", typeof(int[]), new[] { i4.MakeByRefType(), typeof(List<int>), typeof(char*) }, il => { il.Emit(OpCodes.Ldnull); il.Emit(OpCodes.Ret); }); return t.CreateType().GetMethod("M"); });
        Case("names of parameters", () => { TypeBuilder t = Class(); MethodBuilder m = Method(t, "M", nothing, new[] { i4, i4, i4 }, il => il.Emit(OpCodes.Ret)); m.DefineParameter(3, ParameterAttributes.Out, "third"); m.DefineParameter(1, ParameterAttributes.In, "first"); return t.CreateType().GetMethod("M").GetParameters().Select(p => p.Name + " " + p.Attributes); });
        Case("result parameter", () => { TypeBuilder t = Class(); MethodBuilder m = Method(t, "M", i4, none, Number(1)); m.DefineParameter(0, ParameterAttributes.Retval, null).SetCustomAttribute(new CustomAttributeBuilder(typeof(TagAttribute).GetConstructor(new[] { text }), new object[] { "result" })); return t.CreateType().GetMethod("M").ReturnParameter.GetCustomAttributes(false); });
        foreach (MethodImplAttributes flags in new[] { MethodImplAttributes.NoInlining, MethodImplAttributes.AggressiveInlining, MethodImplAttributes.Synchronized, MethodImplAttributes.NoOptimization })
            Case("implementation " + flags, () => { TypeBuilder t = Class(); Method(t, "M", i4, none, Number(1)).SetImplementationFlags(flags); return t.CreateType().GetMethod("M").GetMethodImplementationFlags(); });
        foreach (MethodAttributes attributes in new[] { MethodAttributes.Private, MethodAttributes.Family, MethodAttributes.Assembly, MethodAttributes.FamORAssem, MethodAttributes.Public | MethodAttributes.HideBySig | MethodAttributes.SpecialName })
            Case("method " + attributes, () => { TypeBuilder t = Class(); Method(t, "M", i4, none, Number(1), attributes | MethodAttributes.Static); return t.CreateType().GetMethod("M", All).Attributes; });
        Case("overloads", () => { TypeBuilder t = Class(); Method(t, "M", text, new[] { i4 }, Text("int")); Method(t, "M", text, new[] { text }, Text("string")); Method(t, "M", text, new[] { typeof(double) }, Text("double")); Type made = t.CreateType(); return new[] { typeof(int), typeof(string), typeof(double) }.Select(p => made.GetMethod("M", new[] { p }).Invoke(null, new[] { p == text ? "" : Convert.ChangeType(0, p) })); });
        Case("by reference", () => { TypeBuilder t = Class(); Method(t, "M", nothing, new[] { i4.MakeByRefType() }, il => { il.Emit(OpCodes.Ldarg_0); il.Emit(OpCodes.Ldc_I4_7); il.Emit(OpCodes.Stind_I4); il.Emit(OpCodes.Ret); }); object[] a = { 1 }; t.CreateType().GetMethod("M").Invoke(null, a); return a; });
        Case("returns a reference", () => { TypeBuilder t = Class(); Method(t, "M", i4.MakeByRefType(), new[] { typeof(int[]) }, il => { il.Emit(OpCodes.Ldarg_0); il.Emit(OpCodes.Ldc_I4_1); il.Emit(OpCodes.Ldelema, i4); il.Emit(OpCodes.Ret); }); MethodInfo m = t.CreateType().GetMethod("M"); return m.ReturnType + " " + m.Invoke(null, new object[] { new[] { 3, 4 } }); });
        Case("set later", () => { TypeBuilder t = Class(); MethodBuilder m = t.DefineMethod("M", MethodAttributes.Public | MethodAttributes.Static); m.SetReturnType(text); m.SetParameters(i4, i4); Text("later")(m.GetILGenerator()); return t.CreateType().GetMethod("M"); });
        Case("constructor of three arguments", () => { TypeBuilder t = Class(); FieldBuilder f = t.DefineField("f", i4, FieldAttributes.Public); ILGenerator il = t.DefineConstructor(MethodAttributes.Public, CallingConventions.Standard, new[] { i4, i4, i4 }).GetILGenerator(); il.Emit(OpCodes.Ldarg_0); il.Emit(OpCodes.Call, obj.GetConstructor(none)); il.Emit(OpCodes.Ldarg_0); il.Emit(OpCodes.Ldarg_3); il.Emit(OpCodes.Stfld, f); il.Emit(OpCodes.Ret); Type made = t.CreateType(); return made.GetField("f").GetValue(Activator.CreateInstance(made, 1, 2, 3)); });
        Case("no default constructor with another", () => { TypeBuilder t = Class(); ILGenerator il = t.DefineConstructor(MethodAttributes.Public, CallingConventions.Standard, new[] { i4 }).GetILGenerator(); il.Emit(OpCodes.Ldarg_0); il.Emit(OpCodes.Call, obj.GetConstructor(none)); il.Emit(OpCodes.Ret); return Activator.CreateInstance(t.CreateType()); });
        Case("body as reflection sees it", () => { TypeBuilder t = Class(); Method(t, "M", i4, none, il => { il.DeclareLocal(text); il.DeclareLocal(typeof(long)); Number(300)(il); }); MethodBody body = t.CreateType().GetMethod("M").GetMethodBody(); return body.LocalVariables.Select(l => l.LocalType).Concat(new object[] { body.GetILAsByteArray().Length, body.InitLocals }); });
        Case("no initialised locals", () => { TypeBuilder t = Class(); MethodBuilder m = Method(t, "M", i4, none, il => { il.DeclareLocal(i4); Number(1)(il); }); m.InitLocals = false; return t.CreateType().GetMethod("M").GetMethodBody().InitLocals; });
        Case("delegate to an instance method", () => { TypeBuilder t = Class(); Method(t, "M", text, none, Text("called"), MethodAttributes.Public); Type made = t.CreateType(); return ((Func<string>)made.GetMethod("M").CreateDelegate(typeof(Func<string>), Activator.CreateInstance(made)))(); });
        Case("token resolves", () => { TypeBuilder t = Class(); Method(t, "M", i4, none, Number(1)); MethodInfo m = t.CreateType().GetMethod("M"); return m.Module.ResolveMethod(m.MetadataToken) == m; });
    }

    static void Properties()
    {
        Case("property", () =>
        {
            TypeBuilder t = Class();
            PropertyBuilder p = t.DefineProperty("P", PropertyAttributes.None, text, none);
            p.SetGetMethod(Method(t, "get_P", text, none, Text("got"), MethodAttributes.Public | MethodAttributes.SpecialName));
            Type made = t.CreateType();
            PropertyInfo info = made.GetProperty("P");
            return info + " " + info.CanRead + info.CanWrite + " " + info.GetValue(Activator.CreateInstance(made));
        });
        Case("indexer", () =>
        {
            TypeBuilder t = Class();
            PropertyBuilder p = t.DefineProperty("Item", PropertyAttributes.None, i4, new[] { i4, text });
            p.SetGetMethod(Method(t, "get_Item", i4, new[] { i4, text }, il => { il.Emit(OpCodes.Ldarg_1); il.Emit(OpCodes.Ret); }, MethodAttributes.Public | MethodAttributes.SpecialName));
            t.SetCustomAttribute(new CustomAttributeBuilder(typeof(DefaultMemberAttribute).GetConstructor(new[] { text }), new object[] { "Item" }));
            Type made = t.CreateType();
            return made.GetProperty("Item").GetValue(Activator.CreateInstance(made), new object[] { 31, "" }) + " " + Show(made.GetDefaultMembers()) + Show(made.GetProperty("Item").GetIndexParameters());
        });
        Case("static property", () => { TypeBuilder t = Class(); PropertyBuilder p = t.DefineProperty("P", PropertyAttributes.None, CallingConventions.Standard, i4, none); p.SetGetMethod(Method(t, "get_P", i4, none, Number(12), MethodAttributes.Public | MethodAttributes.Static | MethodAttributes.SpecialName)); return t.CreateType().GetProperty("P", BindingFlags.Public | BindingFlags.Static).GetValue(null); });
        Case("private setter", () => { TypeBuilder t = Class(); PropertyBuilder p = t.DefineProperty("P", PropertyAttributes.None, i4, none); p.SetGetMethod(Method(t, "get_P", i4, none, Number(1), MethodAttributes.Public | MethodAttributes.SpecialName)); p.SetSetMethod(Method(t, "set_P", nothing, new[] { i4 }, il => il.Emit(OpCodes.Ret), MethodAttributes.Private | MethodAttributes.SpecialName)); PropertyInfo made = t.CreateType().GetProperty("P"); return (made.GetSetMethod() == null) + " " + (made.GetSetMethod(true) != null) + " " + made.GetAccessors(true).Length; });
        Case("property attribute", () => { TypeBuilder t = Class(); PropertyBuilder p = t.DefineProperty("P", PropertyAttributes.None, i4, none); p.SetCustomAttribute(new CustomAttributeBuilder(typeof(TagAttribute).GetConstructor(none), new object[0])); p.SetGetMethod(Method(t, "get_P", i4, none, Number(1), MethodAttributes.Public)); return t.CreateType().GetProperty("P").GetCustomAttributes(true); });
        Case("event with raise", () =>
        {
            TypeBuilder t = Class();
            EventBuilder e = t.DefineEvent("E", EventAttributes.None, typeof(Action));
            e.SetAddOnMethod(Method(t, "add_E", nothing, new[] { typeof(Action) }, il => il.Emit(OpCodes.Ret), MethodAttributes.Public));
            e.SetRemoveOnMethod(Method(t, "remove_E", nothing, new[] { typeof(Action) }, il => il.Emit(OpCodes.Ret), MethodAttributes.Public));
            e.SetRaiseMethod(Method(t, "raise_E", nothing, none, il => il.Emit(OpCodes.Ret), MethodAttributes.Public));
            EventInfo made = t.CreateType().GetEvent("E");
            return made + " " + made.RaiseMethod + " " + made.AddMethod.Name + " " + made.IsMulticast;
        });
    }

    static void Attributes()
    {
        ConstructorInfo Constructor(params Type[] types) => typeof(TagAttribute).GetConstructor(types);
        object On(Action<TypeBuilder> set) { TypeBuilder t = Class(); set(t); return t.CreateType().GetCustomAttributes(false); }
        Case("attribute", () => On(t => t.SetCustomAttribute(new CustomAttributeBuilder(Constructor(text), new object[] { "hello" }))));
        Case("attribute with enum, type, object", () => On(t => t.SetCustomAttribute(new CustomAttributeBuilder(Constructor(typeof(Color), typeof(Type), obj), new object[] { Color.Green, typeof(Dictionary<string, int>), 12 }))));
        Case("attribute with an array as object", () => On(t => t.SetCustomAttribute(new CustomAttributeBuilder(Constructor(typeof(Color), typeof(Type), obj), new object[] { Color.Red, null, new[] { "a", "b" } }))));
        Case("attribute with an array", () => On(t => t.SetCustomAttribute(new CustomAttributeBuilder(Constructor(typeof(int[])), new object[] { new[] { 1, 2, 3 } }))));
        Case("attribute with names", () => On(t => t.SetCustomAttribute(new CustomAttributeBuilder(Constructor(), new object[0], new[] { typeof(TagAttribute).GetProperty("Color"), typeof(TagAttribute).GetProperty("Names") }, new object[] { Color.Green, new[] { "x", null, "z" } }, new[] { typeof(TagAttribute).GetField("Any"), typeof(TagAttribute).GetField("Text") }, new object[] { Color.Red, "named" }))));
        Case("attribute as bytes", () => On(t => t.SetCustomAttribute(Constructor(text), new byte[] { 1, 0, 3, (byte)'r', (byte)'a', (byte)'w', 0, 0 })));
        Case("two attributes", () => On(t => { t.SetCustomAttribute(new CustomAttributeBuilder(Constructor(text), new object[] { "one" })); t.SetCustomAttribute(new CustomAttributeBuilder(Constructor(text), new object[] { "two" })); }));
        Case("attribute of the assembly", () => { assembly.SetCustomAttribute(new CustomAttributeBuilder(Constructor(text), new object[] { "assembly" })); return assembly.GetCustomAttributes(typeof(TagAttribute), false); });
        Case("attribute of the module", () => { module.SetCustomAttribute(new CustomAttributeBuilder(Constructor(text), new object[] { "module" })); return module.GetCustomAttributes(typeof(TagAttribute), false); });
        Case("attribute data", () => { TypeBuilder t = Class(); t.SetCustomAttribute(new CustomAttributeBuilder(Constructor(typeof(Color), typeof(Type), obj), new object[] { Color.Green, typeof(int), "o" })); return t.CreateType().GetCustomAttributesData().Select(d => d.Constructor.DeclaringType.Name + Show(d.ConstructorArguments.Select(a => a.ArgumentType.Name + "=" + a.Value))); });
        Case("serializable", () => { TypeBuilder t = Class(TypeAttributes.Public | TypeAttributes.Serializable); return t.CreateType().Attributes.HasFlag(TypeAttributes.Serializable); });
        Case("attribute of a made class", () =>
        {
            TypeBuilder made = Class(TypeAttributes.Public, typeof(Attribute));
            ConstructorBuilder make = made.DefineConstructor(MethodAttributes.Public, CallingConventions.Standard, new[] { i4 });
            FieldBuilder field = made.DefineField("N", i4, FieldAttributes.Public);
            ILGenerator il = make.GetILGenerator();
            il.Emit(OpCodes.Ldarg_0); il.Emit(OpCodes.Call, typeof(Attribute).GetConstructor(BindingFlags.NonPublic | BindingFlags.Instance, null, none, null)); il.Emit(OpCodes.Ldarg_0); il.Emit(OpCodes.Ldarg_1); il.Emit(OpCodes.Stfld, field); il.Emit(OpCodes.Ret);
            Type type = made.CreateType();
            TypeBuilder user = Class();
            user.SetCustomAttribute(new CustomAttributeBuilder(type.GetConstructor(new[] { i4 }), new object[] { 404 }));
            return type.GetField("N").GetValue(user.CreateType().GetCustomAttributes(type, false)[0]);
        });
        Case("wrong argument", () => new CustomAttributeBuilder(Constructor(text), new object[] { 5 }));
        Case("read-only property", () => new CustomAttributeBuilder(Constructor(), new object[0], new[] { typeof(Attribute).GetProperty("TypeId") }, new object[] { 1 }));
        Case("static constructor as attribute", () => new CustomAttributeBuilder(typeof(Console).TypeInitializer ?? typeof(Program).TypeInitializer, new object[0]));
    }

    static void Inheritance()
    {
        Case("base class", () => Class(TypeAttributes.Public, typeof(Base)).CreateType().BaseType);
        Case("default constructor of a base class", () => Activator.CreateInstance(Class(TypeAttributes.Public, typeof(Closed)).CreateType()) is Base);
        Case("abstract class", () => Activator.CreateInstance(Class(TypeAttributes.Public | TypeAttributes.Abstract).CreateType()));
        Case("sealed base class", () => Class(TypeAttributes.Public, typeof(Sealed)).CreateType());
        Case("interface as base class", () => Class(TypeAttributes.Public, typeof(IGreet)).CreateType());
        Case("generic base class", () => Class(TypeAttributes.Public, typeof(List<string>)).CreateType().BaseType);
        Case("exception class", () => { TypeBuilder t = Class(TypeAttributes.Public, typeof(Exception)); return ((Exception)Activator.CreateInstance(t.CreateType())).Message.Contains("Exception of type 'S"); });
        Case("interface of interfaces", () => { TypeBuilder t = Class(TypeAttributes.Public | TypeAttributes.Interface | TypeAttributes.Abstract); t.AddInterfaceImplementation(typeof(IGreet)); t.AddInterfaceImplementation(typeof(IDisposable)); return t.CreateType().GetInterfaces().Select(i => i.Name).OrderBy(n => n); });
        Case("parent set later", () => { TypeBuilder t = Class(); t.SetParent(typeof(Base)); return t.CreateType().BaseType; });
        Case("base of two made classes", () => { TypeBuilder a = Class(), b = Class(TypeAttributes.Public, a), c = Class(TypeAttributes.Public, b); Type first = a.CreateType(); b.CreateType(); return c.CreateType().IsSubclassOf(first); });
        Case("derived before base", () => { TypeBuilder a = Class(), b = Class(TypeAttributes.Public, a); b.DefineDefaultConstructor(MethodAttributes.Public); return b.CreateType(); });
    }

    static void Overrides()
    {
        Case("override", () => { TypeBuilder t = Class(TypeAttributes.Public, typeof(Base)); Method(t, "Name", text, none, Text("made"), Virtual); return ((Base)Activator.CreateInstance(t.CreateType())).Name(); });
        Case("new slot", () => { TypeBuilder t = Class(TypeAttributes.Public, typeof(Base)); Method(t, "Name", text, none, Text("made"), Virtual | MethodAttributes.NewSlot); return ((Base)Activator.CreateInstance(t.CreateType())).Name(); });
        Case("override a protected method", () => { TypeBuilder t = Class(TypeAttributes.Public, typeof(Base)); Method(t, "Hidden", i4, none, Number(22), MethodAttributes.Family | MethodAttributes.Virtual | MethodAttributes.HideBySig); return ((Base)Activator.CreateInstance(t.CreateType())).CallHidden(); });
        Case("override a final method", () => { TypeBuilder t = Class(TypeAttributes.Public, typeof(Closed)); Method(t, "Final", text, none, Text("made"), Virtual); return t.CreateType(); });
        Case("override under another name", () => { TypeBuilder t = Class(TypeAttributes.Public, typeof(Base)); t.DefineMethodOverride(Method(t, "Other", text, none, Text("other"), Virtual | MethodAttributes.NewSlot), typeof(Base).GetMethod("Name")); return ((Base)Activator.CreateInstance(t.CreateType())).Name(); });
        Case("less access", () => { TypeBuilder t = Class(TypeAttributes.Public, typeof(Base)); Method(t, "Name", text, none, Text("made"), MethodAttributes.Family | MethodAttributes.Virtual); return t.CreateType(); });
        Case("interface", () => { TypeBuilder t = Class(TypeAttributes.Public, null, typeof(IGreet)); Method(t, "Greet", text, new[] { text }, il => { il.Emit(OpCodes.Ldarg_1); il.Emit(OpCodes.Ret); }, Virtual); Method(t, "get_Count", i4, none, Number(9), Virtual); IGreet g = (IGreet)Activator.CreateInstance(t.CreateType()); return g.Greet("you") + g.Count; });
        Case("generic interface", () => { TypeBuilder t = Class(TypeAttributes.Public, null, typeof(IPair<int, string>)); Method(t, "get_First", i4, none, Number(5), Virtual); Method(t, "get_Second", text, none, Text("five"), Virtual); var p = (IPair<int, string>)Activator.CreateInstance(t.CreateType()); return p.First + p.Second; });
        Case("two interfaces of one method", () =>
        {
            TypeBuilder t = Class(TypeAttributes.Public, null, typeof(IPair<int, int>), typeof(IPair<long, long>));
            foreach (Type pair in new[] { typeof(IPair<int, int>), typeof(IPair<long, long>) })
                foreach (string name in new[] { "get_First", "get_Second" })
                    t.DefineMethodOverride(Method(t, pair.GenericTypeArguments[0].Name + name, pair.GenericTypeArguments[0], none, il => { il.Emit(OpCodes.Ldc_I4, name.Length + pair.GenericTypeArguments[0].Name.Length); if (pair.GenericTypeArguments[0] != i4) il.Emit(OpCodes.Conv_I8); il.Emit(OpCodes.Ret); }, MethodAttributes.Private | MethodAttributes.Virtual | MethodAttributes.Final | MethodAttributes.NewSlot), pair.GetMethod(name));
            object o = Activator.CreateInstance(t.CreateType());
            return ((IPair<int, int>)o).Second + " " + ((IPair<long, long>)o).First;
        });
        Case("default of an interface", () => ((IWithDefault)Activator.CreateInstance(Class(TypeAttributes.Public, null, typeof(IWithDefault)).CreateType())).Plain());
        Case("missing method", () => Class(TypeAttributes.Public, null, typeof(IGreet)).CreateType());
        Case("inherited implementation", () => { TypeBuilder a = Class(); Method(a, "Dispose", nothing, none, il => il.Emit(OpCodes.Ret), Virtual); TypeBuilder b = Class(TypeAttributes.Public, a, typeof(IDisposable)); a.CreateType(); ((IDisposable)Activator.CreateInstance(b.CreateType())).Dispose(); return "disposed"; });
        Case("interface map", () => { TypeBuilder t = Class(TypeAttributes.Public, null, typeof(IDisposable)); Method(t, "Dispose", nothing, none, il => il.Emit(OpCodes.Ret), Virtual); return t.CreateType().GetInterfaceMap(typeof(IDisposable)).TargetMethods; });
        Case("abstract method called", () => { TypeBuilder t = Class(TypeAttributes.Public | TypeAttributes.Abstract); Method(t, "M", text, none, null, Virtual | MethodAttributes.Abstract | MethodAttributes.NewSlot); TypeBuilder d = Class(TypeAttributes.Public, t); Method(d, "M", text, none, Text("concrete"), Virtual); Type a = t.CreateType(); return a.GetMethod("M").Invoke(Activator.CreateInstance(d.CreateType()), null); });
        Case("abstract method left open", () => { TypeBuilder t = Class(TypeAttributes.Public | TypeAttributes.Abstract); Method(t, "M", text, none, null, Virtual | MethodAttributes.Abstract | MethodAttributes.NewSlot); t.CreateType(); return Class(TypeAttributes.Public, t).CreateType(); });
        Case("finalizer", () => { TypeBuilder t = Class(); Method(t, "Finalize", nothing, none, il => il.Emit(OpCodes.Ret), MethodAttributes.Family | MethodAttributes.Virtual | MethodAttributes.HideBySig); Activator.CreateInstance(t.CreateType()); GC.Collect(); GC.WaitForPendingFinalizers(); return "ran"; });
        Case("Equals and GetHashCode", () => { TypeBuilder t = Class(); Method(t, "Equals", typeof(bool), new[] { obj }, Number(1), Virtual); Method(t, "GetHashCode", i4, none, Number(3), Virtual); Type made = t.CreateType(); return new HashSet<object> { Activator.CreateInstance(made), Activator.CreateInstance(made) }.Count; });
    }

    static void Generics()
    {
        GenericTypeParameterBuilder[] Open(out TypeBuilder t, params string[] names) { t = Class(); return t.DefineGenericParameters(names); }
        Case("two parameters", () => { Open(out TypeBuilder t, "K", "V"); Type made = t.CreateType(); return made.IsGenericTypeDefinition + Show(made.GetGenericArguments().Select(a => a.Name + a.GenericParameterPosition)); });
        Case("instance", () => { Open(out TypeBuilder t, "T"); return Activator.CreateInstance(t.CreateType().MakeGenericType(typeof(int[]))).GetType().GetGenericArguments(); });
        foreach (GenericParameterAttributes flags in new[] { GenericParameterAttributes.ReferenceTypeConstraint, GenericParameterAttributes.NotNullableValueTypeConstraint | GenericParameterAttributes.DefaultConstructorConstraint, GenericParameterAttributes.DefaultConstructorConstraint })
            Case("constraint " + flags, () => { Open(out TypeBuilder t, "T")[0].SetGenericParameterAttributes(flags); Type made = t.CreateType(); return made.GetGenericArguments()[0].GenericParameterAttributes + " " + string.Join(" ", new[] { typeof(int), typeof(string), typeof(Base) }.Select(a => { try { made.MakeGenericType(a); return "yes"; } catch (ArgumentException) { return "no"; } })); });
        Case("base constraint", () => { GenericTypeParameterBuilder p = Open(out TypeBuilder t, "T")[0]; p.SetBaseTypeConstraint(typeof(Base)); p.SetInterfaceConstraints(typeof(IDisposable), typeof(ICloneable)); return t.CreateType().GetGenericArguments()[0].GetGenericParameterConstraints().Select(c => c.Name).OrderBy(n => n); });
        Case("constraint of another parameter", () => { var p = Open(out TypeBuilder t, "A", "B"); p[1].SetBaseTypeConstraint(p[0]); Type made = t.CreateType(); made.MakeGenericType(typeof(Base), typeof(Closed)); return made.MakeGenericType(typeof(Closed), typeof(Base)); });
        Case("variance", () => { TypeBuilder t = Class(TypeAttributes.Public | TypeAttributes.Interface | TypeAttributes.Abstract); var p = t.DefineGenericParameters("In", "Out"); p[0].SetGenericParameterAttributes(GenericParameterAttributes.Contravariant); p[1].SetGenericParameterAttributes(GenericParameterAttributes.Covariant); Type made = t.CreateType(); return made.MakeGenericType(typeof(Base), typeof(Closed)).IsAssignableTo(made.MakeGenericType(typeof(Closed), typeof(Base))) + " " + made.MakeGenericType(typeof(Closed), typeof(Base)).IsAssignableTo(made.MakeGenericType(typeof(Base), typeof(Closed))); });
        Case("attribute of a parameter", () => { Open(out TypeBuilder t, "T")[0].SetCustomAttribute(new CustomAttributeBuilder(typeof(TagAttribute).GetConstructor(new[] { text }), new object[] { "on T" })); return t.CreateType().GetGenericArguments()[0].GetCustomAttributes(false); });
        Case("method of T", () => { GenericTypeParameterBuilder p = Open(out TypeBuilder t, "T")[0]; MethodBuilder m = t.DefineMethod("M", MethodAttributes.Public | MethodAttributes.Static, p, new Type[] { p, p.MakeArrayType(), typeof(List<>).MakeGenericType(p) }); m.GetILGenerator().Emit(OpCodes.Ldarg_0); m.GetILGenerator().Emit(OpCodes.Ret); Type made = t.CreateType(); return made.GetMethod("M") + " " + made.MakeGenericType(i4).GetMethod("M").Invoke(null, new object[] { 6, null, null }); });
        Case("static field of each instance", () => { Open(out TypeBuilder t, "T"); t.DefineField("f", i4, FieldAttributes.Public | FieldAttributes.Static); Type made = t.CreateType(); made.MakeGenericType(i4).GetField("f").SetValue(null, 1); made.MakeGenericType(text).GetField("f").SetValue(null, 2); return made.MakeGenericType(i4).GetField("f").GetValue(null) + " " + made.MakeGenericType(typeof(object)).GetField("f").GetValue(null); });
        Case("generic method", () => { TypeBuilder t = Class(); MethodBuilder m = t.DefineMethod("M", MethodAttributes.Public | MethodAttributes.Static); var p = m.DefineGenericParameters("A", "B"); p[0].SetGenericParameterAttributes(GenericParameterAttributes.NotNullableValueTypeConstraint); m.SetReturnType(typeof(Dictionary<,>).MakeGenericType(p)); m.SetParameters(p[0].MakeByRefType(), p[1].MakeArrayType()); m.GetILGenerator().Emit(OpCodes.Ldnull); m.GetILGenerator().Emit(OpCodes.Ret); MethodInfo made = t.CreateType().GetMethod("M"); return made + " " + made.MakeGenericMethod(i4, text); });
        Case("inherits an instance of itself", () => { GenericTypeParameterBuilder p = Open(out TypeBuilder t, "T")[0]; t.AddInterfaceImplementation(typeof(IEquatable<>).MakeGenericType(t.MakeGenericType(p))); MethodBuilder m = t.DefineMethod("Equals", Virtual, typeof(bool), new[] { t.MakeGenericType(p) }); Number(1)(m.GetILGenerator()); Type made = t.CreateType().MakeGenericType(i4); return typeof(IEquatable<>).MakeGenericType(made).IsAssignableFrom(made); });
        Case("class of its own instance", () => { TypeBuilder t = Class(); t.AddInterfaceImplementation(typeof(IComparable<>).MakeGenericType(t)); MethodBuilder m = t.DefineMethod("CompareTo", Virtual, i4, new[] { t }); Number(0)(m.GetILGenerator()); Type made = t.CreateType(); return made.GetInterfaces()[0].GetGenericArguments()[0] == made; });
        Case("TypeBuilder.GetMethod of a closed class", () => TypeBuilder.GetMethod(typeof(List<int>), typeof(List<>).GetMethod("Add")));
        Case("TypeBuilder.GetField of another class", () => { Open(out TypeBuilder t, "T"); return TypeBuilder.GetField(t.MakeGenericType(i4), typeof(Tuple<>).GetField("m_Item1", All)); });
        Case("parameters twice", () => { Open(out TypeBuilder t, "T"); return t.DefineGenericParameters("U"); });
        Case("no parameters", () => Class().DefineGenericParameters());
    }

    static void Nesting()
    {
        Case("nested", () => { TypeBuilder t = Class(), n = t.DefineNestedType("N", TypeAttributes.NestedPublic); Type outer = t.CreateType(); return n.CreateType().FullName.EndsWith("+N") + " " + outer.GetNestedType("N").Name + " " + outer.GetNestedTypes().Length; });
        foreach (TypeAttributes attributes in new[] { TypeAttributes.NestedPrivate, TypeAttributes.NestedAssembly, TypeAttributes.NestedFamily, TypeAttributes.NestedFamORAssem })
            Case("nested " + (int)attributes, () => { TypeBuilder t = Class(), n = t.DefineNestedType("N", attributes); t.CreateType(); return (int)(n.CreateType().Attributes & TypeAttributes.VisibilityMask); });
        Case("nested struct as a field", () => { TypeBuilder t = Class(), n = t.DefineNestedType("N", TypeAttributes.NestedPublic | TypeAttributes.Sealed | TypeAttributes.SequentialLayout, typeof(ValueType)); n.DefineField("x", i4, FieldAttributes.Public); t.DefineField("f", n, FieldAttributes.Public); Type inner = n.CreateType(); return t.CreateType().GetField("f").FieldType == inner; });
        Case("nested generic", () => { TypeBuilder t = Class(); t.DefineGenericParameters("T"); TypeBuilder n = t.DefineNestedType("N", TypeAttributes.NestedPublic); n.DefineGenericParameters("T", "U"); t.CreateType(); return n.CreateType().GetGenericArguments().Select(a => a.Name); });
        Case("public attribute of a nested class", () => Class().DefineNestedType("N", TypeAttributes.Public));
        Case("nested attribute of an outer class", () => module.DefineType("Wrong", TypeAttributes.NestedPublic));
    }

    static void Values()
    {
        Case("struct", () => { TypeBuilder t = Class(TypeAttributes.Public | TypeAttributes.Sealed | TypeAttributes.SequentialLayout, typeof(ValueType)); t.DefineField("a", typeof(byte), FieldAttributes.Public); t.DefineField("b", typeof(long), FieldAttributes.Public); Type made = t.CreateType(); return made.IsValueType + " " + Marshal.SizeOf(made) + " " + Activator.CreateInstance(made).Equals(Activator.CreateInstance(made)); });
        Case("packed", () => { TypeBuilder t = module.DefineType("S" + number++, TypeAttributes.Public | TypeAttributes.Sealed | TypeAttributes.SequentialLayout, typeof(ValueType), PackingSize.Size2); t.DefineField("a", typeof(byte), FieldAttributes.Public); t.DefineField("b", typeof(long), FieldAttributes.Public); Type made = t.CreateType(); return Marshal.SizeOf(made) + " " + made.StructLayoutAttribute.Pack; });
        Case("sized", () => { TypeBuilder t = module.DefineType("S" + number++, TypeAttributes.Public | TypeAttributes.Sealed | TypeAttributes.SequentialLayout, typeof(ValueType), 40); t.DefineField("a", i4, FieldAttributes.Public); Type made = t.CreateType(); return Marshal.SizeOf(made) + " " + made.StructLayoutAttribute.Size; });
        Case("explicit layout", () => { TypeBuilder t = Class(TypeAttributes.Public | TypeAttributes.Sealed | TypeAttributes.ExplicitLayout, typeof(ValueType)); t.DefineField("a", i4, FieldAttributes.Public).SetOffset(4); t.DefineField("b", typeof(short), FieldAttributes.Public).SetOffset(4); Type made = t.CreateType(); object o = Activator.CreateInstance(made); made.GetField("a").SetValue(o, 0x12345); return made.GetField("b").GetValue(o) + " " + Marshal.OffsetOf(made, "b"); });
        Case("references overlap", () => { TypeBuilder t = Class(TypeAttributes.Public | TypeAttributes.Sealed | TypeAttributes.ExplicitLayout, typeof(ValueType)); t.DefineField("a", i4, FieldAttributes.Public).SetOffset(0); t.DefineField("b", text, FieldAttributes.Public).SetOffset(0); return t.CreateType(); });
        Case("struct in itself", () => { TypeBuilder t = Class(TypeAttributes.Public | TypeAttributes.Sealed | TypeAttributes.SequentialLayout, typeof(ValueType)); t.DefineField("a", t, FieldAttributes.Public); return t.CreateType(); });
        Case("enum", () => { EnumBuilder e = module.DefineEnum("E" + number++, TypeAttributes.Public, typeof(ulong)); e.DefineLiteral("Big", ulong.MaxValue); Type made = e.CreateType(); return Enum.GetValues(made).GetValue(0) + " " + Enum.GetUnderlyingType(made) + " " + e.UnderlyingField.Name; });
        Case("enum as a field", () => { EnumBuilder e = module.DefineEnum("E" + number++, TypeAttributes.Public, i4); e.DefineLiteral("A", 0); Type enumType = e.CreateType(); TypeBuilder t = Class(); t.DefineField("f", enumType, FieldAttributes.Public); Type made = t.CreateType(); return made.GetField("f").GetValue(Activator.CreateInstance(made)); });
        Case("enum of a wrong type", () => { EnumBuilder e = module.DefineEnum("E" + number++, TypeAttributes.Public, typeof(string)); return e.CreateType(); });
        Case("ref-like struct", () => { TypeBuilder t = Class(TypeAttributes.Public | TypeAttributes.Sealed | TypeAttributes.SequentialLayout, typeof(ValueType)); t.SetCustomAttribute(new CustomAttributeBuilder(typeof(IsByRefLikeAttribute).GetConstructor(none), new object[0])); return t.CreateType().IsByRefLike; });
        Case("array of made structs", () => { TypeBuilder t = Class(TypeAttributes.Public | TypeAttributes.Sealed | TypeAttributes.SequentialLayout, typeof(ValueType)); t.DefineField("a", typeof(Guid), FieldAttributes.Public); t.DefineField("b", text, FieldAttributes.Public); Array a = Array.CreateInstance(t.CreateType(), 10); GC.Collect(); return a.Length + " " + (a.GetValue(3) != null); });
    }

    static void Names()
    {
        Case("full name", () => { TypeBuilder t = module.DefineType("A.B.C" + number++, TypeAttributes.Public); Type made = t.CreateType(); return made.Namespace + " " + made.Name.StartsWith("C") + " " + t.Namespace + " " + made.Assembly.GetName().Name; });
        Case("found by the module", () => { TypeBuilder t = Class(); Type made = t.CreateType(); return module.GetType(t.FullName) == made; });
        Case("found by the assembly", () => { TypeBuilder t = Class(); Type made = t.CreateType(); return assembly.GetType(t.FullName) == made; });
        Case("array found by the module", () => { TypeBuilder t = Class(); t.CreateType(); return module.GetType(t.FullName + "[]").IsArray; });
        Case("nested found by the module", () => { TypeBuilder t = Class(), n = t.DefineNestedType("N", TypeAttributes.NestedPublic); t.CreateType(); Type made = n.CreateType(); return module.GetType(t.FullName + "+N") == made; });
        Case("unknown name", () => module.GetType("Unknown"));
        Case("unknown name, thrown", () => module.GetType("Unknown", true, false));
        Case("before it is created", () => { TypeBuilder t = Class(); return t.IsCreated() + " " + t.Name.StartsWith("S") + " " + t.BaseType + " " + t.IsClass + " " + t.Module.ScopeName + " " + (t.UnderlyingSystemType == t); });
        Case("after it is created", () => { TypeBuilder t = Class(); Type made = t.CreateType(); return t.IsCreated() + " " + (t.CreateType() == made) + " " + (t.UnderlyingSystemType == made) + " " + t.Equals(made); });
        Case("methods before it is created", () => Class().GetMethods());
        Case("handle before it is created", () => Class().TypeHandle);
        Case("assignable before", () => { TypeBuilder a = Class(), b = Class(TypeAttributes.Public, a); return a.IsAssignableFrom(b) + " " + b.IsAssignableFrom(a) + " " + b.IsSubclassOf(a) + " " + b.IsSubclassOf(obj); });
        Case("derived types", () => { TypeBuilder t = Class(); return t.MakeArrayType().Name.EndsWith("[]") + " " + t.MakePointerType().Name.EndsWith("*") + " " + t.MakeByRefType().IsByRef + " " + t.MakeArrayType(3).GetArrayRank() + " " + (t.MakeArrayType().GetElementType() == t); });
        Case("name of the assembly", () => assembly.GetName().Version + " " + assembly.IsDynamic + " " + assembly.ManifestModule.ScopeName);
        Case("location", () => assembly.Location);
        Case("among the assemblies", () => AppDomain.CurrentDomain.GetAssemblies().Count(a => a.GetName().Name == "Shapes"));
    }

    static void Refusals()
    {
        Case("method after creation", () => { TypeBuilder t = Class(); t.CreateType(); return t.DefineMethod("M", MethodAttributes.Public); });
        Case("property after creation", () => { TypeBuilder t = Class(); t.CreateType(); return t.DefineProperty("P", PropertyAttributes.None, i4, none); });
        Case("parent after creation", () => { TypeBuilder t = Class(); t.CreateType(); t.SetParent(obj); return "set"; });
        Case("interface after creation", () => { TypeBuilder t = Class(); t.CreateType(); t.AddInterfaceImplementation(typeof(IDisposable)); return "set"; });
        Case("null name", () => module.DefineType(null));
        Case("empty method name", () => Class().DefineMethod("", MethodAttributes.Public));
        Case("null field type", () => Class().DefineField("f", null, FieldAttributes.Public));
        Case("null parameter", () => Class().DefineMethod("M", MethodAttributes.Public, i4, new Type[] { null }));
        Case("static and virtual", () => Class().DefineMethod("M", MethodAttributes.Public | MethodAttributes.Static | MethodAttributes.Virtual));
        Case("abstract method of a concrete class", () => { TypeBuilder t = Class(); Method(t, "M", text, none, null, Virtual | MethodAttributes.Abstract); return t.CreateType(); });
        Case("abstract method with a body", () => { TypeBuilder t = Class(TypeAttributes.Public | TypeAttributes.Abstract); Method(t, "M", text, none, Text(""), Virtual | MethodAttributes.Abstract); return t.CreateType(); });
        Case("constructor of an interface", () => Class(TypeAttributes.Public | TypeAttributes.Interface | TypeAttributes.Abstract).DefineConstructor(MethodAttributes.Public, CallingConventions.Standard, none));
        Case("default constructor without one in the base", () => { TypeBuilder a = Class(); a.DefineConstructor(MethodAttributes.Private, CallingConventions.Standard, new[] { i4 }).GetILGenerator().Emit(OpCodes.Ret); Type made = a.CreateType(); return Class(TypeAttributes.Public, made).DefineDefaultConstructor(MethodAttributes.Public); });
        Case("IL of a default constructor", () => Class().DefineDefaultConstructor(MethodAttributes.Public).GetILGenerator());
        Case("override of another class", () => { TypeBuilder a = Class(), b = Class(); a.DefineMethodOverride(Method(b, "M", text, none, Text(""), Virtual), typeof(Base).GetMethod("Name")); return "set"; });
        Case("parameter out of range", () => Method(Class(), "M", i4, new[] { i4 }, Number(1)).DefineParameter(2, ParameterAttributes.None, "p"));
        Case("position of a result", () => Method(Class(), "M", i4, none, Number(1)).DefineParameter(0, ParameterAttributes.None, "r").Position);
        Case("data of no size", () => Class().DefineUninitializedData("d", 0, FieldAttributes.Static));
        Case("data too large", () => Class().DefineUninitializedData("d", 0x400000, FieldAttributes.Static));
        Case("class of one name twice", () => { TypeBuilder t = Class(); return module.DefineType(t.Name); });
        Case("global function without static", () => module.DefineGlobalMethod("G", MethodAttributes.Public, i4, none));
        Case("unknown access", () => AssemblyBuilder.DefineDynamicAssembly(new AssemblyName("X"), (AssemblyBuilderAccess)64));
        Case("assembly without a name", () => AssemblyBuilder.DefineDynamicAssembly(new AssemblyName(), AssemblyBuilderAccess.Run));
        Case("null assembly name", () => AssemblyBuilder.DefineDynamicAssembly(null, AssemblyBuilderAccess.Run));
        Case("exported types", () => assembly.GetExportedTypes());
        Case("resources", () => assembly.GetManifestResourceNames());
    }

    static void Load()
    {
        Case("field of a class that is never created", () => { TypeBuilder a = Class(), b = Class(); a.DefineField("f", b, FieldAttributes.Public); return a.CreateType().GetField("f").FieldType; });
        Case("collectible", () =>
        {
            AssemblyBuilder c = AssemblyBuilder.DefineDynamicAssembly(new AssemblyName("Collect"), AssemblyBuilderAccess.RunAndCollect);
            TypeBuilder t = c.DefineDynamicModule("m").DefineType("T", TypeAttributes.Public);
            Method(t, "M", i4, none, Number(77));
            return t.CreateType().GetMethod("M").Invoke(null, null) + " " + c.IsCollectible + " " + assembly.IsCollectible;
        });
        Case("a method of another module's builder", () =>
        {
            ModuleBuilder other = AssemblyBuilder.DefineDynamicAssembly(new AssemblyName("Other"), AssemblyBuilderAccess.Run).DefineDynamicModule("o");
            TypeBuilder t = other.DefineType("T", TypeAttributes.Public);
            MethodBuilder m = Method(t, "M", typeof(List<string>), new[] { typeof(Dictionary<int, string[]>) }, il => { il.Emit(OpCodes.Newobj, typeof(List<string>).GetConstructor(none)); il.Emit(OpCodes.Ret); });
            t.CreateType();
            TypeBuilder user = Class();
            Method(user, "Use", i4, none, il => { il.Emit(OpCodes.Ldnull); il.Emit(OpCodes.Call, m); il.Emit(OpCodes.Callvirt, typeof(List<string>).GetProperty("Count").GetMethod); il.Emit(OpCodes.Ret); });
            return user.CreateType().GetMethod("Use").Invoke(null, null);
        });
        Case("global functions", () => { ModuleBuilder m = AssemblyBuilder.DefineDynamicAssembly(new AssemblyName("G"), AssemblyBuilderAccess.Run).DefineDynamicModule("g"); MethodBuilder g = m.DefineGlobalMethod("Global", MethodAttributes.Public | MethodAttributes.Static, text, none); Text("global")(g.GetILGenerator()); m.CreateGlobalFunctions(); return m.GetMethod("Global").Invoke(null, null) + " " + m.GetMethods().Length + " " + m.GetMethod("Other"); });
        Case("on many threads", () =>
        {
            int sum = 0;
            System.Threading.Thread[] threads = Enumerable.Range(0, 4).Select(k => new System.Threading.Thread(() =>
            {
                for (int i = 0; i < 25; i++)
                {
                    TypeBuilder t = module.DefineType("T" + k + "_" + i, TypeAttributes.Public);
                    Method(t, "M", i4, none, Number(i));
                    System.Threading.Interlocked.Add(ref sum, (int)t.CreateType().GetMethod("M").Invoke(null, null));
                }
            })).ToArray();
            foreach (var thread in threads) thread.Start();
            foreach (var thread in threads) thread.Join();
            return sum;
        });
    }
}
