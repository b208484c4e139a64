namespace System.Reflection;

using System.Collections.Generic;

/// An event of a loaded type.
internal sealed class RuntimeEventInfo : EventInfo
{
    private readonly RuntimeType declaring;
    private readonly RuntimeType reflected;
    private readonly string name;
    private readonly EventAttributes attributes;
    private readonly int token;
    private readonly RuntimeMethodInfo adder;
    private readonly RuntimeMethodInfo remover;
    private readonly RuntimeMethodInfo raiser;

    internal RuntimeEventInfo(RuntimeType declaring, RuntimeType reflected, string name, EventAttributes attributes, int token, IntPtr adder, IntPtr remover, IntPtr raiser)
    {
        this.declaring = declaring;
        this.reflected = reflected;
        this.name = name;
        this.attributes = attributes;
        this.token = token;
        if (adder != IntPtr.Zero) this.adder = new RuntimeMethodInfo(adder, reflected);
        if (remover != IntPtr.Zero) this.remover = new RuntimeMethodInfo(remover, reflected);
        if (raiser != IntPtr.Zero) this.raiser = new RuntimeMethodInfo(raiser, reflected);
    }

    private static MethodInfo Visible(RuntimeMethodInfo accessor, bool nonPublic) => accessor != null && (nonPublic || accessor.IsPublic) ? accessor : null;

    internal RuntimeMethodInfo AnyAccessor => adder ?? remover ?? raiser;
    public override string Name => name;
    public override Type DeclaringType => declaring;
    public override Type ReflectedType => reflected;
    public override Module Module => declaring.Module;
    public override int MetadataToken => token;
    public override EventAttributes Attributes => attributes;
    public override MethodInfo GetAddMethod(bool nonPublic) => Visible(adder, nonPublic);
    public override MethodInfo GetRemoveMethod(bool nonPublic) => Visible(remover, nonPublic);
    public override MethodInfo GetRaiseMethod(bool nonPublic) => Visible(raiser, nonPublic);
    public override MethodInfo[] GetOtherMethods(bool nonPublic)
    {
        List<MethodInfo> found = new List<MethodInfo>();
        foreach (IntPtr handle in RuntimeTypeHandle.GetOtherMethods(declaring, token))
            if (Visible(new RuntimeMethodInfo(handle, reflected), nonPublic) is { } method) found.Add(method);
        return found.ToArray();
    }

    public override object[] GetCustomAttributes(bool inherit) => CustomAttribute.Get(this, typeof(object), inherit);
    public override object[] GetCustomAttributes(Type attributeType, bool inherit) => CustomAttribute.Get(this, attributeType, inherit);
    public override bool IsDefined(Type attributeType, bool inherit) => CustomAttribute.IsDefined(this, attributeType, inherit);
    public override bool Equals(object obj) => obj is RuntimeEventInfo other && other.token == token && other.declaring == declaring;
    public override int GetHashCode() => token * 31 + declaring.GetHashCode();
    public override string ToString() => EventHandlerType.FormatTypeName() + " " + Name;
}
