namespace System.Reflection;

public sealed class Missing
{
    private Missing() { }
    public static readonly Missing Value = new Missing();
}
