// AssemblyBuilder: classes, structs, enums, interfaces, generics, nested types, properties, events, attributes, initializers, overrides, data made at run time.
// covers: System.Reflection.Emit, System.Reflection
using System;
using System.Collections;
using System.Collections.Generic;
using System.ComponentModel;
using System.Linq;
using System.Reflection;
using System.Reflection.Emit;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

public interface IShape
{
    double Area { get; }
    string Describe(string prefix);
}

public abstract class Animal
{
    protected string name;
    protected Animal(string name) { this.name = name; }
    public abstract string Sound();
    public virtual string Name => name;
    public string Speak() => Name + " says " + Sound();
}

[AttributeUsage(AttributeTargets.All, AllowMultiple = true)]
public class NoteAttribute : Attribute
{
    public NoteAttribute(string text, int number) { Text = text; Number = number; }
    public NoteAttribute(Type[] types) { Text = string.Join("+", types.Select(t => t.Name)); }
    public string Text;
    public int Number { get; set; }
    public DayOfWeek Day { get; set; }
    public object Anything;
    public override string ToString() => $"{Text}/{Number}/{Day}/{Anything}";
}

class Program
{
    static ModuleBuilder module, module2;

    static void Main()
    {
        AssemblyBuilder assembly = AssemblyBuilder.DefineDynamicAssembly(new AssemblyName("Made, Version=1.2.3.4"), AssemblyBuilderAccess.Run);
        module = assembly.DefineDynamicModule("MadeModule");
        module2 = AssemblyBuilder.DefineDynamicAssembly(new AssemblyName("Broken"), AssemblyBuilderAccess.Run).DefineDynamicModule("Broken");
        Console.WriteLine(assembly.FullName + " " + assembly.IsDynamic + " " + module.ScopeName);
        Simple();
        Shapes();
        Inheritance();
        Values();
        Enums();
        Generics();
        Nested();
        Events();
        Attributes();
        Statics();
        Mutual();
        Overrides();
        Globals();
        Interfaces();
        Many();
        Type[] types = assembly.GetTypes();
        Console.WriteLine(types.Length + " types, first " + types[0].FullName);
        Console.WriteLine(assembly.GetType("Simple") == types[0]);
        Console.WriteLine(types[0].Assembly.FullName + " " + types[0].AssemblyQualifiedName + " " + types[0].Module.ScopeName);
        AssemblyBuilder second = AssemblyBuilder.DefineDynamicAssembly(new AssemblyName("Made"), AssemblyBuilderAccess.RunAndCollect);
        TypeBuilder derived = second.DefineDynamicModule("m").DefineType("Derived", TypeAttributes.Public, types[0]);
        Type made = derived.CreateType();
        Console.WriteLine(made.BaseType == types[0] && types[0].IsInstanceOfType(Activator.CreateInstance(made)));
        Refusals();
    }

    static void Simple()
    {
        TypeBuilder type = module.DefineType("Simple", TypeAttributes.Public);
        FieldBuilder field = type.DefineField("value", typeof(int), FieldAttributes.Private);
        ConstructorBuilder constructor = type.DefineConstructor(MethodAttributes.Public, CallingConventions.Standard, new[] { typeof(int) });
        ILGenerator il = constructor.GetILGenerator();
        il.Emit(OpCodes.Ldarg_0);
        il.Emit(OpCodes.Call, typeof(object).GetConstructor(Type.EmptyTypes));
        il.Emit(OpCodes.Ldarg_0);
        il.Emit(OpCodes.Ldarg_1);
        il.Emit(OpCodes.Stfld, field);
        il.Emit(OpCodes.Ret);
        ConstructorBuilder parameterless = type.DefineConstructor(MethodAttributes.Public, CallingConventions.Standard, null);
        il = parameterless.GetILGenerator();
        il.Emit(OpCodes.Ldarg_0);
        il.Emit(OpCodes.Ldc_I4, 42);
        il.Emit(OpCodes.Call, constructor);
        il.Emit(OpCodes.Ret);
        PropertyBuilder property = type.DefineProperty("Value", PropertyAttributes.None, typeof(int), null);
        MethodBuilder getter = type.DefineMethod("get_Value", MethodAttributes.Public | MethodAttributes.SpecialName | MethodAttributes.HideBySig, typeof(int), null);
        il = getter.GetILGenerator();
        il.Emit(OpCodes.Ldarg_0);
        il.Emit(OpCodes.Ldfld, field);
        il.Emit(OpCodes.Ret);
        MethodBuilder setter = type.DefineMethod("set_Value", MethodAttributes.Public | MethodAttributes.SpecialName | MethodAttributes.HideBySig, null, new[] { typeof(int) });
        il = setter.GetILGenerator();
        il.Emit(OpCodes.Ldarg_0);
        il.Emit(OpCodes.Ldarg_1);
        il.Emit(OpCodes.Stfld, field);
        il.Emit(OpCodes.Ret);
        property.SetGetMethod(getter);
        property.SetSetMethod(setter);
        MethodBuilder multiply = type.DefineMethod("Multiply", MethodAttributes.Public, typeof(int), new[] { typeof(int) });
        multiply.DefineParameter(1, ParameterAttributes.None, "factor");
        il = multiply.GetILGenerator();
        il.Emit(OpCodes.Ldarg_0);
        il.Emit(OpCodes.Call, getter);
        il.Emit(OpCodes.Ldarg_1);
        il.Emit(OpCodes.Mul);
        il.Emit(OpCodes.Ret);
        Type made = type.CreateType();
        object instance = Activator.CreateInstance(made, 7);
        object other = Activator.CreateInstance(made);
        PropertyInfo value = made.GetProperty("Value");
        Console.WriteLine(value.GetValue(instance) + " " + value.GetValue(other));
        value.SetValue(instance, 9);
        Console.WriteLine(made.GetMethod("Multiply").Invoke(instance, new object[] { 5 }) + " " + made.GetMethod("Multiply").GetParameters()[0].Name);
        foreach (MemberInfo m in made.GetMembers(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.DeclaredOnly).OrderBy(m => m.ToString(), StringComparer.Ordinal)) Console.WriteLine("  " + m.MemberType + " " + m);
    }

