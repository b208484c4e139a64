// Enums: underlying types, flags, names, parsing, comparison, as keys and in switches.
// covers: enums, System
using System;
using System.Collections.Generic;

enum Plain { A, B, C = 10, D }
enum Small : byte { Min = 0, Max = 255 }
enum Big : ulong { Huge = ulong.MaxValue }
enum Negative : long { Low = -5, Zero = 0, High = 1L << 40 }
[Flags] enum Access { None = 0, Read = 1, Write = 2, Execute = 4, All = Read | Write | Execute }

class Program
{
    static string Describe<T>(T value) where T : struct, Enum => typeof(T).Name + "." + value;

    static void Main()
    {
        Console.WriteLine(Plain.A + " " + Plain.D + " " + (int)Plain.D + " " + (Plain)11 + " " + (Plain)99);
        Console.WriteLine(Small.Max + " " + (int)Small.Max + " " + Big.Huge + " " + (ulong)Big.Huge + " " + Negative.Low + " " + (long)Negative.High);
        Access access = Access.Read | Access.Execute;
        Console.WriteLine(access + " " + (access & ~Access.Read) + " " + Access.All + " " + (Access)9 + " " + Access.None + " " + access.HasFlag(Access.Execute));
        access |= Access.Write;
        access ^= Access.Read;
        Console.WriteLine(access + " " + (int)access);
        Plain p = Plain.A;
        p++;
        Console.WriteLine(p + " " + (p + 1) + " " + (Plain.C - Plain.A) + " " + (p < Plain.C) + " " + p.CompareTo(Plain.A) + " " + p.Equals(Plain.B) + " " + (p == Plain.B));
        Console.WriteLine(string.Join(",", Enum.GetNames(typeof(Plain))) + " " + string.Join(",", Enum.GetValues<Small>()));
        Console.WriteLine(Enum.Parse<Plain>("C") + " " + Enum.Parse<Access>("Read, Write") + " " + Enum.TryParse("nope", out Plain _) + " " + Enum.IsDefined(typeof(Plain), 10) + " " + (Plain)Enum.Parse(typeof(Plain), "d", true));
        Console.WriteLine($"{Plain.C:D} {Plain.C:X} {Plain.C:G} {Access.All:F} {(Access)12:G}");
        var counts = new Dictionary<Plain, int> { [Plain.B] = 1 };
        counts[Plain.B] += 5;
        Console.WriteLine(counts[Plain.B] + " " + counts.ContainsKey(Plain.A) + " " + Describe(Plain.B) + " " + Describe(DayOfWeek.Sunday));
        object boxed = Plain.B;
        Console.WriteLine(boxed.Equals(Plain.B) + " " + boxed.Equals(1) + " " + boxed.GetHashCode() + " " + (int)boxed + " " + (boxed is Enum) + " " + boxed.GetType());
        Plain[] array = { Plain.D, Plain.A, Plain.C };
        Array.Sort(array);
        Console.WriteLine(string.Join(" ", array) + " " + Array.IndexOf(array, Plain.C));
        Console.WriteLine(Convert.ToInt32(Plain.D) + " " + Enum.GetUnderlyingType(typeof(Small)) + " " + Enum.ToObject(typeof(Plain), 1));
    }
}
