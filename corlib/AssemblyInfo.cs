using System.Reflection;

// The identity that .NET 10 gives the same assembly: it shows in AssemblyQualifiedName and in the full names of generic types.
[assembly: AssemblyVersion("10.0.0.0")]
[assembly: AssemblyProduct("minivm")]
