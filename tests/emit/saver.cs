// Makes a program with AssemblyBuilder and saves it: made.exe in the folder of the first argument, made2.dll beside it, which it uses.
using System;
using System.Collections;
using System.Collections.Generic;
using System.Reflection;
using System.Reflection.Emit;
using System.Runtime.InteropServices;

static class Saver
{
    static readonly Type[] none = Type.EmptyTypes;
    static readonly Type text = typeof(string), i4 = typeof(int), obj = typeof(object);
    static readonly MethodInfo write = typeof(Console).GetMethod("WriteLine", new[] { obj });

    static void Main(string[] args)
    {
        string folder = args[0];
        AssemblyBuilder library = AppDomain.CurrentDomain.DefineDynamicAssembly(new AssemblyName("made2, Version=3.1.0.0"), AssemblyBuilderAccess.RunAndSave, folder);
        ModuleBuilder libraryModule = library.DefineDynamicModule("made2", "made2.dll");
        Type shape = Shape(libraryModule), list = List(libraryModule);
        library.Save("made2.dll");

        AssemblyBuilder program = AppDomain.CurrentDomain.DefineDynamicAssembly(new AssemblyName("made"), AssemblyBuilderAccess.RunAndSave, folder);
        ModuleBuilder module = program.DefineDynamicModule("made", "made.exe");
        Type square = Square(module, shape), level = Level(module), data = Data(module), layout = Layout(module), button = Button(module);
        TypeBuilder main = module.DefineType("Program", TypeAttributes.Public | TypeAttributes.Abstract | TypeAttributes.Sealed);
        MethodBuilder entry = main.DefineMethod("Main", MethodAttributes.Public | MethodAttributes.Static, i4, new[] { typeof(string[]) });
        ILGenerator il = entry.GetILGenerator();
        // A class of another file, and one of ours.
        il.Emit(OpCodes.Ldc_I4, 7);
        il.Emit(OpCodes.Newobj, square.GetConstructor(new[] { i4 }));
        il.Emit(OpCodes.Callvirt, shape.GetMethod("Describe"));
        il.Emit(OpCodes.Call, write);
        // A generic class of another file.
        Type ofText = list.MakeGenericType(text);
        il.Emit(OpCodes.Newobj, ofText.GetConstructor(none));
        foreach (string word in new[] { "made", "by", "minivm" })
        {
            il.Emit(OpCodes.Dup);
            il.Emit(OpCodes.Ldstr, word);
            il.Emit(OpCodes.Callvirt, ofText.GetMethod("Add"));
        }
        il.Emit(OpCodes.Ldstr, "-");
        il.Emit(OpCodes.Callvirt, ofText.GetMethod("Join"));
        il.Emit(OpCodes.Call, write);
        // Enums, boxed.
        il.Emit(OpCodes.Ldc_I4_5);
        il.Emit(OpCodes.Box, level);
        il.Emit(OpCodes.Call, write);
        il.Emit(OpCodes.Call, data.GetMethod("Sum"));
        il.Emit(OpCodes.Box, i4);
        il.Emit(OpCodes.Call, write);
        il.Emit(OpCodes.Ldc_R4, 1f);
        il.Emit(OpCodes.Call, layout.GetMethod("Bytes"));
        il.Emit(OpCodes.Box, i4);
        il.Emit(OpCodes.Call, write);
        il.Emit(OpCodes.Ldc_I4_M1);
        il.Emit(OpCodes.Call, Switch(main));
        il.Emit(OpCodes.Call, write);
        il.Emit(OpCodes.Ldc_I4_1);
        il.Emit(OpCodes.Call, Switch(main));
        il.Emit(OpCodes.Call, write);
        il.Emit(OpCodes.Ldnull);
        il.Emit(OpCodes.Call, Guard(main));
        il.Emit(OpCodes.Call, write);
        il.Emit(OpCodes.Newobj, button.GetConstructor(none));
        il.Emit(OpCodes.Dup);
        il.Emit(OpCodes.Ldnull);
        il.Emit(OpCodes.Ldftn, Handler(main));
        il.Emit(OpCodes.Newobj, typeof(EventHandler).GetConstructors()[0]);
        il.Emit(OpCodes.Callvirt, button.GetEvent("Clicked").GetAddMethod());
        il.Emit(OpCodes.Callvirt, button.GetMethod("Click"));
        // What reflection says about it all.
        il.Emit(OpCodes.Call, Reflect(main));
        il.Emit(OpCodes.Ldarg_0);
        il.Emit(OpCodes.Ldlen);
        il.Emit(OpCodes.Conv_I4);
        il.Emit(OpCodes.Ldc_I4, 40);
        il.Emit(OpCodes.Add);
        il.Emit(OpCodes.Ret);
        main.CreateType();
        program.SetEntryPoint(entry, PEFileKinds.ConsoleApplication);
        program.Save("made.exe");
        Console.WriteLine("saved");
    }

