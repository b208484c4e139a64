namespace System.Reflection;

using System.Collections.Generic;

public abstract class MemberInfo : ICustomAttributeProvider
{
    protected MemberInfo() { }

    public abstract MemberTypes MemberType { get; }
    public abstract string Name { get; }
    public abstract Type DeclaringType { get; }
    public abstract Type ReflectedType { get; }
    // Type hides this member with its own.
    public virtual Module Module => this is Type type ? type.Module : throw new NotImplementedException();
    public virtual int MetadataToken => throw new InvalidOperationException();
    public virtual bool IsCollectible => false;
    public virtual bool HasSameMetadataDefinitionAs(MemberInfo other) => other != null && other.MetadataToken == MetadataToken && other.Module == Module;
    public abstract object[] GetCustomAttributes(bool inherit);
    public abstract object[] GetCustomAttributes(Type attributeType, bool inherit);
    public abstract bool IsDefined(Type attributeType, bool inherit);
    public virtual IList<CustomAttributeData> GetCustomAttributesData() => CustomAttribute.GetData(Module, MetadataToken);
    public virtual IEnumerable<CustomAttributeData> CustomAttributes => GetCustomAttributesData();

    public override bool Equals(object obj) => base.Equals(obj);
    public override int GetHashCode() => base.GetHashCode();
    public static bool operator ==(MemberInfo left, MemberInfo right) => (object)left == right || (left is not null && left.Equals(right));
    public static bool operator !=(MemberInfo left, MemberInfo right) => !(left == right);
}
