// A counting loop over two locals: constants become immediates, comparison and branch one op, and no value is copied on the way.
// dump: Program.Sum:il,bytecode
class Program {
    static int Sum(int n) {
        int sum = 0;
        for (int i = 0; i < n; i++) sum += i * 3;
        return sum;
    }
    static void Main() => System.Console.WriteLine(Sum(10).ToString());
}
