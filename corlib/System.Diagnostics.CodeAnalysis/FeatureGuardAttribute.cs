namespace System.Diagnostics.CodeAnalysis;

[AttributeUsage(AttributeTargets.Property, AllowMultiple = true, Inherited = false)]
public sealed class FeatureGuardAttribute : Attribute
{
    public FeatureGuardAttribute(Type featureType) { FeatureType = featureType; }
    public Type FeatureType { get; }
}
