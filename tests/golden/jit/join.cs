// Calls with references that live across them, an allocation: what the collector is told.
// dump: Program.Join:gcmap
// options: --tier=jit --disable=inlining
class Program {
    sealed class Pair { public object First, Second; }
    static string Name(object o) => o.ToString();
    static Pair Join(object a, object b) {
        string first = Name(a);
        string second = Name(b) ?? "none";
        return new Pair { First = first, Second = second };
    }
    static void Main() => System.Console.WriteLine(Join("a", 2).Second.ToString());
}
