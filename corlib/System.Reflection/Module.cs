namespace System.Reflection;

using System.Collections.Generic;

public abstract class Module : ICustomAttributeProvider
{
    protected Module() { }
    public virtual Assembly Assembly => throw new NotImplementedException();
    public virtual string FullyQualifiedName => throw new NotImplementedException();
    public virtual string Name => throw new NotImplementedException();
    public virtual string ScopeName => throw new NotImplementedException();
    public virtual int MetadataToken => 1;
    public virtual Guid ModuleVersionId => Guid.Empty;
    public ModuleHandle ModuleHandle => new ModuleHandle(this);
    public virtual bool IsResource() => false;
    public virtual Type[] GetTypes() => Assembly.GetTypes();
    public virtual Type GetType(string className) => Assembly.GetType(className);
    public virtual Type GetType(string className, bool ignoreCase) => Assembly.GetType(className, false, ignoreCase);
    public virtual Type GetType(string className, bool throwOnError, bool ignoreCase) => Assembly.GetType(className, throwOnError, ignoreCase);
    public virtual object[] GetCustomAttributes(bool inherit) => CustomAttribute.Get(this, typeof(object));
    public virtual object[] GetCustomAttributes(Type attributeType, bool inherit) => CustomAttribute.Get(this, attributeType);
    public virtual bool IsDefined(Type attributeType, bool inherit) => CustomAttribute.Get(this, attributeType).Length != 0;
    public virtual IList<CustomAttributeData> GetCustomAttributesData() => CustomAttribute.GetData(this, 1);
    public MethodInfo GetMethod(string name) => GlobalType.GetMethod(name, Lookup);
    public MethodInfo[] GetMethods() => GetMethods(Lookup);
    public virtual MethodInfo[] GetMethods(BindingFlags bindingFlags) => GlobalType.GetMethods(bindingFlags);
    public FieldInfo GetField(string name) => GlobalType.GetField(name, Lookup);
    public FieldInfo[] GetFields() => GlobalType.GetFields(Lookup);
    private const BindingFlags Lookup = BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public;
    internal virtual Type GlobalType => throw new NotImplementedException();
    public Type ResolveType(int metadataToken) => (Type)ResolveMember(metadataToken);
    public MethodBase ResolveMethod(int metadataToken) => (MethodBase)ResolveMember(metadataToken);
    public FieldInfo ResolveField(int metadataToken) => (FieldInfo)ResolveMember(metadataToken);
    public virtual string ResolveString(int metadataToken) => throw new NotImplementedException();
    public MemberInfo ResolveMember(int metadataToken) => ResolveMember(metadataToken, null, null);
    public virtual MemberInfo ResolveMember(int metadataToken, Type[] genericTypeArguments, Type[] genericMethodArguments) => throw new NotImplementedException();
    public override string ToString() => ScopeName;
    public override bool Equals(object o) => base.Equals(o);
    public override int GetHashCode() => base.GetHashCode();
    public static bool operator ==(Module left, Module right) => (object)left == right || (left is not null && left.Equals(right));
    public static bool operator !=(Module left, Module right) => !(left == right);
}

/// The module of a loaded assembly; made by the VM, fields by contract (4.5).
internal sealed class RuntimeModule : Module
{
    private RuntimeType m_runtimeType;
    private RuntimeAssembly m_runtimeAssembly;
    private IntPtr m_pData;

    private RuntimeModule() { }

    /// Name in the Module table.
    [MethodImpl(MethodImplOptions.InternalCall)]
    private static extern string GetScopeName(RuntimeModule module);
    /// Absolute path of the file, "" if loaded from bytes.
    [MethodImpl(MethodImplOptions.InternalCall)]
    private static extern string GetLocation(RuntimeModule module);
    /// Module version id as 16 bytes.
    [MethodImpl(MethodImplOptions.InternalCall)]
    private static extern byte[] GetMvid(RuntimeModule module);
    /// Type, method or field of a token: {RuntimeType} or {IntPtr method} or {(object)null, IntPtr field}; null if the token is bad.
    [MethodImpl(MethodImplOptions.InternalCall)]
    private static extern object[] ResolveToken(RuntimeModule module, int token, RuntimeType[] typeArguments, RuntimeType[] methodArguments);
    /// User string of a token (0x70…).
    [MethodImpl(MethodImplOptions.InternalCall)]
    private static extern string ResolveUserString(RuntimeModule module, int token);

    public override Assembly Assembly => m_runtimeAssembly;
    internal override Type GlobalType => m_runtimeType ??= (RuntimeType)ResolveType(0x02000001);
    public override string ScopeName => GetScopeName(this);
    public override string FullyQualifiedName => GetLocation(this) is { Length: > 0 } path ? path : "<Unknown>";
    public override string Name
    {
        get
        {
            string path = FullyQualifiedName;
            int slash = path.LastIndexOf('/');
            return slash < 0 ? path : path.Substring(slash + 1);
        }
    }
    public override Guid ModuleVersionId => new Guid(GetMvid(this));
    public override string ResolveString(int metadataToken) => ResolveUserString(this, metadataToken) ?? throw new ArgumentException("Token is not valid in the scope of the module.");

    public override MemberInfo ResolveMember(int metadataToken, Type[] genericTypeArguments, Type[] genericMethodArguments)
    {
        object[] found = ResolveToken(this, metadataToken,
            genericTypeArguments == null ? null : RuntimeType.ToRuntimeTypes(genericTypeArguments, nameof(genericTypeArguments)),
            genericMethodArguments == null ? null : RuntimeType.ToRuntimeTypes(genericMethodArguments, nameof(genericMethodArguments)));
        if (found == null) throw new ArgumentOutOfRangeException(nameof(metadataToken), "Token is not valid in the scope of the module.");
        if (found.Length == 2) return new RuntimeFieldInfo((IntPtr)found[1], null);
        return found[0] is RuntimeType type ? type : RuntimeMethodHandle.GetMethodBase((IntPtr)found[0], null);
    }
}
