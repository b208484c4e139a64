namespace System.Collections.Generic;

/// <summary>Creates comparers over types that are only known at run time.</summary>
internal static class ComparerFactory
{
    /// <summary>A new object of the generic type of <paramref name="pattern"/>, over another argument.</summary>
    internal static object Create(Type pattern, Type argument)
    {
        Type type = pattern.GetGenericTypeDefinition().MakeGenericType(argument);
        return RuntimeTypeHandle.CreateInstanceDefaultCtor((RuntimeType)type, publicOnly: true);
    }
}