    static Type Shape(ModuleBuilder module)
    {
        TypeBuilder named = module.DefineType("Made.INamed", TypeAttributes.Public | TypeAttributes.Interface | TypeAttributes.Abstract);
        const MethodAttributes Virtual = MethodAttributes.Public | MethodAttributes.Virtual | MethodAttributes.HideBySig;
        MethodBuilder name = named.DefineMethod("get_Name", Virtual | MethodAttributes.Abstract | MethodAttributes.NewSlot | MethodAttributes.SpecialName, text, none);
        named.DefineProperty("Name", PropertyAttributes.None, text, null).SetGetMethod(name);
        Type namedType = named.CreateType();
        TypeBuilder shape = module.DefineType("Made.Shape", TypeAttributes.Public | TypeAttributes.Abstract, obj, new[] { namedType });
        ConstructorBuilder make = shape.DefineDefaultConstructor(MethodAttributes.Family);
        MethodBuilder area = shape.DefineMethod("Area", Virtual | MethodAttributes.Abstract | MethodAttributes.NewSlot, i4, none);
        MethodBuilder own = shape.DefineMethod("get_Name", Virtual | MethodAttributes.Abstract | MethodAttributes.NewSlot | MethodAttributes.SpecialName, text, none);
        MethodBuilder describe = shape.DefineMethod("Describe", MethodAttributes.Public, text, none);
        ILGenerator il = describe.GetILGenerator();
        il.Emit(OpCodes.Ldstr, "{0} of {1}");
        il.Emit(OpCodes.Ldarg_0);
        il.Emit(OpCodes.Callvirt, own);
        il.Emit(OpCodes.Ldarg_0);
        il.Emit(OpCodes.Callvirt, area);
        il.Emit(OpCodes.Box, i4);
        il.Emit(OpCodes.Call, text.GetMethod("Format", new[] { text, obj, obj }));
        il.Emit(OpCodes.Ret);
        return shape.CreateType();
    }

    static Type List(ModuleBuilder module)
    {
        TypeBuilder list = module.DefineType("Made.Words`1", TypeAttributes.Public);
        GenericTypeParameterBuilder t = list.DefineGenericParameters("T")[0];
        t.SetGenericParameterAttributes(GenericParameterAttributes.ReferenceTypeConstraint);
        Type inner = typeof(List<>).MakeGenericType(t);
        FieldBuilder items = list.DefineField("items", inner, FieldAttributes.Private);
        ILGenerator il = list.DefineConstructor(MethodAttributes.Public, CallingConventions.Standard, none).GetILGenerator();
        il.Emit(OpCodes.Ldarg_0);
        il.Emit(OpCodes.Call, obj.GetConstructor(none));
        il.Emit(OpCodes.Ldarg_0);
        il.Emit(OpCodes.Newobj, TypeBuilder.GetConstructor(inner, typeof(List<>).GetConstructor(none)));
        il.Emit(OpCodes.Stfld, items);
        il.Emit(OpCodes.Ret);
        il = list.DefineMethod("Add", MethodAttributes.Public, typeof(void), new Type[] { t }).GetILGenerator();
        il.Emit(OpCodes.Ldarg_0);
        il.Emit(OpCodes.Ldfld, items);
        il.Emit(OpCodes.Ldarg_1);
        il.Emit(OpCodes.Callvirt, TypeBuilder.GetMethod(inner, typeof(List<>).GetMethod("Add")));
        il.Emit(OpCodes.Ret);
        il = list.DefineMethod("Join", MethodAttributes.Public, text, new[] { text }).GetILGenerator();
        il.Emit(OpCodes.Ldarg_1);
        il.Emit(OpCodes.Ldarg_0);
        il.Emit(OpCodes.Ldfld, items);
        MethodInfo join = null;
        foreach (MethodInfo m in text.GetMethods())
            if (m.Name == "Join" && m.IsGenericMethodDefinition && m.GetParameters()[0].ParameterType == text) join = m;
        il.Emit(OpCodes.Call, join.MakeGenericMethod(t));
        il.Emit(OpCodes.Ret);
        return list.CreateType();
    }

