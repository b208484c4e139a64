// Binary trees, most of them short-lived: allocation of small objects, and collections that find little alive.
static class Trees
{
    sealed class Node
    {
        public readonly Node Left, Right;

        public Node(Node left, Node right)
        {
            Left = left;
            Right = right;
        }
    }

    static Node Build(int depth)
    {
        return depth == 0 ? new Node(null, null) : new Node(Build(depth - 1), Build(depth - 1));
    }

    static int Count(Node node)
    {
        return node.Left == null ? 1 : 1 + Count(node.Left) + Count(node.Right);
    }

    static long Run(int maxDepth)
    {
        long sum = Count(Build(maxDepth + 1));
        Node longLived = Build(maxDepth);
        for (int depth = 4; depth <= maxDepth; depth += 2)
        {
            int trees = 1 << (maxDepth - depth + 2);
            for (int i = 0; i < trees; i++) sum += Count(Build(depth));
        }
        return sum + Count(longLived);
    }

    static int Main(string[] args)
    {
        var bench = new Bench(args, size: 14, checksum: 879274, tinySize: 6, tinyChecksum: 1386);
        while (bench.Next()) bench.Done(Run(bench.Size));
        return bench.Finish();
    }
}
