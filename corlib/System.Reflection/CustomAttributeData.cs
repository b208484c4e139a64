namespace System.Reflection;

using System.Collections.Generic;

/// A custom attribute as written, without making its object.
public class CustomAttributeData
{
    private readonly RuntimeType type;
    private readonly IntPtr constructor;
    private readonly List<CustomAttributeTypedArgument> fixedArguments = new List<CustomAttributeTypedArgument>();
    private readonly List<CustomAttributeNamedArgument> namedArguments = new List<CustomAttributeNamedArgument>();

    protected CustomAttributeData() { }

    internal CustomAttributeData(RuntimeModule module, RuntimeType type, IntPtr constructor, byte[] blob)
    {
        this.type = type;
        this.constructor = constructor;
        CustomAttribute.BlobReader reader = new CustomAttribute.BlobReader(module, blob);
        RuntimeType[] signature = RuntimeMethodHandle.GetSignature(constructor);
        for (int i = 1; i < signature.Length; i++) fixedArguments.Add(new CustomAttributeTypedArgument(signature[i], reader.ReadFixed(signature[i])));
        int named = reader.ReadNamedCount();
        for (int i = 0; i < named; i++)
        {
            CustomAttribute.NamedArgument argument = reader.ReadNamed();
            MemberInfo[] members = type.GetMember(argument.Name);
            namedArguments.Add(new CustomAttributeNamedArgument(members.Length == 0 ? null : members[0], argument.Name, argument.IsField, new CustomAttributeTypedArgument(argument.Type, argument.Value)));
        }
    }

    public virtual Type AttributeType => type;
    public virtual ConstructorInfo Constructor => new RuntimeConstructorInfo(constructor, type);
    public virtual IList<CustomAttributeTypedArgument> ConstructorArguments => fixedArguments;
    public virtual IList<CustomAttributeNamedArgument> NamedArguments => namedArguments;

    public static IList<CustomAttributeData> GetCustomAttributes(MemberInfo target) => target.GetCustomAttributesData();
    public static IList<CustomAttributeData> GetCustomAttributes(ParameterInfo target) => target.GetCustomAttributesData();
    public static IList<CustomAttributeData> GetCustomAttributes(Assembly target) => target.GetCustomAttributesData();
    public static IList<CustomAttributeData> GetCustomAttributes(Module target) => CustomAttribute.GetData(target, 1);

    public override string ToString()
    {
        string text = "[" + AttributeType.FullName + "(";
        string separator = "";
        foreach (CustomAttributeTypedArgument a in fixedArguments)
        {
            text += separator + a;
            separator = ", ";
        }
        foreach (CustomAttributeNamedArgument a in namedArguments)
        {
            text += separator + a;
            separator = ", ";
        }
        return text + ")]";
    }
}

public readonly struct CustomAttributeTypedArgument
{
    public CustomAttributeTypedArgument(Type argumentType, object value)
    {
        // What an object holds tells its own type, and an enum is the number it is.
        ArgumentType = argumentType == typeof(object) && value != null ? value.GetType() : argumentType;
        Value = value is Enum ? Convert.ChangeType(value, Enum.GetUnderlyingType(value.GetType())) : value;
    }
    public CustomAttributeTypedArgument(object value) { ArgumentType = value.GetType(); Value = value; }
    public Type ArgumentType { get; }
    public object Value { get; }
    public override string ToString()
    {
        if (Value == null) return "null";
        if (ArgumentType == typeof(string)) return "\"" + Value + "\"";
        if (ArgumentType == typeof(Type)) return "typeof(" + ((Type)Value).FullName + ")";
        if (ArgumentType.IsEnum) return "(" + ArgumentType.FullName + ")" + Convert.ToInt64(Value).ToString();
        return Value.ToString();
    }
}

public readonly struct CustomAttributeNamedArgument
{
    internal CustomAttributeNamedArgument(MemberInfo member, string name, bool isField, CustomAttributeTypedArgument value)
    {
        MemberInfo = member;
        MemberName = name;
        IsField = isField;
        TypedValue = value;
    }
    public MemberInfo MemberInfo { get; }
    public CustomAttributeTypedArgument TypedValue { get; }
    public string MemberName { get; }
    public bool IsField { get; }
    public override string ToString() => MemberName + " = " + TypedValue;
}
