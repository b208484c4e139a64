// Instance and static fields: loads and stores with an offset once the class is loaded, barriers for references.
// dump: Program.Link:il,bytecode
class Node {
    public int Value;
    public Node Next;
    public static int Count;
}
class Program {
    static int Link(Node a, Node b) {
        a.Next = b;
        b.Value = a.Value + 1;
        Node.Count++;
        return a.Next.Value;
    }
    static void Main() => System.Console.WriteLine(Link(new Node { Value = 4 }, new Node()).ToString());
}
