namespace System.Runtime.CompilerServices;

[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct, Inherited = false)]
public sealed class CreateNewOnMetadataUpdateAttribute : Attribute
{
    public CreateNewOnMetadataUpdateAttribute() { }
}
