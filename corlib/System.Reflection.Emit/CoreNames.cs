namespace System.Reflection.Emit;

/// How the class library's types are named in metadata that other CLRs read, too.
internal static class CoreNames
{
    private static readonly byte[] s_ecmaToken = { 0xb7, 0x7a, 0x5c, 0x56, 0x19, 0x34, 0xe0, 0x89 };
    private static readonly byte[] s_libraryToken = { 0xb0, 0x3f, 0x5f, 0x7f, 0x11, 0xd5, 0x0a, 0x3a };

    /// The assembly of .NET Framework that a type was in, which every CLR still answers to; System.Runtime for what came later.
    internal static string FacadeOf(Type type)
    {
        while (type.DeclaringType != null) type = type.DeclaringType;
        string name = type.Name;
        switch (type.Namespace)
        {
            case "System.Linq": return "System.Core";
            case "System.Collections.Generic":
                return name is "HashSet`1" ? "System.Core" : name is "Stack`1" or "Queue`1" or "LinkedList`1" or "LinkedListNode`1" or "SortedDictionary`2" or "SortedList`2" or "SortedSet`1" or "ISet`1" ? "System" : "mscorlib";
            case "System.Text.RegularExpressions" or "System.Collections.Specialized" or "System.ComponentModel": return "System";
            case "System.Diagnostics": return name is "Stopwatch" or "Debug" or "Trace" or "Process" ? "System" : "mscorlib";
            case "System.Numerics": return name is "BigInteger" or "Complex" ? "System.Numerics" : "System.Runtime";
            case "System": return name is "Uri" or "UriKind" ? "System" : name is "Span`1" or "ReadOnlySpan`1" or "Memory`1" or "ReadOnlyMemory`1" or "Index" or "Range" or "HashCode" or "DateOnly" or "TimeOnly" ? "System.Runtime" : "mscorlib";
            default: return "mscorlib";
        }
    }

    internal static (int Major, byte[] Token) Identity(string facade) => facade == "System.Runtime" ? (4, s_libraryToken) : (4, s_ecmaToken);

    /// A type's name in its row: reflection escapes what has a meaning in names.
    internal static string MetadataName(Type type) => type is RuntimeType made ? made.MetadataName : type.Name;
}
