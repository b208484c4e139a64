namespace System.Reflection;

using System.Globalization;
using System.Text;
using System.Threading;

public abstract class MethodBase : MemberInfo
{
    protected MethodBase() { }

    public abstract ParameterInfo[] GetParameters();
    internal virtual ParameterInfo[] GetParametersNoCopy() => GetParameters();
    internal virtual int ParameterCount => GetParametersNoCopy().Length;
    public abstract MethodAttributes Attributes { get; }
    public virtual MethodImplAttributes MethodImplementationFlags => GetMethodImplementationFlags();
    public abstract MethodImplAttributes GetMethodImplementationFlags();
    public virtual MethodBody GetMethodBody() => throw new InvalidOperationException();
    public virtual CallingConventions CallingConvention => CallingConventions.Standard;
    public abstract RuntimeMethodHandle MethodHandle { get; }
    public abstract object Invoke(object obj, BindingFlags invokeAttr, Binder binder, object[] parameters, CultureInfo culture);
    public object Invoke(object obj, object[] parameters) => Invoke(obj, BindingFlags.Default, null, parameters, null);
    public virtual Type[] GetGenericArguments() => throw new NotSupportedException("Derived classes must provide an implementation.");
    public virtual bool ContainsGenericParameters => false;
    public virtual bool IsGenericMethod => false;
    public virtual bool IsGenericMethodDefinition => false;
    public virtual bool IsSecurityCritical => true;
    public virtual bool IsSecuritySafeCritical => false;
    public virtual bool IsSecurityTransparent => false;
    public virtual bool IsConstructedGenericMethod => IsGenericMethod && !IsGenericMethodDefinition;

    public bool IsAbstract => (Attributes & MethodAttributes.Abstract) != 0;
    public bool IsConstructor => this is ConstructorInfo && !IsStatic && (Attributes & MethodAttributes.RTSpecialName) != 0;
    public bool IsFinal => (Attributes & MethodAttributes.Final) != 0;
    public bool IsHideBySig => (Attributes & MethodAttributes.HideBySig) != 0;
    public bool IsSpecialName => (Attributes & MethodAttributes.SpecialName) != 0;
    public bool IsStatic => (Attributes & MethodAttributes.Static) != 0;
    public bool IsVirtual => (Attributes & MethodAttributes.Virtual) != 0;
    public bool IsAssembly => (Attributes & MethodAttributes.MemberAccessMask) == MethodAttributes.Assembly;
    public bool IsFamily => (Attributes & MethodAttributes.MemberAccessMask) == MethodAttributes.Family;
    public bool IsFamilyAndAssembly => (Attributes & MethodAttributes.MemberAccessMask) == MethodAttributes.FamANDAssem;
    public bool IsFamilyOrAssembly => (Attributes & MethodAttributes.MemberAccessMask) == MethodAttributes.FamORAssem;
    public bool IsPrivate => (Attributes & MethodAttributes.MemberAccessMask) == MethodAttributes.Private;
    public bool IsPublic => (Attributes & MethodAttributes.MemberAccessMask) == MethodAttributes.Public;

    /// MethodDesc handle of the method that called the caller of GetCurrentMethod.
    [MethodImpl(MethodImplOptions.InternalCall)]
    private static extern IntPtr GetCurrentMethodHandle(ref StackCrawlMark mark);

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static MethodBase GetCurrentMethod()
    {
        StackCrawlMark mark = StackCrawlMark.LookForMyCaller;
        IntPtr method = GetCurrentMethodHandle(ref mark);
        return method == IntPtr.Zero ? null : RuntimeMethodHandle.GetMethodBase(method, null);
    }

    public static MethodBase GetMethodFromHandle(RuntimeMethodHandle handle)
    {
        if (handle.Value == IntPtr.Zero) throw new ArgumentException("Handle is not initialized.");
        return RuntimeMethodHandle.GetMethodBase(handle.Value, null);
    }

    public static MethodBase GetMethodFromHandle(RuntimeMethodHandle handle, RuntimeTypeHandle declaringType)
    {
        if (handle.Value == IntPtr.Zero) throw new ArgumentException("Handle is not initialized.");
        return RuntimeMethodHandle.GetMethodBase(handle.Value, null);
    }

    public override bool Equals(object obj) => base.Equals(obj);
    public override int GetHashCode() => base.GetHashCode();
    public static bool operator ==(MethodBase left, MethodBase right) => (object)left == right || (left is not null && left.Equals(right));
    public static bool operator !=(MethodBase left, MethodBase right) => !(left == right);

    internal static string ParameterText(ParameterInfo[] parameters, bool varArgs)
    {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < parameters.Length; i++)
        {
            if (i > 0) text.Append(", ");
            Type type = parameters[i].ParameterType;
            text.Append(type.IsByRef ? type.GetElementType().FormatTypeName() + " ByRef" : type.FormatTypeName());
        }
        if (varArgs) text.Append(parameters.Length > 0 ? ", ..." : "...");
        return text.ToString();
    }
}
