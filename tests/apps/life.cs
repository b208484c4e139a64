// Conway's Game of Life on a torus and on an endless plane: patterns, periods, ships, and a soup that comes to rest.
// compiler: both
// covers: arrays, structs, System.Collections.Generic, integer arithmetic, iterators, System.Text
using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;

struct Cell : IEquatable<Cell>
{
    public readonly int X, Y;

    public Cell(int x, int y)
    {
        X = x;
        Y = y;
    }

    public bool Equals(Cell other) { return X == other.X && Y == other.Y; }
    public override bool Equals(object other) { return other is Cell && Equals((Cell)other); }
    public override int GetHashCode() { return unchecked(X * 73856093 ^ Y * 19349663); }

    public IEnumerable<Cell> Neighbours
    {
        get
        {
            for (int dy = -1; dy <= 1; dy++)
                for (int dx = -1; dx <= 1; dx++)
                    if (dx != 0 || dy != 0)
                        yield return new Cell(X + dx, Y + dy);
        }
    }
}

interface IWorld
{
    int Population { get; }
    void Step();
    bool this[int x, int y] { get; set; }
}

/// A fixed board whose edges meet.
class Torus : IWorld
{
    private bool[,] now, next;

    public Torus(int width, int height)
    {
        now = new bool[height, width];
        next = new bool[height, width];
    }

    public int Width { get { return now.GetLength(1); } }
    public int Height { get { return now.GetLength(0); } }

    public bool this[int x, int y]
    {
        get { return now[(y % Height + Height) % Height, (x % Width + Width) % Width]; }
        set { now[(y % Height + Height) % Height, (x % Width + Width) % Width] = value; }
    }

    public int Population { get { return now.Cast<bool>().Count(alive => alive); } }

    public void Step()
    {
        for (int y = 0; y < Height; y++)
        {
            for (int x = 0; x < Width; x++)
            {
                int n = 0;
                for (int dy = -1; dy <= 1; dy++)
                    for (int dx = -1; dx <= 1; dx++)
                        if ((dx | dy) != 0 && this[x + dx, y + dy])
                            n++;
                next[y, x] = n == 3 || n == 2 && now[y, x];
            }
        }
        bool[,] old = now;
        now = next;
        next = old;
    }

    public ulong Fingerprint()
    {
        ulong hash = 14695981039346656037;
        foreach (bool alive in now)
            hash = unchecked((hash ^ (alive ? 1UL : 2UL)) * 1099511628211);
        return hash;
    }

    public override string ToString()
    {
        var text = new StringBuilder();
        for (int y = 0; y < Height; y++)
        {
            for (int x = 0; x < Width; x++)
                text.Append(now[y, x] ? '#' : '.');
            text.Append('\n');
        }
        return text.ToString();
    }
}

/// Only what lives is stored; there is no edge.
class Plane : IWorld
{
    private HashSet<Cell> alive = new HashSet<Cell>();

    public bool this[int x, int y]
    {
        get { return alive.Contains(new Cell(x, y)); }
        set
        {
            if (value)
                alive.Add(new Cell(x, y));
            else
                alive.Remove(new Cell(x, y));
        }
    }

    public int Population { get { return alive.Count; } }

    public void Step()
    {
        var counts = new Dictionary<Cell, int>();
        foreach (Cell neighbour in alive.SelectMany(c => c.Neighbours))
        {
            int n;
            counts.TryGetValue(neighbour, out n);
            counts[neighbour] = n + 1;
        }
        alive = new HashSet<Cell>(counts.Where(p => p.Value == 3 || p.Value == 2 && alive.Contains(p.Key)).Select(p => p.Key));
    }

    public string Box()
    {
        if (alive.Count == 0)
            return "nothing";
        return string.Format("({0},{1})..({2},{3})", alive.Min(c => c.X), alive.Min(c => c.Y), alive.Max(c => c.X), alive.Max(c => c.Y));
    }
}

