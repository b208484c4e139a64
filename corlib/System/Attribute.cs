namespace System;

using System.Reflection;

/// Base of custom attributes; lookup goes through reflection.
[AttributeUsage(AttributeTargets.All, Inherited = true, AllowMultiple = false)]
public abstract class Attribute
{
    protected Attribute() { }

    public virtual object TypeId => GetType();

    public virtual bool Match(object obj) => Equals(obj);

    public virtual bool IsDefaultAttribute() => false;

    public override bool Equals(object obj)
    {
        if (obj == null || obj.GetType() != GetType()) return false;
        foreach (FieldInfo field in GetType().GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic))
            if (!AreEqual(field.GetValue(this), field.GetValue(obj))) return false;
        return true;
    }

    private static bool AreEqual(object a, object b)
    {
        if (a is Array x && b is Array y)
        {
            if (x.Length != y.Length) return false;
            for (int i = 0; i < x.Length; i++)
                if (!AreEqual(x.GetValue(i), y.GetValue(i))) return false;
            return true;
        }
        return object.Equals(a, b);
    }

    public override int GetHashCode()
    {
        foreach (FieldInfo field in GetType().GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic))
        {
            object value = field.GetValue(this);
            if (value != null && !(value is Array)) return value.GetHashCode();
        }
        return GetType().GetHashCode();
    }

    private static Type Checked(Type type)
    {
        if (type == null) throw new ArgumentNullException("attributeType");
        if (type != typeof(Attribute) && !type.IsSubclassOf(typeof(Attribute)))
            throw new ArgumentException("Type passed in must be derived from System.Attribute or System.Attribute itself.");
        return type;
    }

    /// An interface may stand for the attributes that implement it; the result is an array of attributes all the same.
    private static Attribute[] Cast(object[] found)
    {
        if (found is Attribute[] attributes) return attributes;
        attributes = new Attribute[found.Length];
        for (int i = 0; i < found.Length; i++) attributes[i] = (Attribute)found[i];
        return attributes;
    }

    private static Attribute Single(Attribute[] found) =>
        found.Length == 0 ? null : found.Length == 1 ? found[0] : throw new AmbiguousMatchException("Multiple custom attributes of the same type found.");

    public static Attribute[] GetCustomAttributes(MemberInfo element) => Cast(CustomAttribute.Get(element, typeof(Attribute), true));
    public static Attribute[] GetCustomAttributes(MemberInfo element, bool inherit) => Cast(CustomAttribute.Get(element, typeof(Attribute), inherit));
    public static Attribute[] GetCustomAttributes(MemberInfo element, Type type) => Cast(CustomAttribute.Get(element, Checked(type), true));
    public static Attribute[] GetCustomAttributes(MemberInfo element, Type type, bool inherit) => Cast(CustomAttribute.Get(element, Checked(type), inherit));
    public static Attribute[] GetCustomAttributes(ParameterInfo element) => Cast(CustomAttribute.Get(element, typeof(Attribute), true));
    public static Attribute[] GetCustomAttributes(ParameterInfo element, Type type) => Cast(CustomAttribute.Get(element, Checked(type), true));
    public static Attribute[] GetCustomAttributes(ParameterInfo element, bool inherit) => Cast(CustomAttribute.Get(element, typeof(Attribute), inherit));
    public static Attribute[] GetCustomAttributes(ParameterInfo element, Type type, bool inherit) => Cast(CustomAttribute.Get(element, Checked(type), inherit));
    public static Attribute[] GetCustomAttributes(Assembly element) => Cast(CustomAttribute.Get(element, typeof(Attribute)));
    public static Attribute[] GetCustomAttributes(Assembly element, bool inherit) => Cast(CustomAttribute.Get(element, typeof(Attribute)));
    public static Attribute[] GetCustomAttributes(Assembly element, Type type) => Cast(CustomAttribute.Get(element, Checked(type)));
    public static Attribute[] GetCustomAttributes(Assembly element, Type type, bool inherit) => Cast(CustomAttribute.Get(element, Checked(type)));
    public static Attribute[] GetCustomAttributes(Module element) => Cast(CustomAttribute.Get(element, typeof(Attribute)));
    public static Attribute[] GetCustomAttributes(Module element, Type type) => Cast(CustomAttribute.Get(element, Checked(type)));
    public static Attribute GetCustomAttribute(MemberInfo element, Type type) => Single(GetCustomAttributes(element, type, true));
    public static Attribute GetCustomAttribute(MemberInfo element, Type type, bool inherit) => Single(GetCustomAttributes(element, type, inherit));
    public static Attribute GetCustomAttribute(ParameterInfo element, Type type) => Single(GetCustomAttributes(element, type));
    public static Attribute GetCustomAttribute(ParameterInfo element, Type type, bool inherit) => Single(GetCustomAttributes(element, type, inherit));
    public static Attribute GetCustomAttribute(Assembly element, Type type) => Single(GetCustomAttributes(element, type));
    public static Attribute GetCustomAttribute(Assembly element, Type type, bool inherit) => Single(GetCustomAttributes(element, type));
    public static Attribute GetCustomAttribute(Module element, Type type) => Single(GetCustomAttributes(element, type));
    public static bool IsDefined(MemberInfo element, Type type) => CustomAttribute.IsDefined(element, Checked(type), true);
    public static bool IsDefined(MemberInfo element, Type type, bool inherit) => CustomAttribute.IsDefined(element, Checked(type), inherit);
    public static bool IsDefined(ParameterInfo element, Type type) => GetCustomAttributes(element, type).Length != 0;
    public static bool IsDefined(ParameterInfo element, Type type, bool inherit) => GetCustomAttributes(element, type, inherit).Length != 0;
    public static bool IsDefined(Assembly element, Type type) => GetCustomAttributes(element, type).Length != 0;
    public static bool IsDefined(Assembly element, Type type, bool inherit) => GetCustomAttributes(element, type).Length != 0;
    public static bool IsDefined(Module element, Type type) => GetCustomAttributes(element, type).Length != 0;
}
