namespace System.ComponentModel;

[AttributeUsage(AttributeTargets.Class)]
public sealed class DesignerCategoryAttribute : Attribute
{
    public DesignerCategoryAttribute(string category) { Category = category; }
    public string Category { get; }
}
