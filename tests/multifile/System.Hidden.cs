// A library named like one of the framework's, with public types named like internal ones of class libraries.
namespace System.Reflection
{
    public enum MethodSemanticsAttributes { Mine = 77 }
    public class Visible { public override string ToString() { return "visible"; } }
}
