namespace System.Reflection;

public abstract class MethodInfo : MethodBase
{
    protected MethodInfo() { }
    public override MemberTypes MemberType => MemberTypes.Method;
    public virtual ParameterInfo ReturnParameter => throw new NotImplementedException();
    public virtual Type ReturnType => throw new NotImplementedException();
    public abstract ICustomAttributeProvider ReturnTypeCustomAttributes { get; }
    public abstract MethodInfo GetBaseDefinition();
    public override Type[] GetGenericArguments() => throw new NotSupportedException("Derived classes must provide an implementation.");
    public virtual MethodInfo GetGenericMethodDefinition() => throw new NotSupportedException("Derived classes must provide an implementation.");
    public virtual MethodInfo MakeGenericMethod(params Type[] typeArguments) => throw new NotSupportedException("Derived classes must provide an implementation.");
    public virtual Delegate CreateDelegate(Type delegateType) => Delegate.CreateDelegate(delegateType, this);
    public virtual Delegate CreateDelegate(Type delegateType, object target) => Delegate.CreateDelegate(delegateType, target, this);
    public T CreateDelegate<T>() where T : Delegate => (T)CreateDelegate(typeof(T));
    public T CreateDelegate<T>(object target) where T : Delegate => (T)CreateDelegate(typeof(T), target);
    public override bool Equals(object obj) => base.Equals(obj);
    public override int GetHashCode() => base.GetHashCode();
    public static bool operator ==(MethodInfo left, MethodInfo right) => (object)left == right || (left is not null && left.Equals(right));
    public static bool operator !=(MethodInfo left, MethodInfo right) => !(left == right);
}
