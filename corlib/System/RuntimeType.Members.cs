namespace System;

using System.Collections.Generic;
using System.Globalization;
using System.Reflection;

// Members of a type, found by walking it and its bases.
internal sealed partial class RuntimeType
{
    private static bool Wanted(bool isPublic, bool isStatic, bool inherited, BindingFlags flags)
    {
        if ((flags & (isPublic ? BindingFlags.Public : BindingFlags.NonPublic)) == 0) return false;
        if (isStatic)
            return (flags & BindingFlags.Static) != 0 && (!inherited || (flags & BindingFlags.FlattenHierarchy) != 0);
        return (flags & BindingFlags.Instance) != 0;
    }

    private static StringComparison Comparison(BindingFlags flags) => (flags & BindingFlags.IgnoreCase) != 0 ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal;

    // Type variables have the members of their effective base class.
    private RuntimeType MemberOwner
    {
        get
        {
            if (!IsGenericParameter) return this;
            foreach (RuntimeType t in RuntimeTypeHandle.GetConstraints(this))
                if (!t.IsInterface) return t.MemberOwner;
            return (RuntimeType)((RuntimeTypeHandle.GetGenericParameterAttributes(this) & 8) != 0 ? typeof(ValueType) : typeof(object));
        }
    }

    private static bool SameSignature(RuntimeMethodInfo a, RuntimeMethodInfo b)
    {
        RuntimeType[] x = a.SignatureTypes, y = b.SignatureTypes;
        if (x.Length != y.Length) return false;
        for (int i = 1; i < x.Length; i++)
            if (x[i] != y[i] && !(x[i].IsGenericParameter && y[i].IsGenericParameter)) return false;
        return true;
    }

    private List<MethodInfo> FindMethods(string name, BindingFlags flags)
    {
        List<MethodInfo> found = new List<MethodInfo>();
        StringComparison comparison = Comparison(flags);
        for (RuntimeType t = MemberOwner; t is not null; t = RuntimeTypeHandle.GetBaseType(t))
        {
            bool inherited = !ReferenceEquals(t, this) && !IsGenericParameter;
            int known = found.Count;
            foreach (IntPtr handle in RuntimeTypeHandle.GetMethods(t))
            {
                if (RuntimeMethodHandle.IsConstructor(handle)) continue;
                MethodAttributes attributes = RuntimeMethodHandle.GetAttributes(handle);
                MethodAttributes access = attributes & MethodAttributes.MemberAccessMask;
                if (inherited && access == MethodAttributes.Private) continue;
                if (!Wanted(access == MethodAttributes.Public, (attributes & MethodAttributes.Static) != 0, inherited, flags)) continue;
                if (name != null && !string.Equals(RuntimeMethodHandle.GetName(handle), name, comparison)) continue;
                RuntimeMethodInfo method = new RuntimeMethodInfo(handle, this);
                bool hidden = false;
                if (inherited && (attributes & MethodAttributes.Virtual) != 0)
                {
                    // Overridden: a method of a derived class already stands in this vtable slot.
                    int slot = RuntimeMethodHandle.GetSlot(handle);
                    for (int i = 0; i < known && !hidden; i++)
                    {
                        RuntimeMethodInfo other = (RuntimeMethodInfo)found[i];
                        hidden = slot >= 0 && other.IsVirtual && RuntimeMethodHandle.GetSlot(other.Handle) == slot && other.Name == method.Name;
                    }
                }
                if (!hidden) found.Add(method);
            }
            if ((flags & BindingFlags.DeclaredOnly) != 0) break;
        }
        return found;
    }

    public override MethodInfo[] GetMethods(BindingFlags bindingAttr) => FindMethods(null, bindingAttr).ToArray();

    protected override MethodInfo GetMethodImpl(string name, BindingFlags bindingAttr, Binder binder, CallingConventions callConvention, Type[] types, ParameterModifier[] modifiers)
    {
        List<MethodInfo> found = FindMethods(name, bindingAttr);
        if (found.Count == 0) return null;
        if (types == null)
        {
            if (found.Count == 1) return found[0];
            // The most derived of equally declared methods; different signatures are ambiguous.
            MethodInfo first = found[0];
            for (int i = 1; i < found.Count; i++)
                if (!SameSignature((RuntimeMethodInfo)first, (RuntimeMethodInfo)found[i]))
                    throw new AmbiguousMatchException("Ambiguous match found for '" + found[i].DeclaringType + " " + found[i] + "'.");
            return MostDerived(found);
        }
        return (MethodInfo)(binder ?? DefaultBinder).SelectMethod(bindingAttr, found.ToArray(), types, modifiers);
    }

