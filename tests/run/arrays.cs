// Arrays: defaults, bounds, covariance and its checks, multi-dimensional, jagged, Array's helpers.
// covers: arrays, sorting, System
using System;

class Program
{
    static void Try(string what, Action action)
    {
        try
        {
            action();
            Console.WriteLine(what + ": fine");
        }
        catch (Exception e)
        {
            Console.WriteLine(what + ": " + e.GetType().Name + ": " + e.Message);
        }
    }

    static void Main()
    {
        int[] a = new int[5];
        for (int i = 0; i < a.Length; i++)
            a[i] = i * i;
        Console.WriteLine(string.Join(" ", a));
        var strings = new string[2];
        Console.WriteLine(strings[0] == null);
        Try("a[5]", () => a[5] = 1);
        Try("a[-1]", () => a[a[0] - 1] = 1);
        int minus = -1;
        Try("new int[-1]", () => GC.KeepAlive(new int[minus]));
        object[] covariant = strings;
        covariant[0] = "fine";
        Try("string[] = object", () => covariant[1] = new object());
        Try("string[] = null", () => covariant[1] = null);
        int[] none = null;
        Try("null[0]", () => none[0] = 1);
        Try("null.Length", () => Console.WriteLine(none.Length));

        var grid = new int[3, 4];
        for (int i = 0; i < 3; i++)
            for (int j = 0; j < 4; j++)
                grid[i, j] = i * 10 + j;
        Console.WriteLine(grid[2, 3] + " " + grid.Length + " " + grid.Rank + " " + grid.GetLength(0) + " " + grid.GetUpperBound(1));
        int total = 0;
        foreach (int v in grid)
            total += v;
        Console.WriteLine(total);
        Try("grid[3,0]", () => grid[3, 0] = 1);
        Try("grid[0,-1]", () => grid[0, minus] = 1);
        grid[1, 1] += 100;
        ref int cell = ref grid[1, 1];
        cell++;
        Console.WriteLine(grid[1, 1]);
        string[,] names = { { "a", "b" }, { "c", "d" } };
        Console.WriteLine(names[1, 0] + names[0, 1]);
        var cube = new double[2, 3, 4];
        cube[1, 2, 3] = 1.5;
        Console.WriteLine(cube[1, 2, 3] + cube[0, 0, 0]);
        object[,] objects = names;
        Try("string[,] = int", () => objects[0, 0] = 5);

        int[][] jagged = { new[] { 1 }, new[] { 2, 3 }, new int[0], null };
        foreach (int[] row in jagged)
            Console.Write((row == null ? -1 : row.Length) + " ");
        Console.WriteLine();

        int[] numbers = { 5, 3, 9, 1, 7 };
        Array.Sort(numbers);
        Console.WriteLine(string.Join(" ", numbers) + " " + Array.IndexOf(numbers, 7) + " " + Array.BinarySearch(numbers, 5));
        Array.Reverse(numbers);
        Console.WriteLine(string.Join(" ", numbers));
        int[] copy = (int[])numbers.Clone();
        Array.Copy(numbers, 0, copy, 1, 4);
        Console.WriteLine(string.Join(" ", copy));
        Array.Copy(copy, 1, copy, 0, 4);
        Console.WriteLine(string.Join(" ", copy));
        Array.Clear(copy, 1, 2);
        Array.Resize(ref copy, 7);
        Console.WriteLine(string.Join(" ", copy));
        Array.Fill(copy, 8);
        Console.WriteLine(string.Join(" ", copy) + " " + Array.Exists(copy, x => x == 8) + " " + Array.Find(numbers, x => x < 5));
        Console.WriteLine(string.Join(" ", Array.ConvertAll(numbers, x => x / 2.0)));
        Try("copy too much", () => Array.Copy(numbers, 3, copy, 0, 5));
        Console.WriteLine(string.Join(" ", numbers[1..3]) + " " + numbers[^1]);
        long[] longs = new long[3];
        Array.Copy(new[] { 1, 2, 3 }, longs, 3);
        Console.WriteLine(longs[2]);
        Console.WriteLine(new int[2].GetType() + " " + grid.GetType() + " " + jagged.GetType() + " " + typeof(string[,,]));
    }
}
