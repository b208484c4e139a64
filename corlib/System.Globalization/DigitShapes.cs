namespace System.Globalization;

public enum DigitShapes
{
    Context = 0,
    None = 1,
    NativeNational = 2,
}