    private static MethodInfo MostDerived(List<MethodInfo> methods)
    {
        MethodInfo best = methods[0];
        for (int i = 1; i < methods.Count; i++)
            if (methods[i].DeclaringType.IsSubclassOf(best.DeclaringType)) best = methods[i];
        return best;
    }

    public override ConstructorInfo[] GetConstructors(BindingFlags bindingAttr)
    {
        List<ConstructorInfo> found = new List<ConstructorInfo>();
        if (IsGenericParameter) return found.ToArray();
        foreach (IntPtr handle in RuntimeTypeHandle.GetMethods(this))
        {
            if (!RuntimeMethodHandle.IsConstructor(handle)) continue;
            MethodAttributes attributes = RuntimeMethodHandle.GetAttributes(handle);
            if (Wanted((attributes & MethodAttributes.MemberAccessMask) == MethodAttributes.Public, (attributes & MethodAttributes.Static) != 0, false, bindingAttr))
                found.Add(new RuntimeConstructorInfo(handle, this));
        }
        return found.ToArray();
    }

    protected override ConstructorInfo GetConstructorImpl(BindingFlags bindingAttr, Binder binder, CallingConventions callConvention, Type[] types, ParameterModifier[] modifiers)
    {
        ConstructorInfo[] all = GetConstructors(bindingAttr);
        if (all.Length == 0) return null;
        if (types.Length == 0)
        {
            foreach (ConstructorInfo c in all)
                if (((RuntimeConstructorInfo)c).SignatureTypes.Length == 1) return c;
            return null;
        }
        return (ConstructorInfo)(binder ?? DefaultBinder).SelectMethod(bindingAttr, all, types, modifiers);
    }

    private List<FieldInfo> FindFields(string name, BindingFlags flags)
    {
        List<FieldInfo> found = new List<FieldInfo>();
        StringComparison comparison = Comparison(flags);
        for (RuntimeType t = MemberOwner; t is not null; t = RuntimeTypeHandle.GetBaseType(t))
        {
            bool inherited = !ReferenceEquals(t, this) && !IsGenericParameter;
            foreach (IntPtr handle in RuntimeTypeHandle.GetFields(t))
            {
                FieldAttributes attributes = RuntimeFieldHandle.GetAttributes(handle);
                FieldAttributes access = attributes & FieldAttributes.FieldAccessMask;
                if (inherited && access == FieldAttributes.Private) continue;
                if (!Wanted(access == FieldAttributes.Public, (attributes & FieldAttributes.Static) != 0, inherited, flags)) continue;
                if (name != null && !string.Equals(RuntimeFieldHandle.GetName(handle), name, comparison)) continue;
                found.Add(new RuntimeFieldInfo(handle, this));
            }
            if ((flags & BindingFlags.DeclaredOnly) != 0) break;
        }
        return found;
    }

    public override FieldInfo[] GetFields(BindingFlags bindingAttr) => FindFields(null, bindingAttr).ToArray();

    public override FieldInfo GetField(string name, BindingFlags bindingAttr)
    {
        if (name == null) throw new ArgumentNullException(nameof(name));
        List<FieldInfo> found = FindFields(name, bindingAttr);
        if (found.Count == 0) return null;
        // Bases come later in the walk: the first is the most derived.
        return found[0];
    }

    private List<PropertyInfo> FindProperties(string name, BindingFlags flags)
    {
        List<PropertyInfo> found = new List<PropertyInfo>();
        StringComparison comparison = Comparison(flags);
        for (RuntimeType t = MemberOwner; t is not null; t = RuntimeTypeHandle.GetBaseType(t))
        {
            bool inherited = !ReferenceEquals(t, this) && !IsGenericParameter;
            int known = found.Count;
            object[] data = RuntimeTypeHandle.GetProperties(t);
            string[] names = (string[])data[0];
            for (int i = 0; i < names.Length; i++)
            {
                if (name != null && !string.Equals(names[i], name, comparison)) continue;
                RuntimePropertyInfo property = new RuntimePropertyInfo(t, this, names[i], (PropertyAttributes)((int[])data[1])[i], ((int[])data[2])[i], ((IntPtr[])data[3])[i], ((IntPtr[])data[4])[i]);
                MethodInfo getter = property.GetGetMethod(true), setter = property.GetSetMethod(true);
                MethodInfo any = getter ?? setter;
                if (any == null) continue;
                bool isPublic = (getter != null && getter.IsPublic) || (setter != null && setter.IsPublic);
                if (inherited && (getter == null || getter.IsPrivate) && (setter == null || setter.IsPrivate)) continue;
                if (!Wanted(isPublic, any.IsStatic, inherited, flags)) continue;
                bool hidden = false;
                for (int k = 0; k < known && inherited && !hidden; k++)
                    hidden = found[k].Name == names[i] && found[k].PropertyType == property.PropertyType && SameIndexes((RuntimePropertyInfo)found[k], property);
                if (!hidden) found.Add(property);
            }
            if ((flags & BindingFlags.DeclaredOnly) != 0) break;
        }
        return found;
    }