    static void Shapes()
    {
        TypeBuilder type = module.DefineType("Shapes.Square", TypeAttributes.Public | TypeAttributes.Sealed, typeof(object), new[] { typeof(IShape), typeof(IComparable<int>) });
        FieldBuilder side = type.DefineField("Side", typeof(double), FieldAttributes.Public);
        type.DefineDefaultConstructor(MethodAttributes.Public);
        MethodBuilder area = type.DefineMethod("get_Area", MethodAttributes.Public | MethodAttributes.Virtual | MethodAttributes.Final | MethodAttributes.SpecialName, typeof(double), Type.EmptyTypes);
        ILGenerator il = area.GetILGenerator();
        il.Emit(OpCodes.Ldarg_0);
        il.Emit(OpCodes.Ldfld, side);
        il.Emit(OpCodes.Ldarg_0);
        il.Emit(OpCodes.Ldfld, side);
        il.Emit(OpCodes.Mul);
        il.Emit(OpCodes.Ret);
        type.DefineProperty("Area", PropertyAttributes.None, typeof(double), null).SetGetMethod(area);
        // An implementation under another name.
        MethodBuilder describe = type.DefineMethod("Text", MethodAttributes.Private | MethodAttributes.Virtual | MethodAttributes.Final | MethodAttributes.NewSlot, typeof(string), new[] { typeof(string) });
        il = describe.GetILGenerator();
        il.Emit(OpCodes.Ldarg_1);
        il.Emit(OpCodes.Ldstr, " square");
        il.Emit(OpCodes.Call, typeof(string).GetMethod("Concat", new[] { typeof(string), typeof(string) }));
        il.Emit(OpCodes.Ret);
        type.DefineMethodOverride(describe, typeof(IShape).GetMethod("Describe"));
        MethodBuilder compare = type.DefineMethod("CompareTo", MethodAttributes.Public | MethodAttributes.Virtual, typeof(int), new[] { typeof(int) });
        il = compare.GetILGenerator();
        il.Emit(OpCodes.Ldarg_1);
        il.Emit(OpCodes.Neg);
        il.Emit(OpCodes.Ret);
        Type made = type.CreateType();
        IShape shape = (IShape)Activator.CreateInstance(made);
        made.GetField("Side").SetValue(shape, 3.0);
        Console.WriteLine(shape.Area + " " + shape.Describe("a red") + " " + ((IComparable<int>)shape).CompareTo(5) + " " + made.Namespace + " " + made.Name);
        Console.WriteLine(string.Join(", ", made.GetInterfaces().Select(i => i.Name).OrderBy(n => n, StringComparer.Ordinal)));
    }

