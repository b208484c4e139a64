namespace System.Diagnostics.CodeAnalysis;

[AttributeUsage(AttributeTargets.Method | AttributeTargets.Property, AllowMultiple = true, Inherited = false)]
public sealed class MemberNotNullAttribute : Attribute
{
    public MemberNotNullAttribute(params string[] members) { Members = members; }
    public MemberNotNullAttribute(string member) { Members = new[] { member }; }
    public string[] Members { get; }
}
