namespace System.Reflection;

using System.Globalization;

public abstract class PropertyInfo : MemberInfo
{
    protected PropertyInfo() { }
    public override MemberTypes MemberType => MemberTypes.Property;
    public abstract Type PropertyType { get; }
    public abstract ParameterInfo[] GetIndexParameters();
    public abstract PropertyAttributes Attributes { get; }
    public bool IsSpecialName => (Attributes & PropertyAttributes.SpecialName) != 0;
    public abstract bool CanRead { get; }
    public abstract bool CanWrite { get; }
    public MethodInfo[] GetAccessors() => GetAccessors(false);
    public abstract MethodInfo[] GetAccessors(bool nonPublic);
    public virtual MethodInfo GetMethod => GetGetMethod(true);
    public MethodInfo GetGetMethod() => GetGetMethod(false);
    public abstract MethodInfo GetGetMethod(bool nonPublic);
    public virtual MethodInfo SetMethod => GetSetMethod(true);
    public MethodInfo GetSetMethod() => GetSetMethod(false);
    public abstract MethodInfo GetSetMethod(bool nonPublic);
    public object GetValue(object obj) => GetValue(obj, null);
    public virtual object GetValue(object obj, object[] index) => GetValue(obj, BindingFlags.Default, null, index, null);
    public abstract object GetValue(object obj, BindingFlags invokeAttr, Binder binder, object[] index, CultureInfo culture);
    public virtual object GetConstantValue() => throw new NotImplementedException();
    public virtual object GetRawConstantValue() => throw new NotImplementedException();
    public void SetValue(object obj, object value) => SetValue(obj, value, null);
    public virtual void SetValue(object obj, object value, object[] index) => SetValue(obj, value, BindingFlags.Default, null, index, null);
    public abstract void SetValue(object obj, object value, BindingFlags invokeAttr, Binder binder, object[] index, CultureInfo culture);
    public virtual Type[] GetOptionalCustomModifiers() => Type.EmptyTypes;
    public virtual Type[] GetRequiredCustomModifiers() => Type.EmptyTypes;
    public override bool Equals(object obj) => base.Equals(obj);
    public override int GetHashCode() => base.GetHashCode();
    public static bool operator ==(PropertyInfo left, PropertyInfo right) => (object)left == right || (left is not null && left.Equals(right));
    public static bool operator !=(PropertyInfo left, PropertyInfo right) => !(left == right);
}
