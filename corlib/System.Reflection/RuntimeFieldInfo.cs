namespace System.Reflection;

using System.Globalization;

/// A field of a loaded type.
internal sealed class RuntimeFieldInfo : FieldInfo, IRuntimeFieldInfo
{
    private readonly IntPtr handle;
    private readonly RuntimeType reflected;
    // The type keeps the field, where it may be unloaded.
    private readonly RuntimeType declaring;
    private string name;
    private RuntimeType fieldType;

    internal RuntimeFieldInfo(IntPtr handle, RuntimeType reflected)
    {
        this.handle = handle;
        this.reflected = reflected;
        declaring = RuntimeFieldHandle.GetDeclaringType(handle);
    }

    internal IntPtr Handle => handle;
    public override bool IsCollectible => declaring.IsCollectible;
    RuntimeFieldHandleInternal IRuntimeFieldInfo.Value => new RuntimeFieldHandleInternal(handle);
    private RuntimeType Declaring => declaring;
    public override string Name => name ??= RuntimeFieldHandle.GetName(handle);
    public override Type DeclaringType => Declaring;
    public override Type ReflectedType => reflected ?? Declaring;
    public override Module Module => Declaring.Module;
    public override int MetadataToken => RuntimeFieldHandle.GetToken(handle);
    public override FieldAttributes Attributes => RuntimeFieldHandle.GetAttributes(handle);
    public override Type FieldType => fieldType ??= RuntimeFieldHandle.GetFieldType(handle);
    public override Type[] GetOptionalCustomModifiers() => CustomModifiers.Of(this, -1, false);
    public override Type[] GetRequiredCustomModifiers() => CustomModifiers.Of(this, -1, true);
    public override RuntimeFieldHandle FieldHandle => new RuntimeFieldHandle(this);

    private object CheckTarget(object obj)
    {
        if (IsStatic) return null;
        if (obj == null) throw new TargetException("Non-static field requires a target.");
        if (!RuntimeTypeHandle.IsInstanceOfType(Declaring, obj)) throw new ArgumentException("Field '" + Name + "' defined on type '" + Declaring + "' is not a field on the target object which is of type '" + obj.GetType() + "'.");
        return obj;
    }

    public override object GetValue(object obj)
    {
        if (Declaring.ContainsGenericParameters) throw new InvalidOperationException("Late bound operations cannot be performed on fields with types for which Type.ContainsGenericParameters is true.");
        object target = CheckTarget(obj);
        try
        {
            return RuntimeFieldHandle.GetValue(handle, target);
        }
        catch (TypeInitializationException e)
        {
            throw new TargetInvocationException(e);
        }
    }

    public override object GetRawConstantValue()
    {
        if (!IsLiteral) throw new InvalidOperationException("Literal field expected.");
        object value = RuntimeFieldHandle.GetValue(handle, null);
        if (value != null && value.GetType().IsEnum) return Convert.ChangeType(value, Enum.GetUnderlyingType(value.GetType()));
        return value;
    }

    public override void SetValue(object obj, object value, BindingFlags invokeAttr, Binder binder, CultureInfo culture)
    {
        FieldAttributes attributes = Attributes;
        if ((attributes & FieldAttributes.Literal) != 0) throw new FieldAccessException("Cannot set a constant field.");
        object target = CheckTarget(obj);
        if ((attributes & (FieldAttributes.InitOnly | FieldAttributes.Static)) == (FieldAttributes.InitOnly | FieldAttributes.Static))
            throw new FieldAccessException("Cannot set initonly static field '" + Name + "' after type '" + Declaring + "' is initialized.");
        RuntimeFieldHandle.SetValue(handle, target, ((RuntimeType)FieldType).CheckValue(value, binder, culture, invokeAttr));
    }

    public override object[] GetCustomAttributes(bool inherit) => CustomAttribute.Get(this, typeof(object), inherit);
    public override object[] GetCustomAttributes(Type attributeType, bool inherit) => CustomAttribute.Get(this, attributeType, inherit);
    public override bool IsDefined(Type attributeType, bool inherit) => CustomAttribute.IsDefined(this, attributeType, inherit);
    public override bool Equals(object obj) => obj is RuntimeFieldInfo other && other.handle == handle && other.ReflectedType == ReflectedType;
    public override int GetHashCode() => handle.GetHashCode();
    public override string ToString() => FieldType.FormatTypeName() + " " + Name;
}
