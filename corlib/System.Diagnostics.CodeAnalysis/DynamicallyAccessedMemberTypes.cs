namespace System.Diagnostics.CodeAnalysis;

[Flags]
public enum DynamicallyAccessedMemberTypes
{
    None = 0, PublicParameterlessConstructor = 1, PublicConstructors = 3, NonPublicConstructors = 4, PublicMethods = 8, NonPublicMethods = 16,
    PublicFields = 32, NonPublicFields = 64, PublicNestedTypes = 128, NonPublicNestedTypes = 256, PublicProperties = 512, NonPublicProperties = 1024,
    PublicEvents = 2048, NonPublicEvents = 4096, Interfaces = 8192, All = -1
}
