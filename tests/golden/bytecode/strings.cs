// A string literal is a cell until it is first executed; the call of a class not loaded yet, too.
// dump: Program.Greet:il,bytecode
class Program {
    static string Greet(string name) => name == null ? "nobody" : "hello " + name;
    static void Main() => System.Console.WriteLine(Greet("you"));
}
