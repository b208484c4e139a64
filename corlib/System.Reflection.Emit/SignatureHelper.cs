namespace System.Reflection.Emit;

using System.Runtime.InteropServices;

/// Writes signature blobs (ECMA-335 II.23.2). With a module, classes are tokens of it; without one, as for dynamic methods, every type is
/// ELEMENT_TYPE_INTERNAL and its handle.
public sealed class SignatureHelper
{
    private const byte Internal = 0x21, ModifierInternal = 0x22, Sentinel = 0x41, Pinned = 0x45;

    private readonly ModuleBuilder module;
    private readonly int kind;
    private readonly int genericCount;
    private readonly ByteWriter items = new ByteWriter();
    private int count;
    private bool hasResult;
    private bool hasSentinel;

    private SignatureHelper(Module module, int kind, int genericCount = 0)
    {
        this.module = module as ModuleBuilder;
        this.kind = kind;
        this.genericCount = genericCount;
    }

    internal int ArgumentCount => count;

    public static SignatureHelper GetMethodSigHelper(Module mod, CallingConventions callingConvention, Type returnType) =>
        ForMethod(mod, KindOf(callingConvention), 0, returnType, null, null, null, null, null);

    public static SignatureHelper GetMethodSigHelper(Module mod, CallingConvention unmanagedCallConv, Type returnType) =>
        ForMethod(mod, KindOf(unmanagedCallConv), 0, returnType, null, null, null, null, null);

    public static SignatureHelper GetMethodSigHelper(CallingConventions callingConvention, Type returnType) => GetMethodSigHelper(null, callingConvention, returnType);

    public static SignatureHelper GetMethodSigHelper(CallingConvention unmanagedCallingConvention, Type returnType) => GetMethodSigHelper(null, unmanagedCallingConvention, returnType);

    public static SignatureHelper GetMethodSigHelper(Module mod, Type returnType, Type[] parameterTypes) =>
        ForMethod(mod, 0, 0, returnType, null, null, parameterTypes, null, null);

    public static SignatureHelper GetLocalVarSigHelper() => new SignatureHelper(null, 7);
    public static SignatureHelper GetLocalVarSigHelper(Module mod) => new SignatureHelper(mod, 7);
    public static SignatureHelper GetFieldSigHelper(Module mod) => new SignatureHelper(mod, 6);

    public static SignatureHelper GetPropertySigHelper(Module mod, Type returnType, Type[] parameterTypes) =>
        GetPropertySigHelper(mod, returnType, null, null, parameterTypes, null, null);

    public static SignatureHelper GetPropertySigHelper(Module mod, Type returnType, Type[] requiredReturnTypeCustomModifiers, Type[] optionalReturnTypeCustomModifiers,
                                                       Type[] parameterTypes, Type[][] requiredParameterTypeCustomModifiers, Type[][] optionalParameterTypeCustomModifiers) =>
        GetPropertySigHelper(mod, 0, returnType, requiredReturnTypeCustomModifiers, optionalReturnTypeCustomModifiers, parameterTypes, requiredParameterTypeCustomModifiers, optionalParameterTypeCustomModifiers);

    public static SignatureHelper GetPropertySigHelper(Module mod, CallingConventions callingConvention, Type returnType, Type[] requiredReturnTypeCustomModifiers, Type[] optionalReturnTypeCustomModifiers,
                                                       Type[] parameterTypes, Type[][] requiredParameterTypeCustomModifiers, Type[][] optionalParameterTypeCustomModifiers) =>
        ForMethod(mod, 8 | ((callingConvention & CallingConventions.HasThis) != 0 ? 0x20 : 0), 0, returnType, requiredReturnTypeCustomModifiers, optionalReturnTypeCustomModifiers,
                  parameterTypes, requiredParameterTypeCustomModifiers, optionalParameterTypeCustomModifiers);

    internal static int KindOf(CallingConventions convention)
    {
        int kind = (convention & CallingConventions.VarArgs) == CallingConventions.VarArgs ? 5 : 0;
        if ((convention & CallingConventions.HasThis) != 0) kind |= 0x20;
        if ((convention & CallingConventions.ExplicitThis) != 0) kind |= 0x40;
        return kind;
    }

