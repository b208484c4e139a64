// A finally with a return inside try: leave runs the handler with a continuation, the handler's table row names its registers.
// dump: Program.Guarded:il,bytecode
class Program {
    static int cleaned;
    static int Guarded(int a, int b) {
        try {
            return a / b;
        } catch (System.DivideByZeroException) {
            return -1;
        } finally {
            cleaned++;
        }
    }
    static void Main() => System.Console.WriteLine((Guarded(7, 2) + Guarded(1, 0) + cleaned).ToString());
}
