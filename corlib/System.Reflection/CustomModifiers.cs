namespace System.Reflection;

/// modreq and modopt of members, which are no part of the types (ECMA-335 II.7.1.1).
internal static class CustomModifiers
{
    [MethodImpl(MethodImplOptions.InternalCall)]
    private static extern RuntimeType[] Find(RuntimeType owner, int token, int position, bool isRequired);

    /// Of a field's or property's type, of a parameter by position, or of a result (position -1).
    internal static Type[] Of(MemberInfo member, int position, bool isRequired)
    {
        if (member is not (RuntimeMethodInfo or RuntimeConstructorInfo or RuntimeFieldInfo or RuntimePropertyInfo) || member.DeclaringType is not RuntimeType { IsArray: false } owner) return Type.EmptyTypes;
        RuntimeType[] found = Find(owner, member.MetadataToken, position, isRequired);
        return found.Length == 0 ? Type.EmptyTypes : Array.ConvertAll(found, static t => (Type)t);
    }
}
