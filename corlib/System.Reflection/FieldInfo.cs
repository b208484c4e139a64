namespace System.Reflection;

using System.Globalization;

public abstract class FieldInfo : MemberInfo
{
    protected FieldInfo() { }
    public override MemberTypes MemberType => MemberTypes.Field;
    public abstract FieldAttributes Attributes { get; }
    public abstract Type FieldType { get; }
    public abstract RuntimeFieldHandle FieldHandle { get; }
    public bool IsInitOnly => (Attributes & FieldAttributes.InitOnly) != 0;
    public bool IsLiteral => (Attributes & FieldAttributes.Literal) != 0;
    public bool IsNotSerialized => (Attributes & FieldAttributes.NotSerialized) != 0;
    public bool IsPinvokeImpl => (Attributes & FieldAttributes.PinvokeImpl) != 0;
    public bool IsSpecialName => (Attributes & FieldAttributes.SpecialName) != 0;
    public bool IsStatic => (Attributes & FieldAttributes.Static) != 0;
    public bool IsAssembly => (Attributes & FieldAttributes.FieldAccessMask) == FieldAttributes.Assembly;
    public bool IsFamily => (Attributes & FieldAttributes.FieldAccessMask) == FieldAttributes.Family;
    public bool IsFamilyAndAssembly => (Attributes & FieldAttributes.FieldAccessMask) == FieldAttributes.FamANDAssem;
    public bool IsFamilyOrAssembly => (Attributes & FieldAttributes.FieldAccessMask) == FieldAttributes.FamORAssem;
    public bool IsPrivate => (Attributes & FieldAttributes.FieldAccessMask) == FieldAttributes.Private;
    public bool IsPublic => (Attributes & FieldAttributes.FieldAccessMask) == FieldAttributes.Public;
    public virtual bool IsSecurityCritical => true;
    public virtual bool IsSecuritySafeCritical => false;
    public virtual bool IsSecurityTransparent => false;
    public abstract object GetValue(object obj);
    public void SetValue(object obj, object value) => SetValue(obj, value, BindingFlags.Default, null, null);
    public abstract void SetValue(object obj, object value, BindingFlags invokeAttr, Binder binder, CultureInfo culture);
    public virtual object GetRawConstantValue() => throw new NotSupportedException();
    public virtual Type[] GetOptionalCustomModifiers() => Type.EmptyTypes;
    public virtual Type[] GetRequiredCustomModifiers() => Type.EmptyTypes;

    public static FieldInfo GetFieldFromHandle(RuntimeFieldHandle handle)
    {
        if (handle.Value == IntPtr.Zero) throw new ArgumentException("Handle is not initialized.", nameof(handle));
        return new RuntimeFieldInfo(handle.Value, null);
    }

    public static FieldInfo GetFieldFromHandle(RuntimeFieldHandle handle, RuntimeTypeHandle declaringType) => GetFieldFromHandle(handle);

    public override bool Equals(object obj) => base.Equals(obj);
    public override int GetHashCode() => base.GetHashCode();
    public static bool operator ==(FieldInfo left, FieldInfo right) => (object)left == right || (left is not null && left.Equals(right));
    public static bool operator !=(FieldInfo left, FieldInfo right) => !(left == right);
}