    private static bool SameIndexes(RuntimePropertyInfo a, RuntimePropertyInfo b)
    {
        ParameterInfo[] x = a.GetIndexParameters(), y = b.GetIndexParameters();
        if (x.Length != y.Length) return false;
        for (int i = 0; i < x.Length; i++)
            if (x[i].ParameterType != y[i].ParameterType) return false;
        return true;
    }

    public override PropertyInfo[] GetProperties(BindingFlags bindingAttr) => FindProperties(null, bindingAttr).ToArray();

    protected override PropertyInfo GetPropertyImpl(string name, BindingFlags bindingAttr, Binder binder, Type returnType, Type[] types, ParameterModifier[] modifiers)
    {
        List<PropertyInfo> found = FindProperties(name, bindingAttr);
        List<PropertyInfo> fitting = new List<PropertyInfo>();
        foreach (PropertyInfo p in found)
        {
            if (returnType is not null && p.PropertyType != returnType) continue;
            if (types != null)
            {
                ParameterInfo[] index = p.GetIndexParameters();
                bool same = index.Length == types.Length;
                for (int i = 0; same && i < index.Length; i++) same = index[i].ParameterType.IsAssignableFrom(types[i]);
                if (!same) continue;
            }
            fitting.Add(p);
        }
        if (fitting.Count == 0) return null;
        if (fitting.Count > 1 && types == null && fitting[0].DeclaringType == fitting[1].DeclaringType)
            throw new AmbiguousMatchException("Ambiguous match found for '" + fitting[1].DeclaringType + " " + fitting[1] + "'.");
        return fitting[0];
    }

    private List<EventInfo> FindEvents(string name, BindingFlags flags)
    {
        List<EventInfo> found = new List<EventInfo>();
        for (RuntimeType t = MemberOwner; t is not null; t = RuntimeTypeHandle.GetBaseType(t))
        {
            bool inherited = !ReferenceEquals(t, this) && !IsGenericParameter;
            object[] data = RuntimeTypeHandle.GetEvents(t);
            string[] names = (string[])data[0];
            for (int i = 0; i < names.Length; i++)
            {
                if (name != null && !string.Equals(names[i], name, Comparison(flags))) continue;
                RuntimeEventInfo e = new RuntimeEventInfo(t, this, names[i], (EventAttributes)((int[])data[1])[i], ((int[])data[2])[i], ((IntPtr[])data[3])[i], ((IntPtr[])data[4])[i], ((IntPtr[])data[5])[i]);
                if (Wanted(e.AnyAccessor.IsPublic, e.AnyAccessor.IsStatic, inherited, flags) && !(inherited && e.AnyAccessor.IsPrivate)) found.Add(e);
            }
            if ((flags & BindingFlags.DeclaredOnly) != 0) break;
        }
        return found;
    }

    public override EventInfo[] GetEvents(BindingFlags bindingAttr) => FindEvents(null, bindingAttr).ToArray();

    public override EventInfo GetEvent(string name, BindingFlags bindingAttr)
    {
        if (name == null) throw new ArgumentNullException(nameof(name));
        List<EventInfo> found = FindEvents(name, bindingAttr);
        return found.Count == 0 ? null : found[0];
    }

    public override Type[] GetNestedTypes(BindingFlags bindingAttr)
    {
        List<Type> found = new List<Type>();
        foreach (RuntimeType t in RuntimeTypeHandle.GetNestedTypes(this))
            if ((bindingAttr & (t.IsNestedPublic ? BindingFlags.Public : BindingFlags.NonPublic)) != 0) found.Add(t);
        return found.ToArray();
    }

    public override Type GetNestedType(string name, BindingFlags bindingAttr)
    {
        if (name == null) throw new ArgumentNullException(nameof(name));
        foreach (Type t in GetNestedTypes(bindingAttr))
            if (string.Equals(t.Name, name, Comparison(bindingAttr))) return t;
        return null;
    }

    public override MemberInfo[] GetMembers(BindingFlags bindingAttr)
    {
        List<MemberInfo> all = new List<MemberInfo>();
        foreach (MemberInfo m in FindMethods(null, bindingAttr)) all.Add(m);
        foreach (MemberInfo m in GetConstructors(bindingAttr)) all.Add(m);
        foreach (MemberInfo m in FindProperties(null, bindingAttr)) all.Add(m);
        foreach (MemberInfo m in FindEvents(null, bindingAttr)) all.Add(m);
        foreach (MemberInfo m in FindFields(null, bindingAttr)) all.Add(m);
        foreach (MemberInfo m in GetNestedTypes(bindingAttr)) all.Add(m);
        return all.ToArray();
    }

