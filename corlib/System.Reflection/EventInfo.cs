namespace System.Reflection;

public abstract class EventInfo : MemberInfo
{
    protected EventInfo() { }
    public override MemberTypes MemberType => MemberTypes.Event;
    public abstract EventAttributes Attributes { get; }
    public bool IsSpecialName => (Attributes & EventAttributes.SpecialName) != 0;
    public MethodInfo GetAddMethod() => GetAddMethod(false);
    public MethodInfo GetRemoveMethod() => GetRemoveMethod(false);
    public MethodInfo GetRaiseMethod() => GetRaiseMethod(false);
    public abstract MethodInfo GetAddMethod(bool nonPublic);
    public abstract MethodInfo GetRemoveMethod(bool nonPublic);
    public abstract MethodInfo GetRaiseMethod(bool nonPublic);
    public MethodInfo[] GetOtherMethods() => GetOtherMethods(false);
    public virtual MethodInfo[] GetOtherMethods(bool nonPublic) => throw new NotImplementedException();
    public virtual MethodInfo AddMethod => GetAddMethod(true);
    public virtual MethodInfo RemoveMethod => GetRemoveMethod(true);
    public virtual MethodInfo RaiseMethod => GetRaiseMethod(true);
    public virtual bool IsMulticast => true;
    public virtual Type EventHandlerType
    {
        get
        {
            ParameterInfo[] parameters = GetAddMethod(true).GetParameters();
            foreach (ParameterInfo p in parameters)
                if (p.ParameterType.IsSubclassOf(typeof(Delegate))) return p.ParameterType;
            return null;
        }
    }
    public virtual void AddEventHandler(object target, Delegate handler)
    {
        MethodInfo add = GetAddMethod() ?? throw new InvalidOperationException("Cannot add the event handler since no public add method exists for the event.");
        add.Invoke(target, new object[] { handler });
    }
    public virtual void RemoveEventHandler(object target, Delegate handler)
    {
        MethodInfo remove = GetRemoveMethod() ?? throw new InvalidOperationException("Cannot remove the event handler since no public remove method exists for the event.");
        remove.Invoke(target, new object[] { handler });
    }
    public override bool Equals(object obj) => base.Equals(obj);
    public override int GetHashCode() => base.GetHashCode();
    public static bool operator ==(EventInfo left, EventInfo right) => (object)left == right || (left is not null && left.Equals(right));
    public static bool operator !=(EventInfo left, EventInfo right) => !(left == right);
}
