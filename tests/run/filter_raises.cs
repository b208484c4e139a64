// Exceptions raised within a filter, by checks of its own and by what it calls: the filter declines.
// covers: filters and faults
using System;
using System.Runtime.CompilerServices;

static class FilterRaises
{
    static int calls;

    static bool Decide(object e)
    {
        calls++;
        return e.GetType().Name.Length % 2 == calls % 2;
    }

    static bool Raise(int n)
    {
        if (n % 3 == 0) throw new InvalidOperationException("raised in a filter");
        return n % 3 == 1;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    static int Checked(float f, int n)
    {
        int r = 0;
        try
        {
            if (n == 0) throw new ArithmeticException();
            r = 10 / n;
        }
        catch (Exception e) when (Decide(e) | checked((ushort)f) > 3)
        {
            r = 5;
        }
        return r;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    static int Several(int[] numbers, string text, int n)
    {
        try
        {
            return numbers[n] / text.Length;
        }
        catch (IndexOutOfRangeException) when (numbers[n] > 0) { return 1; }
        catch (IndexOutOfRangeException) when (Raise(n)) { return 2; }
        catch (NullReferenceException) when (text.Length > n) { return 3; }
        catch (Exception e) when (10 / (n - 7) + e.Message.Length > 0) { return 4; }
    }

    static void Main()
    {
        long sum = 0;
        for (int i = 0; i < 700; i++)
        {
            string line;
            try { line = Checked(i % 5 == 2 ? 7 : -1.5f, i % 2).ToString(); }
            catch (Exception e) { line = e.GetType().Name; }
            try { line += " " + Several(new int[4], i % 4 == 0 ? null : "text", i % 9); }
            catch (Exception e) { line += " " + e.GetType().Name; }
            foreach (char c in line) sum = sum * 31 + c;
            if (i < 12 || i > 690) Console.WriteLine(line);
        }
        Console.WriteLine(sum);
    }
}
