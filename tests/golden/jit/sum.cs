// A loop over an array: the graph before and after the passes, and the code.
// dump: Program.Sum:graph@build,graph@licm,asm
// options: --tier=jit --disable=inlining
class Program {
    static int Sum(int[] values) {
        int sum = 0;
        foreach (int value in values) sum += value;
        return sum;
    }
    static void Main() => System.Console.WriteLine(Sum(new[] { 3, 9, 4 }).ToString());
}
