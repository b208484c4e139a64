namespace System.Runtime.CompilerServices;

// Custom modifiers: types that only mark signatures.
public static class IsVolatile { }
public static class IsConst { }
public static class IsExplicitlyDereferenced { }
public static class IsImplicitlyDereferenced { }
public static class IsLong { }
public static class IsByValue { }
public static class IsBoxed { }
public static class IsPinned { }
public static class IsSignUnspecifiedByte { }
public static class IsUdtReturn { }
public static class IsCopyConstructed { }
public static class IsJitIntrinsic { }
public static class IsExternalInit { }
public class CallConvCdecl { public CallConvCdecl() { } }
public class CallConvStdcall { public CallConvStdcall() { } }
public class CallConvThiscall { public CallConvThiscall() { } }
public class CallConvFastcall { public CallConvFastcall() { } }
public class CallConvSuppressGCTransition { public CallConvSuppressGCTransition() { } }
public class CallConvMemberFunction { public CallConvMemberFunction() { } }
public class CallConvSwift { public CallConvSwift() { } }