static class Program
{
    static void Place(IWorld world, int left, int top, params string[] rows)
    {
        for (int y = 0; y < rows.Length; y++)
            for (int x = 0; x < rows[y].Length; x++)
                if (rows[y][x] == '#')
                    world[left + x, top + y] = true;
    }

    /// The run-length encoding that collections of patterns use.
    static string[] Decode(string rle)
    {
        var rows = new List<string>();
        var row = new StringBuilder();
        int count = 0;
        foreach (char c in rle)
        {
            if (char.IsDigit(c))
            {
                count = count * 10 + (c - '0');
                continue;
            }
            if (c == 'b' || c == 'o')
            {
                row.Append(c == 'o' ? '#' : '.', Math.Max(count, 1));
            }
            else
            {
                rows.Add(row.ToString());
                row.Length = 0;
                for (int i = 1; i < count; i++)
                    rows.Add("");
            }
            count = 0;
        }
        return rows.ToArray();
    }

    static int Period(Torus torus, int limit)
    {
        var seen = new Dictionary<ulong, int>();
        for (int generation = 0; generation <= limit; generation++)
        {
            int first;
            if (seen.TryGetValue(torus.Fingerprint(), out first))
                return generation - first;
            seen.Add(torus.Fingerprint(), generation);
            torus.Step();
        }
        return -1;
    }

    static void Main()
    {
        var glider = new Torus(8, 8);
        Place(glider, 0, 0, ".#.", "..#", "###");
        string before = glider.ToString();
        for (int i = 0; i < 4; i++)
        {
            Console.WriteLine("generation {0}, {1} alive", i, glider.Population);
            Console.Write(glider);
            glider.Step();
        }
        for (int i = 4; i < 32; i++)
            glider.Step();
        Console.WriteLine("round the torus in 32: " + (glider.ToString() == before));

        var patterns = new SortedDictionary<string, string>
        {
            { "block", "2o$2o!" }, { "blinker", "3o!" }, { "toad", "b3o$3o!" }, { "pulsar", "2b3o3b3o2$o4bobo4bo$o4bobo4bo$o4bobo4bo$2b3o3b3o2$2b3o3b3o$o4bobo4bo$o4bobo4bo$o4bobo4bo2$2b3o3b3o!" },
            { "pentadecathlon", "2bo4bo$2ob4ob2o$2bo4bo!" }, { "spaceship", "bo2bo$o$o3bo$4o!" }, { "line of 7", "7o!" },
        };
        foreach (KeyValuePair<string, string> pattern in patterns)
        {
            var torus = new Torus(22, 22);
            Place(torus, 5, 5, Decode(pattern.Value));
            int population = torus.Population;
            Console.WriteLine("{0,-15} starts with {1,2}, period {2}", pattern.Key, population, Period(torus, 200));
        }

        var plane = new Plane();
        Place(plane, -1, -1, ".##", "##.", ".#.");
        var populations = new List<int>();
        for (int generation = 0; generation <= 150; generation++)
        {
            if (generation % 15 == 0)
                populations.Add(plane.Population);
            plane.Step();
        }
        Console.WriteLine("r-pentomino: {0} {1}", string.Join(" ", populations), plane.Box());

        var gun = new Plane();
        Place(gun, 0, 0, Decode("24bo$22bobo$12b2o6b2o12b2o$11bo3bo4b2o12b2o$2o8bo5bo3b2o$2o8bo3bob2o4bobo$10bo5bo7bo$11bo3bo$12b2o!"));
        for (int generation = 1; generation <= 120; generation++)
        {
            gun.Step();
            if (generation % 30 == 0)
                Console.WriteLine("gun after {0}: {1} cells, {2}", generation, gun.Population, gun.Box());
        }

        var soup = new Torus(32, 16);
        uint state = 2463534242;
        for (int i = 0; i < 32 * 16; i++)
        {
            state ^= state << 13;
            state ^= state >> 17;
            state ^= state << 5;
            soup[i % 32, i / 32] = state % 3 == 0;
        }
        Console.WriteLine("soup of {0}, period {1}, {2} left", soup.Population, Period(soup, 1000), soup.Population);
        Console.Write(soup);
    }
}
