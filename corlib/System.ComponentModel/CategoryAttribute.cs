namespace System.ComponentModel;

[AttributeUsage(AttributeTargets.All)]
public class CategoryAttribute : Attribute
{
    public CategoryAttribute(string category) { Category = category; }
    public string Category { get; }
}
