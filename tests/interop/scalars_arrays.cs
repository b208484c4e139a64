// native: native.c
// covers: P/Invoke, System.Runtime.InteropServices
// Truth in its native forms, arrays in both directions, errno.
using System;
using System.Runtime.InteropServices;

static class Program
{
    const string Lib = "native";
    [DllImport(Lib)] static extern int bool4(bool value);
    [DllImport(Lib)] static extern byte bool1([MarshalAs(UnmanagedType.U1)] bool value);
    [DllImport(Lib)] static extern bool bool4_return(int value);
    [DllImport(Lib, EntryPoint = "bool4_return")] [return: MarshalAs(UnmanagedType.I1)] static extern bool bool1_return(int value);
    [DllImport(Lib)] static extern void bool4_ref(ref bool value);
    [DllImport(Lib)] static extern void bool1_out([MarshalAs(UnmanagedType.I1)] out bool value);

    [DllImport(Lib)] static extern int ints_sum(int[] values, int count);
    [DllImport(Lib)] static extern void ints_double(int[] values, int count);
    [DllImport(Lib, EntryPoint = "ints_double")] static extern void ints_double_span(ref int values, int count);
    [DllImport(Lib)] static extern void ints_make([MarshalAs(UnmanagedType.LPArray, SizeParamIndex = 1)] out int[] values, out int count);
    [DllImport(Lib)] static extern int texts_bytes(string[] texts, int count);
    [DllImport(Lib)] static extern void texts_swap([In, Out] string[] texts, int count);
    [DllImport(Lib, EntryPoint = "texts_swap")] static extern void texts_swap_in(string[] texts, int count);
    [DllImport(Lib)] static extern int bools_count(bool[] values, int count);
    [DllImport(Lib)] static extern double doubles_mean(double[] values, int count);
    [DllImport(Lib, EntryPoint = "ints_sum")] static extern int ints_sum_2d(int[,] values, int count);
    [DllImport(Lib, EntryPoint = "ints_sum")] static extern int ints_sum_enum(DayOfWeek[] values, int count);
    [DllImport(Lib, SetLastError = true)] static extern int fail_with(int error);
    [DllImport(Lib, EntryPoint = "fail_with")] static extern int fail_quietly(int error);

    static void Main()
    {
        Console.WriteLine($"{bool4(true)} {bool4(false)} {bool1(true)} {bool1(false)}");
        foreach (int value in new[] { 0, 1, -1, 256, 0x10000, int.MinValue })
            Console.Write($"{bool4_return(value)} {bool1_return(value)}; ");
        bool b = true;
        bool4_ref(ref b);
        Console.Write($"{b} ");
        bool4_ref(ref b);
        Console.Write($"{b} ");
        bool1_out(out b);
        Console.WriteLine(b);

        int[] numbers = { 1, 2, 3, 4, 5 };
        Console.WriteLine($"{ints_sum(numbers, 5)} {ints_sum(null, 5)} {ints_sum(Array.Empty<int>(), 0)}");
        ints_double(numbers, 5);
        ints_double_span(ref numbers[3], 2);
        Console.WriteLine(string.Join(",", numbers));
        ints_make(out int[] made, out int count);
        Console.WriteLine($"{count}: {string.Join(",", made)}");
        string[] texts = { "one", null, "three", "€" };
        Console.WriteLine(texts_bytes(texts, 4));
        texts_swap(texts, 4);
        Console.WriteLine(string.Join(",", texts));
        texts_swap_in(texts, 4);
        Console.WriteLine(string.Join(",", texts));
        Console.WriteLine(bools_count(new[] { true, false, true, true }, 4));
        Console.WriteLine(doubles_mean(new[] { 1.5, 2.5, 5 }, 3));
        Console.WriteLine(ints_sum_2d(new[,] { { 1, 2 }, { 3, 4 } }, 4));
        Console.WriteLine(ints_sum_enum(new[] { DayOfWeek.Monday, DayOfWeek.Saturday }, 2));

        Console.WriteLine($"{fail_with(2)} {Marshal.GetLastPInvokeError()} {Marshal.GetLastWin32Error()}");
        fail_with(5);
        fail_quietly(13);
        int kept = Marshal.GetLastPInvokeError();
        Console.WriteLine(kept);
        Marshal.SetLastSystemError(4);
        kept = Marshal.GetLastSystemError();
        Console.WriteLine(kept);
        Marshal.SetLastPInvokeError(77);
        Console.WriteLine($"{Marshal.GetLastPInvokeError()} {fail_with(0)} {Marshal.GetLastPInvokeError()}");
        Console.WriteLine(Marshal.GetPInvokeErrorMessage(2));
    }
}
