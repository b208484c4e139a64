namespace System;

using System.Globalization;
using System.Reflection;

/// Makes objects of types known only at run time.
public static class Activator
{
    public static T CreateInstance<T>()
    {
        if (typeof(T).IsValueType && RuntimeTypeHandle.GetDefaultConstructor((RuntimeType)typeof(T)) == IntPtr.Zero) return default;
        try
        {
            return (T)CreateDefault((RuntimeType)typeof(T), true);
        }
        catch (Exception e) when (e is not (MissingMethodException or MemberAccessException))
        {
            throw new TargetInvocationException(e);
        }
    }

    private static RuntimeType Check(Type type)
    {
        if (type is null) throw new ArgumentNullException(nameof(type));
        if (type.UnderlyingSystemType is not RuntimeType rt) throw new ArgumentException("Type must be a type provided by the runtime.", nameof(type));
        if (rt.ContainsGenericParameters) throw new ArgumentException("Cannot create an instance of " + rt + " because Type.ContainsGenericParameters is true.");
        if (rt == typeof(TypedReference) || rt == typeof(ArgIterator) || rt == typeof(void) || rt == typeof(RuntimeArgumentHandle)) throw new NotSupportedException("Cannot dynamically create an instance of type '" + rt + "'. Reason: Cannot create boxed ByRef-like values.");
        if (rt.IsByRefLike) throw new NotSupportedException("Cannot create boxed ByRef-like values.");
        return rt;
    }

    private static object CreateDefault(RuntimeType type, bool publicOnly)
    {
        if (type.IsAbstract)
            throw new MissingMethodException(type.IsInterface ? "Cannot dynamically create an instance of type '" + type + "'. Reason: Cannot create an instance of an interface."
                : "Cannot dynamically create an instance of type '" + type + "'. Reason: Cannot create an abstract class.");
        IntPtr constructor = RuntimeTypeHandle.GetDefaultConstructor(type);
        if (constructor == IntPtr.Zero && !type.IsValueType || constructor != IntPtr.Zero && publicOnly && (RuntimeMethodHandle.GetAttributes(constructor) & MethodAttributes.MemberAccessMask) != MethodAttributes.Public)
            throw new MissingMethodException("Cannot dynamically create an instance of type '" + type + "'. Reason: No parameterless constructor defined.");
        return RuntimeTypeHandle.CreateInstanceDefaultCtor(type, publicOnly);
    }

    private static object CreateWrapped(RuntimeType type, bool publicOnly)
    {
        if (type.IsNullableOfT) return null;
        try
        {
            return CreateDefault(type, publicOnly);
        }
        catch (MissingMethodException e) when (!e.HasBeenThrownByConstructor(type))
        {
            throw;
        }
        catch (Exception e)
        {
            throw new TargetInvocationException(e);
        }
    }

    // The messages above begin alike; a constructor's own exception has another text.
    private static bool HasBeenThrownByConstructor(this MissingMethodException e, RuntimeType type) => !e.Message.StartsWith("Cannot dynamically create an instance of type '" + type + "'.", StringComparison.Ordinal);

    public static object CreateInstance(Type type) => CreateWrapped(Check(type), true);
    public static object CreateInstance(Type type, bool nonPublic) => CreateWrapped(Check(type), !nonPublic);
    public static object CreateInstance(Type type, params object[] args) => CreateInstance(type, BindingFlags.Public | BindingFlags.Instance, null, args, null, null);
    public static object CreateInstance(Type type, object[] args, object[] activationAttributes) => CreateInstance(type, BindingFlags.Public | BindingFlags.Instance, null, args, null, activationAttributes);
    public static object CreateInstance(Type type, BindingFlags bindingAttr, Binder binder, object[] args, CultureInfo culture) => CreateInstance(type, bindingAttr, binder, args, culture, null);

    public static object CreateInstance(Type type, BindingFlags bindingAttr, Binder binder, object[] args, CultureInfo culture, object[] activationAttributes)
    {
        RuntimeType rt = Check(type);
        if ((bindingAttr & (BindingFlags.Public | BindingFlags.NonPublic)) == 0) bindingAttr |= BindingFlags.Public | BindingFlags.Instance;
        bindingAttr |= BindingFlags.Instance;
        if (args == null || args.Length == 0)
            return CreateWrapped(rt, (bindingAttr & BindingFlags.NonPublic) == 0);
        if (rt.IsAbstract) throw new MissingMethodException("Cannot create an abstract class.");
        ConstructorInfo[] all = rt.GetConstructors(bindingAttr & ~BindingFlags.Static);
        MethodBase chosen = (binder ?? DefaultBinder.Instance).BindToMethod(bindingAttr, all, ref args, null, culture, null, out _);
        if (chosen == null) throw new MissingMethodException("Constructor on type '" + rt + "' not found.");
        return ((ConstructorInfo)chosen).Invoke(bindingAttr, binder, args, culture);
    }

    public static System.Runtime.Remoting.ObjectHandle CreateInstance(string assemblyName, string typeName) => new System.Runtime.Remoting.ObjectHandle(CreateInstance(Find(assemblyName, typeName)));
    public static System.Runtime.Remoting.ObjectHandle CreateInstance(string assemblyName, string typeName, object[] activationAttributes) => CreateInstance(assemblyName, typeName);

    private static Type Find(string assemblyName, string typeName) =>
        assemblyName == null ? Type.GetType(typeName, true) : Assembly.Load(assemblyName).GetType(typeName, true);
}
