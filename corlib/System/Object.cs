namespace System;

/// The root of every type. Header and method table pointer belong to the VM (contract 4.1).
public class Object
{
    public Object() { }

    // The VM knows that this finalizer is empty: only overrides make an object finalizable.
    ~Object() { }

    /// Exact run-time type of the object.
    [Intrinsic, MethodImpl(MethodImplOptions.InternalCall)]
    public extern Type GetType();

    /// Shallow copy of the object (any class, boxed value or array), with write barriers.
    [MethodImpl(MethodImplOptions.InternalCall)]
    protected internal extern object MemberwiseClone();

    public virtual string ToString() => GetType().ToString();

    public virtual bool Equals(object obj) => this == obj;

    public static bool Equals(object objA, object objB)
    {
        if (objA == objB) return true;
        if (objA == null || objB == null) return false;
        return objA.Equals(objB);
    }

    public static bool ReferenceEquals(object objA, object objB) => objA == objB;

    public virtual int GetHashCode() => RuntimeHelpers.GetHashCode(this);
}