    static void Inheritance()
    {
        TypeBuilder dog = module.DefineType("Dog", TypeAttributes.Public, typeof(Animal));
        ConstructorBuilder constructor = dog.DefineConstructor(MethodAttributes.Public, CallingConventions.HasThis, new[] { typeof(string) });
        ILGenerator il = constructor.GetILGenerator();
        il.Emit(OpCodes.Ldarg_0);
        il.Emit(OpCodes.Ldarg_1);
        il.Emit(OpCodes.Call, typeof(Animal).GetConstructor(BindingFlags.NonPublic | BindingFlags.Instance, null, new[] { typeof(string) }, null));
        il.Emit(OpCodes.Ret);
        MethodBuilder sound = dog.DefineMethod("Sound", MethodAttributes.Public | MethodAttributes.Virtual | MethodAttributes.HideBySig, typeof(string), null);
        il = sound.GetILGenerator();
        il.Emit(OpCodes.Ldstr, "woof");
        il.Emit(OpCodes.Ret);
        TypeBuilder puppy = module.DefineType("Puppy", TypeAttributes.Public, dog);
        ConstructorBuilder puppyConstructor = puppy.DefineConstructor(MethodAttributes.Public, CallingConventions.HasThis, Type.EmptyTypes);
        il = puppyConstructor.GetILGenerator();
        il.Emit(OpCodes.Ldarg_0);
        il.Emit(OpCodes.Ldstr, "Puppy");
        il.Emit(OpCodes.Call, constructor);
        il.Emit(OpCodes.Ret);
        MethodBuilder soft = puppy.DefineMethod("Sound", MethodAttributes.Public | MethodAttributes.Virtual, typeof(string), null);
        il = soft.GetILGenerator();
        il.Emit(OpCodes.Ldarg_0);
        il.Emit(OpCodes.Call, sound);
        il.Emit(OpCodes.Callvirt, typeof(string).GetMethod("ToUpper", Type.EmptyTypes));
        il.Emit(OpCodes.Ret);
        MethodBuilder name = puppy.DefineMethod("get_Name", MethodAttributes.Public | MethodAttributes.Virtual | MethodAttributes.SpecialName, typeof(string), null);
        il = name.GetILGenerator();
        il.Emit(OpCodes.Ldstr, "little ");
        il.Emit(OpCodes.Ldarg_0);
        il.Emit(OpCodes.Ldfld, typeof(Animal).GetField("name", BindingFlags.NonPublic | BindingFlags.Instance));
        il.Emit(OpCodes.Call, typeof(string).GetMethod("Concat", new[] { typeof(string), typeof(string) }));
        il.Emit(OpCodes.Ret);
        Type dogType = dog.CreateType(), puppyType = puppy.CreateType();
        Console.WriteLine(((Animal)Activator.CreateInstance(dogType, "Rex")).Speak());
        Console.WriteLine(((Animal)Activator.CreateInstance(puppyType)).Speak());
        Console.WriteLine(puppyType.BaseType == dogType);
    }

    static void Values()
    {
        TypeBuilder point = module.DefineType("Point", TypeAttributes.Public | TypeAttributes.Sealed | TypeAttributes.SequentialLayout, typeof(ValueType));
        FieldBuilder x = point.DefineField("X", typeof(int), FieldAttributes.Public), y = point.DefineField("Y", typeof(int), FieldAttributes.Public);
        MethodBuilder sum = point.DefineMethod("Sum", MethodAttributes.Public, typeof(int), null);
        ILGenerator il = sum.GetILGenerator();
        il.Emit(OpCodes.Ldarg_0);
        il.Emit(OpCodes.Ldfld, x);
        il.Emit(OpCodes.Ldarg_0);
        il.Emit(OpCodes.Ldfld, y);
        il.Emit(OpCodes.Add);
        il.Emit(OpCodes.Ret);
        Type pointType = point.CreateType();
        TypeBuilder user = module.DefineType("PointUser", TypeAttributes.Public | TypeAttributes.Abstract | TypeAttributes.Sealed);
        FieldBuilder last = user.DefineField("Last", point, FieldAttributes.Public | FieldAttributes.Static);
        MethodBuilder make = user.DefineMethod("Make", MethodAttributes.Public | MethodAttributes.Static, point, new[] { typeof(int), typeof(int) });
        il = make.GetILGenerator();
        LocalBuilder local = il.DeclareLocal(point), array = il.DeclareLocal(point.MakeArrayType());
        il.Emit(OpCodes.Ldloca, local);
        il.Emit(OpCodes.Initobj, point);
        il.Emit(OpCodes.Ldloca, local);
        il.Emit(OpCodes.Ldarg_0);
        il.Emit(OpCodes.Stfld, x);
        il.Emit(OpCodes.Ldc_I4_3);
        il.Emit(OpCodes.Newarr, point);
        il.Emit(OpCodes.Stloc, array);
        il.Emit(OpCodes.Ldloc, array);
        il.Emit(OpCodes.Ldc_I4_1);
        il.Emit(OpCodes.Ldloc, local);
        il.Emit(OpCodes.Stelem, point);
        il.Emit(OpCodes.Ldloc, array);
        il.Emit(OpCodes.Ldc_I4_1);
        il.Emit(OpCodes.Ldelema, point);
        il.Emit(OpCodes.Ldarg_1);
        il.Emit(OpCodes.Stfld, y);
        il.Emit(OpCodes.Ldloc, array);
        il.Emit(OpCodes.Ldc_I4_1);
        il.Emit(OpCodes.Ldelem, point);
        il.Emit(OpCodes.Dup);
        il.Emit(OpCodes.Stsfld, last);
        il.Emit(OpCodes.Ret);
        Type userType = user.CreateType();
        object made = userType.GetMethod("Make").Invoke(null, new object[] { 3, 4 });
        Console.WriteLine(pointType.GetMethod("Sum").Invoke(made, null) + " " + made.Equals(userType.GetField("Last").GetValue(null)) + " " + pointType.IsValueType);

        TypeBuilder union = module.DefineType("Union", TypeAttributes.Public | TypeAttributes.Sealed | TypeAttributes.ExplicitLayout, typeof(ValueType), PackingSize.Unspecified, 16);
        union.DefineField("I", typeof(int), FieldAttributes.Public).SetOffset(0);
        union.DefineField("F", typeof(float), FieldAttributes.Public).SetOffset(0);
        union.DefineField("L", typeof(long), FieldAttributes.Public).SetOffset(8);
        Type unionType = union.CreateType();
        object u = Activator.CreateInstance(unionType);
        unionType.GetField("F").SetValue(u, 1f);
        Console.WriteLine(((int)unionType.GetField("I").GetValue(u)).ToString("x") + " " + Marshal.SizeOf(unionType));
        TypeBuilder packed = module.DefineType("Packed", TypeAttributes.Public | TypeAttributes.Sealed | TypeAttributes.SequentialLayout, typeof(ValueType), PackingSize.Size1);
        packed.DefineField("B", typeof(byte), FieldAttributes.Public);
        packed.DefineField("L", typeof(long), FieldAttributes.Public);
        Console.WriteLine(Marshal.SizeOf(packed.CreateType()));
    }

