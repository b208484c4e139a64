namespace System.Reflection;

using System.Globalization;

/// What methods and constructors of the runtime have in common: everything behind a MethodDesc handle.
internal struct RuntimeMethodCore
{
    internal readonly IntPtr Handle;
    internal readonly RuntimeType Reflected;
    private string name;
    // Keeps a method that may be unloaded.
    private readonly object keeper;
    private RuntimeType[] signature;
    private ParameterInfo[] parameters;
    private ParameterInfo returnParameter;

    internal RuntimeMethodCore(IntPtr handle, RuntimeType reflected)
    {
        Handle = handle;
        Reflected = reflected;
        keeper = RuntimeMethodHandle.GetKeeper(handle);
        name = null;
        signature = null;
        parameters = null;
        returnParameter = null;
    }

    internal bool IsCollectible => keeper != null;
    internal string Name => name ??= RuntimeMethodHandle.GetName(Handle);
    internal RuntimeType[] Signature => signature ??= RuntimeMethodHandle.GetSignature(Handle);
    internal RuntimeType DeclaringType => RuntimeMethodHandle.GetDeclaringType(Handle);

    internal CallingConventions CallingConvention
    {
        get
        {
            int raw = RuntimeMethodHandle.GetCallingConvention(Handle);
            CallingConventions result = (raw & 15) == 5 ? CallingConventions.VarArgs : CallingConventions.Standard;
            if ((raw & 0x20) != 0) result |= CallingConventions.HasThis;
            if ((raw & 0x40) != 0) result |= CallingConventions.ExplicitThis;
            return result;
        }
    }

    private void Load(MethodBase owner)
    {
        RuntimeType[] types = Signature;
        object[] data = RuntimeMethodHandle.GetParameters(Handle);
        string[] names = (string[])data[0];
        int[] attributes = (int[])data[1];
        int[] tokens = (int[])data[2];
        object[] defaults = (object[])data[3];
        returnParameter = new ParameterInfo(owner, types[0], -1, null, (ParameterAttributes)attributes[0], tokens[0], DBNull.Value);
        ParameterInfo[] list = new ParameterInfo[types.Length - 1];
        for (int i = 0; i < list.Length; i++)
            list[i] = new ParameterInfo(owner, types[i + 1], i, names[i + 1], (ParameterAttributes)attributes[i + 1], tokens[i + 1], defaults[i + 1]);
        parameters = list;
    }

    internal ParameterInfo[] GetParameters(MethodBase owner)
    {
        if (parameters == null) Load(owner);
        return parameters;
    }

    internal ParameterInfo GetReturnParameter(MethodBase owner)
    {
        if (parameters == null) Load(owner);
        return returnParameter;
    }

    /// Checks and converts arguments, calls, writes byref results back.
    internal object Invoke(MethodBase owner, object target, BindingFlags invokeAttr, Binder binder, object[] arguments, CultureInfo culture)
    {
        RuntimeType[] types = Signature;
        int count = types.Length - 1;
        int given = arguments == null ? 0 : arguments.Length;
        if (given != count) throw new TargetParameterCountException("Parameter count mismatch.");
        object[] converted = count == 0 ? null : new object[count];
        for (int i = 0; i < count; i++)
        {
            object value = arguments[i];
            if (value == (object)Missing.Value)
            {
                ParameterInfo p = GetParameters(owner)[i];
                if (!p.HasDefaultValue) throw new ArgumentException("Missing parameter does not have a default value.", "parameters");
                value = p.DefaultValue;
            }
            converted[i] = types[i + 1].CheckValue(value, binder, culture, invokeAttr);
        }
        object result;
        if ((invokeAttr & BindingFlags.DoNotWrapExceptions) != 0) result = RuntimeMethodHandle.InvokeMethod(Handle, target, converted);
        else
        {
            try
            {
                result = RuntimeMethodHandle.InvokeMethod(Handle, target, converted);
            }
            catch (Exception e)
            {
                throw new TargetInvocationException(e);
            }
        }
        for (int i = 0; i < count; i++)
            if (types[i + 1].IsByRef) arguments[i] = converted[i];
        if (types[0].IsPointer && result is IntPtr address)
            unsafe { return Pointer.Box((void*)address, types[0]); }
        return result;
    }
}

/// A method of a loaded type.
internal sealed class RuntimeMethodInfo : MethodInfo, IRuntimeMethodInfo
{
    private RuntimeMethodCore core;

    internal RuntimeMethodInfo(IntPtr handle, RuntimeType reflected) { core = new RuntimeMethodCore(handle, reflected); }

