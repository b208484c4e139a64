namespace System;

using System.Reflection;

/// Base of delegates. Field order and meaning are the VM's (contract 4.5): closed = target set and aux 0; open static = target is
/// the delegate itself, methodPtr a shuffle thunk, aux the method; multicast = target itself, see MulticastDelegate.
public abstract unsafe class Delegate : ICloneable, System.Runtime.Serialization.ISerializable
{
    internal object _target;
    internal object _methodBase;
    internal IntPtr _methodPtr;
    internal IntPtr _methodPtrAux;

    /// MethodDesc handle of the method that a non-multicast delegate calls.
    [MethodImpl(MethodImplOptions.InternalCall)]
    private static extern IntPtr FindMethodHandle(Delegate d);

    /// Fills a fresh delegate (made by GetUninitializedObject) so that it calls a method: closed over firstArgument when hasFirst. False if signatures do not fit.
    [MethodImpl(MethodImplOptions.InternalCall)]
    private static extern bool BindToMethod(Delegate d, IntPtr method, object firstArgument, bool hasFirst);

    /// MethodDesc handle of the Invoke method of a delegate type.
    [MethodImpl(MethodImplOptions.InternalCall)]
    private static extern IntPtr GetInvokeMethodHandle(RuntimeType delegateType);

    internal Delegate() { }

    public object Target => GetTarget();

    internal virtual object GetTarget() => _methodPtrAux == IntPtr.Zero ? _target : null;

    public MethodInfo Method => GetMethodImpl();

    protected virtual MethodInfo GetMethodImpl()
    {
        if (_methodBase is MethodInfo known) return known;
        if (_methodBase is System.Reflection.Emit.DynamicCode dynamic) return dynamic.Owner;
        object target = GetTarget();
        MethodInfo method = (MethodInfo)RuntimeMethodHandle.GetMethodBase(FindMethodHandle(this), null);
        _methodBase = method;
        return method;
    }

    public bool HasSingleTarget => GetInvocationList().Length == 1;

    internal static Delegate CreateForDynamicMethod(RuntimeType type, System.Reflection.Emit.DynamicMethod method, IntPtr handle, object target, bool isBound)
    {
        Delegate made = (Delegate)RuntimeHelpers.GetUninitializedObject(type);
        if (!BindToMethod(made, handle, target, isBound)) throw new ArgumentException("Cannot bind to the target method because its signature is not compatible with that of the delegate type.");
        made._methodBase = method;
        return made;
    }

    public object DynamicInvoke(params object[] args) => DynamicInvokeImpl(args);

    protected virtual object DynamicInvokeImpl(object[] args)
    {
        MethodInfo invoke = new RuntimeMethodInfo(GetInvokeMethodHandle((RuntimeType)GetType()), null);
        return invoke.Invoke(this, BindingFlags.Default, null, args, null);
    }

    public override bool Equals(object obj)
    {
        if (obj == null || obj.GetType() != GetType()) return false;
        Delegate d = (Delegate)obj;
        if (_methodPtrAux == IntPtr.Zero) return d._methodPtrAux == IntPtr.Zero && _target == d._target && SameMethod(this, d, _methodPtr == d._methodPtr);
        return d._methodPtrAux != IntPtr.Zero && SameMethod(this, d, _methodPtrAux == d._methodPtrAux);
    }

    // Two entries may lead to one method (a virtual stub and the method's own); then the handles decide.
    private static bool SameMethod(Delegate a, Delegate b, bool sameEntry) => sameEntry || FindMethodHandle(a) == FindMethodHandle(b);

    public override int GetHashCode()
    {
        int hash = FindMethodHandle(this).GetHashCode();
        if (_methodPtrAux == IntPtr.Zero && _target != null) hash = hash * 33 + RuntimeHelpers.GetHashCode(_target);
        return hash;
    }

    public virtual object Clone() => MemberwiseClone();

    public virtual Delegate[] GetInvocationList() => new Delegate[] { this };

    public virtual void GetObjectData(System.Runtime.Serialization.SerializationInfo info, System.Runtime.Serialization.StreamingContext context) => throw new PlatformNotSupportedException();

    public static Delegate Combine(Delegate a, Delegate b)
    {
        if (a == null) return b;
        if (b == null) return a;
        if (a.GetType() != b.GetType()) throw new ArgumentException("Delegates must be of the same type.");
        return a.CombineImpl(b);
    }

    public static Delegate Combine(params Delegate[] delegates)
    {
        Delegate all = null;
        if (delegates != null)
            for (int i = 0; i < delegates.Length; i++) all = Combine(all, delegates[i]);
        return all;
    }

    public static Delegate Combine(params ReadOnlySpan<Delegate> delegates)
    {
        Delegate all = null;
        for (int i = 0; i < delegates.Length; i++) all = Combine(all, delegates[i]);
        return all;
    }

    public static Delegate Remove(Delegate source, Delegate value)
    {
        if (source == null) return null;
        if (value == null) return source;
        if (source.GetType() != value.GetType()) throw new ArgumentException("Delegates must be of the same type.");
        return source.RemoveImpl(value);
    }

    public static Delegate RemoveAll(Delegate source, Delegate value)
    {
        Delegate last;
        do
        {
            last = source;
            source = Remove(source, value);
        }
        while (last != source);
        return last;
    }

