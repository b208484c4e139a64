// SearchValues over characters, bytes and strings; char as a number of generic code; scalar values of a span.
// covers: System.Buffers, spans, generic math, strings
using System;
using System.Buffers;
using System.Numerics;
using System.Text;

class Program
{
    static string Number<T>(T x, T y) where T : IBinaryInteger<T>, IMinMaxValue<T> =>
        $"{int.CreateChecked(x + y)} {int.CreateChecked(T.Max(x, y))} {T.PopCount(x)}|{int.CreateChecked(T.LeadingZeroCount(x))} {int.CreateChecked(T.TrailingZeroCount(y))} {T.IsPow2(y)} {T.IsEvenInteger(x)} " +
        $"{int.CreateChecked(T.MaxValue)} {int.CreateChecked(T.RotateLeft(x, 9))} {int.CreateChecked(~x & y)} {x.GetByteCount()} {x.GetShortestBitLength()} {int.CreateChecked(T.Log2(x))} {x > y} {T.Zero == T.One}";

    static string Try(Func<object> action)
    {
        try
        {
            return action().ToString()!;
        }
        catch (Exception e)
        {
            return e.GetType().Name;
        }
    }

    static void Main()
    {
        SearchValues<char> letters = SearchValues.Create("aeiouäöüΩ");
        ReadOnlySpan<char> text = "Rhythm, bzzt! Übergröße Ω end";
        Console.WriteLine($"{text.IndexOfAny(letters)} {text.LastIndexOfAny(letters)} {text.IndexOfAnyExcept(letters)} {text.LastIndexOfAnyExcept(letters)} {text.ContainsAny(letters)} {text[..8].ContainsAny(letters)} {text.ContainsAnyExcept(letters)}");
        Console.WriteLine($"{letters.Contains('ö')} {letters.Contains('z')} {letters.Contains('Ω')} {letters.Contains('\u03AA')} {"aei".AsSpan().ContainsAnyExcept(letters)} {"".AsSpan().IndexOfAny(letters)}");
        SearchValues<byte> bytes = SearchValues.Create(0, 255, 7);
        Span<byte> data = [1, 2, 7, 9, 255, 3];
        Console.WriteLine($"{data.IndexOfAny(bytes)} {data.LastIndexOfAny(bytes)} {data.IndexOfAnyExcept(bytes)} {data[4..].IndexOfAnyExcept(bytes)} {bytes.Contains(0)}");
        SearchValues<string> words = SearchValues.Create(["end", "ÜBER", "bz"], StringComparison.OrdinalIgnoreCase), exact = SearchValues.Create(["END", "größe"], StringComparison.Ordinal);
        Console.WriteLine($"{text.IndexOfAny(words)} {text.IndexOfAny(exact)} {text[10..].IndexOfAny(words)} {words.Contains("END")} {exact.Contains("end")} {text[..5].ContainsAny(words)}");
        Console.WriteLine(Try(() => SearchValues.Create(["x"], StringComparison.InvariantCulture)) + " " + Try(() => "x".AsSpan().IndexOfAny((SearchValues<char>)null!)));
        Console.WriteLine(Number('c', '\b'));
        Console.WriteLine(Number<ushort>(99, 8));
        Console.WriteLine(Try(() => Sum('\uFFFF', 'a')) + " " + (int)char.MaxValue + " " + Generic<char>(300) + " " + Try(() => Generic<char>(70000)) + " " + Try(() => Generic<char>(-1)));
        foreach (Rune rune in "a\ud83c\udf0a\ud800b\udc00".AsSpan().EnumerateRunes())
            Console.Write($"{rune.Value:X} ");
        Console.WriteLine();
    }

    static T Sum<T>(T a, T b) where T : INumber<T> => checked(a + b);
    static int Generic<T>(int x) where T : INumberBase<T> => int.CreateTruncating(T.CreateChecked(x));
}
