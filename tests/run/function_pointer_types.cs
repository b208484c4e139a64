// Function pointers as types: what reflection says of them.
// covers: function pointers, System.Reflection
using System;
using System.Reflection;
unsafe class Holder
{
    public delegate*<int, string, void> Managed;
    public delegate* unmanaged[Cdecl]<int*, ref long, double> C;
    public delegate* unmanaged<void> Any;
    public delegate* unmanaged[Stdcall, SuppressGCTransition]<int> Std;
    public delegate*<delegate*<int>, object[]> Nested;
    public delegate*<in int, out int, ref readonly int> Refs;
}
class Program
{
    static void Show(string title, Type t)
    {
        Console.WriteLine($"{title}: {t} name '{t.Name}' full '{t.FullName ?? "null"}' fp {t.IsFunctionPointer} un {t.IsUnmanagedFunctionPointer} ns '{t.Namespace ?? "null"}'");
        Console.WriteLine($"  base {t.BaseType?.ToString() ?? "null"} value {t.IsValueType} class {t.IsClass} prim {t.IsPrimitive} ptr {t.IsPointer} def {t.IsTypeDefinition} elem {t.HasElementType} generic {t.IsGenericType} open {t.ContainsGenericParameters} attrs {t.Attributes}");
        Console.WriteLine($"  asm {t.Assembly.GetName().Name}");
        if (t.IsFunctionPointer)
        {
            Console.WriteLine("  returns " + t.GetFunctionPointerReturnType());
            Console.WriteLine("  takes " + string.Join("; ", (object[])t.GetFunctionPointerParameterTypes()));
            Console.WriteLine("  conventions " + string.Join("; ", (object[])t.GetFunctionPointerCallingConventions()));
        }
    }
    static void Try(string what, Func<object> f)
    {
        try { Console.WriteLine(what + ": " + f()); } catch (Exception e) { Console.WriteLine(what + ": " + e.GetType() + ": " + e.Message); }
    }
    static unsafe void Main()
    {
        foreach (FieldInfo f in typeof(Holder).GetFields()) Show(f.Name, f.FieldType);
        Show("typeof", typeof(delegate*<int, void>));
        Show("typeof", typeof(delegate* unmanaged<int, void>));
        Console.WriteLine(typeof(delegate*<int, void>) == typeof(delegate*<int, void>));
        Console.WriteLine(typeof(delegate*<int, void>) == typeof(delegate*<uint, void>));
        Console.WriteLine(typeof(delegate*<int, void>) == typeof(delegate* unmanaged<int, void>));
        Console.WriteLine(typeof(delegate* unmanaged[Cdecl]<int, void>) == typeof(delegate* unmanaged[Stdcall]<int, void>));
        Show("array", typeof(delegate*<int, void>[]));
        Show("pointer", typeof(delegate*<int, void>*));
        Console.WriteLine(typeof(delegate*<int, void>[]).GetElementType());
        Try("return of int", () => typeof(int).GetFunctionPointerReturnType());
        Try("parameters of int", () => typeof(int).GetFunctionPointerParameterTypes());
        Try("conventions of int", () => typeof(int).GetFunctionPointerCallingConventions());
        Console.WriteLine(typeof(Holder).GetField("Managed").ToString());
        Console.WriteLine(typeof(delegate*<int, void>).IsAssignableFrom(typeof(nint)));
    }
}
