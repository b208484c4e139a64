namespace System;

/// A delegate that may call several methods: _invocationList is an object[] of which _invocationCount are used (contract 4.5).
public abstract unsafe class MulticastDelegate : Delegate
{
    private object _invocationList;
    private nint _invocationCount;

    /// Code that calls every entry of the invocation list, for delegates of the type.
    [MethodImpl(MethodImplOptions.InternalCall)]
    private static extern void* GetMulticastInvoke(MethodTable* type);

    /// Entry of the type's Invoke method.
    [MethodImpl(MethodImplOptions.InternalCall)]
    private static extern void* GetInvokeMethod(MethodTable* type);

    internal MulticastDelegate() { }

    private bool IsMulticast => _invocationList is object[];

    internal override object GetTarget()
    {
        if (_invocationList is object[] list) return ((Delegate)list[(int)_invocationCount - 1]).GetTarget();
        return base.GetTarget();
    }

    protected override System.Reflection.MethodInfo GetMethodImpl()
    {
        if (_invocationList is object[] list) return ((Delegate)list[(int)_invocationCount - 1]).Method;
        return base.GetMethodImpl();
    }

    public sealed override bool Equals(object obj)
    {
        if (obj == null) return false;
        if (obj == (object)this) return true;
        if (obj.GetType() != GetType()) return false;
        MulticastDelegate d = (MulticastDelegate)obj;
        if (_invocationList is object[] list)
            return d._invocationList is object[] others && _invocationCount == d._invocationCount && SameEntries(list, 0, others, (int)_invocationCount);
        return !d.IsMulticast && base.Equals(obj);
    }

    private static bool SameEntries(object[] a, int start, object[] b, int count)
    {
        for (int i = 0; i < count; i++)
            if (!a[start + i].Equals(b[i])) return false;
        return true;
    }

    public sealed override int GetHashCode()
    {
        if (_invocationList is not object[] list) return base.GetHashCode();
        int hash = 0;
        for (int i = 0; i < (int)_invocationCount; i++) hash = hash * 33 + list[i].GetHashCode();
        return hash;
    }

    private MulticastDelegate NewMulticast(object[] list, int count)
    {
        MulticastDelegate result = (MulticastDelegate)MemberwiseClone();
        MethodTable* mt = RuntimeHelpers.GetMethodTable(this);
        result._methodBase = null;
        result._methodPtr = (IntPtr)GetMulticastInvoke(mt);
        result._methodPtrAux = (IntPtr)GetInvokeMethod(mt);
        result._target = result;
        result._invocationList = list;
        result._invocationCount = count;
        return result;
    }

    protected sealed override Delegate CombineImpl(Delegate follow)
    {
        MulticastDelegate second = (MulticastDelegate)follow;
        object[] mine = _invocationList as object[];
        object[] theirs = second._invocationList as object[];
        int first = mine == null ? 1 : (int)_invocationCount;
        int more = theirs == null ? 1 : (int)second._invocationCount;
        object[] list = new object[first + more];
        if (mine == null) list[0] = this;
        else Array.Copy(mine, list, first);
        if (theirs == null) list[first] = second;
        else Array.Copy(theirs, 0, list, first, more);
        return NewMulticast(list, first + more);
    }

    protected sealed override Delegate RemoveImpl(Delegate value)
    {
        MulticastDelegate other = (MulticastDelegate)value;
        object[] list = _invocationList as object[];
        if (list == null) return Equals(value) ? null : this;
        int count = (int)_invocationCount;
        object[] theirs = other._invocationList as object[] ?? new object[] { value };
        int remove = other._invocationList is object[] ? (int)other._invocationCount : 1;
        // The last occurrence of the whole list goes.
        for (int i = count - remove; i >= 0; i--)
        {
            if (!SameEntries(list, i, theirs, remove)) continue;
            int left = count - remove;
            if (left == 0) return null;
            if (left == 1) return (Delegate)list[i != 0 ? 0 : count - 1];
            object[] rest = new object[left];
            Array.Copy(list, 0, rest, 0, i);
            Array.Copy(list, i + remove, rest, i, left - i);
            return NewMulticast(rest, left);
        }
        return this;
    }

    public sealed override Delegate[] GetInvocationList()
    {
        if (_invocationList is not object[] list) return new Delegate[] { this };
        Delegate[] result = new Delegate[(int)_invocationCount];
        for (int i = 0; i < result.Length; i++) result[i] = (Delegate)list[i];
        return result;
    }

    public static bool operator ==(MulticastDelegate d1, MulticastDelegate d2)
    {
        if (d2 is null) return d1 is null;
        return ReferenceEquals(d2, d1) || d2.Equals(d1);
    }

    public static bool operator !=(MulticastDelegate d1, MulticastDelegate d2) => !(d1 == d2);
}
