namespace System.Reflection;

using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Threading;

public abstract class Assembly : ICustomAttributeProvider
{
    protected Assembly() { }

    public virtual string FullName => throw new NotImplementedException();
    public virtual string Location => throw new NotImplementedException();
    public virtual string CodeBase => "file://" + Location;
    public virtual string EscapedCodeBase => CodeBase;
    public virtual MethodInfo EntryPoint => throw new NotImplementedException();
    public virtual Module ManifestModule => throw new NotImplementedException();
    public virtual string ImageRuntimeVersion => "v4.0.30319";
    public virtual bool IsDynamic => false;
    public virtual bool IsCollectible => false;
    public virtual bool ReflectionOnly => false;
    public virtual bool GlobalAssemblyCache => false;
    public virtual long HostContext => 0;
    public bool IsFullyTrusted => true;
    public virtual AssemblyName GetName() => GetName(false);
    public virtual AssemblyName GetName(bool copiedName) => throw new NotImplementedException();
    public virtual Type GetType(string name) => GetType(name, false, false);
    public virtual Type GetType(string name, bool throwOnError) => GetType(name, throwOnError, false);
    public virtual Type GetType(string name, bool throwOnError, bool ignoreCase) => throw new NotImplementedException();
    public virtual Type[] GetTypes() => throw new NotImplementedException();
    public virtual Module[] GetModules() => new[] { ManifestModule };
    public virtual Module[] GetModules(bool getResourceModules) => GetModules();
    public virtual Module[] GetLoadedModules() => GetModules();
    public virtual Module GetModule(string name) => Array.Find(GetModules(), module => module.Name == name);
    public virtual IEnumerable<Module> Modules => GetModules();
    public virtual AssemblyName[] GetReferencedAssemblies() => throw new NotImplementedException();
    public virtual string[] GetManifestResourceNames() => throw new NotImplementedException();
    public virtual Stream GetManifestResourceStream(string name) => throw new NotImplementedException();
    public virtual Stream GetManifestResourceStream(Type type, string name) => GetManifestResourceStream(type?.Namespace == null ? name : type.Namespace + "." + name);
    public virtual Assembly GetSatelliteAssembly(CultureInfo culture) => throw new FileNotFoundException();
    public virtual IEnumerable<CustomAttributeData> CustomAttributes => GetCustomAttributesData();
    public virtual IList<CustomAttributeData> GetCustomAttributesData() => CustomAttribute.GetData(ManifestModule, 0x20000001);
    public virtual object[] GetCustomAttributes(bool inherit) => CustomAttribute.Get(this, typeof(object));
    public virtual object[] GetCustomAttributes(Type attributeType, bool inherit) => CustomAttribute.Get(this, attributeType);
    public virtual bool IsDefined(Type attributeType, bool inherit) => CustomAttribute.Get(this, attributeType).Length != 0;

    public virtual Type[] GetExportedTypes()
    {
        List<Type> list = new List<Type>();
        foreach (Type t in GetTypes())
            if (t.IsVisible) list.Add(t);
        return list.ToArray();
    }

    public virtual IEnumerable<Type> ExportedTypes => GetExportedTypes();

    public virtual IEnumerable<TypeInfo> DefinedTypes
    {
        get
        {
            foreach (Type t in GetTypes()) yield return t.GetTypeInfo();
        }
    }

    public object CreateInstance(string typeName) => CreateInstance(typeName, false);

    public object CreateInstance(string typeName, bool ignoreCase)
    {
        Type type = GetType(typeName, false, ignoreCase);
        return type is null ? null : Activator.CreateInstance(type);
    }

    public virtual object CreateInstance(string typeName, bool ignoreCase, BindingFlags bindingAttr, Binder binder, object[] args, CultureInfo culture, object[] activationAttributes)
    {
        Type type = GetType(typeName, false, ignoreCase);
        return type is null ? null : Activator.CreateInstance(type, bindingAttr, binder, args, culture);
    }

    public static string CreateQualifiedName(string assemblyName, string typeName) => typeName + ", " + assemblyName;