    public override InterfaceMapping GetInterfaceMap(Type interfaceType)
    {
        if (interfaceType is not RuntimeType type || !type.IsInterface) throw new ArgumentException("Argument passed in is not an interface.", nameof(interfaceType));
        if (!type.IsAssignableFrom(this)) throw new ArgumentException("Interface not found.");
        IntPtr[] methods = RuntimeTypeHandle.GetMethods(type);
        List<MethodInfo> declared = new List<MethodInfo>();
        List<MethodInfo> targets = new List<MethodInfo>();
        foreach (IntPtr m in methods)
        {
            if (RuntimeMethodHandle.IsConstructor(m)) continue;
            MethodInfo method = new RuntimeMethodInfo(m, type);
            if (method.IsStatic) continue;
            declared.Add(method);
            IntPtr target = RuntimeMethodHandle.ResolveInterfaceMethod(this, m);
            targets.Add(target == IntPtr.Zero ? null : new RuntimeMethodInfo(target, null));
        }
        return new InterfaceMapping { TargetType = this, InterfaceType = interfaceType, InterfaceMethods = declared.ToArray(), TargetMethods = targets.ToArray() };
    }

    public override object InvokeMember(string name, BindingFlags invokeAttr, Binder binder, object target, object[] args, ParameterModifier[] modifiers, CultureInfo culture, string[] namedParameters)
    {
        const BindingFlags lookup = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly | BindingFlags.FlattenHierarchy | BindingFlags.IgnoreCase;
        if ((invokeAttr & (BindingFlags.InvokeMethod | BindingFlags.CreateInstance | BindingFlags.GetField | BindingFlags.SetField | BindingFlags.GetProperty | BindingFlags.SetProperty)) == 0)
            throw new ArgumentException("Must specify binding flags describing the invoke operation required (BindingFlags.InvokeMethod CreateInstance GetField SetField GetProperty SetProperty).", nameof(invokeAttr));
        args ??= new object[0];
        BindingFlags flags = invokeAttr & lookup;
        if ((invokeAttr & BindingFlags.CreateInstance) != 0) return Activator.CreateInstance(this, flags == 0 ? BindingFlags.Public | BindingFlags.Instance : flags, binder, args, culture);
        if (name == null) throw new ArgumentNullException(nameof(name));
        if ((flags & (BindingFlags.Public | BindingFlags.NonPublic)) == 0) flags |= BindingFlags.Public | BindingFlags.Static | BindingFlags.Instance;
        if ((flags & (BindingFlags.Static | BindingFlags.Instance)) == 0) flags |= BindingFlags.Static | BindingFlags.Instance;
        if ((invokeAttr & (BindingFlags.GetField | BindingFlags.SetField)) != 0)
        {
            FieldInfo field = GetField(name, flags);
            if (field != null)
            {
                if ((invokeAttr & BindingFlags.GetField) != 0 && args.Length == 0) return field.GetValue(target);
                if ((invokeAttr & BindingFlags.SetField) != 0 && args.Length == 1)
                {
                    field.SetValue(target, args[0], invokeAttr, binder, culture);
                    return null;
                }
            }
            else if ((invokeAttr & (BindingFlags.InvokeMethod | BindingFlags.GetProperty | BindingFlags.SetProperty)) == 0) throw new MissingFieldException(FullName, name);
        }
        List<MethodBase> candidates = new List<MethodBase>();
        if ((invokeAttr & BindingFlags.InvokeMethod) != 0)
            foreach (MethodInfo m in FindMethods(name, flags)) candidates.Add(m);
        if ((invokeAttr & (BindingFlags.GetProperty | BindingFlags.SetProperty)) != 0)
            foreach (PropertyInfo p in FindProperties(name, flags))
            {
                MethodInfo accessor = (invokeAttr & BindingFlags.GetProperty) != 0 ? p.GetGetMethod(true) : p.GetSetMethod(true);
                if (accessor != null) candidates.Add(accessor);
            }
        List<MethodBase> fitting = new List<MethodBase>();
        foreach (MethodBase m in candidates)
            if (m.GetParametersNoCopy().Length == args.Length) fitting.Add(m);
        if (fitting.Count == 0) throw new MissingMethodException(FullName, name);
        MethodBase chosen = fitting.Count == 1 ? fitting[0] : (binder ?? DefaultBinder).BindToMethod(invokeAttr, fitting.ToArray(), ref args, modifiers, culture, namedParameters, out _);
        if (chosen == null) throw new MissingMethodException(FullName, name);
        return chosen.Invoke(target, invokeAttr, binder, args, culture);
    }
}