    static void Enums()
    {
        EnumBuilder color = module.DefineEnum("Color", TypeAttributes.Public, typeof(byte));
        color.DefineLiteral("Red", (byte)1);
        color.DefineLiteral("Green", (byte)2);
        color.DefineLiteral("Both", (byte)3);
        color.SetCustomAttribute(new CustomAttributeBuilder(typeof(FlagsAttribute).GetConstructor(Type.EmptyTypes), new object[0]));
        Type type = color.CreateType();
        Console.WriteLine(type.IsEnum + " " + Enum.GetUnderlyingType(type).Name + " " + string.Join(",", Enum.GetNames(type)) + " " + Enum.ToObject(type, 3) + " " + Enum.Parse(type, "Green") + " " + type.IsDefined(typeof(FlagsAttribute), false));
    }

    static void Generics()
    {
        TypeBuilder stack = module.DefineType("MadeStack`1", TypeAttributes.Public);
        GenericTypeParameterBuilder t = stack.DefineGenericParameters("T")[0];
        Type listOfT = typeof(List<>).MakeGenericType(t);
        FieldBuilder items = stack.DefineField("items", listOfT, FieldAttributes.Private);
        ConstructorBuilder constructor = stack.DefineConstructor(MethodAttributes.Public, CallingConventions.Standard, null);
        ILGenerator il = constructor.GetILGenerator();
        il.Emit(OpCodes.Ldarg_0);
        il.Emit(OpCodes.Call, typeof(object).GetConstructor(Type.EmptyTypes));
        il.Emit(OpCodes.Ldarg_0);
        il.Emit(OpCodes.Newobj, TypeBuilder.GetConstructor(listOfT, typeof(List<>).GetConstructor(Type.EmptyTypes)));
        il.Emit(OpCodes.Stfld, items);
        il.Emit(OpCodes.Ret);
        MethodBuilder push = stack.DefineMethod("Push", MethodAttributes.Public, stack, new Type[] { t });
        il = push.GetILGenerator();
        il.Emit(OpCodes.Ldarg_0);
        il.Emit(OpCodes.Ldfld, items);
        il.Emit(OpCodes.Ldarg_1);
        il.Emit(OpCodes.Callvirt, TypeBuilder.GetMethod(listOfT, typeof(List<>).GetMethod("Add")));
        il.Emit(OpCodes.Ldarg_0);
        il.Emit(OpCodes.Ret);
        MethodBuilder count = stack.DefineMethod("Count", MethodAttributes.Public, typeof(int), null);
        il = count.GetILGenerator();
        il.Emit(OpCodes.Ldarg_0);
        il.Emit(OpCodes.Ldfld, items);
        il.Emit(OpCodes.Callvirt, TypeBuilder.GetMethod(listOfT, typeof(List<>).GetProperty("Count").GetMethod));
        il.Emit(OpCodes.Ret);
        MethodBuilder typeName = stack.DefineMethod("Element", MethodAttributes.Public | MethodAttributes.Static, typeof(Type), null);
        il = typeName.GetILGenerator();
        il.Emit(OpCodes.Ldtoken, t);
        il.Emit(OpCodes.Call, typeof(Type).GetMethod("GetTypeFromHandle"));
        il.Emit(OpCodes.Ret);
        MethodBuilder pair = stack.DefineMethod("Pair", MethodAttributes.Public);
        GenericTypeParameterBuilder v = pair.DefineGenericParameters("V")[0];
        Type pairType = typeof(KeyValuePair<,>).MakeGenericType(t, v);
        pair.SetReturnType(pairType);
        pair.SetParameters(t, v);
        il = pair.GetILGenerator();
        il.Emit(OpCodes.Ldarg_1);
        il.Emit(OpCodes.Ldarg_2);
        il.Emit(OpCodes.Newobj, TypeBuilder.GetConstructor(pairType, typeof(KeyValuePair<,>).GetConstructors()[0]));
        il.Emit(OpCodes.Ret);

        // A user of the open class before it is created.
        TypeBuilder user = module.DefineType("StackUser", TypeAttributes.Public);
        Type ofString = stack.MakeGenericType(typeof(string));
        MethodBuilder use = user.DefineMethod("Use", MethodAttributes.Public | MethodAttributes.Static, typeof(int), null);
        il = use.GetILGenerator();
        il.Emit(OpCodes.Newobj, TypeBuilder.GetConstructor(ofString, constructor));
        for (int i = 0; i < 3; i++)
        {
            il.Emit(OpCodes.Ldstr, "s" + i);
            il.Emit(OpCodes.Call, TypeBuilder.GetMethod(ofString, push));
        }
        il.Emit(OpCodes.Call, TypeBuilder.GetMethod(ofString, count));
        il.Emit(OpCodes.Ret);
        Type made = stack.CreateType(), userMade = user.CreateType();
        Console.WriteLine(userMade.GetMethod("Use").Invoke(null, null));
        Type ofInt = made.MakeGenericType(typeof(int));
        object instance = Activator.CreateInstance(ofInt);
        ofInt.GetMethod("Push").Invoke(instance, new object[] { 5 });
        Console.WriteLine(ofInt.GetMethod("Count").Invoke(instance, null) + " " + ofInt.GetMethod("Element").Invoke(null, null) + " " + ofInt.GetMethod("Pair").MakeGenericMethod(typeof(string)).Invoke(instance, new object[] { 1, "one" }));
        Console.WriteLine(made + " " + ofInt + " " + made.GetGenericArguments()[0].Name);

        TypeBuilder limited = module.DefineType("Limited`2", TypeAttributes.Public);
        GenericTypeParameterBuilder[] two = limited.DefineGenericParameters("K", "N");
        two[0].SetInterfaceConstraints(typeof(IComparable<>).MakeGenericType(two[0]));
        two[0].SetGenericParameterAttributes(GenericParameterAttributes.ReferenceTypeConstraint);
        two[1].SetBaseTypeConstraint(typeof(Animal));
        MethodBuilder max = limited.DefineMethod("Max", MethodAttributes.Public | MethodAttributes.Static, two[0], new Type[] { two[0], two[0] });
        il = max.GetILGenerator();
        Label second = il.DefineLabel();
        il.Emit(OpCodes.Ldarga_S, (byte)0);
        il.Emit(OpCodes.Ldarg_1);
        il.Emit(OpCodes.Constrained, two[0]);
        il.Emit(OpCodes.Callvirt, TypeBuilder.GetMethod(typeof(IComparable<>).MakeGenericType(two[0]), typeof(IComparable<>).GetMethod("CompareTo")));
        il.Emit(OpCodes.Ldc_I4_0);
        il.Emit(OpCodes.Blt, second);
        il.Emit(OpCodes.Ldarg_0);
        il.Emit(OpCodes.Ret);
        il.MarkLabel(second);
        il.Emit(OpCodes.Ldarg_1);
        il.Emit(OpCodes.Ret);
        Type limitedType = limited.CreateType();
        Console.WriteLine(limitedType.MakeGenericType(typeof(string), typeof(Animal)).GetMethod("Max").Invoke(null, new object[] { "b", "a" }));
        try
        {
            limitedType.MakeGenericType(typeof(int), typeof(Animal));
            Console.WriteLine("no constraint");
        }
        catch (ArgumentException)
        {
            Console.WriteLine("constraint broken");
        }
        foreach (Type p in limitedType.GetGenericArguments()) Console.WriteLine($"{p.Name}: {p.GenericParameterAttributes} {string.Join(",", p.GetGenericParameterConstraints().Select(c => c.ToString()))}");
    }

