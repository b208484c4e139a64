namespace System.Runtime.InteropServices;

using System.Collections.Generic;
using System.Reflection;

/// Finds the library that a DllImport of an assembly means, or answers zero.
public delegate IntPtr DllImportResolver(string libraryName, Assembly assembly, DllImportSearchPath? searchPath);

/// Native libraries by hand.
public static class NativeLibrary
{
    private static Dictionary<Assembly, DllImportResolver> s_resolvers;

    /// Opens a file, or what the dynamic linker finds by this name. Zero, or DllNotFoundException.
    [MethodImpl(MethodImplOptions.InternalCall)]
    private static extern IntPtr LoadFromPath(string libraryName, bool throwOnError);
    /// Opens a library as a DllImport of the assembly would, resolvers aside.
    [MethodImpl(MethodImplOptions.InternalCall)]
    private static extern IntPtr LoadByName(string libraryName, Assembly callingAssembly, bool hasFlags, uint flags, bool throwOnError);
    /// Gives back one opening of a library.
    [MethodImpl(MethodImplOptions.InternalCall)]
    private static extern void FreeLib(IntPtr handle);
    /// Address of an exported symbol. Zero, or EntryPointNotFoundException.
    [MethodImpl(MethodImplOptions.InternalCall)]
    private static extern IntPtr GetSymbol(IntPtr handle, string symbolName, bool throwOnError);
    /// The process itself.
    [MethodImpl(MethodImplOptions.InternalCall)]
    private static extern IntPtr GetEntryPointModuleHandle();

    public static IntPtr Load(string libraryPath)
    {
        if (libraryPath is null) throw new ArgumentNullException(nameof(libraryPath));
        return LoadFromPath(libraryPath, true);
    }
    public static bool TryLoad(string libraryPath, out IntPtr handle)
    {
        if (libraryPath is null) throw new ArgumentNullException(nameof(libraryPath));
        handle = LoadFromPath(libraryPath, false);
        return handle != IntPtr.Zero;
    }
    public static IntPtr Load(string libraryName, Assembly assembly, DllImportSearchPath? searchPath)
    {
        Check(libraryName, assembly);
        return LoadByName(libraryName, assembly, searchPath.HasValue, (uint)searchPath.GetValueOrDefault(), true);
    }
    public static bool TryLoad(string libraryName, Assembly assembly, DllImportSearchPath? searchPath, out IntPtr handle)
    {
        Check(libraryName, assembly);
        handle = LoadByName(libraryName, assembly, searchPath.HasValue, (uint)searchPath.GetValueOrDefault(), false);
        return handle != IntPtr.Zero;
    }
    private static void Check(string libraryName, Assembly assembly)
    {
        if (libraryName is null) throw new ArgumentNullException(nameof(libraryName));
        if (assembly is null) throw new ArgumentNullException(nameof(assembly));
        if (assembly is not RuntimeAssembly) throw new ArgumentException("Assembly must be a runtime Assembly object.");
    }

    public static void Free(IntPtr handle)
    {
        if (handle != IntPtr.Zero) FreeLib(handle);
    }
    public static IntPtr GetExport(IntPtr handle, string name)
    {
        if (handle == IntPtr.Zero) throw new ArgumentNullException(nameof(handle));
        if (name is null) throw new ArgumentNullException(nameof(name));
        return GetSymbol(handle, name, true);
    }
    public static bool TryGetExport(IntPtr handle, string name, out IntPtr address)
    {
        if (handle == IntPtr.Zero) throw new ArgumentNullException(nameof(handle));
        if (name is null) throw new ArgumentNullException(nameof(name));
        address = GetSymbol(handle, name, false);
        return address != IntPtr.Zero;
    }
    public static IntPtr GetMainProgramHandle() => GetEntryPointModuleHandle();

    public static void SetDllImportResolver(Assembly assembly, DllImportResolver resolver)
    {
        if (assembly is null) throw new ArgumentNullException(nameof(assembly));
        if (resolver is null) throw new ArgumentNullException(nameof(resolver));
        if (assembly is not RuntimeAssembly) throw new ArgumentException("Assembly must be a runtime Assembly object.");
        Dictionary<Assembly, DllImportResolver> resolvers = s_resolvers ?? System.Threading.Interlocked.CompareExchange(ref s_resolvers, new(), null) ?? s_resolvers;
        lock (resolvers)
        {
            if (!resolvers.TryAdd(assembly, resolver)) throw new InvalidOperationException("A resolver is already set for the assembly.");
        }
    }

    /// Asked by the VM before it looks for a library itself.
    internal static IntPtr LoadLibraryCallbackStub(string libraryName, Assembly assembly, bool hasDllImportSearchPathFlags, uint dllImportSearchPathFlags)
    {
        if (s_resolvers is not { } resolvers) return IntPtr.Zero;
        DllImportResolver resolver;
        lock (resolvers)
        {
            if (!resolvers.TryGetValue(assembly, out resolver)) return IntPtr.Zero;
        }
        return resolver(libraryName, assembly, hasDllImportSearchPathFlags ? (DllImportSearchPath?)dllImportSearchPathFlags : null);
    }
}
