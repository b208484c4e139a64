// Creating a delegate and calling it.
// dump: Program.Apply:il,bytecode
delegate int Step(int value);
class Program {
    readonly int distance = 5;
    int Move(int value) => value + distance;
    static int Apply(Program p, int value) {
        Step step = p.Move;
        return step(value) + step(1);
    }
    static void Main() => System.Console.WriteLine(Apply(new Program(), 2).ToString());
}
