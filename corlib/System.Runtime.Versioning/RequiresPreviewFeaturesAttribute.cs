namespace System.Runtime.Versioning;

[AttributeUsage(AttributeTargets.All, Inherited = false)]
public sealed class RequiresPreviewFeaturesAttribute : Attribute
{
    public RequiresPreviewFeaturesAttribute(string message) { Message = message; }
    public RequiresPreviewFeaturesAttribute() { }
    public string Message { get; }
    public string Url { get; set; }
}
