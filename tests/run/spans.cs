// Span and stackalloc: slicing, bounds, strings as spans, parsing without allocating, ranges, collection expressions.
// covers: spans, collection expressions, System.Buffers, pointers
using System;
using System.Collections.Generic;

class Program
{
    static int Sum(ReadOnlySpan<int> values)
    {
        int sum = 0;
        foreach (int v in values)
            sum += v;
        return sum;
    }

    static int CountWords(ReadOnlySpan<char> text)
    {
        int words = 0;
        while (!text.IsEmpty)
        {
            int space = text.IndexOf(' ');
            if (space != 0)
                words++;
            text = space < 0 ? default : text.Slice(space + 1);
        }
        return words;
    }

    static void Fill(Span<byte> bytes, byte start)
    {
        for (int i = 0; i < bytes.Length; i++)
            bytes[i] = (byte)(start + i);
    }

    static int Params(params ReadOnlySpan<int> values) => values.Length * 100 + Sum(values);

    static void Main()
    {
        int[] array = { 1, 2, 3, 4, 5, 6 };
        Span<int> span = array;
        Console.WriteLine(Sum(span) + " " + Sum(span.Slice(2, 3)) + " " + Sum(span[^2..]) + " " + span.Length);
        span[1..3].Fill(9);
        Console.WriteLine(string.Join(" ", array));
        span.Reverse();
        span.Slice(0, 2).CopyTo(span.Slice(4));
        Console.WriteLine(string.Join(" ", span.ToArray()));
        Span<byte> stack = stackalloc byte[16];
        Fill(stack, 250);
        Console.WriteLine(stack[0] + " " + stack[7] + " " + stack[15]);
        stack.Clear();
        Console.WriteLine(stack[7]);
        Span<long> numbers = stackalloc long[] { 10, 20, 30 };
        Console.WriteLine(numbers[1] + numbers[2]);
        Console.WriteLine(CountWords("the quick  brown fox ") + " " + CountWords("") + " " + CountWords("one"));
        ReadOnlySpan<char> text = "key=1234".AsSpan();
        int equals = text.IndexOf('=');
        Console.WriteLine(text[..equals].ToString() + " " + int.Parse(text[(equals + 1)..]) + " " + text.StartsWith("key") + " " + text.SequenceEqual("key=1234"));
        Span<char> buffer = stackalloc char[20];
        12345.TryFormat(buffer, out int written);
        Console.WriteLine(new string(buffer[..written]) + written);
        ReadOnlySpan<byte> utf8 = "héllo"u8;
        Console.WriteLine(utf8.Length + " " + utf8[1]);
        ReadOnlySpan<int> constants = new[] { 3, 1, 4, 1, 5 };
        Console.WriteLine(Sum(constants) + " " + constants.IndexOf(4) + " " + constants.Contains(9));
        Console.WriteLine(Params() + " " + Params(1, 2, 3));
        List<int> collection = [1, 2, .. array, 3];
        int[] spread = [.. collection, .. collection];
        Console.WriteLine(collection.Count + " " + spread.Length + " " + Sum([5, 6]));
        Span<string> strings = new string[] { "b", "a", "c" };
        strings.Sort();
        Console.WriteLine(string.Join("", strings.ToArray()!) + " " + strings.BinarySearch("b"));
        try
        {
            span[6] = 1;
        }
        catch (IndexOutOfRangeException)
        {
            Console.WriteLine("out of range");
        }
        try
        {
            span.Slice(4, 3);
        }
        catch (ArgumentOutOfRangeException)
        {
            Console.WriteLine("bad slice");
        }
        Memory<int> memory = array;
        memory.Span[0] = 77;
        Console.WriteLine(array[0] + " " + memory.Slice(1, 2).Length);
    }
}
