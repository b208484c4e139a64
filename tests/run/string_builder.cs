// StringBuilder: growing over many chunks, inserting, removing, replacing.
// covers: string building, System.Text
using System;
using System.Text;

class Program
{
    static void Main()
    {
        var sb = new StringBuilder();
        for (int i = 0; i < 2000; i++)
            sb.Append(i).Append(i % 20 == 19 ? '\n' : ' ');
        string all = sb.ToString();
        int sum = 0;
        foreach (char c in all)
            sum = unchecked(sum * 31 + c);
        Console.WriteLine(sb.Length + " " + sum);
        sb.Clear();
        sb.Append("hello").Append(' ').Append(true).Append(1.5).Append('x', 3).Append((object)null).AppendLine("!");
        sb.AppendFormat("{0:D3}|{1,6}|{2,-6}|", 7, "right", "left").Append($"{42:X}");
        Console.WriteLine(sb);
        sb.Insert(0, "<<").Insert(sb.Length, ">>").Replace("hello", "goodbye").Remove(2, 4);
        Console.WriteLine(sb.ToString());
        sb[0] = '[';
        Console.WriteLine(sb[0] + " " + sb.Length + " " + sb.ToString(2, 3));
        sb.Length = 5;
        Console.WriteLine(sb);
        Console.WriteLine(new StringBuilder("abc").Equals(new StringBuilder("abc")));
        sb.Clear().AppendJoin(';', new[] { 1, 2, 3 });
        Console.WriteLine(sb);
    }
}
