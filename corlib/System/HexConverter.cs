namespace System;

/// <summary>Hexadecimal digits.</summary>
internal static class HexConverter
{
    internal static char Upper(int digit) => (char)(digit < 10 ? '0' + digit : 'A' - 10 + digit);

    internal static char Lower(int digit) => (char)(digit < 10 ? '0' + digit : 'a' - 10 + digit);
}
