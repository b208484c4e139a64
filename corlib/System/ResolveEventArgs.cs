namespace System;

using System.Reflection;

public class ResolveEventArgs : EventArgs
{
    public ResolveEventArgs(string name) { Name = name; }
    public ResolveEventArgs(string name, Assembly requestingAssembly) { Name = name; RequestingAssembly = requestingAssembly; }
    public string Name { get; }
    public Assembly RequestingAssembly { get; }
}

public class AssemblyLoadEventArgs : EventArgs
{
    public AssemblyLoadEventArgs(Assembly loadedAssembly) { LoadedAssembly = loadedAssembly; }
    public Assembly LoadedAssembly { get; }
}
