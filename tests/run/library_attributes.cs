// Attributes and exceptions of the library's small namespaces: what they carry, read back by reflection, and exceptions' own data.
// covers: attributes, System.Reflection, System.CodeDom.Compiler, System.Diagnostics.CodeAnalysis, System.Diagnostics.Contracts, System.Resources, System.Runtime.ConstrainedExecution, System.Runtime.Remoting, System.Runtime.Serialization, System.Runtime.Versioning, System.Security, System.Security.Cryptography
using System;
using System.CodeDom.Compiler;
using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Diagnostics.Contracts;
using System.Linq;
using System.Reflection;
using System.Resources;
using System.Runtime.ConstrainedExecution;
using System.Runtime.Remoting;
using System.Runtime.Serialization;
using System.Runtime.Versioning;
using System.Security;
using System.Security.Cryptography;

[assembly: NeutralResourcesLanguage("en")]
[assembly: TargetFramework(".NETCoreApp,Version=v10.0", FrameworkDisplayName = ".NET 10.0")]

[GeneratedCode("maker", "1.2"), DebuggerDisplay("{Name}", Name = "thing"), SecurityCritical]
class Thing
{
    [Pure]
    [return: NotNullIfNotNull("text")]
    public string? Echo([AllowNull] string text) => text;

    [SuppressMessage("Usage", "X1", Justification = "because", Scope = "member"), ExcludeFromCodeCoverage]
    public void Suppressed() { }

    [Obsolete("gone", true, DiagnosticId = "D1"), SecuritySafeCritical]
    public void Old() { }

    [RequiresPreviewFeatures("soon", Url = "u")]
    public void Preview() { }

    [OnDeserialized, MemberNotNull(nameof(Name))]
    public void After(StreamingContext context) => Name = "n";

    [StringSyntax(StringSyntaxAttribute.Regex)]
    public string? Name;

    public bool TryGet([NotNullWhen(true), MaybeNullWhen(false)] out string text) => (text = Name!) is not null;
}

class Guarded : CriticalFinalizerObject { }

class Program
{
    static void Show(MemberInfo member)
    {
        foreach (Attribute a in member.GetCustomAttributes(false).Cast<Attribute>().Where(a => a.GetType().Namespace!.StartsWith("System") && a.GetType().Namespace != "System.Runtime.CompilerServices").OrderBy(a => a.GetType().Name, StringComparer.Ordinal))
        {
            var data = a.GetType().GetProperties().Where(p => p.DeclaringType != typeof(Attribute) && p.GetIndexParameters().Length == 0).OrderBy(p => p.Name, StringComparer.Ordinal)
                .Select(p => p.Name + "=" + (p.GetValue(a) is string[] many ? string.Join("+", many) : p.GetValue(a) ?? "null"));
            Console.WriteLine($"{member.Name}: {a.GetType().Name} {string.Join(", ", data)}");
        }
    }

    static void Main()
    {
        Show(typeof(Thing));
        foreach (MemberInfo member in typeof(Thing).GetMembers(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly).OrderBy(m => m.Name, StringComparer.Ordinal))
            Show(member);
        var echo = typeof(Thing).GetMethod("Echo")!;
        Console.WriteLine($"{echo.GetParameters()[0].IsDefined(typeof(AllowNullAttribute), false)} {echo.ReturnParameter.GetCustomAttribute<NotNullIfNotNullAttribute>()!.ParameterName} {typeof(Thing).GetMethod("TryGet")!.GetParameters()[0].GetCustomAttribute<NotNullWhenAttribute>()!.ReturnValue}");
        Assembly here = typeof(Program).Assembly;
        Console.WriteLine($"{here.GetCustomAttribute<NeutralResourcesLanguageAttribute>()!.CultureName} {here.GetCustomAttribute<TargetFrameworkAttribute>()!.FrameworkName} {new Guarded() is CriticalFinalizerObject}");
        foreach (Exception e in new Exception[] { new SerializationException(), new SerializationException("own", new FormatException("inner")), new CryptographicException(), new CryptographicException("bad {0}", "key"), new SecurityException(), new VerificationException(), new MissingManifestResourceException() })
            Console.WriteLine($"{e.GetType().Name}: {e.Message} {e.InnerException?.Message} 0x{e.HResult:X8}");
        ObjectHandle handle = Activator.CreateInstance(here.FullName!, "Thing")!;
        Console.WriteLine(handle.Unwrap() is Thing);
    }
}
