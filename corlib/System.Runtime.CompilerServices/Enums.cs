namespace System.Runtime.CompilerServices;

public enum UnsafeAccessorKind { Constructor, Method, StaticMethod, Field, StaticField }
public enum LoadHint { Default = 0, Always = 1, Sometimes = 2 }
[Flags] public enum CompilationRelaxations { NoStringInterning = 8 }
public enum MethodCodeType { IL = 0, Native = 1, OPTIL = 2, Runtime = 3 }

[Flags]
public enum MethodImplOptions
{
    Unmanaged = 4, NoInlining = 8, ForwardRef = 16, Synchronized = 32, NoOptimization = 64, PreserveSig = 128, AggressiveInlining = 256,
    AggressiveOptimization = 512, InternalCall = 4096, Async = 8192
}