    static void Nested()
    {
        TypeBuilder outer = module.DefineType("Outer", TypeAttributes.Public);
        FieldBuilder secret = outer.DefineField("secret", typeof(string), FieldAttributes.Private | FieldAttributes.Static);
        TypeBuilder inner = outer.DefineNestedType("Inner", TypeAttributes.NestedPublic);
        TypeBuilder deepest = inner.DefineNestedType("Deepest", TypeAttributes.NestedPublic);
        MethodBuilder read = deepest.DefineMethod("Read", MethodAttributes.Public | MethodAttributes.Static, typeof(string), null);
        ILGenerator il = read.GetILGenerator();
        il.Emit(OpCodes.Ldstr, "set by the nested class");
        il.Emit(OpCodes.Stsfld, secret);
        il.Emit(OpCodes.Ldsfld, secret);
        il.Emit(OpCodes.Ret);
        Type outerType = outer.CreateType(), innerType = inner.CreateType(), deepestType = deepest.CreateType();
        Console.WriteLine(deepestType.FullName + " " + (deepestType.DeclaringType == innerType) + " " + innerType.IsNestedPublic + " " + deepestType.GetMethod("Read").Invoke(null, null) + " " + outerType.GetNestedTypes().Length);
    }

    static void Events()
    {
        TypeBuilder button = module.DefineType("Button", TypeAttributes.Public);
        FieldBuilder field = button.DefineField("Clicked", typeof(EventHandler), FieldAttributes.Private);
        EventBuilder clicked = button.DefineEvent("Clicked", EventAttributes.None, typeof(EventHandler));
        foreach (string kind in new[] { "Combine", "Remove" })
        {
            MethodBuilder accessor = button.DefineMethod((kind == "Combine" ? "add" : "remove") + "_Clicked", MethodAttributes.Public | MethodAttributes.SpecialName, null, new[] { typeof(EventHandler) });
            ILGenerator g = accessor.GetILGenerator();
            g.Emit(OpCodes.Ldarg_0);
            g.Emit(OpCodes.Ldarg_0);
            g.Emit(OpCodes.Ldfld, field);
            g.Emit(OpCodes.Ldarg_1);
            g.Emit(OpCodes.Call, typeof(Delegate).GetMethod(kind, new[] { typeof(Delegate), typeof(Delegate) }));
            g.Emit(OpCodes.Castclass, typeof(EventHandler));
            g.Emit(OpCodes.Stfld, field);
            g.Emit(OpCodes.Ret);
            if (kind == "Combine") clicked.SetAddOnMethod(accessor);
            else clicked.SetRemoveOnMethod(accessor);
        }
        MethodBuilder click = button.DefineMethod("Click", MethodAttributes.Public, null, null);
        ILGenerator il = click.GetILGenerator();
        Label none = il.DefineLabel();
        il.Emit(OpCodes.Ldarg_0);
        il.Emit(OpCodes.Ldfld, field);
        il.Emit(OpCodes.Brfalse_S, none);
        il.Emit(OpCodes.Ldarg_0);
        il.Emit(OpCodes.Ldfld, field);
        il.Emit(OpCodes.Ldarg_0);
        il.Emit(OpCodes.Ldsfld, typeof(EventArgs).GetField("Empty"));
        il.Emit(OpCodes.Callvirt, typeof(EventHandler).GetMethod("Invoke"));
        il.MarkLabel(none);
        il.Emit(OpCodes.Ret);
        Type type = button.CreateType();
        object instance = Activator.CreateInstance(type);
        int clicks = 0;
        EventHandler handler = (s, e) => clicks += s == instance ? 1 : 100;
        EventInfo info = type.GetEvent("Clicked");
        MethodInfo run = type.GetMethod("Click");
        run.Invoke(instance, null);
        info.AddEventHandler(instance, handler);
        run.Invoke(instance, null);
        run.Invoke(instance, null);
        info.RemoveEventHandler(instance, handler);
        run.Invoke(instance, null);
        Console.WriteLine(clicks + " " + info.EventHandlerType.Name);
    }

