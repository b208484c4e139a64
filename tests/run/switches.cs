// switch: dense, sparse, on strings, enums and longs, with goto case, and as expression.
// covers: switch, patterns
using System;

enum Color { Red, Green = 5, Blue }

class Program
{
    static string Dense(int i)
    {
        switch (i)
        {
            case 0: return "zero";
            case 1: return "one";
            case 2:
            case 3: return "few";
            case 4: goto case 0;
            case 7: goto default;
            default: return "many";
        }
    }

    static string Sparse(long i) => i switch
    {
        -1 => "minus",
        1000000000000 => "trillion",
        int.MaxValue => "max",
        > 100 and < 200 => "hundred",
        _ => "?",
    };

    static int Text(string s)
    {
        switch (s)
        {
            case "alpha": return 1;
            case "beta": return 2;
            case "gamma": return 3;
            case "delta": return 4;
            case "epsilon": return 5;
            case "zeta": return 6;
            case "eta": return 7;
            case "theta": return 8;
            case null: return -1;
            case "": return 0;
            default: return 99;
        }
    }

    static string Of(Color c) => c switch { Color.Red => "r", Color.Green => "g", Color.Blue => "b", _ => "none " + (int)c };

    static void Main()
    {
        for (int i = -1; i < 9; i++)
            Console.Write(Dense(i) + " ");
        Console.WriteLine();
        foreach (long l in new[] { -1, 0, 150, 200, 1000000000000, int.MaxValue })
            Console.Write(Sparse(l) + " ");
        Console.WriteLine();
        foreach (string s in new[] { "alpha", "beta", "gamma", "delta", "epsilon", "zeta", "eta", "theta", "iota", "", null })
            Console.Write(Text(s) + " ");
        Console.WriteLine();
        Console.WriteLine(Of(Color.Red) + Of(Color.Green) + Of(Color.Blue) + Of((Color)2));
        foreach (char c in "a1 Z")
            Console.Write(c switch { >= '0' and <= '9' => "digit ", >= 'a' and <= 'z' => "lower ", ' ' => "blank ", _ => "other " });
        Console.WriteLine();
        try
        {
            Console.WriteLine(Dense(1) switch { "two" => 2 });
        }
        catch (Exception e)
        {
            Console.WriteLine(e.GetType().Name);
        }
    }
}
