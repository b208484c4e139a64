namespace System.Reflection;

using System.Collections.Generic;

public class ParameterInfo : ICustomAttributeProvider
{
    protected ParameterAttributes AttrsImpl;
    protected Type ClassImpl;
    protected object DefaultValueImpl;
    protected MemberInfo MemberImpl;
    protected string NameImpl;
    protected int PositionImpl;
    private int token;

    protected ParameterInfo() { }

    internal ParameterInfo(MemberInfo member, Type type, int position, string name, ParameterAttributes attributes, int token, object defaultValue)
    {
        MemberImpl = member;
        ClassImpl = type;
        PositionImpl = position;
        NameImpl = name;
        AttrsImpl = attributes;
        DefaultValueImpl = defaultValue;
        this.token = token;
    }

    internal ParameterInfo(ParameterInfo other, MemberInfo member)
        : this(member, other.ClassImpl, other.PositionImpl, other.NameImpl, other.AttrsImpl, other.token, other.DefaultValueImpl) { }

    public virtual ParameterAttributes Attributes => AttrsImpl;
    public virtual MemberInfo Member => MemberImpl;
    public virtual string Name => NameImpl;
    public virtual Type ParameterType => ClassImpl;
    public virtual int Position => PositionImpl;
    public virtual int MetadataToken => token;
    public bool IsIn => (Attributes & ParameterAttributes.In) != 0;
    public bool IsLcid => (Attributes & ParameterAttributes.Lcid) != 0;
    public bool IsOptional => (Attributes & ParameterAttributes.Optional) != 0;
    public bool IsOut => (Attributes & ParameterAttributes.Out) != 0;
    public bool IsRetval => (Attributes & ParameterAttributes.Retval) != 0;
    public virtual bool HasDefaultValue => DefaultValueImpl != DBNull.Value && (Attributes & ParameterAttributes.HasDefault) != 0;
    public virtual object DefaultValue
    {
        get
        {
            if (!HasDefaultValue) return IsOptional ? Missing.Value : DBNull.Value;
            if (DefaultValueImpl != null && ClassImpl.IsEnum) return Enum.ToObject(ClassImpl, DefaultValueImpl);
            return DefaultValueImpl;
        }
    }
    public virtual object RawDefaultValue => HasDefaultValue ? DefaultValueImpl : DBNull.Value;
    public virtual Type[] GetOptionalCustomModifiers() => CustomModifiers.Of(MemberImpl, PositionImpl, false);
    public virtual Type[] GetRequiredCustomModifiers() => CustomModifiers.Of(MemberImpl, PositionImpl, true);
    public virtual object[] GetCustomAttributes(bool inherit) => CustomAttribute.Get(this, typeof(object));
    public virtual object[] GetCustomAttributes(Type attributeType, bool inherit) => CustomAttribute.Get(this, attributeType);
    public virtual bool IsDefined(Type attributeType, bool inherit) => CustomAttribute.Get(this, attributeType).Length != 0;
    public virtual IList<CustomAttributeData> GetCustomAttributesData() => token == 0 ? new CustomAttributeData[0] : CustomAttribute.GetData(MemberImpl.Module, token);
    public virtual IEnumerable<CustomAttributeData> CustomAttributes => GetCustomAttributesData();
    public override string ToString() => Name == null ? ParameterType.FormatTypeName() : ParameterType.FormatTypeName() + " " + Name;
}
