// One generic method, two instantiations: each has its own bytecode with exact types (ABI 24).
// dump: Program.Swap:il,bytecode
struct Pair { public int A, B; }
class Program {
    static void Swap<T>(T[] items, int i, int j) {
        T saved = items[i];
        items[i] = items[j];
        items[j] = saved;
    }
    static void Main() {
        var names = new[] { "a", "b" };
        Swap(names, 0, 1);
        var pairs = new[] { new Pair { A = 1 }, new Pair { A = 2 } };
        Swap(pairs, 0, 1);
        System.Console.WriteLine(names[0] + pairs[0].A.ToString());
    }
}
