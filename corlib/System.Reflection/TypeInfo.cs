namespace System.Reflection;

using System.Collections.Generic;

public interface IReflectableType
{
    TypeInfo GetTypeInfo();
}

public abstract class TypeInfo : Type, IReflectableType
{
    protected TypeInfo() { }

    private const BindingFlags Declared = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    TypeInfo IReflectableType.GetTypeInfo() => this;
    public virtual Type AsType() => this;
    public virtual Type[] GenericTypeParameters => IsGenericTypeDefinition ? GetGenericArguments() : EmptyTypes;
    public virtual IEnumerable<ConstructorInfo> DeclaredConstructors => GetConstructors(Declared);
    public virtual IEnumerable<EventInfo> DeclaredEvents => GetEvents(Declared);
    public virtual IEnumerable<FieldInfo> DeclaredFields => GetFields(Declared);
    public virtual IEnumerable<MemberInfo> DeclaredMembers => GetMembers(Declared);
    public virtual IEnumerable<MethodInfo> DeclaredMethods => GetMethods(Declared);
    public virtual IEnumerable<PropertyInfo> DeclaredProperties => GetProperties(Declared);
    public virtual IEnumerable<Type> ImplementedInterfaces => GetInterfaces();
    public virtual IEnumerable<TypeInfo> DeclaredNestedTypes
    {
        get
        {
            foreach (Type t in GetNestedTypes(Declared)) yield return t.GetTypeInfo();
        }
    }
    public virtual EventInfo GetDeclaredEvent(string name) => GetEvent(name, Declared);
    public virtual FieldInfo GetDeclaredField(string name) => GetField(name, Declared);
    public virtual MethodInfo GetDeclaredMethod(string name) => GetMethod(name, Declared);
    public virtual PropertyInfo GetDeclaredProperty(string name) => GetProperty(name, Declared);
    public virtual TypeInfo GetDeclaredNestedType(string name) => GetNestedType(name, Declared)?.GetTypeInfo();
    public virtual IEnumerable<MethodInfo> GetDeclaredMethods(string name)
    {
        foreach (MethodInfo m in GetMethods(Declared))
            if (m.Name == name) yield return m;
    }
    public virtual bool IsAssignableFrom(TypeInfo typeInfo) => typeInfo != null && IsAssignableFrom((Type)typeInfo);
}
