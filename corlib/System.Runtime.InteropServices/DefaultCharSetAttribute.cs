namespace System.Runtime.InteropServices;

[AttributeUsage(AttributeTargets.Module, Inherited = false)]
public sealed class DefaultCharSetAttribute : Attribute
{
    public DefaultCharSetAttribute(CharSet charSet) { CharSet = charSet; }
    public CharSet CharSet { get; }
}

[AttributeUsage(AttributeTargets.Delegate, Inherited = false)]
public sealed class UnmanagedFunctionPointerAttribute : Attribute
{
    public UnmanagedFunctionPointerAttribute() { CallingConvention = CallingConvention.Winapi; }
    public UnmanagedFunctionPointerAttribute(CallingConvention callingConvention) { CallingConvention = callingConvention; }
    public CallingConvention CallingConvention { get; }
    public bool BestFitMapping;
    public bool SetLastError;
    public bool ThrowOnUnmappableChar;
    public CharSet CharSet;
}
