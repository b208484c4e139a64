// Mazes: three generators on a seeded Random, solved by breadth-first search and by the left hand, drawn in text, with statistics.
// compiler: both
// covers: random numbers, enums, System.Collections.Generic, classes, arrays, System.Text
using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;

[Flags]
enum Ways : byte { None = 0, North = 1, East = 2, South = 4, West = 8, All = North | East | South | West }

static class WaysExtensions
{
    private static readonly Ways[] order = { Ways.North, Ways.East, Ways.South, Ways.West };

    public static IList<Ways> Order { get { return Array.AsReadOnly(order); } }
    public static Ways Opposite(this Ways way) { return (Ways)((int)way << 2 & 15 | (int)way >> 2); }
    public static Ways Turn(this Ways way, int quarters) { return order[(Array.IndexOf(order, way) + quarters + 4) % 4]; }
    public static int Dx(this Ways way) { return way == Ways.East ? 1 : way == Ways.West ? -1 : 0; }
    public static int Dy(this Ways way) { return way == Ways.South ? 1 : way == Ways.North ? -1 : 0; }

    public static void Shuffle<T>(this Random random, IList<T> items)
    {
        for (int i = items.Count - 1; i > 0; i--)
        {
            int j = random.Next(i + 1);
            T t = items[i];
            items[i] = items[j];
            items[j] = t;
        }
    }
}

struct Point : IEquatable<Point>
{
    public readonly int X, Y;
    public Point(int x, int y) { X = x; Y = y; }
    public static Point operator +(Point p, Ways way) { return new Point(p.X + way.Dx(), p.Y + way.Dy()); }
    public bool Equals(Point other) { return X == other.X && Y == other.Y; }
    public override bool Equals(object other) { return other is Point && Equals((Point)other); }
    public override int GetHashCode() { return X * 1009 + Y; }
    public override string ToString() { return "(" + X + "," + Y + ")"; }
}

class Maze
{
    private readonly Ways[,] open;

    public Maze(int width, int height)
    {
        Width = width;
        Height = height;
        open = new Ways[height, width];
    }

    public int Width { get; private set; }
    public int Height { get; private set; }
    public Ways this[Point p] { get { return open[p.Y, p.X]; } }

    public IEnumerable<Point> Cells
    {
        get
        {
            for (int y = 0; y < Height; y++)
                for (int x = 0; x < Width; x++)
                    yield return new Point(x, y);
        }
    }

    public bool Contains(Point p) { return p.X >= 0 && p.Y >= 0 && p.X < Width && p.Y < Height; }

    public void Carve(Point from, Ways way)
    {
        Point to = from + way;
        if (!Contains(to))
            throw new ArgumentException("no wall between " + from + " and " + to);
        open[from.Y, from.X] |= way;
        open[to.Y, to.X] |= way.Opposite();
    }

    public IEnumerable<Ways> WaysFrom(Point p) { return WaysExtensions.Order.Where(w => (this[p] & w) != 0); }

    public List<Point> Solve(Point start, Point goal)
    {
        var from = new Dictionary<Point, Point> { { start, start } };
        var queue = new Queue<Point>(new[] { start });
        while (queue.Count > 0)
        {
            Point p = queue.Dequeue();
            foreach (Point next in WaysFrom(p).Select(w => p + w).Where(n => !from.ContainsKey(n)))
            {
                from.Add(next, p);
                queue.Enqueue(next);
            }
        }
        if (!from.ContainsKey(goal))
            return null;
        var path = new List<Point> { goal };
        while (!path[path.Count - 1].Equals(start))
            path.Add(from[path[path.Count - 1]]);
        path.Reverse();
        return path;
    }

    public int LeftHand(Point at, Point goal)
    {
        Ways facing = Ways.East;
        for (int steps = 0; steps < 10000; steps++)
        {
            if (at.Equals(goal))
                return steps;
            facing = facing.Turn(-1);
            while ((this[at] & facing) == 0)
                facing = facing.Turn(1);
            at += facing;
        }
        return -1;
    }

    public string Draw(ICollection<Point> path)
    {
        var text = new StringBuilder();
        for (int y = 0; y < Height; y++)
        {
            for (int x = 0; x < Width; x++)
                text.Append((open[y, x] & Ways.North) != 0 ? "+  " : "+--");
            text.Append("+\n");
            for (int x = 0; x < Width; x++)
                text.Append((open[y, x] & Ways.West) != 0 ? ' ' : '|').Append(path.Contains(new Point(x, y)) ? "* " : "  ");
            text.Append("|\n");
        }
        return text.Insert(text.Length, "+--", Width).Append('+').ToString();
    }
}