    static Type Square(ModuleBuilder module, Type shape)
    {
        TypeBuilder square = module.DefineType("Square", TypeAttributes.Public | TypeAttributes.Sealed, shape);
        square.SetCustomAttribute(new CustomAttributeBuilder(typeof(ObsoleteAttribute).GetConstructor(new[] { text }), new object[] { "corners" }));
        FieldBuilder side = square.DefineField("side", i4, FieldAttributes.Private | FieldAttributes.InitOnly);
        ConstructorBuilder make = square.DefineConstructor(MethodAttributes.Public, CallingConventions.Standard, new[] { i4 });
        make.DefineParameter(1, ParameterAttributes.None, "side");
        ILGenerator il = make.GetILGenerator();
        il.Emit(OpCodes.Ldarg_0);
        il.Emit(OpCodes.Call, shape.GetConstructor(BindingFlags.NonPublic | BindingFlags.Instance, null, none, null));
        il.Emit(OpCodes.Ldarg_0);
        il.Emit(OpCodes.Ldarg_1);
        il.Emit(OpCodes.Stfld, side);
        il.Emit(OpCodes.Ret);
        const MethodAttributes Override = MethodAttributes.Public | MethodAttributes.Virtual | MethodAttributes.HideBySig;
        il = square.DefineMethod("Area", Override, i4, none).GetILGenerator();
        il.Emit(OpCodes.Ldarg_0);
        il.Emit(OpCodes.Ldfld, side);
        il.Emit(OpCodes.Dup);
        il.Emit(OpCodes.Mul);
        il.Emit(OpCodes.Ret);
        MethodBuilder hidden = square.DefineMethod("HiddenName", MethodAttributes.Private | MethodAttributes.Virtual | MethodAttributes.Final | MethodAttributes.NewSlot, text, none);
        il = hidden.GetILGenerator();
        il.Emit(OpCodes.Ldstr, "square");
        il.Emit(OpCodes.Ret);
        square.DefineMethodOverride(hidden, shape.GetMethod("get_Name"));
        return square.CreateType();
    }

    static Type Level(ModuleBuilder module)
    {
        EnumBuilder level = module.DefineEnum("Level", TypeAttributes.Public, typeof(int));
        level.DefineLiteral("Low", 1);
        level.DefineLiteral("Middle", 4);
        level.SetCustomAttribute(new CustomAttributeBuilder(typeof(FlagsAttribute).GetConstructor(none), new object[0]));
        return level.CreateType();
    }

    static Type Data(ModuleBuilder module)
    {
        TypeBuilder data = module.DefineType("Data", TypeAttributes.Public);
        FieldBuilder bytes = data.DefineInitializedData("bytes", new byte[] { 5, 0, 0, 0, 6, 0, 0, 0, 255, 255, 255, 255, 100, 0, 0, 0 }, FieldAttributes.Assembly);
        FieldBuilder all = data.DefineField("All", typeof(int[]), FieldAttributes.Public | FieldAttributes.Static);
        ILGenerator il = data.DefineTypeInitializer().GetILGenerator();
        il.Emit(OpCodes.Ldc_I4_4);
        il.Emit(OpCodes.Newarr, i4);
        il.Emit(OpCodes.Dup);
        il.Emit(OpCodes.Ldtoken, bytes);
        il.Emit(OpCodes.Call, typeof(System.Runtime.CompilerServices.RuntimeHelpers).GetMethod("InitializeArray", new[] { typeof(Array), typeof(RuntimeFieldHandle) }));
        il.Emit(OpCodes.Stsfld, all);
        il.Emit(OpCodes.Ret);
        il = data.DefineMethod("Sum", MethodAttributes.Public | MethodAttributes.Static, i4, none).GetILGenerator();
        LocalBuilder i = il.DeclareLocal(i4), sum = il.DeclareLocal(i4);
        Label loop = il.DefineLabel();
        il.MarkLabel(loop);
        il.Emit(OpCodes.Ldloc, sum);
        il.Emit(OpCodes.Ldsfld, all);
        il.Emit(OpCodes.Ldloc, i);
        il.Emit(OpCodes.Ldelem_I4);
        il.Emit(OpCodes.Add);
        il.Emit(OpCodes.Stloc, sum);
        il.Emit(OpCodes.Ldloc, i);
        il.Emit(OpCodes.Ldc_I4_1);
        il.Emit(OpCodes.Add);
        il.Emit(OpCodes.Dup);
        il.Emit(OpCodes.Stloc, i);
        il.Emit(OpCodes.Ldc_I4_4);
        il.Emit(OpCodes.Blt, loop);
        il.Emit(OpCodes.Ldloc, sum);
        il.Emit(OpCodes.Ret);
        return data.CreateType();
    }