    static void Attributes()
    {
        ConstructorInfo note = typeof(NoteAttribute).GetConstructor(new[] { typeof(string), typeof(int) });
        CustomAttributeBuilder Note(string text, int number) => new CustomAttributeBuilder(note, new object[] { text, number });
        TypeBuilder type = module.DefineType("Annotated", TypeAttributes.Public);
        type.SetCustomAttribute(new CustomAttributeBuilder(note, new object[] { "on type", 1 }, new[] { typeof(NoteAttribute).GetProperty("Day") }, new object[] { DayOfWeek.Friday }, new[] { typeof(NoteAttribute).GetField("Anything") }, new object[] { 2.5 }));
        type.SetCustomAttribute(new CustomAttributeBuilder(typeof(NoteAttribute).GetConstructor(new[] { typeof(Type[]) }), new object[] { new[] { typeof(int), typeof(List<string>) } }));
        FieldBuilder field = type.DefineField("F", typeof(int), FieldAttributes.Public);
        field.SetCustomAttribute(Note("on field", 2));
        MethodBuilder method = type.DefineMethod("M", MethodAttributes.Public, typeof(int), new[] { typeof(int), typeof(string) });
        method.SetCustomAttribute(Note("on method", 3));
        ParameterBuilder p = method.DefineParameter(1, ParameterAttributes.Optional | ParameterAttributes.HasDefault, "number");
        p.SetConstant(17);
        p.SetCustomAttribute(Note("on parameter", 4));
        method.DefineParameter(2, ParameterAttributes.None, "text");
        ILGenerator il = method.GetILGenerator();
        il.Emit(OpCodes.Ldarg_1);
        il.Emit(OpCodes.Ret);
        Type made = type.CreateType();
        foreach (object a in made.GetCustomAttributes(false)) Console.WriteLine(a);
        Console.WriteLine(made.GetField("F").GetCustomAttribute<NoteAttribute>() + " " + made.GetMethod("M").GetCustomAttribute<NoteAttribute>() + " " + made.GetMethod("M").GetParameters()[0].GetCustomAttribute<NoteAttribute>());
        ParameterInfo first = made.GetMethod("M").GetParameters()[0];
        Console.WriteLine($"{first.Name} {first.IsOptional} {first.DefaultValue} {made.GetMethod("M").GetParameters()[1].Name}");
    }

