namespace System.Reflection.Emit;

using System.Collections.Generic;

/// What a dynamic method is to the VM: the list that its tokens index, and its method once that is made. The VM frees the method when this object is
/// gone; delegates of the method, frames that run it, methods that call it and exceptions with its frames keep this object.
internal sealed unsafe class DynamicCode : EmitTokens
{
    private const byte TypeKind = 1, MethodKind = 2, FieldKind = 3, SignatureKind = 4, StringKind = 5, VarArgKind = 6;

    internal readonly DynamicMethod Owner;
    private readonly List<object> items = new List<object>();
    /// What keeps the methods among them.
    private readonly List<object> keepers = new List<object>();
    private IntPtr handle;
    private bool isBroken;

    internal DynamicCode(DynamicMethod method) { Owner = method; }

    /// A new method without a body. The signature names types by handle. The module it counts as part of may be null.
    [MethodImpl(MethodImplOptions.InternalCall)]
    private static extern IntPtr Create(DynamicCode owner, string name, byte[] signature, RuntimeModule host);
    /// Gives the method its body. Clauses: seven numbers each (kind, try from, to, handler from, to, filter, class token). Items by kind: type, MethodDesc, FieldDesc, signature, string.
    [MethodImpl(MethodImplOptions.InternalCall)]
    private static extern void SetBody(IntPtr method, byte[] code, byte[] locals, int maxStack, bool initLocals, int[] clauses, byte[] kinds, IntPtr[] handles, object[] items);
    /// Makes the method runnable; InvalidProgramException says what is wrong with it.
    [MethodImpl(MethodImplOptions.InternalCall)]
    private static extern void Prepare(IntPtr method);

    internal override ModuleBuilder Module => null;

    private int Add(object item, int table)
    {
        items.Add(item);
        return table << 24 | items.Count;
    }

    internal sealed record VarArgSite(IntPtr Method, byte[] Signature);

    internal override int Type(Type type, bool asDefinition) =>
        Add(type as RuntimeType ?? throw new ArgumentException("Type must be a runtime Type object.", nameof(type)), 0x02);

    internal override int Field(FieldInfo field) =>
        Add(field as RuntimeFieldInfo ?? throw new ArgumentException("FieldInfo must be a runtime FieldInfo object.", nameof(field)), 0x04);

    internal override int Text(string text) => Add(text ?? throw new ArgumentNullException("str"), 0x70);

    internal override int Signature(SignatureHelper signature) => Add(signature.GetSignature(), 0x11);

    internal int Blob(byte[] signature) => Add(signature ?? throw new ArgumentNullException(nameof(signature)), 0x11);

    internal override int Method(MethodBase method, Type[] optional, bool asDefinition)
    {
        if (method is DynamicMethod) return Add(method, 0x06);
        keepers.Add(method);
        IntPtr desc = method switch
        {
            RuntimeMethodInfo info => info.Handle,
            RuntimeConstructorInfo info => info.Handle,
            _ => throw new ArgumentException("MethodInfo must be a runtime MethodInfo object.", nameof(method))
        };
        if (optional == null || optional.Length == 0)
        {
            if ((method.CallingConvention & CallingConventions.VarArgs) == 0) return Add(desc, 0x06);
        }
        else if ((method.CallingConvention & CallingConventions.VarArgs) == 0) throw new InvalidOperationException("Calling convention must be VarArgs.");
        SignatureHelper site = SignatureHelper.ForMethod(null, SignatureHelper.KindOf(method.CallingConvention), 0, method is MethodInfo m ? m.ReturnType : typeof(void), null, null,
                                                         Array.ConvertAll(method.GetParametersNoCopy(), static p => p.ParameterType), null, null);
        if (optional is { Length: > 0 })
        {
            site.AddSentinel();
            site.AddArguments(optional, null, null);
        }
        return Add(new VarArgSite(desc, site.GetSignature()), 0x06);
    }

    internal int MethodDesc(IntPtr method)
    {
        if (RuntimeMethodHandle.GetKeeper(method) is { } keeper) keepers.Add(keeper);
        return Add(method, 0x06);
    }

    /// The method, made with its body on first use; whatever it calls is made, too.
    internal IntPtr GetHandle()
    {
        if (handle != 0)
        {
            if (isBroken) throw new InvalidOperationException($"The dynamic method {Owner.Name} could not be made.");
            return handle;
        }
        lock (this)
        {
            if (handle != 0) return handle;
            DynamicBody body = Owner.BakeBody();
            handle = Create(this, Owner.Name, Owner.Signature, Owner.OwnerModule);
            isBroken = true;
            byte[] kinds = new byte[items.Count];
            IntPtr[] handles = new IntPtr[items.Count];
            object[] objects = new object[items.Count];
            for (int i = 0; i < kinds.Length; i++)
            {
                switch (items[i])
                {
                    case RuntimeType type: (kinds[i], objects[i]) = (TypeKind, type); break;
                    case IntPtr method: (kinds[i], handles[i]) = (MethodKind, method); break;
                    case DynamicMethod dynamic: (kinds[i], handles[i]) = (MethodKind, dynamic == Owner ? handle : dynamic.Code.HandleForCaller(this)); break;
                    case RuntimeFieldInfo field: (kinds[i], handles[i]) = (FieldKind, field.Handle); break;
                    case byte[] signature: (kinds[i], objects[i]) = (SignatureKind, signature); break;
                    case string text: (kinds[i], objects[i]) = (StringKind, text); break;
                    case VarArgSite site: (kinds[i], handles[i], objects[i]) = (VarArgKind, site.Method, site.Signature); break;
                }
            }
            SetBody(handle, body.Code, body.Locals, body.MaxStack, Owner.InitLocals, body.Clauses, kinds, handles, objects);
            isBroken = false;
            return handle;
        }
    }

    /// Two methods that call each other: the one that is being made has a handle already.
    private IntPtr HandleForCaller(DynamicCode caller) => handle != 0 ? handle : GetHandle();

    internal IntPtr GetPreparedHandle()
    {
        IntPtr method = GetHandle();
        Prepare(method);
        return method;
    }
}

/// A body as the VM takes it.
internal sealed class DynamicBody
{
    internal byte[] Code;
    internal byte[] Locals;
    internal int MaxStack;
    internal int[] Clauses;
}