    static Type Layout(ModuleBuilder module)
    {
        TypeBuilder layout = module.DefineType("Layout", TypeAttributes.Public | TypeAttributes.Sealed | TypeAttributes.ExplicitLayout, typeof(ValueType));
        FieldBuilder number = layout.DefineField("Number", i4, FieldAttributes.Public), real = layout.DefineField("Real", typeof(float), FieldAttributes.Public);
        number.SetOffset(8);
        real.SetOffset(0);
        ILGenerator il = layout.DefineMethod("Bytes", MethodAttributes.Public | MethodAttributes.Static, i4, new[] { typeof(float) }).GetILGenerator();
        LocalBuilder local = il.DeclareLocal(layout);
        il.Emit(OpCodes.Ldloca, local);
        il.Emit(OpCodes.Ldarg_0);
        il.Emit(OpCodes.Stfld, real);
        il.Emit(OpCodes.Ldloca, local);
        il.Emit(OpCodes.Ldfld, number);
        il.Emit(OpCodes.Sizeof, layout);
        il.Emit(OpCodes.Add);
        il.Emit(OpCodes.Ret);
        return layout.CreateType();
    }

    static Type Button(ModuleBuilder module)
    {
        TypeBuilder button = module.DefineType("Button", TypeAttributes.Public);
        button.DefineDefaultConstructor(MethodAttributes.Public);
        FieldBuilder clicked = button.DefineField("Clicked", typeof(EventHandler), FieldAttributes.Private);
        EventBuilder happening = button.DefineEvent("Clicked", EventAttributes.None, typeof(EventHandler));
        MethodBuilder add = button.DefineMethod("add_Clicked", MethodAttributes.Public | MethodAttributes.SpecialName, typeof(void), new[] { typeof(EventHandler) });
        add.DefineParameter(1, ParameterAttributes.None, "value");
        happening.SetAddOnMethod(add);
        ILGenerator il = add.GetILGenerator();
        il.Emit(OpCodes.Ldarg_0);
        il.Emit(OpCodes.Ldarg_0);
        il.Emit(OpCodes.Ldfld, clicked);
        il.Emit(OpCodes.Ldarg_1);
        il.Emit(OpCodes.Call, typeof(Delegate).GetMethod("Combine", new[] { typeof(Delegate), typeof(Delegate) }));
        il.Emit(OpCodes.Castclass, typeof(EventHandler));
        il.Emit(OpCodes.Stfld, clicked);
        il.Emit(OpCodes.Ret);
        MethodBuilder remove = button.DefineMethod("remove_Clicked", MethodAttributes.Public | MethodAttributes.SpecialName, typeof(void), new[] { typeof(EventHandler) });
        remove.GetILGenerator().Emit(OpCodes.Ret);
        happening.SetRemoveOnMethod(remove);
        il = button.DefineMethod("Click", MethodAttributes.Public, typeof(void), none).GetILGenerator();
        il.Emit(OpCodes.Ldarg_0);
        il.Emit(OpCodes.Ldfld, clicked);
        il.Emit(OpCodes.Ldarg_0);
        il.Emit(OpCodes.Ldnull);
        il.Emit(OpCodes.Callvirt, typeof(EventHandler).GetMethod("Invoke"));
        il.Emit(OpCodes.Ret);
        return button.CreateType();
    }

    /// Made once, called twice.
    static MethodBuilder switchMethod;

    static MethodBuilder Switch(TypeBuilder type)
    {
        if (switchMethod != null) return switchMethod;
        switchMethod = type.DefineMethod("Switch", MethodAttributes.Private | MethodAttributes.Static, text, new[] { i4 });
        ILGenerator il = switchMethod.GetILGenerator();
        Label[] cases = { il.DefineLabel(), il.DefineLabel() };
        il.Emit(OpCodes.Ldarg_0);
        il.Emit(OpCodes.Switch, cases);
        il.Emit(OpCodes.Ldstr, "neither");
        il.Emit(OpCodes.Ret);
        for (int i = 0; i < 2; i++)
        {
            il.MarkLabel(cases[i]);
            il.Emit(OpCodes.Ldstr, "case " + i + " \u00e9\u4e2d");
            il.Emit(OpCodes.Ret);
        }
        return switchMethod;
    }

