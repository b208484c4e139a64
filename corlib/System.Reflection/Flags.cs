namespace System.Reflection;

[Flags]
public enum TypeAttributes
{
    VisibilityMask = 7, NotPublic = 0, Public = 1, NestedPublic = 2, NestedPrivate = 3, NestedFamily = 4, NestedAssembly = 5, NestedFamANDAssem = 6, NestedFamORAssem = 7,
    LayoutMask = 0x18, AutoLayout = 0, SequentialLayout = 8, ExplicitLayout = 0x10, ExtendedLayout = 0x18, ClassSemanticsMask = 0x20, Class = 0, Interface = 0x20,
    Abstract = 0x80, Sealed = 0x100, SpecialName = 0x400, RTSpecialName = 0x800, Import = 0x1000, Serializable = 0x2000, WindowsRuntime = 0x4000,
    StringFormatMask = 0x30000, AnsiClass = 0, UnicodeClass = 0x10000, AutoClass = 0x20000, CustomFormatClass = 0x30000, HasSecurity = 0x40000,
    ReservedMask = 0x40800, BeforeFieldInit = 0x100000, CustomFormatMask = 0xC00000
}

[Flags]
public enum MethodAttributes
{
    MemberAccessMask = 7, PrivateScope = 0, Private = 1, FamANDAssem = 2, Assembly = 3, Family = 4, FamORAssem = 5, Public = 6, UnmanagedExport = 8, Static = 0x10,
    Final = 0x20, Virtual = 0x40, HideBySig = 0x80, VtableLayoutMask = 0x100, ReuseSlot = 0, NewSlot = 0x100, CheckAccessOnOverride = 0x200, Abstract = 0x400,
    SpecialName = 0x800, RTSpecialName = 0x1000, PinvokeImpl = 0x2000, HasSecurity = 0x4000, RequireSecObject = 0x8000, ReservedMask = 0xD000
}

[Flags]
public enum MethodImplAttributes
{
    CodeTypeMask = 3, IL = 0, Native = 1, OPTIL = 2, Runtime = 3, ManagedMask = 4, Managed = 0, Unmanaged = 4, NoInlining = 8, ForwardRef = 16, Synchronized = 32,
    NoOptimization = 64, PreserveSig = 128, AggressiveInlining = 256, AggressiveOptimization = 512, InternalCall = 4096, Async = 8192, MaxMethodImplVal = 65535
}

[Flags]
public enum FieldAttributes
{
    FieldAccessMask = 7, PrivateScope = 0, Private = 1, FamANDAssem = 2, Assembly = 3, Family = 4, FamORAssem = 5, Public = 6, Static = 0x10, InitOnly = 0x20,
    Literal = 0x40, NotSerialized = 0x80, HasFieldRVA = 0x100, SpecialName = 0x200, RTSpecialName = 0x400, HasFieldMarshal = 0x1000, PinvokeImpl = 0x2000,
    HasDefault = 0x8000, ReservedMask = 0x9500
}

[Flags]
public enum ParameterAttributes
{
    None = 0, In = 1, Out = 2, Lcid = 4, Retval = 8, Optional = 16, HasDefault = 0x1000, HasFieldMarshal = 0x2000, Reserved3 = 0x4000, Reserved4 = 0x8000, ReservedMask = 0xF000
}

[Flags] public enum PropertyAttributes { None = 0, SpecialName = 0x200, RTSpecialName = 0x400, HasDefault = 0x1000, Reserved2 = 0x2000, Reserved3 = 0x4000, Reserved4 = 0x8000, ReservedMask = 0xF400 }
[Flags] public enum EventAttributes { None = 0, SpecialName = 0x200, RTSpecialName = 0x400, ReservedMask = 0x400 }
[Flags] public enum CallingConventions { Standard = 1, VarArgs = 2, Any = 3, HasThis = 0x20, ExplicitThis = 0x40 }

[Flags]
public enum GenericParameterAttributes
{
    None = 0, VarianceMask = 3, Covariant = 1, Contravariant = 2, SpecialConstraintMask = 0x1C, ReferenceTypeConstraint = 4, NotNullableValueTypeConstraint = 8,
    DefaultConstructorConstraint = 16, AllowByRefLike = 32
}

[Flags]
public enum BindingFlags
{
    Default = 0, IgnoreCase = 1, DeclaredOnly = 2, Instance = 4, Static = 8, Public = 16, NonPublic = 32, FlattenHierarchy = 64, InvokeMethod = 256,
    CreateInstance = 512, GetField = 1024, SetField = 2048, GetProperty = 4096, SetProperty = 8192, PutDispProperty = 16384, PutRefDispProperty = 32768,
    ExactBinding = 65536, SuppressChangeType = 131072, OptionalParamBinding = 262144, IgnoreReturn = 0x1000000, DoNotWrapExceptions = 0x2000000
}

[Flags]
public enum MemberTypes { Constructor = 1, Event = 2, Field = 4, Method = 8, Property = 16, TypeInfo = 32, Custom = 64, NestedType = 128, All = 191 }

[Flags] public enum AssemblyNameFlags { None = 0, PublicKey = 1, Retargetable = 256, EnableJITcompileTracking = 32768, EnableJITcompileOptimizer = 16384 }
public enum AssemblyContentType { Default = 0, WindowsRuntime = 1 }
public enum ProcessorArchitecture { None = 0, MSIL = 1, X86 = 2, IA64 = 3, Amd64 = 4, Arm = 5 }
[Flags] public enum ResourceLocation { Embedded = 1, ContainedInAnotherAssembly = 2, ContainedInManifestFile = 4 }
[Flags] public enum PortableExecutableKinds { NotAPortableExecutableImage = 0, ILOnly = 1, Required32Bit = 2, PE32Plus = 4, Unmanaged32Bit = 8, Preferred32Bit = 16 }
public enum ImageFileMachine { I386 = 332, ARM = 452, IA64 = 512, AMD64 = 34404 }
