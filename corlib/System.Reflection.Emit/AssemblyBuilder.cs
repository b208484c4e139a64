namespace System.Reflection.Emit;

using System.Collections.Generic;
using System.IO;

[Flags]
public enum AssemblyBuilderAccess { Run = 1, Save = 2, RunAndSave = Run | Save, ReflectionOnly = 6, RunAndCollect = 8 | Run }

public enum PEFileKinds { Dll = 1, ConsoleApplication, WindowApplication }

public enum PackingSize { Unspecified, Size1, Size2, Size4 = 4, Size8 = 8, Size16 = 16, Size32 = 32, Size64 = 64, Size128 = 128 }

/// An assembly being made, of one module. It can run at once, be saved, or both. With RunAndCollect it is unloaded when nothing refers to it any more.
public class AssemblyBuilder : Assembly
{
    private readonly AssemblyName name;
    private ModuleBuilder module;
    private readonly Dictionary<RuntimeType, TypeBuilder> builders = new Dictionary<RuntimeType, TypeBuilder>();
    private MethodInfo entryPoint;
    private PEFileKinds kind = PEFileKinds.Dll;
    private readonly AssemblyBuilderAccess access;

    internal AssemblyBuilder(AssemblyName name, AssemblyBuilderAccess access)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (string.IsNullOrEmpty(name.Name)) throw new ArgumentException("AssemblyName.Name cannot be null or an empty string.");
        this.name = (AssemblyName)name.Clone();
        this.access = access;
        module = new ModuleBuilder(this, "RefEmit_InMemoryManifestModule");
        if ((access & AssemblyBuilderAccess.Run) == 0) return;
        Runtime = Create(name.Name, IsCollectible);
        module.Publish();
    }

    /// A new assembly of the VM without types. A collectible one is unloaded when nothing refers to it, its types and what is made of them.
    [MethodImpl(MethodImplOptions.InternalCall)]
    private static extern RuntimeAssembly Create(string name, bool isCollectible);

    /// The assembly of the VM; null when it is only written.
    internal RuntimeAssembly Runtime { get; }
    internal AssemblyName BuiltName => name;

    internal void Remember(RuntimeType created, TypeBuilder builder)
    {
        lock (builders) builders[created] = builder;
    }

    internal TypeBuilder FindBuilder(RuntimeType type)
    {
        lock (builders) return builders.TryGetValue(type, out TypeBuilder builder) ? builder : null;
    }


    public static AssemblyBuilder DefineDynamicAssembly(AssemblyName name, AssemblyBuilderAccess access) => DefineDynamicAssembly(name, access, null);

    public static AssemblyBuilder DefineDynamicAssembly(AssemblyName name, AssemblyBuilderAccess access, IEnumerable<CustomAttributeBuilder>? assemblyAttributes)
    {
        ArgumentNullException.ThrowIfNull(name);
        if ((access & ~(AssemblyBuilderAccess.RunAndCollect | AssemblyBuilderAccess.Save)) != 0 || access == 0) throw new ArgumentException($"Enum value was out of legal range: {(int)access}.", nameof(access));
        AssemblyBuilder made = new AssemblyBuilder(name, access);
        if (assemblyAttributes != null)
            foreach (CustomAttributeBuilder attribute in assemblyAttributes) made.SetCustomAttribute(attribute);
        return made;
    }

    private bool moduleIsDefined;

    public ModuleBuilder DefineDynamicModule(string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        if (moduleIsDefined) throw new InvalidOperationException("In the current version of the Common Language Runtime, an assembly that is built has one module.");
        moduleIsDefined = true;
        if (Runtime == null) module.SetName(name);
        return module;
    }

    public ModuleBuilder DefineDynamicModule(string name, bool emitSymbolInfo) => DefineDynamicModule(name);
    public ModuleBuilder DefineDynamicModule(string name, string fileName) => DefineDynamicModule(name);
    public ModuleBuilder DefineDynamicModule(string name, string fileName, bool emitSymbolInfo) => DefineDynamicModule(name);

    public ModuleBuilder? GetDynamicModule(string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        return module.ScopeName == name ? module : null;
    }

    public void SetCustomAttribute(CustomAttributeBuilder customBuilder)
    {
        ArgumentNullException.ThrowIfNull(customBuilder);
        lock (module)
        {
            customBuilder.Write(module, MetadataTables.Assembly << 24 | 1);
            module.Publish();
        }
    }

    public void SetCustomAttribute(ConstructorInfo con, byte[] binaryAttribute) => SetCustomAttribute(new CustomAttributeBuilder(con, binaryAttribute));

    public void SetEntryPoint(MethodInfo entryMethod) => SetEntryPoint(entryMethod, PEFileKinds.ConsoleApplication);

    public void SetEntryPoint(MethodInfo entryMethod, PEFileKinds fileKind)
    {
        ArgumentNullException.ThrowIfNull(entryMethod);
        entryPoint = entryMethod;
        kind = fileKind;
    }

    // -------------------------------------------------------------------------------------------------- saving

    /// The finished assembly as a file.
    internal byte[] GetImage()
    {
        if (!moduleIsDefined) throw new InvalidOperationException("The assembly has no module: call DefineDynamicModule first.");
        foreach (TypeBuilder type in module.Types)
        {
            if (type == module.GlobalBuilder) type.CreateTypeInfo();
            if (!type.IsWritten) throw new NotSupportedException($"Type '{type.FullName}' was not completed: call CreateType before saving.");
        }
        int token = entryPoint is MethodBuilder builder ? builder.DefToken : 0;
        return PortableWriter.Write(module.Tables, token, kind != PEFileKinds.Dll || token != 0, Array.Empty<byte>());
    }

    private string directory;

    internal void SetDirectory(string folder) => directory = folder;

    /// Writes the assembly into a file of its folder, or of the current one, as .NET Framework does.
    public void Save(string assemblyFileName)
    {
        ArgumentException.ThrowIfNullOrEmpty(assemblyFileName);
        if ((access & AssemblyBuilderAccess.Save) == 0) throw new InvalidOperationException("Cannot save a transient assembly.");
        File.WriteAllBytes(directory == null ? assemblyFileName : Path.Combine(directory, assemblyFileName), GetImage());
    }

    // ---------------------------------------------------------------------------------------------- reflection

    public override string? FullName => Runtime?.FullName ?? name.FullName;
    public override AssemblyName GetName(bool copiedName) => Runtime?.GetName(copiedName) ?? (AssemblyName)name.Clone();
    public override string Location => "";
    public override string CodeBase => throw new NotSupportedException("The invoked member is not supported in a dynamic assembly.");
    public override MethodInfo? EntryPoint => entryPoint;
    public override Module ManifestModule => module;
    public override bool IsDynamic => true;
    public override bool IsCollectible => (access & AssemblyBuilderAccess.RunAndCollect) == AssemblyBuilderAccess.RunAndCollect;
    public override Module[] GetModules(bool getResourceModules) => new Module[] { module };
    public override Module[] GetModules() => new Module[] { module };
    public override Module? GetModule(string name) => module.ScopeName == name ? module : null;
    public override Type[] GetTypes() => module.GetTypes();
    public override Type[] GetExportedTypes() => throw new NotSupportedException("The invoked member is not supported in a dynamic assembly.");
    public override Type? GetType(string name, bool throwOnError, bool ignoreCase)
    {
        Type type = module.GetType(name, throwOnError, ignoreCase);
        if (type is not TypeBuilder builder) return type;
        builder.Resolve();
        return builder.Created ?? (throwOnError ? throw new TypeLoadException($"Could not load type '{name}' from assembly '{FullName}'.") : null);
    }

    public override AssemblyName[] GetReferencedAssemblies() => Runtime?.GetReferencedAssemblies() ?? throw EmitTypeBase.NotYet;
    public override string[] GetManifestResourceNames() => throw new NotSupportedException("The invoked member is not supported in a dynamic assembly.");
    public override Stream GetManifestResourceStream(string name) => throw new NotSupportedException("The invoked member is not supported in a dynamic assembly.");
    public override IList<CustomAttributeData> GetCustomAttributesData() => Runtime?.GetCustomAttributesData() ?? throw EmitTypeBase.NotYet;
    public override object[] GetCustomAttributes(bool inherit) => Runtime?.GetCustomAttributes(inherit) ?? throw EmitTypeBase.NotYet;
    public override object[] GetCustomAttributes(Type attributeType, bool inherit) => Runtime?.GetCustomAttributes(attributeType, inherit) ?? throw EmitTypeBase.NotYet;
    public override bool IsDefined(Type attributeType, bool inherit) => Runtime?.IsDefined(attributeType, inherit) ?? throw EmitTypeBase.NotYet;
    public override string ToString() => FullName;
    public override bool Equals(object? obj) => ReferenceEquals(this, obj) || (Runtime != null && ReferenceEquals(Runtime, obj));
    public override int GetHashCode() => Runtime?.GetHashCode() ?? base.GetHashCode();
}

/// An assembly that is only written, never run from memory.
public sealed class PersistedAssemblyBuilder : AssemblyBuilder
{
    public PersistedAssemblyBuilder(AssemblyName name, Assembly coreAssembly, IEnumerable<CustomAttributeBuilder>? assemblyAttributes = null) : base(name, AssemblyBuilderAccess.Save)
    {
        ArgumentNullException.ThrowIfNull(coreAssembly);
        if (assemblyAttributes != null)
            foreach (CustomAttributeBuilder attribute in assemblyAttributes) SetCustomAttribute(attribute);
    }

    public void Save(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        stream.Write(GetImage());
    }

    public new void Save(string assemblyFileName)
    {
        ArgumentNullException.ThrowIfNull(assemblyFileName);
        File.WriteAllBytes(assemblyFileName, GetImage());
    }
}
