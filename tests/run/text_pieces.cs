// Runes in UTF-16 and UTF-8, hexadecimal and base 64 into buffers, rarer functions of floating point.
// covers: strings, value conversions, System.Text, floating point
using System;
using System.Buffers;
using System.Globalization;
using System.Numerics;
using System.Text;

static class Program
{
    static T Round<T>(T x) where T : IFloatingPointIeee754<T> => T.Round(x, 5);

    static void Functions<T>() where T : IFloatingPointIeee754<T>
    {
        foreach (double d in new[] { 0.0, 0.25, 0.5, 1.0, 1.5, -0.75, 2.0, 7.25 })
        {
            T x = T.CreateChecked(d);
            Console.WriteLine($"{x} {Round(T.SinPi(x))} {Round(T.CosPi(x))} {Round(T.AtanPi(x))} {Round(T.ExpM1(x))} {Round(T.Exp2M1(x))} {Round(T.LogP1(T.Abs(x)))} {Round(T.Log2P1(T.Abs(x)))} {Round(T.Atan2Pi(x, T.One))} {Round(T.RootN(x, 5))} {Round(T.RootN(T.Abs(x), -4))} {Round(T.DegreesToRadians(x))} {T.MaxNative(x, T.One)} {T.ClampNative(x, T.Zero, T.One)} {T.ConvertToInteger<int>(x)}");
        }
        Console.WriteLine($"{T.SinPi(T.CreateChecked(1e6))} {T.SinPi(T.PositiveInfinity)} {T.RootN(T.NegativeOne, 2)} {T.RootN(T.NegativeOne, 3)} {T.RootN(T.One, 0)} {T.RootN(T.Zero, -3)}");
    }

    static void Main()
    {
        CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
        string[] texts = { "a", "é", "€", "😀", "\ud83d", "\ude00x", "" };
        foreach (string text in texts)
        {
            OperationStatus first = Rune.DecodeFromUtf16(text, out Rune r, out int n);
            OperationStatus last = Rune.DecodeLastFromUtf16(text, out Rune l, out int m);
            Console.WriteLine($"{first} {r.Value:X} {n} {last} {l.Value:X} {m}");
        }
        string[] bytes = { "61", "C3A9", "E282AC", "F09F9880", "F09F98", "C0AF", "EDA080", "F4908080", "80", "E28261", "6180", "FF", "61E282", "" };
        foreach (string text in bytes)
        {
            byte[] utf8 = Convert.FromHexString(text);
            OperationStatus first = Rune.DecodeFromUtf8(utf8, out Rune r, out int n);
            Console.WriteLine($"{text}: {first} {r.Value:X} {n}");
        }
        foreach (string text in new[] { "61", "C3A9", "61E282AC", "61F09F9880" })
        {
            OperationStatus last = Rune.DecodeLastFromUtf8(Convert.FromHexString(text), out Rune l, out int m);
            Console.WriteLine($"{text}: {last} {l.Value:X} {m}");
        }
        foreach (int value in new[] { 'A', '7', '!', '+', ' ', 0x85, 0x1F600, 0x10400, 0x660 })
        {
            var rune = new Rune(value);
            Console.WriteLine($"{value:X} {rune.Plane} {Rune.IsControl(rune)} {Rune.IsNumber(rune)} {Rune.IsPunctuation(rune)} {Rune.IsSymbol(rune)} {Rune.IsSeparator(rune)} {Rune.ToLower(rune, CultureInfo.InvariantCulture).Value:X} {rune.TryEncodeToUtf8(new byte[3], out int n)} {n}");
        }
        Console.WriteLine(Rune.TryCreate('\ud83d', '\ude00', out Rune pair) + " " + pair + " " + Rune.TryGetRuneAt("x😀", 1, out Rune at) + " " + at + " " + Rune.TryGetRuneAt("😀", 1, out _) + " " + Rune.IsValid(0xD800u));

        Span<char> chars = stackalloc char[8];
        Span<byte> buffer = stackalloc byte[4];
        Console.WriteLine(Convert.TryToHexString([1, 171], chars, out int written) + " " + chars[..written].ToString() + " " + Convert.TryToHexStringLower([1, 2, 3, 4, 5], chars, out written) + " " + written);
        Console.WriteLine(Convert.FromHexString("0aFFg1", buffer, out int consumed, out written) + $" {consumed} {written} " + Convert.FromHexString("0102030405", buffer, out consumed, out written) + $" {consumed} {written} " + Convert.FromHexString("010", buffer, out consumed, out written) + $" {consumed} {written}");
        Console.WriteLine(Convert.TryToBase64Chars([1, 2, 3], chars, out written) + " " + chars[..written].ToString() + " " + Convert.TryFromBase64String("AQID", buffer, out written) + written + " " + Convert.TryFromBase64String("AQ!D", buffer, out written) + written + " " + Convert.TryFromBase64String("AQIDBAUGBwg=", buffer, out written) + written);
        Functions<double>();
        Functions<float>();
        Console.WriteLine(StringComparer.IsWellKnownOrdinalComparer(StringComparer.OrdinalIgnoreCase, out bool ignoreCase) + " " + ignoreCase + " " + StringComparer.IsWellKnownOrdinalComparer(null, out _));
    }
}
