// A static method marked [Opcode("matt")] is the opcode wherever it is called: directly, inlined, by delegate, by reflection, before its
// type is loaded. Its body says the same, for CoreCLR.
// covers: opcodes
using System;
using System.Linq;
using MiniVM;

int[] ints = [0, 1, -1, 7, int.MinValue, int.MaxValue];
long[] longs = [0, -1, 1L << 40, -(1L << 40), long.MinValue, long.MaxValue];
double[] doubles = [0.0, -0.0, 1.5, -1.5, double.NaN, double.PositiveInfinity, double.NegativeInfinity, double.Epsilon];
float[] floats = [0f, -0f, 1.5f, float.NaN, float.PositiveInfinity, float.MinValue];
short[] shorts = [0, -1, short.MinValue, short.MaxValue];

string Bits(double value) => double.IsNaN(value) ? "NaN" : BitConverter.DoubleToInt64Bits(value).ToString("X");
for (int round = 0; round < 3; round++)
{
    foreach (int a in ints) Console.WriteLine($"int {a}: {string.Join(' ', ints.Select(b => Larger.Of(a, b)))}");
    foreach (long a in longs) Console.WriteLine($"long {a}: {string.Join(' ', longs.Select(b => Larger.Of(a, b)))}");
    foreach (long a in longs) Console.WriteLine($"nint {a}: {string.Join(' ', longs.Select(b => Larger.Of((nint)a, (nint)b)))}");
    foreach (double a in doubles) Console.WriteLine($"double {a}: {string.Join(' ', doubles.Select(b => Bits(Larger.Of(a, b))))}");
    foreach (float a in floats) Console.WriteLine($"float {a}: {string.Join(' ', floats.Select(b => Bits(Larger.Of(a, b))))}");
    foreach (short a in shorts) Console.WriteLine($"short {a}: {string.Join(' ', shorts.Select(b => Larger.Of(a, b)))}");
}

int[] data = Enumerable.Range(0, 20_000).Select(i => (int)(i * 2654435761u)).ToArray();
int largest = int.MinValue;
foreach (int value in data) largest = Larger.Of(largest, value);
double largestRoot = 0;
for (int i = 0; i < data.Length; i++) largestRoot = Larger.Of(largestRoot, Math.Sqrt(Math.Abs((double)data[i])));
Console.WriteLine($"{largest} {largestRoot:F6}");

Func<int, int, int> byDelegate = Larger.Of;
Console.WriteLine($"{byDelegate(3, 9)} {data.Aggregate(Larger.Of) == largest}");
Console.WriteLine(typeof(Larger).GetMethod("Of", [typeof(long), typeof(long)])!.Invoke(null, [5L, 8L]));
Console.WriteLine(new[] { 4, 9, 2 }.Aggregate(0, (a, b) => Larger.Sum(Larger.Of(a, b), 1)));

static class Larger
{
    [Opcode("matt")] public static int Of(int a, int b) => a > b ? a : b;
    [Opcode("matt")] public static long Of(long a, long b) => a > b ? a : b;
    [Opcode("matt")] public static nint Of(nint a, nint b) => a > b ? a : b;
    [Opcode("matt")] public static double Of(double a, double b) => a > b ? a : b;
    [Opcode("matt")] public static float Of(float a, float b) => a > b ? a : b;
    [Opcode("matt")] public static short Of(short a, short b) => a > b ? a : b;
    [Opcode("add")] public static int Sum(int a, int b) => a + b;
}

namespace MiniVM
{
    [AttributeUsage(AttributeTargets.Method)]
    sealed class OpcodeAttribute(string mnemonic) : Attribute
    {
        public string Mnemonic => mnemonic;
    }
}
