// What an opcode costs in each of its forms: the larger of two numbers, built in, from a file, and as C# says it. The loops differ in
// nothing else; the numbers are random, so that no branch is guessed right. `--form NAME` says which loop (bench/forms.py).
using System;
using MiniVM;

static class Forms
{
    const int Mask = 4095;
    static readonly int[] numbers = new int[Mask + 1];

    [Opcode("matt")]
    static int Builtin(int a, int b)
    {
        return a > b ? a : b;
    }

    [Opcode("larger")]
    static int Added(int a, int b)
    {
        return a > b ? a : b;
    }

    /// What the opcode of the file is: `opcode larger` in forms.opcodes names it.
    public static int Larger(int a, int b)
    {
        return a > b ? a : b;
    }

    static int LoopBuiltin(int count)
    {
        int[] all = numbers;
        int sum = 0;
        for (int i = 0; i < count; i++) sum += Builtin(all[i & Mask], all[(i + 7) & Mask]);
        return sum;
    }

    static int LoopAdded(int count)
    {
        int[] all = numbers;
        int sum = 0;
        for (int i = 0; i < count; i++) sum += Added(all[i & Mask], all[(i + 7) & Mask]);
        return sum;
    }

    static int LoopChosen(int count)
    {
        int[] all = numbers;
        int sum = 0;
        for (int i = 0; i < count; i++)
        {
            int a = all[i & Mask], b = all[(i + 7) & Mask];
            sum += a > b ? a : b;
        }
        return sum;
    }

    static int Main(string[] args)
    {
        string form = args[args.Length - 1];
        Array.Resize(ref args, args.Length - 2);
        uint x = 2463534242;
        for (int i = 0; i < numbers.Length; i++)
        {
            x ^= x << 13;
            x ^= x >> 17;
            x ^= x << 5;
            numbers[i] = (int)x;
        }
        var bench = new Bench(args, size: 2000000, checksum: 508865851, tinySize: 1000, tinyChecksum: 2036657099);
        while (bench.Next())
            bench.Done(form == "builtin" ? LoopBuiltin(bench.Size) : form == "added" ? LoopAdded(bench.Size) : LoopChosen(bench.Size));
        return bench.Finish();
    }
}

namespace MiniVM
{
    sealed class OpcodeAttribute : Attribute
    {
        public OpcodeAttribute(string mnemonic)
        {
        }
    }
}