    internal static int KindOf(CallingConvention convention) => convention switch
    {
        CallingConvention.Cdecl => 1,
        CallingConvention.StdCall or CallingConvention.Winapi => 2,
        CallingConvention.ThisCall => 3,
        CallingConvention.FastCall => 4,
        _ => throw new ArgumentException("Unknown unmanaged calling convention for function signature.", "unmanagedCallConv")
    };

    internal static SignatureHelper ForMethod(Module module, int kind, int genericCount, Type result, Type[] resultRequired, Type[] resultOptional, Type[] parameters, Type[][] required, Type[][] optional)
    {
        SignatureHelper helper = new SignatureHelper(module, genericCount > 0 ? kind | 0x10 : kind, genericCount) { hasResult = true };
        helper.One(result ?? typeof(void), resultRequired, resultOptional);
        helper.AddArguments(parameters, required, optional);
        return helper;
    }

    public void AddArgument(Type clsArgument) => AddArgument(clsArgument, null, null);

    public void AddArgument(Type argument, bool pinned)
    {
        ArgumentNullException.ThrowIfNull(argument);
        Count();
        if (pinned) items.Byte(Pinned);
        One(argument, null, null);
    }

    public void AddArgument(Type argument, Type[] requiredCustomModifiers, Type[] optionalCustomModifiers)
    {
        ArgumentNullException.ThrowIfNull(argument);
        Count();
        One(argument, requiredCustomModifiers, optionalCustomModifiers);
    }

    public void AddArguments(Type[] arguments, Type[][] requiredCustomModifiers, Type[][] optionalCustomModifiers)
    {
        if (requiredCustomModifiers != null && (arguments == null || requiredCustomModifiers.Length != arguments.Length))
            throw new ArgumentException("Parameter count does not match the number of custom modifiers.", nameof(requiredCustomModifiers));
        if (optionalCustomModifiers != null && (arguments == null || optionalCustomModifiers.Length != arguments.Length))
            throw new ArgumentException("Parameter count does not match the number of custom modifiers.", nameof(optionalCustomModifiers));
        for (int i = 0; arguments != null && i < arguments.Length; i++) AddArgument(arguments[i], requiredCustomModifiers?[i], optionalCustomModifiers?[i]);
    }

    /// What follows are the arguments of a call beyond the fixed ones of a vararg method.
    public void AddSentinel()
    {
        if (hasSentinel) return;
        hasSentinel = true;
        items.Byte(Sentinel);
    }

    private void Count()
    {
        if (kind == 6 && count == 1) throw new ArgumentException("A field signature has one type.");
        count++;
    }

    private void One(Type type, Type[] required, Type[] optional)
    {
        Modifiers(required, true);
        Modifiers(optional, false);
        Type(items, module, type);
    }

    private void Modifiers(Type[] modifiers, bool required)
    {
        if (modifiers == null) return;
        foreach (Type modifier in modifiers)
        {
            ArgumentNullException.ThrowIfNull(modifier, required ? "requiredCustomModifiers" : "optionalCustomModifiers");
            if (modifier.HasElementType) throw new ArgumentException("Arrays are not supported as custom modifiers.");
            if (module == null)
            {
                items.Byte(ModifierInternal);
                items.Byte(required ? 1 : 0);
                items.Int64((long)modifier.TypeHandle.Value);
            }
            else
            {
                items.Byte(required ? 0x1F : 0x20);
                items.Compressed(Coded(module.TypeToken(modifier)));
            }
        }
    }

    /// A TypeDefOrRefOrSpecEncoded (II.23.2.8).
    internal static int Coded(int token) => (token & 0xFFFFFF) << 2 | (token >> 24) switch { 1 => 1, 0x1B => 2, _ => 0 };