abstract class Generator
{
    protected readonly Random Random;
    protected Generator(int seed) { Random = new Random(seed); }
    public abstract void Fill(Maze maze);

    public Maze Make(int width, int height)
    {
        var maze = new Maze(width, height);
        Fill(maze);
        return maze;
    }
}

class Backtracker : Generator
{
    public Backtracker(int seed) : base(seed) { }

    public override void Fill(Maze maze)
    {
        var stack = new Stack<Point>();
        stack.Push(new Point(Random.Next(maze.Width), Random.Next(maze.Height)));
        while (stack.Count > 0)
        {
            Point p = stack.Peek();
            Ways[] free = WaysExtensions.Order.Where(w => maze.Contains(p + w) && maze[p + w] == Ways.None).ToArray();
            if (free.Length == 0)
            {
                stack.Pop();
                continue;
            }
            Ways way = free[Random.Next(free.Length)];
            maze.Carve(p, way);
            stack.Push(p + way);
        }
    }
}

class Kruskal : Generator
{
    public Kruskal(int seed) : base(seed) { }

    public override void Fill(Maze maze)
    {
        Dictionary<Point, int> sets = maze.Cells.Select((p, i) => new { p, i }).ToDictionary(x => x.p, x => x.i);
        List<KeyValuePair<Point, Ways>> walls = maze.Cells.SelectMany(p => new[] { Ways.East, Ways.South }.Where(w => maze.Contains(p + w)).Select(w => new KeyValuePair<Point, Ways>(p, w))).ToList();
        Random.Shuffle(walls);
        foreach (KeyValuePair<Point, Ways> wall in walls)
        {
            int a = sets[wall.Key], b = sets[wall.Key + wall.Value];
            if (a == b)
                continue;
            maze.Carve(wall.Key, wall.Value);
            foreach (Point p in sets.Where(s => s.Value == b).Select(s => s.Key).ToArray())
                sets[p] = a;
        }
    }
}

class BinaryTree : Generator
{
    private readonly double bias;
    public BinaryTree(int seed, double bias) : base(seed) { this.bias = bias; }

    public override void Fill(Maze maze)
    {
        foreach (Point p in maze.Cells)
        {
            bool north = p.Y > 0, west = p.X > 0;
            if (north && (!west || Random.NextDouble() < bias))
                maze.Carve(p, Ways.North);
            else if (west)
                maze.Carve(p, Ways.West);
        }
    }
}

static class Program
{
    static void Main()
    {
        foreach (Generator generator in new Generator[] { new Backtracker(2024), new Kruskal(7), new BinaryTree(-3, 0.4) })
        {
            Maze maze = generator.Make(14, 7);
            var goal = new Point(13, 6);
            List<Point> path = maze.Solve(new Point(0, 0), goal);
            Console.WriteLine("{0}: path {1}, left hand {2}, dead ends {3}, crossings {4}, reachable {5}", generator.GetType().Name, path.Count - 1, maze.LeftHand(new Point(0, 0), goal),
                maze.Cells.Count(p => maze.WaysFrom(p).Count() == 1), maze.Cells.Count(p => maze.WaysFrom(p).Count() > 2), maze.Cells.All(p => maze.Solve(goal, p) != null));
            Console.WriteLine(maze.Draw(new HashSet<Point>(path)));
        }
        var closed = new Maze(2, 2);
        closed.Carve(new Point(0, 0), Ways.South);
        Console.WriteLine((closed.Solve(new Point(0, 0), new Point(1, 1)) == null) + " " + closed[new Point(0, 1)] + " " + (Ways.All & ~Ways.East) + " " + Ways.None + " " + (Ways)16);
        try
        {
            closed.Carve(new Point(1, 0), Ways.North);
        }
        catch (ArgumentException e)
        {
            Console.WriteLine(e.Message);
        }

        // The sequence of a seeded Random is part of its contract.
        var random = new Random(42);
        Console.WriteLine(string.Join(" ", Enumerable.Range(0, 8).Select(i => random.Next(100))) + " | " + random.Next() + " " + random.Next(-50, 50) + " " + random.NextDouble().ToString("F12"));
        var bytes = new byte[6];
        random.NextBytes(bytes);
        Console.WriteLine(BitConverter.ToString(bytes) + " " + random.Next(int.MinValue, int.MaxValue));
        int[] histogram = new int[6];
        var dice = new Random(1);
        for (int i = 0; i < 6000; i++)
            histogram[dice.Next(6)]++;
        Console.WriteLine(string.Join(" ", histogram));
    }
}