    internal IntPtr Handle => core.Handle;
    RuntimeMethodHandleInternal IRuntimeMethodInfo.Value => new RuntimeMethodHandleInternal(core.Handle);
    public override string Name => core.Name;
    public override Type DeclaringType => Global(core.DeclaringType);
    public override Type ReflectedType => Global(core.Reflected ?? core.DeclaringType);
    private static Type Global(Type type) => type != null && type.Name == "<Module>" ? null : type;
    public override Module Module => core.DeclaringType.Module;
    public override int MetadataToken => RuntimeMethodHandle.GetMethodDef(core.Handle);
    public override MethodAttributes Attributes => RuntimeMethodHandle.GetAttributes(core.Handle);
    public override MethodImplAttributes GetMethodImplementationFlags() => RuntimeMethodHandle.GetImplAttributes(core.Handle);
    public override CallingConventions CallingConvention => core.CallingConvention;
    public override RuntimeMethodHandle MethodHandle => new RuntimeMethodHandle(this);
    internal RuntimeType[] SignatureTypes => core.Signature;
    internal override ParameterInfo[] GetParametersNoCopy() => core.GetParameters(this);

    public override ParameterInfo[] GetParameters()
    {
        ParameterInfo[] all = core.GetParameters(this);
        return all.Length == 0 ? all : (ParameterInfo[])all.Clone();
    }

    public override Type ReturnType => core.Signature[0];
    public override ParameterInfo ReturnParameter => core.GetReturnParameter(this);
    public override ICustomAttributeProvider ReturnTypeCustomAttributes => ReturnParameter;
    public override bool IsGenericMethod => RuntimeMethodHandle.GetMethodInstantiation(core.Handle) != null;
    public override bool IsGenericMethodDefinition => RuntimeMethodHandle.IsGenericMethodDefinition(core.Handle);

    public override bool ContainsGenericParameters
    {
        get
        {
            if (core.DeclaringType.ContainsGenericParameters) return true;
            RuntimeType[] arguments = RuntimeMethodHandle.GetMethodInstantiation(core.Handle);
            if (arguments != null)
                foreach (RuntimeType a in arguments)
                    if (a.ContainsGenericParameters) return true;
            return false;
        }
    }

    public override Type[] GetGenericArguments() => RuntimeType.ToTypes(RuntimeMethodHandle.GetMethodInstantiation(core.Handle));

    public override MethodInfo GetGenericMethodDefinition()
    {
        if (!IsGenericMethod) throw new InvalidOperationException();
        return IsGenericMethodDefinition ? this : new RuntimeMethodInfo(RuntimeMethodHandle.GetGenericMethodDefinition(core.Handle), core.Reflected);
    }

    public override MethodInfo MakeGenericMethod(params Type[] typeArguments)
    {
        if (typeArguments == null) throw new ArgumentNullException(nameof(typeArguments));
        if (!IsGenericMethodDefinition) throw new InvalidOperationException(this + " is not a GenericMethodDefinition. MakeGenericMethod may only be called on a method for which MethodBase.IsGenericMethodDefinition is true.");
        if (Array.Exists(typeArguments, static a => a is Emit.EmitTypeBase)) return new Emit.MethodBuilderInstance(this, typeArguments);
        RuntimeType[] arguments = RuntimeType.ToRuntimeTypes(typeArguments, nameof(typeArguments));
        int expected = RuntimeMethodHandle.GetMethodInstantiation(core.Handle).Length;
        if (arguments.Length != expected) throw new ArgumentException("The type or method has " + expected.ToString() + " generic parameter(s), but " + arguments.Length.ToString() + " generic argument(s) were provided. A generic argument must be provided for each generic parameter.");
        return new RuntimeMethodInfo(RuntimeMethodHandle.MakeGenericMethod(core.Handle, arguments), core.Reflected);
    }

    public override MethodInfo GetBaseDefinition()
    {
        if (!IsVirtual || IsStatic || core.DeclaringType.IsInterface) return this;
        IntPtr handle = RuntimeMethodHandle.GetBaseDefinition(core.Handle);
        return handle == core.Handle ? this : new RuntimeMethodInfo(handle, null);
    }

    internal RuntimeMethodInfo GetParentDefinition()
    {
        if (!IsVirtual || core.DeclaringType.IsInterface) return null;
        int slot = RuntimeMethodHandle.GetSlot(core.Handle);
        for (RuntimeType t = core.DeclaringType.BaseType as RuntimeType; t != null; t = t.BaseType as RuntimeType)
            foreach (IntPtr m in RuntimeTypeHandle.GetMethods(t))
                if (slot >= 0 && RuntimeMethodHandle.GetSlot(m) == slot) return new RuntimeMethodInfo(m, null);
        return null;
    }

    public override MethodBody GetMethodBody()
    {
        object[] data = RuntimeMethodHandle.GetMethodBody(core.Handle);
        return data == null ? null : new MethodBody(data);
    }

    public override object Invoke(object obj, BindingFlags invokeAttr, Binder binder, object[] parameters, CultureInfo culture)
    {
        if ((CallingConvention & CallingConventions.VarArgs) != 0) throw new NotSupportedException("Vararg calling convention not supported.");
        if (ContainsGenericParameters) throw new InvalidOperationException("Late bound operations cannot be performed on types or methods for which ContainsGenericParameters is true.");
        if (!IsStatic)
        {
            if (obj == null) throw new TargetException("Non-static method requires a target.");
            if (!RuntimeTypeHandle.IsInstanceOfType(core.DeclaringType, obj)) throw new TargetException("Object type " + core.DeclaringType + " does not match target type " + obj.GetType() + ".");
        }
        else obj = null;
        return core.Invoke(this, obj, invokeAttr, binder, parameters, culture);
    }