    public static Assembly GetAssembly(Type type)
    {
        if (type is null) throw new ArgumentNullException(nameof(type));
        return type.Module?.Assembly;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static Assembly GetExecutingAssembly()
    {
        StackCrawlMark mark = StackCrawlMark.LookForMyCaller;
        return RuntimeAssembly.GetExecutingAssembly(ref mark);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static Assembly GetCallingAssembly()
    {
        StackCrawlMark mark = StackCrawlMark.LookForMyCallersCaller;
        return RuntimeAssembly.GetExecutingAssembly(ref mark);
    }

    public static Assembly GetEntryAssembly() => RuntimeAssembly.GetEntryAssembly();

    public static Assembly Load(string assemblyString)
    {
        if (assemblyString == null) throw new ArgumentNullException(nameof(assemblyString));
        return RuntimeAssembly.LoadByName(assemblyString);
    }

    public static Assembly Load(AssemblyName assemblyRef)
    {
        if (assemblyRef == null) throw new ArgumentNullException(nameof(assemblyRef));
        return RuntimeAssembly.LoadByName(assemblyRef.FullName);
    }

    public static Assembly Load(byte[] rawAssembly) => RuntimeAssembly.LoadFromBytes(rawAssembly ?? throw new ArgumentNullException(nameof(rawAssembly)));
    public static Assembly Load(byte[] rawAssembly, byte[] rawSymbolStore) => Load(rawAssembly);
    public static Assembly LoadFrom(string assemblyFile) => RuntimeAssembly.LoadFromFile(assemblyFile ?? throw new ArgumentNullException(nameof(assemblyFile)));
    public static Assembly LoadFile(string path) => LoadFrom(path);
    public static Assembly UnsafeLoadFrom(string assemblyFile) => LoadFrom(assemblyFile);
    public static Assembly LoadWithPartialName(string partialName)
    {
        try
        {
            return Load(partialName);
        }
        catch (FileNotFoundException)
        {
            return null;
        }
    }

    public virtual event ModuleResolveEventHandler ModuleResolve { add { } remove { } }

    public override bool Equals(object o) => base.Equals(o);
    public override int GetHashCode() => base.GetHashCode();
    public override string ToString() => FullName ?? base.ToString();
    public static bool operator ==(Assembly left, Assembly right) => (object)left == right || (left is not null && left.Equals(right));
    public static bool operator !=(Assembly left, Assembly right) => !(left == right);
}

/// A loaded assembly; made by the VM, fields by contract (4.5).
internal sealed class RuntimeAssembly : Assembly
{
    private ModuleResolveEventHandler _ModuleResolve;
    private string m_fullname;
    // Of an assembly that may be unloaded: lives as long as the assembly does.
    private object m_syncRoot;
    private IntPtr m_assembly;

    public override bool IsCollectible => m_syncRoot != null;

    /// Display name: Name, Version=…, Culture=…, PublicKeyToken=….
    [MethodImpl(MethodImplOptions.InternalCall)]
    private static extern string GetFullName(RuntimeAssembly assembly);
    /// Absolute path of the file, "" if loaded from bytes.
    [MethodImpl(MethodImplOptions.InternalCall)]
    private static extern string GetLocation(RuntimeAssembly assembly);
    /// The one module object.
    [MethodImpl(MethodImplOptions.InternalCall)]
    private static extern RuntimeModule GetManifestModule(RuntimeAssembly assembly);
    /// The files of the assembly that have metadata, the one with the manifest first.
    [MethodImpl(MethodImplOptions.InternalCall)]
    private static extern Module[] GetModules(RuntimeAssembly assembly);
    /// All type definitions except <Module>.
    [MethodImpl(MethodImplOptions.InternalCall)]
    internal static extern RuntimeType[] GetTypes(RuntimeAssembly assembly);
    /// MethodDesc of the entry point, 0 for libraries.
    [MethodImpl(MethodImplOptions.InternalCall)]
    private static extern IntPtr GetEntryPointHandle(RuntimeAssembly assembly);
    /// Display names of the AssemblyRefs.
    [MethodImpl(MethodImplOptions.InternalCall)]
    private static extern string[] GetReferencedNames(RuntimeAssembly assembly);
    /// Names of manifest resources.
    [MethodImpl(MethodImplOptions.InternalCall)]
    private static extern string[] GetResourceNames(RuntimeAssembly assembly);
    /// Content of an embedded resource, null if absent.
    [MethodImpl(MethodImplOptions.InternalCall)]
    private static extern byte[] GetResource(RuntimeAssembly assembly, string name);
    /// Assembly of the frame that the mark means.
    [MethodImpl(MethodImplOptions.InternalCall)]
    internal static extern RuntimeAssembly GetExecutingAssembly(ref StackCrawlMark mark);
    /// Assembly whose Main runs.
    [MethodImpl(MethodImplOptions.InternalCall)]
    internal static extern new RuntimeAssembly GetEntryAssembly();
    /// Loads by display name or simple name; FileNotFoundException, BadImageFormatException.
    [MethodImpl(MethodImplOptions.InternalCall)]
    internal static extern RuntimeAssembly LoadByName(string name);
    /// Loads a file.
    [MethodImpl(MethodImplOptions.InternalCall)]
    internal static extern RuntimeAssembly LoadFromFile(string path);
    /// Loads an image from memory.
    [MethodImpl(MethodImplOptions.InternalCall)]
    internal static extern RuntimeAssembly LoadFromBytes(byte[] image);
    /// All loaded assemblies.
    [MethodImpl(MethodImplOptions.InternalCall)]
    internal static extern RuntimeAssembly[] GetLoadedAssemblies();

    private RuntimeAssembly() { }

    public override string FullName => m_fullname ??= GetFullName(this);
    public override string Location => GetLocation(this);
    public override Module ManifestModule => GetManifestModule(this);
    public override Module[] GetModules() => GetModules(this);
    public override Type[] GetTypes() => RuntimeType.ToTypes(GetTypes(this));
    public override AssemblyName GetName(bool copiedName) => new AssemblyName(FullName) { CodeBase = CodeBase };
    public override string[] GetManifestResourceNames() => GetResourceNames(this);

    public override MethodInfo EntryPoint
    {
        get
        {
            IntPtr handle = GetEntryPointHandle(this);
            return handle == IntPtr.Zero ? null : new RuntimeMethodInfo(handle, null);
        }
    }

    public override Type GetType(string name, bool throwOnError, bool ignoreCase)
    {
        if (name == null) throw new ArgumentNullException(nameof(name));
        StackCrawlMark mark = StackCrawlMark.LookForMe;
        RuntimeType type = RuntimeTypeHandle.GetTypeByName(name, this, ignoreCase, ref mark);
        if (type is null && throwOnError) throw new TypeLoadException("Could not load type '" + name + "' from assembly '" + FullName + "'.");
        return type;
    }

    public override AssemblyName[] GetReferencedAssemblies()
    {
        string[] names = GetReferencedNames(this);
        AssemblyName[] result = new AssemblyName[names.Length];
        for (int i = 0; i < result.Length; i++) result[i] = new AssemblyName(names[i]);
        return result;
    }

    public override Stream GetManifestResourceStream(string name)
    {
        byte[] data = GetResource(this, name);
        return data == null ? null : new MemoryStream(data, false);
    }
}
