namespace System;

using System.Reflection;

/// The one application domain of the process.
public sealed class AppDomain : MarshalByRefObject
{
    private static AppDomain s_current;
    private AppDomain() { }

    public static AppDomain CurrentDomain => s_current ??= new AppDomain();
    public string FriendlyName => Assembly.GetEntryAssembly()?.GetName().Name ?? "DefaultDomain";
    public int Id => 1;
    public string BaseDirectory => AppContext.BaseDirectory;
    public string RelativeSearchPath => null;
    public string DynamicDirectory => null;
    public bool ShadowCopyFiles => false;
    public bool IsFullyTrusted => true;
    public bool IsHomogenous => true;
    public bool IsDefaultAppDomain() => true;
    public bool IsFinalizingForUnload() => false;
    public AppDomainSetup SetupInformation => new AppDomainSetup();
    public long MonitoringTotalAllocatedMemorySize => GC.GetTotalAllocatedBytes();
    public long MonitoringSurvivedMemorySize => GC.GetTotalMemory(false);
    public TimeSpan MonitoringTotalProcessorTime => TimeSpan.Zero;
    /// As .NET Framework has it; `dir` is where Save writes when the name has no folder.
    public System.Reflection.Emit.AssemblyBuilder DefineDynamicAssembly(System.Reflection.AssemblyName name, System.Reflection.Emit.AssemblyBuilderAccess access) =>
        System.Reflection.Emit.AssemblyBuilder.DefineDynamicAssembly(name, access);

    public System.Reflection.Emit.AssemblyBuilder DefineDynamicAssembly(System.Reflection.AssemblyName name, System.Reflection.Emit.AssemblyBuilderAccess access, string dir)
    {
        System.Reflection.Emit.AssemblyBuilder made = System.Reflection.Emit.AssemblyBuilder.DefineDynamicAssembly(name, access);
        made.SetDirectory(dir);
        return made;
    }

    public Assembly[] GetAssemblies() => RuntimeAssembly.GetLoadedAssemblies();
    public Assembly[] ReflectionOnlyGetAssemblies() => new Assembly[0];
    public Assembly Load(string assemblyString) => Assembly.Load(assemblyString);
    public Assembly Load(AssemblyName assemblyRef) => Assembly.Load(assemblyRef);
    public Assembly Load(byte[] rawAssembly) => Assembly.Load(rawAssembly);
    public object GetData(string name) => AppContext.GetData(name);
    public void SetData(string name, object data) => AppContext.SetData(name, data);
    public int ExecuteAssembly(string assemblyFile) => ExecuteAssembly(assemblyFile, null);
    public int ExecuteAssembly(string assemblyFile, string[] args)
    {
        MethodInfo entry = Assembly.LoadFrom(assemblyFile).EntryPoint ?? throw new MissingMethodException("Entry point not found in assembly '" + assemblyFile + "'.");
        object result = entry.Invoke(null, BindingFlags.DoNotWrapExceptions, null, entry.GetParameters().Length > 0 ? new object[] { args ?? new string[0] } : null, null);
        return result is int code ? code : 0;
    }
    public System.Runtime.Remoting.ObjectHandle CreateInstance(string assemblyName, string typeName) => Activator.CreateInstance(assemblyName, typeName);
    public object CreateInstanceAndUnwrap(string assemblyName, string typeName) => CreateInstance(assemblyName, typeName)?.Unwrap();
    public void DoCallBack(CrossAppDomainDelegate callBackDelegate) => callBackDelegate();
    public static AppDomain CreateDomain(string friendlyName) => throw new PlatformNotSupportedException("Secondary AppDomains are not supported on this platform.");
    public static void Unload(AppDomain domain) => throw new CannotUnloadAppDomainException("Attempt to unload the AppDomain failed.");
    public static int GetCurrentThreadId() => Environment.CurrentManagedThreadId;
    public override object InitializeLifetimeService() => null;
    public override string ToString() => "Name:" + FriendlyName + "\nThere are no context policies.\n";

    public event UnhandledExceptionEventHandler UnhandledException
    {
        add => AppContext.UnhandledException += value;
        remove => AppContext.UnhandledException -= value;
    }
    public event EventHandler ProcessExit
    {
        add => AppContext.ProcessExit += value;
        remove => AppContext.ProcessExit -= value;
    }
    public event EventHandler<System.Runtime.ExceptionServices.FirstChanceExceptionEventArgs> FirstChanceException
    {
        add => AppContext.FirstChanceException += value;
        remove => AppContext.FirstChanceException -= value;
    }
    public event EventHandler DomainUnload { add { } remove { } }
    public event AssemblyLoadEventHandler AssemblyLoad { add { } remove { } }
    public event ResolveEventHandler AssemblyResolve { add { } remove { } }
    private static event ResolveEventHandler s_typeResolve;
    public event ResolveEventHandler TypeResolve
    {
        add => s_typeResolve += value;
        remove => s_typeResolve -= value;
    }

    internal static bool ListensToTypeResolve => s_typeResolve != null;

    /// A type is needed that is not there: whoever listens may make it. The assembly that has it now, or null.
    internal static Assembly OnTypeResolve(string name, Assembly requesting)
    {
        if (s_typeResolve is not { } listeners) return null;
        ResolveEventArgs args = new ResolveEventArgs(name, requesting);
        foreach (ResolveEventHandler listener in listeners.GetInvocationList())
            if (listener(CurrentDomain, args) is { } found) return found;
        return null;
    }

    public event ResolveEventHandler ResourceResolve { add { } remove { } }
    public event ResolveEventHandler ReflectionOnlyAssemblyResolve { add { } remove { } }
}

public sealed class AppDomainSetup
{
    public string ApplicationBase => AppContext.BaseDirectory;
    public string TargetFrameworkName => AppContext.TargetFrameworkName;
}