    protected virtual Delegate CombineImpl(Delegate d) => throw new MulticastNotSupportedException();

    protected virtual Delegate RemoveImpl(Delegate d) => d.Equals(this) ? null : this;

    public static bool operator ==(Delegate d1, Delegate d2)
    {
        if (d2 is null) return d1 is null;
        return ReferenceEquals(d2, d1) || d2.Equals(d1);
    }

    public static bool operator !=(Delegate d1, Delegate d2) => !(d1 == d2);

    public static InvocationListEnumerator<TDelegate> EnumerateInvocationList<TDelegate>(TDelegate d) where TDelegate : Delegate =>
        new InvocationListEnumerator<TDelegate>(d == null ? new Delegate[0] : d.GetInvocationList());

    public struct InvocationListEnumerator<TDelegate> where TDelegate : Delegate
    {
        private readonly Delegate[] list;
        private int index;
        internal InvocationListEnumerator(Delegate[] list) { this.list = list; index = -1; }
        public TDelegate Current => (TDelegate)list[index];
        public bool MoveNext() => ++index < list.Length;
        public InvocationListEnumerator<TDelegate> GetEnumerator() => this;
    }

    // ---- creation by reflection ----

    private static RuntimeType CheckDelegateType(Type type)
    {
        if (type == null) throw new ArgumentNullException(nameof(type));
        if (type is not RuntimeType rt) throw new ArgumentException("Type must be a runtime Type object.", nameof(type));
        if (!typeof(MulticastDelegate).IsAssignableFrom(type) || type == typeof(MulticastDelegate)) throw new ArgumentException("Type must derive from Delegate.", nameof(type));
        return rt;
    }

    private static Delegate Bind(RuntimeType type, MethodInfo method, object firstArgument, bool hasFirst, bool throwOnBindFailure)
    {
        if (method is RuntimeMethodInfo runtimeMethod)
        {
            Delegate d = (Delegate)RuntimeHelpers.GetUninitializedObject(type);
            if (BindToMethod(d, runtimeMethod.Handle, firstArgument, hasFirst)) return d;
        }
        if (throwOnBindFailure) throw new ArgumentException("Cannot bind to the target method because its signature is not compatible with that of the delegate type.");
        return null;
    }

    public static Delegate CreateDelegate(Type type, MethodInfo method) => CreateDelegate(type, method, true);

    public static Delegate CreateDelegate(Type type, MethodInfo method, bool throwOnBindFailure)
    {
        if (method == null) throw new ArgumentNullException(nameof(method));
        return Bind(CheckDelegateType(type), method, null, false, throwOnBindFailure);
    }

    public static Delegate CreateDelegate(Type type, object firstArgument, MethodInfo method) => CreateDelegate(type, firstArgument, method, true);

    public static Delegate CreateDelegate(Type type, object firstArgument, MethodInfo method, bool throwOnBindFailure)
    {
        if (method == null) throw new ArgumentNullException(nameof(method));
        RuntimeType delegateType = CheckDelegateType(type);
        // A null first argument may close a static method or leave an instance method open: closed is tried first.
        Delegate d = Bind(delegateType, method, firstArgument, true, false) ?? (firstArgument == null ? Bind(delegateType, method, null, false, false) : null);
        if (d == null && throwOnBindFailure) throw new ArgumentException("Cannot bind to the target method because its signature is not compatible with that of the delegate type.");
        return d;
    }

    public static Delegate CreateDelegate(Type type, object target, string method) => CreateDelegate(type, target, method, false, true);
    public static Delegate CreateDelegate(Type type, object target, string method, bool ignoreCase) => CreateDelegate(type, target, method, ignoreCase, true);

    public static Delegate CreateDelegate(Type type, object target, string method, bool ignoreCase, bool throwOnBindFailure)
    {
        if (target == null) throw new ArgumentNullException(nameof(target));
        if (method == null) throw new ArgumentNullException(nameof(method));
        return ByName(CheckDelegateType(type), target.GetType(), target, method, BindingFlags.Instance, ignoreCase, throwOnBindFailure);
    }

    public static Delegate CreateDelegate(Type type, Type target, string method) => CreateDelegate(type, target, method, false, true);
    public static Delegate CreateDelegate(Type type, Type target, string method, bool ignoreCase) => CreateDelegate(type, target, method, ignoreCase, true);

    public static Delegate CreateDelegate(Type type, Type target, string method, bool ignoreCase, bool throwOnBindFailure)
    {
        if (target == null) throw new ArgumentNullException(nameof(target));
        if (method == null) throw new ArgumentNullException(nameof(method));
        return ByName(CheckDelegateType(type), target, null, method, BindingFlags.Static, ignoreCase, throwOnBindFailure);
    }

    private static Delegate ByName(RuntimeType type, Type owner, object target, string name, BindingFlags kind, bool ignoreCase, bool throwOnBindFailure)
    {
        for (Type t = owner; t != null; t = t.BaseType)
            foreach (MethodInfo m in t.GetMethods(kind | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
            {
                if (!string.Equals(m.Name, name, ignoreCase ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal)) continue;
                Delegate d = Bind(type, m, target, target != null, false);
                if (d != null) return d;
            }
        if (throwOnBindFailure) throw new ArgumentException("Cannot bind to the target method because its signature is not compatible with that of the delegate type.");
        return null;
    }
}
