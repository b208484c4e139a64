namespace System.Reflection;

public delegate bool MemberFilter(MemberInfo m, object filterCriteria);
public delegate bool TypeFilter(Type m, object filterCriteria);
public delegate Module ModuleResolveEventHandler(object sender, ResolveEventArgs e);