    public override object[] GetCustomAttributes(bool inherit) => CustomAttribute.Get(this, typeof(object), inherit);
    public override object[] GetCustomAttributes(Type attributeType, bool inherit) => CustomAttribute.Get(this, attributeType, inherit);
    public override bool IsDefined(Type attributeType, bool inherit) => CustomAttribute.IsDefined(this, attributeType, inherit);
    public override bool Equals(object obj) => obj is RuntimeMethodInfo other && other.core.Handle == core.Handle && other.ReflectedType == ReflectedType;
    public override int GetHashCode() => core.Handle.GetHashCode();

    public override string ToString()
    {
        string text = ReturnType.FormatTypeName() + " " + Name;
        if (IsGenericMethod)
        {
            text += "[";
            Type[] arguments = GetGenericArguments();
            for (int i = 0; i < arguments.Length; i++) text += (i > 0 ? "," : "") + arguments[i].Name;
            text += "]";
        }
        return text + "(" + ParameterText(GetParametersNoCopy(), (CallingConvention & CallingConventions.VarArgs) != 0) + ")";
    }
}

/// A constructor of a loaded type.
internal sealed class RuntimeConstructorInfo : ConstructorInfo, IRuntimeMethodInfo
{
    private RuntimeMethodCore core;

    internal RuntimeConstructorInfo(IntPtr handle, RuntimeType reflected) { core = new RuntimeMethodCore(handle, reflected); }

    internal IntPtr Handle => core.Handle;
    RuntimeMethodHandleInternal IRuntimeMethodInfo.Value => new RuntimeMethodHandleInternal(core.Handle);
    public override string Name => core.Name;
    public override Type DeclaringType => core.DeclaringType;
    public override Type ReflectedType => core.Reflected ?? core.DeclaringType;
    public override Module Module => core.DeclaringType.Module;
    public override int MetadataToken => RuntimeMethodHandle.GetMethodDef(core.Handle);
    public override MethodAttributes Attributes => RuntimeMethodHandle.GetAttributes(core.Handle);
    public override MethodImplAttributes GetMethodImplementationFlags() => RuntimeMethodHandle.GetImplAttributes(core.Handle);
    public override CallingConventions CallingConvention => core.CallingConvention;
    public override RuntimeMethodHandle MethodHandle => new RuntimeMethodHandle(this);
    public override bool ContainsGenericParameters => core.DeclaringType.ContainsGenericParameters;
    public override Type[] GetGenericArguments() => throw new NotSupportedException("Derived classes must provide an implementation.");
    internal RuntimeType[] SignatureTypes => core.Signature;
    internal override ParameterInfo[] GetParametersNoCopy() => core.GetParameters(this);

    public override ParameterInfo[] GetParameters()
    {
        ParameterInfo[] all = core.GetParameters(this);
        return all.Length == 0 ? all : (ParameterInfo[])all.Clone();
    }

    public override MethodBody GetMethodBody()
    {
        object[] data = RuntimeMethodHandle.GetMethodBody(core.Handle);
        return data == null ? null : new MethodBody(data);
    }

    public override object Invoke(BindingFlags invokeAttr, Binder binder, object[] parameters, CultureInfo culture)
    {
        RuntimeType type = core.DeclaringType;
        if (IsStatic) throw new MemberAccessException("Type initializer was not callable.");
        if (type.IsAbstract) throw new MemberAccessException("Cannot create an abstract class.");
        if (type.ContainsGenericParameters) throw new MemberAccessException("Cannot create an instance of " + type + " because Type.ContainsGenericParameters is true.");
        return core.Invoke(this, null, invokeAttr, binder, parameters, culture);
    }

    public override object Invoke(object obj, BindingFlags invokeAttr, Binder binder, object[] parameters, CultureInfo culture)
    {
        if (IsStatic)
        {
            RuntimeHelpers.RunClassConstructor(core.DeclaringType.TypeHandle);
            return null;
        }
        if (obj == null) throw new TargetException("Non-static method requires a target.");
        if (!RuntimeTypeHandle.IsInstanceOfType(core.DeclaringType, obj)) throw new TargetException("Object does not match target type.");
        return core.Invoke(this, obj, invokeAttr, binder, parameters, culture);
    }

    public override object[] GetCustomAttributes(bool inherit) => CustomAttribute.Get(this, typeof(object), inherit);
    public override object[] GetCustomAttributes(Type attributeType, bool inherit) => CustomAttribute.Get(this, attributeType, inherit);
    public override bool IsDefined(Type attributeType, bool inherit) => CustomAttribute.IsDefined(this, attributeType, inherit);
    public override bool Equals(object obj) => obj is RuntimeConstructorInfo other && other.core.Handle == core.Handle && other.ReflectedType == ReflectedType;
    public override int GetHashCode() => core.Handle.GetHashCode();
    public override string ToString() => "Void " + Name + "(" + ParameterText(GetParametersNoCopy(), (CallingConvention & CallingConventions.VarArgs) != 0) + ")";
}