    static MethodBuilder Guard(TypeBuilder type)
    {
        MethodBuilder guard = type.DefineMethod("Guard", MethodAttributes.Private | MethodAttributes.Static, text, new[] { obj });
        ILGenerator il = guard.GetILGenerator();
        LocalBuilder result = il.DeclareLocal(text);
        il.BeginExceptionBlock();
        il.BeginExceptionBlock();
        il.Emit(OpCodes.Ldarg_0);
        il.Emit(OpCodes.Callvirt, obj.GetMethod("ToString", none));
        il.Emit(OpCodes.Stloc, result);
        il.BeginCatchBlock(typeof(NullReferenceException));
        il.Emit(OpCodes.Pop);
        il.Emit(OpCodes.Ldstr, "nothing there");
        il.Emit(OpCodes.Stloc, result);
        il.EndExceptionBlock();
        il.BeginFinallyBlock();
        il.EmitWriteLine("finally");
        il.EndExceptionBlock();
        il.Emit(OpCodes.Ldloc, result);
        il.Emit(OpCodes.Ret);
        return guard;
    }

    static MethodBuilder Handler(TypeBuilder type)
    {
        MethodBuilder handler = type.DefineMethod("OnClick", MethodAttributes.Private | MethodAttributes.Static, typeof(void), new[] { obj, typeof(EventArgs) });
        ILGenerator il = handler.GetILGenerator();
        il.Emit(OpCodes.Ldarg_0);
        il.Emit(OpCodes.Call, write);
        il.Emit(OpCodes.Ret);
        return handler;
    }

    static MethodBuilder Reflect(TypeBuilder type)
    {
        MethodBuilder reflect = type.DefineMethod("Reflect", MethodAttributes.Private | MethodAttributes.Static, typeof(void), none);
        ILGenerator il = reflect.GetILGenerator();
        LocalBuilder types = il.DeclareLocal(typeof(Type[])), i = il.DeclareLocal(i4);
        Label loop = il.DefineLabel();
        il.Emit(OpCodes.Call, typeof(Assembly).GetMethod("GetExecutingAssembly"));
        il.Emit(OpCodes.Callvirt, typeof(Assembly).GetMethod("GetTypes"));
        il.Emit(OpCodes.Stloc, types);
        il.MarkLabel(loop);
        il.Emit(OpCodes.Ldloc, types);
        il.Emit(OpCodes.Ldloc, i);
        il.Emit(OpCodes.Ldelem_Ref);
        il.Emit(OpCodes.Callvirt, typeof(MemberInfo).GetProperty("Name").GetGetMethod());
        il.Emit(OpCodes.Ldstr, ": {0} members");
        il.Emit(OpCodes.Call, text.GetMethod("Concat", new[] { text, text }));
        il.Emit(OpCodes.Ldloc, types);
        il.Emit(OpCodes.Ldloc, i);
        il.Emit(OpCodes.Ldelem_Ref);
        il.Emit(OpCodes.Ldc_I4, (int)(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.Instance | BindingFlags.DeclaredOnly));
        il.Emit(OpCodes.Callvirt, typeof(Type).GetMethod("GetMembers", new[] { typeof(BindingFlags) }));
        il.Emit(OpCodes.Ldlen);
        il.Emit(OpCodes.Conv_I4);
        il.Emit(OpCodes.Box, i4);
        il.Emit(OpCodes.Call, typeof(Console).GetMethod("WriteLine", new[] { text, obj }));
        il.Emit(OpCodes.Ldloc, i);
        il.Emit(OpCodes.Ldc_I4_1);
        il.Emit(OpCodes.Add);
        il.Emit(OpCodes.Dup);
        il.Emit(OpCodes.Stloc, i);
        il.Emit(OpCodes.Ldloc, types);
        il.Emit(OpCodes.Ldlen);
        il.Emit(OpCodes.Conv_I4);
        il.Emit(OpCodes.Blt, loop);
        il.Emit(OpCodes.Ret);
        return reflect;
    }
}
