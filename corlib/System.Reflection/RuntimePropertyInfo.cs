namespace System.Reflection;

using System.Collections.Generic;
using System.Globalization;

/// A property of a loaded type, built from its accessors.
internal sealed class RuntimePropertyInfo : PropertyInfo
{
    private readonly RuntimeType declaring;
    private readonly RuntimeType reflected;
    private readonly string name;
    private readonly PropertyAttributes attributes;
    private readonly int token;
    private readonly RuntimeMethodInfo getter;
    private readonly RuntimeMethodInfo setter;
    private RuntimeMethodInfo[] others;

    internal RuntimePropertyInfo(RuntimeType declaring, RuntimeType reflected, string name, PropertyAttributes attributes, int token, IntPtr getter, IntPtr setter)
    {
        this.declaring = declaring;
        this.reflected = reflected;
        this.name = name;
        this.attributes = attributes;
        this.token = token;
        if (getter != IntPtr.Zero) this.getter = new RuntimeMethodInfo(getter, reflected);
        if (setter != IntPtr.Zero) this.setter = new RuntimeMethodInfo(setter, reflected);
    }

    /// Methods that are neither getter nor setter.
    internal RuntimeMethodInfo[] Others => others ??= Array.ConvertAll(RuntimeTypeHandle.GetOtherMethods(declaring, token), handle => new RuntimeMethodInfo(handle, reflected));

    internal RuntimeMethodInfo AnyAccessor => getter ?? setter;
    public override string Name => name;
    public override Type DeclaringType => declaring;
    public override Type ReflectedType => reflected;
    public override Module Module => declaring.Module;
    public override int MetadataToken => token;
    public override PropertyAttributes Attributes => attributes;
    public override bool CanRead => getter != null;
    public override bool CanWrite => setter != null;

    public override Type PropertyType
    {
        get
        {
            if (getter != null) return getter.ReturnType;
            RuntimeType[] types = setter.SignatureTypes;
            return types[types.Length - 1];
        }
    }

    private object Constant(bool isRaw)
    {
        RuntimeType type = PropertyType as RuntimeType;
        object[] constant = RuntimeTypeHandle.GetPropertyConstant(declaring, token, !isRaw && type is { IsEnum: true } ? type : null);
        return constant.Length != 0 ? constant[0] : throw new InvalidOperationException("Literal value was not found.");
    }

    public override object GetConstantValue() => Constant(false);
    public override object GetRawConstantValue() => Constant(true);

    private static bool Visible(MethodInfo accessor, bool nonPublic) => accessor != null && (nonPublic || accessor.IsPublic);

    public override Type[] GetOptionalCustomModifiers() => CustomModifiers.Of(this, -1, false);
    public override Type[] GetRequiredCustomModifiers() => CustomModifiers.Of(this, -1, true);
    public override MethodInfo GetGetMethod(bool nonPublic) => Visible(getter, nonPublic) ? getter : null;
    public override MethodInfo GetSetMethod(bool nonPublic) => Visible(setter, nonPublic) ? setter : null;

    public override MethodInfo[] GetAccessors(bool nonPublic)
    {
        List<MethodInfo> accessors = new List<MethodInfo>(2);
        if (Visible(getter, nonPublic)) accessors.Add(getter);
        if (Visible(setter, nonPublic)) accessors.Add(setter);
        foreach (RuntimeMethodInfo other in Others)
            if (Visible(other, nonPublic)) accessors.Add(other);
        return accessors.ToArray();
    }

    public override ParameterInfo[] GetIndexParameters()
    {
        ParameterInfo[] parameters = AnyAccessor.GetParametersNoCopy();
        int count = getter != null ? parameters.Length : parameters.Length - 1;
        ParameterInfo[] result = new ParameterInfo[count];
        for (int i = 0; i < count; i++) result[i] = new ParameterInfo(parameters[i], this);
        return result;
    }

    public override object GetValue(object obj, BindingFlags invokeAttr, Binder binder, object[] index, CultureInfo culture)
    {
        if (getter == null) throw new ArgumentException("Property Get method was not found.");
        return getter.Invoke(obj, invokeAttr, binder, index, culture);
    }

    public override void SetValue(object obj, object value, BindingFlags invokeAttr, Binder binder, object[] index, CultureInfo culture)
    {
        if (setter == null) throw new ArgumentException("Property set method not found.");
        int count = index == null ? 0 : index.Length;
        object[] arguments = new object[count + 1];
        for (int i = 0; i < count; i++) arguments[i] = index[i];
        arguments[count] = value;
        setter.Invoke(obj, invokeAttr, binder, arguments, culture);
    }

    public override object[] GetCustomAttributes(bool inherit) => CustomAttribute.Get(this, typeof(object), inherit);
    public override object[] GetCustomAttributes(Type attributeType, bool inherit) => CustomAttribute.Get(this, attributeType, inherit);
    public override bool IsDefined(Type attributeType, bool inherit) => CustomAttribute.IsDefined(this, attributeType, inherit);
    public override bool Equals(object obj) => obj is RuntimePropertyInfo other && other.token == token && other.declaring == declaring && other.reflected == reflected;
    public override int GetHashCode() => token * 31 + declaring.GetHashCode();

    public override string ToString()
    {
        string text = PropertyType.FormatTypeName() + " " + Name;
        ParameterInfo[] index = GetIndexParameters();
        return index.Length == 0 ? text : text + " [" + MethodBase.ParameterText(index, false) + "]";
    }
}
