// Array elements in a loop: length, bounds check and load are one op each.
// dump: Program.Max:il,bytecode
class Program {
    static int Max(int[] values) {
        int max = values[0];
        for (int i = 1; i < values.Length; i++) {
            if (values[i] > max) max = values[i];
        }
        return max;
    }
    static void Main() => System.Console.WriteLine(Max(new[] { 3, 9, 4 }).ToString());
}