    private static int Primitive(Type type)
    {
        if (type == typeof(void)) return 1;
        if (type == typeof(object)) return 0x1C;
        if (type == typeof(string)) return 0x0E;
        if (type == typeof(IntPtr)) return 0x18;
        if (type == typeof(UIntPtr)) return 0x19;
        if (type == typeof(TypedReference)) return 0x16;
        if (type is not RuntimeType || type.IsEnum || !type.IsPrimitive) return 0;
        return System.Type.GetTypeCode(type) switch
        {
            TypeCode.Boolean => 2, TypeCode.Char => 3, TypeCode.SByte => 4, TypeCode.Byte => 5, TypeCode.Int16 => 6, TypeCode.UInt16 => 7, TypeCode.Int32 => 8,
            TypeCode.UInt32 => 9, TypeCode.Int64 => 10, TypeCode.UInt64 => 11, TypeCode.Single => 12, TypeCode.Double => 13, _ => 0
        };
    }

    /// One type (II.23.2.12).
    internal static void Type(ByteWriter to, ModuleBuilder module, Type type)
    {
        if (module == null)
        {
            int simple = Primitive(type);
            if (simple != 0) to.Byte(simple);
            else
            {
                if (type is not RuntimeType) throw new NotSupportedException("The type " + type + " is not made yet: only types of the run time can be used here.");
                to.Byte(Internal);
                to.Int64((long)type.TypeHandle.Value);
            }
            return;
        }
        if (type.IsByRef || type.IsPointer || type.IsSZArray)
        {
            to.Byte(type.IsByRef ? 0x10 : type.IsPointer ? 0x0F : 0x1D);
            Type(to, module, type.GetElementType());
        }
        else if (type.IsArray)
        {
            int rank = type.GetArrayRank();
            to.Byte(0x14);
            Type(to, module, type.GetElementType());
            to.Compressed(rank);
            to.Byte(0);
            to.Compressed(rank);
            for (int i = 0; i < rank; i++) to.Byte(0);
        }
        else if (type.IsGenericParameter)
        {
            to.Byte(type.DeclaringMethod != null ? 0x1E : 0x13);
            to.Compressed(type.GenericParameterPosition);
        }
        else if (type.IsGenericType)   // a definition stands for its instance over its own parameters
        {
            Type definition = type.IsGenericTypeDefinition ? type : type.GetGenericTypeDefinition();
            Type[] arguments = type.GetGenericArguments();
            to.Byte(0x15);
            to.Byte(definition.IsValueType ? 0x11 : 0x12);
            to.Compressed(Coded(module.DefinitionToken(definition)));
            to.Compressed(arguments.Length);
            foreach (Type argument in arguments) Type(to, module, argument);
        }
        else
        {
            int simple = Primitive(type);
            if (simple != 0) to.Byte(simple);
            else
            {
                to.Byte(type.IsValueType ? 0x11 : 0x12);
                to.Compressed(Coded(module.DefinitionToken(type)));
            }
        }
    }

    public byte[] GetSignature()
    {
        ByteWriter all = new ByteWriter(items.Length + 8);
        all.Byte(kind);
        if ((kind & 0x10) != 0) all.Compressed(genericCount);
        if (kind != 6) all.Compressed(count);
        all.Bytes(items.Span);
        return all.ToArray();
    }

    /// A method's signature whose result is not void.
    internal bool ReturnsSomething => hasResult && items.Span[0] != 1;

    public override bool Equals(object? obj) => obj is SignatureHelper other && other.module == module && GetSignature().AsSpan().SequenceEqual(other.GetSignature());

    public override int GetHashCode()
    {
        int hash = kind;
        foreach (byte b in items.Span) hash = hash * 31 + b;
        return hash;
    }

    public override string ToString()
    {
        System.Text.StringBuilder text = new System.Text.StringBuilder("Length: ");
        byte[] bytes = GetSignature();
        text.Append(bytes.Length).Append(Environment.NewLine).Append("Arguments: ").Append(count).Append(Environment.NewLine).Append("Signature: ").Append(Environment.NewLine);
        foreach (byte b in bytes) text.Append(b).Append("  ");
        return text.Append(Environment.NewLine).ToString();
    }
}
