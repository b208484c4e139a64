// A loop over an array once its variables are values: the form that the passes work on.
// dump: Program.Sum:graph@promote
// options: --tier=jit --disable=inlining
class Program {
    static int Sum(int[] values) {
        int sum = 0;
        foreach (int value in values) sum += value;
        return sum;
    }
    static void Main() => System.Console.WriteLine(Sum(new[] { 3, 9, 4 }).ToString());
}