    static void Statics()
    {
        TypeBuilder type = module.DefineType("Statics", TypeAttributes.Public);
        FieldBuilder counter = type.DefineField("Counter", typeof(int), FieldAttributes.Public | FieldAttributes.Static);
        FieldBuilder constant = type.DefineField("Constant", typeof(string), FieldAttributes.Public | FieldAttributes.Static | FieldAttributes.Literal);
        constant.SetConstant("a literal");
        FieldBuilder ready = type.DefineField("Ready", typeof(List<int>), FieldAttributes.Public | FieldAttributes.Static | FieldAttributes.InitOnly);
        ILGenerator il = type.DefineTypeInitializer().GetILGenerator();
        il.Emit(OpCodes.Ldc_I4, 100);
        il.Emit(OpCodes.Stsfld, counter);
        il.Emit(OpCodes.Newobj, typeof(List<int>).GetConstructor(Type.EmptyTypes));
        il.Emit(OpCodes.Stsfld, ready);
        il.Emit(OpCodes.Ret);
        MethodBuilder next = type.DefineMethod("Next", MethodAttributes.Public | MethodAttributes.Static, typeof(int), null);
        il = next.GetILGenerator();
        il.Emit(OpCodes.Ldsfld, counter);
        il.Emit(OpCodes.Ldc_I4_1);
        il.Emit(OpCodes.Add);
        il.Emit(OpCodes.Dup);
        il.Emit(OpCodes.Stsfld, counter);
        il.Emit(OpCodes.Ret);
        FieldBuilder data = type.DefineInitializedData("Data", new byte[] { 1, 0, 0, 0, 2, 0, 0, 0, 255, 255, 255, 255 }, FieldAttributes.Public | FieldAttributes.Static);
        MethodBuilder table = type.DefineMethod("Table", MethodAttributes.Public | MethodAttributes.Static, typeof(int[]), null);
        il = table.GetILGenerator();
        il.Emit(OpCodes.Ldc_I4_3);
        il.Emit(OpCodes.Newarr, typeof(int));
        il.Emit(OpCodes.Dup);
        il.Emit(OpCodes.Ldtoken, data);
        il.Emit(OpCodes.Call, typeof(RuntimeHelpers).GetMethod("InitializeArray"));
        il.Emit(OpCodes.Ret);
        Type made = type.CreateType();
        MethodInfo nextMade = made.GetMethod("Next");
        nextMade.Invoke(null, null);
        Func<int> f = nextMade.CreateDelegate<Func<int>>();
        for (int i = 0; i < 500; i++) f();
        Console.WriteLine(made.GetField("Counter").GetValue(null) + " " + made.GetField("Constant").GetRawConstantValue() + " " + (made.GetField("Ready").GetValue(null) != null) + " " + string.Join(",", (int[])made.GetMethod("Table").Invoke(null, null)));
    }

    static void Mutual()
    {
        TypeBuilder a = module.DefineType("Even", TypeAttributes.Public), b = module.DefineType("Odd", TypeAttributes.Public);
        FieldBuilder friend = a.DefineField("Friend", b, FieldAttributes.Public);
        MethodBuilder isEven = a.DefineMethod("Test", MethodAttributes.Public | MethodAttributes.Static, typeof(bool), new[] { typeof(int) });
        MethodBuilder isOdd = b.DefineMethod("Test", MethodAttributes.Public | MethodAttributes.Static, typeof(bool), new[] { typeof(int) });
        foreach (var (self, other, zero) in new[] { (isEven, isOdd, OpCodes.Ldc_I4_1), (isOdd, isEven, OpCodes.Ldc_I4_0) })
        {
            ILGenerator il = self.GetILGenerator();
            Label more = il.DefineLabel();
            il.Emit(OpCodes.Ldarg_0);
            il.Emit(OpCodes.Brtrue, more);
            il.Emit(zero);
            il.Emit(OpCodes.Ret);
            il.MarkLabel(more);
            il.Emit(OpCodes.Ldarg_0);
            il.Emit(OpCodes.Ldc_I4_1);
            il.Emit(OpCodes.Sub);
            il.Emit(OpCodes.Call, other);
            il.Emit(OpCodes.Ret);
        }
        Type even = a.CreateType(), odd = b.CreateType();
        Console.WriteLine(even.GetMethod("Test").Invoke(null, new object[] { 10 }) + " " + odd.GetMethod("Test").Invoke(null, new object[] { 10 }) + " " + (even.GetField("Friend").FieldType == odd));
    }

    static void Overrides()
    {
        TypeBuilder type = module.DefineType("Custom", TypeAttributes.Public, null, new[] { typeof(IEnumerable<int>) });
        MethodBuilder toString = type.DefineMethod("ToString", MethodAttributes.Public | MethodAttributes.Virtual | MethodAttributes.HideBySig, typeof(string), null);
        ILGenerator il = toString.GetILGenerator();
        il.Emit(OpCodes.Ldstr, "custom");
        il.Emit(OpCodes.Ret);
        MethodBuilder generic = type.DefineMethod("GetEnumerator", MethodAttributes.Public | MethodAttributes.Virtual, typeof(IEnumerator<int>), null);
        il = generic.GetILGenerator();
        il.Emit(OpCodes.Ldc_I4_5);
        il.Emit(OpCodes.Ldc_I4_4);
        il.Emit(OpCodes.Call, typeof(Enumerable).GetMethod("Range"));
        il.Emit(OpCodes.Callvirt, typeof(IEnumerable<int>).GetMethod("GetEnumerator"));
        il.Emit(OpCodes.Ret);
        MethodBuilder plain = type.DefineMethod("System.Collections.IEnumerable.GetEnumerator", MethodAttributes.Private | MethodAttributes.Virtual | MethodAttributes.Final, typeof(IEnumerator), null);
        il = plain.GetILGenerator();
        il.Emit(OpCodes.Ldarg_0);
        il.Emit(OpCodes.Callvirt, generic);
        il.Emit(OpCodes.Ret);
        type.DefineMethodOverride(plain, typeof(IEnumerable).GetMethod("GetEnumerator"));
        object made = Activator.CreateInstance(type.CreateType());
        Console.WriteLine(made + " " + string.Join(",", (IEnumerable<int>)made) + " " + ((IEnumerable)made).Cast<object>().Count());
    }

