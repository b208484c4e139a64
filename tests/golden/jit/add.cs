// The smallest frame: graph, code with its source lines.
// debug: portable
// dump: Program.Add:graph,asm
// options: --tier=jit --disable=inlining
class Program {
    static int Add(int a, int b) => a + b;
    static void Main() => System.Console.WriteLine(Add(3, 4).ToString());
}
