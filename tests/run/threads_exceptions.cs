// Exceptions on many threads at once: deep throws, filters, finally blocks, rethrow, nesting, from natives and from machine checks; each thread sees its own.
// covers: exceptions, threads
using System;
using System.Collections.Generic;
using System.Threading;

class Program
{
    class Mine : Exception
    {
        public readonly int Number;
        public Mine(int number) : base("number " + number) => Number = number;
    }

    [ThreadStatic] static int finallies;

    static int Deep(int depth, int number)
    {
        if (depth == 0) throw new Mine(number);
        try { return Deep(depth - 1, number) + 1; }
        finally { finallies++; }
    }

    static bool Is(Exception e, int number) => e is Mine m && m.Number == number;

    static int Storm(int index)
    {
        int score = 0;
        for (int i = 0; i < 25; i++)
        {
            int number = index * 1000 + i;
            try { Deep(i % 10, number); }
            catch (Mine e) when (Is(e, -1)) { score -= 1000000; }
            catch (Exception e) when (Is(e, number)) { score += 1; }

            try
            {
                try { Deep(3, number); }
                catch (Mine) { throw; }
            }
            catch (Mine e) { score += e.StackTrace.Contains("Deep") && e.Number == number ? 1 : -1000000; }

            try
            {
                try { throw new InvalidOperationException("outer", new Mine(number)); }
                finally
                {
                    try { Deep(1, number + 1); }
                    catch (Mine e) { score += e.Number - number; }
                }
            }
            catch (InvalidOperationException e) { score += Is(e.InnerException, number) ? 1 : -1000000; }

            object o = i % 2 == 0 ? null : "text";
            int[] array = new int[3];
            int zero = i - i;
            try { score += o.ToString().Length; } catch (NullReferenceException) { score += 2; }
            try { score += array[i + 3]; } catch (IndexOutOfRangeException) { score += 3; }
            try { score += i / zero; } catch (DivideByZeroException) { score += 4; }
            try { score += ((int[])(object)new string[0]).Length; } catch (InvalidCastException) { score += 5; }
            try { int.Parse("x" + i); } catch (FormatException) { score += 6; }
            try { new Dictionary<int, int>()[number].ToString(); } catch (KeyNotFoundException) { score += 7; }
            try { checked { score += int.MaxValue + i + 1 - int.MaxValue; } } catch (OverflowException) { score += 8; }
            try { Activator.CreateInstance<Thrower>(); } catch (Exception e) { score += (e.InnerException ?? e) is Mine ? 9 : 0; }
        }
        return score * 100 + finallies;
    }

    class Thrower { public Thrower() => throw new Mine(7); }

    static void Main()
    {
        const int count = 6;
        var results = new int[count];
        var threads = new Thread[count];
        for (int i = 0; i < count; i++)
        {
            int index = i;
            threads[i] = new Thread(() => results[index] = Storm(index));
        }
        foreach (Thread t in threads) t.Start();
        foreach (Thread t in threads) t.Join();
        Console.WriteLine(string.Join(' ', results));
        Console.WriteLine(finallies);
    }
}
