namespace System;

/// Walks the variable arguments of a vararg method.
public unsafe ref struct ArgIterator
{
    private IntPtr cookie;
    private int remaining;
    private int position;

    public ArgIterator(RuntimeArgumentHandle arglist)
    {
        cookie = arglist.Value;
        position = 0;
        remaining = CountArguments(cookie);
    }

    public ArgIterator(RuntimeArgumentHandle arglist, void* ptr) : this(arglist) { }

    /// Number of variable arguments behind an arglist handle.
    [MethodImpl(MethodImplOptions.InternalCall)]
    private static extern int CountArguments(IntPtr cookie);

    /// Type handle and address of variable argument number index, stored into *result.
    [MethodImpl(MethodImplOptions.InternalCall)]
    private static extern void GetArgument(IntPtr cookie, int index, void* result);

    public TypedReference GetNextArg()
    {
        if (remaining == 0) throw new InvalidOperationException("No more arguments.");
        TypedReference result = default;
#pragma warning disable CS8500
        GetArgument(cookie, position, &result);
#pragma warning restore CS8500
        position++;
        remaining--;
        return result;
    }

    public TypedReference GetNextArg(RuntimeTypeHandle rth) => GetNextArg();

    public RuntimeTypeHandle GetNextArgType()
    {
        ArgIterator copy = this;
        return TypedReference.TargetTypeToken(copy.GetNextArg());
    }

    public int GetRemainingCount() => remaining;
    public void End() { }
    public override int GetHashCode() => cookie.GetHashCode();
    public override bool Equals(object o) => throw new NotSupportedException("Specified method is not supported.");
}

/// What the arglist instruction yields.
public ref struct RuntimeArgumentHandle
{
    private IntPtr m_ptr;
    internal IntPtr Value => m_ptr;
}
