namespace System.Reflection;

using System.Collections.Generic;

public static class IntrospectionExtensions
{
    public static TypeInfo GetTypeInfo(this Type type)
    {
        if (type == null) throw new ArgumentNullException(nameof(type));
        return (type as IReflectableType)?.GetTypeInfo();
    }
}

public static class RuntimeReflectionExtensions
{
    private const BindingFlags Everything = BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic;

    public static IEnumerable<FieldInfo> GetRuntimeFields(this Type type) => type.GetFields(Everything);
    public static IEnumerable<MethodInfo> GetRuntimeMethods(this Type type) => type.GetMethods(Everything);
    public static IEnumerable<PropertyInfo> GetRuntimeProperties(this Type type) => type.GetProperties(Everything);
    public static IEnumerable<EventInfo> GetRuntimeEvents(this Type type) => type.GetEvents(Everything);
    public static FieldInfo GetRuntimeField(this Type type, string name) => type.GetField(name);
    public static MethodInfo GetRuntimeMethod(this Type type, string name, Type[] parameters) => type.GetMethod(name, parameters);
    public static PropertyInfo GetRuntimeProperty(this Type type, string name) => type.GetProperty(name);
    public static EventInfo GetRuntimeEvent(this Type type, string name) => type.GetEvent(name);
    public static MethodInfo GetRuntimeBaseDefinition(this MethodInfo method) => method.GetBaseDefinition();
    public static MethodInfo GetMethodInfo(this Delegate del) => del.Method;
}

public static class CustomAttributeExtensions
{
    public static Attribute GetCustomAttribute(this Assembly element, Type attributeType) => Attribute.GetCustomAttribute(element, attributeType);
    public static Attribute GetCustomAttribute(this Module element, Type attributeType) => Attribute.GetCustomAttribute(element, attributeType);
    public static Attribute GetCustomAttribute(this MemberInfo element, Type attributeType) => Attribute.GetCustomAttribute(element, attributeType);
    public static Attribute GetCustomAttribute(this ParameterInfo element, Type attributeType) => Attribute.GetCustomAttribute(element, attributeType);
    public static Attribute GetCustomAttribute(this MemberInfo element, Type attributeType, bool inherit) => Attribute.GetCustomAttribute(element, attributeType, inherit);
    public static T GetCustomAttribute<T>(this Assembly element) where T : Attribute => (T)element.GetCustomAttribute(typeof(T));
    public static T GetCustomAttribute<T>(this Module element) where T : Attribute => (T)element.GetCustomAttribute(typeof(T));
    public static T GetCustomAttribute<T>(this MemberInfo element) where T : Attribute => (T)element.GetCustomAttribute(typeof(T));
    public static T GetCustomAttribute<T>(this ParameterInfo element) where T : Attribute => (T)element.GetCustomAttribute(typeof(T));
    public static T GetCustomAttribute<T>(this MemberInfo element, bool inherit) where T : Attribute => (T)element.GetCustomAttribute(typeof(T), inherit);
    public static IEnumerable<Attribute> GetCustomAttributes(this Assembly element) => Attribute.GetCustomAttributes(element);
    public static IEnumerable<Attribute> GetCustomAttributes(this MemberInfo element) => Attribute.GetCustomAttributes(element);
    public static IEnumerable<Attribute> GetCustomAttributes(this ParameterInfo element) => Attribute.GetCustomAttributes(element);
    public static IEnumerable<Attribute> GetCustomAttributes(this MemberInfo element, bool inherit) => Attribute.GetCustomAttributes(element, inherit);
    public static IEnumerable<Attribute> GetCustomAttributes(this Assembly element, Type attributeType) => Attribute.GetCustomAttributes(element, attributeType);
    public static IEnumerable<Attribute> GetCustomAttributes(this MemberInfo element, Type attributeType) => Attribute.GetCustomAttributes(element, attributeType);
    public static IEnumerable<Attribute> GetCustomAttributes(this ParameterInfo element, Type attributeType) => Attribute.GetCustomAttributes(element, attributeType);
    public static IEnumerable<Attribute> GetCustomAttributes(this MemberInfo element, Type attributeType, bool inherit) => Attribute.GetCustomAttributes(element, attributeType, inherit);
    public static IEnumerable<T> GetCustomAttributes<T>(this Assembly element) where T : Attribute => (T[])Attribute.GetCustomAttributes(element, typeof(T));
    public static IEnumerable<T> GetCustomAttributes<T>(this MemberInfo element) where T : Attribute => (T[])Attribute.GetCustomAttributes(element, typeof(T));
    public static IEnumerable<T> GetCustomAttributes<T>(this ParameterInfo element) where T : Attribute => (T[])Attribute.GetCustomAttributes(element, typeof(T));
    public static IEnumerable<T> GetCustomAttributes<T>(this MemberInfo element, bool inherit) where T : Attribute => (T[])Attribute.GetCustomAttributes(element, typeof(T), inherit);
    public static bool IsDefined(this Assembly element, Type attributeType) => Attribute.IsDefined(element, attributeType);
    public static bool IsDefined(this MemberInfo element, Type attributeType) => Attribute.IsDefined(element, attributeType);
    public static bool IsDefined(this ParameterInfo element, Type attributeType) => Attribute.IsDefined(element, attributeType);
    public static bool IsDefined(this MemberInfo element, Type attributeType, bool inherit) => Attribute.IsDefined(element, attributeType, inherit);
}
