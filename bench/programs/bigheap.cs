using System;

// A live heap of about 100 MiB of small objects, collected as a whole in each repetition: the time per repetition is the pause.
static class BigHeap
{
    sealed class Node
    {
        public Node Left, Right;
        public long Value;
        public byte[] Data;
    }

    static Node Build(int depth, long value)
    {
        var node = new Node { Value = value, Data = (value & 63) == 0 ? new byte[64] : null };
        if (depth == 0) return node;
        node.Left = Build(depth - 1, value * 2);
        node.Right = Build(depth - 1, value * 2 + 1);
        return node;
    }

    static long Sum(Node node)
    {
        return node == null ? 0 : node.Value + (node.Data == null ? 0 : node.Data.Length) + Sum(node.Left) + Sum(node.Right);
    }

    static int Main(string[] args)
    {
        var bench = new Bench(args, size: 20, checksum: 2199024304064, tinySize: 8, tinyChecksum: 131264);
        Node root = Build(bench.Size, 1);
        long sum = Sum(root);
        while (bench.Next())
        {
            GC.Collect();
            bench.Done(sum);
        }
        return Sum(root) == sum ? bench.Finish() : 1;
    }
}