    static void Globals()
    {
        ModuleBuilder m = AssemblyBuilder.DefineDynamicAssembly(new AssemblyName("Globals"), AssemblyBuilderAccess.Run).DefineDynamicModule("Globals");
        MethodBuilder twice = m.DefineGlobalMethod("Twice", MethodAttributes.Public | MethodAttributes.Static, typeof(int), new[] { typeof(int) });
        ILGenerator il = twice.GetILGenerator();
        il.Emit(OpCodes.Ldarg_0);
        il.Emit(OpCodes.Ldarg_0);
        il.Emit(OpCodes.Add);
        il.Emit(OpCodes.Ret);
        m.CreateGlobalFunctions();
        Console.WriteLine(m.GetMethod("Twice").Invoke(null, new object[] { 21 }));
    }

    static void Interfaces()
    {
        TypeBuilder i = module.DefineType("IMade", TypeAttributes.Public | TypeAttributes.Interface | TypeAttributes.Abstract);
        MethodBuilder declared = i.DefineMethod("Go", MethodAttributes.Public | MethodAttributes.Abstract | MethodAttributes.Virtual | MethodAttributes.NewSlot | MethodAttributes.HideBySig, typeof(string), new[] { typeof(int) });
        Type interfaceType = i.CreateType();
        TypeBuilder c = module.DefineType("Maker", TypeAttributes.Public, null, new[] { interfaceType });
        MethodBuilder go = c.DefineMethod("Go", MethodAttributes.Public | MethodAttributes.Virtual, typeof(string), new[] { typeof(int) });
        ILGenerator il = go.GetILGenerator();
        il.Emit(OpCodes.Ldarga_S, (byte)1);
        il.Emit(OpCodes.Call, typeof(int).GetMethod("ToString", Type.EmptyTypes));
        il.Emit(OpCodes.Ret);
        object made = Activator.CreateInstance(c.CreateType());
        Console.WriteLine(interfaceType.GetMethod("Go").Invoke(made, new object[] { 12 }) + " " + interfaceType.IsInterface + " " + interfaceType.IsInstanceOfType(made));
        TypeBuilder lazy = module2.DefineType("Lazy", TypeAttributes.Public, null, new[] { typeof(IDisposable) });
        try
        {
            lazy.CreateType();
            Console.WriteLine("no");
        }
        catch (TypeLoadException)
        {
            Console.WriteLine("Dispose is missing");
        }
    }

    static void Many()
    {
        int sum = 0;
        for (int n = 0; n < 100; n++)
        {
            TypeBuilder type = module.DefineType("Many.Type" + n, TypeAttributes.Public);
            MethodBuilder f = type.DefineMethod("F", MethodAttributes.Public | MethodAttributes.Static, typeof(int), null);
            ILGenerator il = f.GetILGenerator();
            il.Emit(OpCodes.Ldc_I4, n);
            il.Emit(OpCodes.Ret);
            sum += type.CreateType().GetMethod("F").CreateDelegate<Func<int>>()();
        }
        Console.WriteLine(sum);
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
        Expect("same name twice", () => module.DefineType("Simple"));
        Expect("no body", () =>
        {
            TypeBuilder t = module.DefineType("NoBody");
            t.DefineMethod("M", MethodAttributes.Public, null, null);
            t.CreateType();
        });
        Expect("field of type void", () => module.DefineType("R1").DefineField("f", typeof(void), FieldAttributes.Public));
        Expect("wrong constant", () => module.DefineType("R2").DefineField("f", typeof(int), FieldAttributes.Public | FieldAttributes.Static | FieldAttributes.Literal).SetConstant("x"));
        Expect("after creation", () =>
        {
            TypeBuilder t = module.DefineType("R3");
            t.CreateType();
            t.DefineField("late", typeof(int), FieldAttributes.Public);
        });
        Expect("empty name", () => module.DefineType(""));
        Expect("two modules", () => ((AssemblyBuilder)module.Assembly).DefineDynamicModule("another"));
        Expect("too few arguments", () => new CustomAttributeBuilder(typeof(NoteAttribute).GetConstructor(new[] { typeof(string), typeof(int) }), new object[] { "x" }));
        Expect("invoke a builder", () => module.DefineType("R4").DefineMethod("M", MethodAttributes.Public, null, null).Invoke(null, null));
    }
}
