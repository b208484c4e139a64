// native: native.c
// covers: P/Invoke, System.Runtime.InteropServices
// Texts and characters in every encoding, in, out, by reference and as results.
using System;
using System.Runtime.InteropServices;
using System.Text;

static class Program
{
    const string Lib = "native";
    [DllImport(Lib)] static extern int text_bytes(string text);
    [DllImport(Lib, EntryPoint = "text_bytes")] static extern int text_bytes_str([MarshalAs(UnmanagedType.LPStr)] string text);
    [DllImport(Lib, EntryPoint = "text_bytes", CharSet = CharSet.Unicode)] static extern int text_bytes_utf8([MarshalAs(UnmanagedType.LPUTF8Str)] string text);
    [DllImport(Lib, EntryPoint = "text_bytes", CharSet = CharSet.Auto)] static extern int text_bytes_auto(string text);
    [DllImport(Lib, EntryPoint = "text_bytes", CharSet = CharSet.Auto)] static extern int text_bytes_tstr([MarshalAs(UnmanagedType.LPTStr)] string text);
    [DllImport(Lib)] static extern int text_sum(string text);
    [DllImport(Lib, CharSet = CharSet.Unicode)] static extern int text16_sum(string text);
    [DllImport(Lib, EntryPoint = "text16_sum")] static extern int text16_sum_wstr([MarshalAs(UnmanagedType.LPWStr)] string text);
    [DllImport(Lib, EntryPoint = "text16_sum")] static extern int text16_sum_bstr([MarshalAs(UnmanagedType.BStr)] string text);
    [DllImport(Lib)] static extern int bstr_bytes([MarshalAs(UnmanagedType.BStr)] string text);
    [DllImport(Lib)] static extern string text_return(int kind);
    [DllImport(Lib, EntryPoint = "text_return")] [return: MarshalAs(UnmanagedType.LPUTF8Str)] static extern string text_return_utf8(int kind);
    [DllImport(Lib)] [return: MarshalAs(UnmanagedType.LPWStr)] static extern string text16_return();
    [DllImport(Lib)] static extern void text_replace(ref string text);
    [DllImport(Lib, CharSet = CharSet.Unicode)] static extern void text16_replace(ref string text);
    [DllImport(Lib)] static extern void text_out(out string text);
    [DllImport(Lib)] static extern int buffer_fill(StringBuilder buffer, int size);
    [DllImport(Lib, CharSet = CharSet.Unicode)] static extern int buffer16_fill(StringBuilder buffer, int size);
    [DllImport(Lib, EntryPoint = "buffer_fill")] static extern int buffer_fill_in([In] StringBuilder buffer, int size);
    [DllImport(Lib, EntryPoint = "buffer_fill")] static extern int buffer_fill_out([Out] StringBuilder buffer, int size);
    [DllImport(Lib, CharSet = CharSet.Unicode)] static extern char char16_next(char c);
    [DllImport(Lib)] static extern char char_next(char c);
    [DllImport(Lib)] static extern int char_value(char c);
    [DllImport(Lib)] static extern void char_ref(ref char c);
    [DllImport(Lib, EntryPoint = "char16_next")] [return: MarshalAs(UnmanagedType.U2)] static extern char char16_u2([MarshalAs(UnmanagedType.U2)] char c);
    [DllImport(Lib, EntryPoint = "char_next", CharSet = CharSet.Unicode)] [return: MarshalAs(UnmanagedType.U1)] static extern char char_u1([MarshalAs(UnmanagedType.U1)] char c);

    static void Main()
    {
        string[] texts = { null, "", "plain", "grüß €", "\ud83d\ude00 smile", "a\0b", "lone \ud800 half", new string('x', 5000) };
        foreach (string text in texts)
        {
            Console.WriteLine($"{text_bytes(text)} {text_bytes_str(text)} {text_bytes_utf8(text)} {text_bytes_auto(text)} {text_bytes_tstr(text)} {text_sum(text)} "
                + $"{text16_sum(text)} {text16_sum_wstr(text)}");
        }
        for (int kind = 0; kind < 3; kind++) Console.WriteLine($"[{text_return(kind) ?? "null"}] [{text_return_utf8(kind) ?? "null"}]");
        Console.WriteLine(text16_return());
        foreach (string text in new[] { null, "", "x", "€" })
        {
            string changed = text, wide = text;
            text_replace(ref changed);
            text16_replace(ref wide);
            Console.WriteLine($"{changed} {wide}");
        }
        text_out(out string made);
        Console.WriteLine(made);

        var builder = new StringBuilder("start", 64);
        Console.WriteLine($"{buffer_fill(builder, 64)} {builder} {builder.Length}");
        builder = new StringBuilder("ü", 8);
        Console.WriteLine($"{buffer_fill(builder, 8)} {builder} {builder.Length}");
        builder = new StringBuilder(16);
        Console.WriteLine($"{buffer16_fill(builder, builder.Capacity)} {builder} {builder.Length}");
        builder = new StringBuilder("abcdefgh", 16);
        Console.WriteLine($"{buffer16_fill(builder, 4)} {builder} {builder.Length}");
        builder = new StringBuilder("in", 32);
        Console.WriteLine($"{buffer_fill_in(builder, 32)} {builder}");
        builder = new StringBuilder("gone", 32);
        buffer_fill_out(builder, 32);
        Console.WriteLine(builder.ToString().EndsWith("-filled"));

        Console.WriteLine($"{char16_next('a')} {char16_next('€') - '€'} {char_next('a')} {char16_u2('z')} {char_u1('z')}");
        foreach (char c in new[] { 'A', 'é', '€', '\0', '\x7f' }) Console.Write($"{char_value(c)} ");
        char r = 'k';
        char_ref(ref r);
        Console.WriteLine(r);
        foreach (string text in new[] { null, "", "bstr €", "nul\0in" }) Console.Write($"{bstr_bytes(text)} {text16_sum_bstr(text)} ");
        Console.WriteLine();
    }
}
