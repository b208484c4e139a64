// Puzzle solvers: sudoku by constraint propagation and search, queens by bit masks, Knight's tour, exact cover with dancing links, water jugs.
// compiler: both
// covers: integer arithmetic, recursion, arrays, System.Collections.Generic, iterators, references
using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;

sealed class Sudoku
{
    // Each cell is a set of candidates, a bit per digit.
    private readonly int[] cells = new int[81];
    private static readonly int[][] peers = Enumerable.Range(0, 81).Select(Peers).ToArray();

    private static int[] Peers(int cell)
    {
        int row = cell / 9, column = cell % 9;
        return Enumerable.Range(0, 81)
            .Where(c => c != cell && (c / 9 == row || c % 9 == column || c / 27 == row / 3 && c % 9 / 3 == column / 3)).ToArray();
    }

    private Sudoku() { }

    public static Sudoku Parse(string text)
    {
        if (text.Length != 81)
            throw new ArgumentException("a sudoku has 81 cells, not " + text.Length);
        var sudoku = new Sudoku();
        for (int i = 0; i < 81; i++)
            sudoku.cells[i] = 0x1FF;
        for (int i = 0; i < 81; i++)
            if (text[i] != '.' && !sudoku.Assign(i, 1 << text[i] - '1'))
                throw new InvalidOperationException("contradiction at " + i);
        return sudoku;
    }

    private static int Count(int bits)
    {
        int n = 0;
        for (; bits != 0; bits &= bits - 1)
            n++;
        return n;
    }

    private bool Assign(int cell, int bit)
    {
        if ((cells[cell] & bit) == 0)
            return false;
        cells[cell] = bit;
        foreach (int peer in peers[cell])
        {
            if ((cells[peer] & bit) == 0)
                continue;
            if (cells[peer] == bit)
                return false;
            cells[peer] &= ~bit;
            if ((cells[peer] & cells[peer] - 1) == 0 && !Assign(peer, cells[peer]))
                return false;
        }
        return true;
    }

    public IEnumerable<Sudoku> Solutions()
    {
        int best = -1, fewest = 10;
        for (int i = 0; i < 81; i++)
        {
            int n = Count(cells[i]);
            if (n > 1 && n < fewest)
            {
                fewest = n;
                best = i;
            }
        }
        if (best < 0)
        {
            yield return this;
            yield break;
        }
        for (int bits = cells[best]; bits != 0; bits &= bits - 1)
        {
            var copy = new Sudoku();
            Array.Copy(cells, copy.cells, 81);
            if (!copy.Assign(best, bits & -bits))
                continue;
            foreach (Sudoku solution in copy.Solutions())
                yield return solution;
        }
    }

    public override string ToString()
    {
        var text = new StringBuilder();
        for (int i = 0; i < 81; i++)
        {
            int digit = 1;
            while (cells[i] >> digit != 0)
                digit++;
            text.Append(Count(cells[i]) == 1 ? digit.ToString() : ".");
            text.Append(i % 9 == 8 ? "\n" : i % 3 == 2 ? " " : "");
        }
        return text.ToString();
    }
}

static class Queens
{
    public static int Count(int n) { return Place((1 << n) - 1, 0, 0, 0); }

    private static int Place(int all, int columns, int left, int right)
    {
        if (columns == all)
            return 1;
        int count = 0;
        for (int free = all & ~(columns | left | right); free != 0; free &= free - 1)
        {
            int bit = free & -free;
            count += Place(all, columns | bit, (left | bit) << 1, (right | bit) >> 1);
        }
        return count;
    }

    public static IEnumerable<int[]> All(int n)
    {
        var columns = new int[n];
        for (int row = 0, column = 0; row >= 0;)
        {
            while (column < n && Enumerable.Range(0, row).Any(r => columns[r] == column || Math.Abs(columns[r] - column) == row - r))
                column++;
            if (column == n)
            {
                row--;
                column = row >= 0 ? columns[row] + 1 : 0;
                continue;
            }
            columns[row] = column;
            if (row == n - 1)
            {
                yield return (int[])columns.Clone();
                column++;
            }
            else
            {
                row++;
                column = 0;
            }
        }
    }
}

/// Knuth's dancing links for exact cover.
sealed class ExactCover
{
    private class Node
    {
        public Node Left, Right, Up, Down;
        public Column Head;
        public int Row;
        public Node() { Left = Right = Up = Down = this; }
    }

    private sealed class Column : Node
    {
        public int Size;
    }

    private readonly Column root = new Column();
    private readonly List<Column> columns = new List<Column>();
    private int steps;

    public ExactCover(int items)
    {
        for (int i = 0; i < items; i++)
        {
            var column = new Column { Left = root.Left, Right = root };
            root.Left.Right = column;
            root.Left = column;
            column.Head = column;
            columns.Add(column);
        }
    }

    public int Steps { get { return steps; } }

    public void Add(int row, params int[] items)
    {
        Node first = null;
        foreach (int item in items)
        {
            Column head = columns[item];
            var node = new Node { Head = head, Row = row, Up = head.Up, Down = head };
            head.Up.Down = node;
            head.Up = node;
            head.Size++;
            if (first == null)
            {
                first = node;
                continue;
            }
            node.Left = first.Left;
            node.Right = first;
            first.Left.Right = node;
            first.Left = node;
        }
    }

    private static void Cover(Column column)
    {
        column.Right.Left = column.Left;
        column.Left.Right = column.Right;
        for (Node i = column.Down; i != column; i = i.Down)
        {
            for (Node j = i.Right; j != i; j = j.Right)
            {
                j.Down.Up = j.Up;
                j.Up.Down = j.Down;
                j.Head.Size--;
            }
        }
    }

    private static void Uncover(Column column)
    {
        for (Node i = column.Up; i != column; i = i.Up)
        {
            for (Node j = i.Left; j != i; j = j.Left)
            {
                j.Head.Size++;
                j.Down.Up = j;
                j.Up.Down = j;
            }
        }
        column.Right.Left = column;
        column.Left.Right = column;
    }

    public void Solve(Stack<int> chosen, Action<IEnumerable<int>> found)
    {
        steps++;
        if (root.Right == root)
        {
            found(chosen.OrderBy(r => r));
            return;
        }
        Column best = null;
        for (Node c = root.Right; c != root; c = c.Right)
            if (best == null || ((Column)c).Size < best.Size)
                best = (Column)c;
        Cover(best);
        for (Node row = best.Down; row != best; row = row.Down)
        {
            chosen.Push(row.Row);
            for (Node j = row.Right; j != row; j = j.Right)
                Cover(j.Head);
            Solve(chosen, found);
            for (Node j = row.Left; j != row; j = j.Left)
                Uncover(j.Head);
            chosen.Pop();
        }
        Uncover(best);
    }
}

static class Program
{
    static bool Tour(int n, int[,] board, int x, int y, int step, ref int tries)
    {
        board[y, x] = step;
        tries++;
        if (step == n * n)
            return true;
        int[] dx = { 1, 2, 2, 1, -1, -2, -2, -1 }, dy = { -2, -1, 1, 2, 2, 1, -1, -2 };
        Func<int, int, bool> free = (a, b) => a >= 0 && b >= 0 && a < n && b < n && board[b, a] == 0;
        var moves = Enumerable.Range(0, 8).Where(i => free(x + dx[i], y + dy[i]))
            .OrderBy(i => Enumerable.Range(0, 8).Count(k => free(x + dx[i] + dx[k], y + dy[i] + dy[k]))).ToArray();
        foreach (int move in moves)
            if (Tour(n, board, x + dx[move], y + dy[move], step + 1, ref tries))
                return true;
        board[y, x] = 0;
        return false;
    }

    static string Jugs(int[] sizes, int goal)
    {
        var start = new string('0', sizes.Length);
        var from = new Dictionary<string, string> { { start, null } };
        var queue = new Queue<string>();
        queue.Enqueue(start);
        while (queue.Count > 0)
        {
            string state = queue.Dequeue();
            int[] levels = state.Select(c => c - '0').ToArray();
            if (levels.Contains(goal))
            {
                var path = new List<string>();
                for (string s = state; s != null; s = from[s])
                    path.Insert(0, s);
                return string.Join(" ", path);
            }
            for (int a = 0; a < sizes.Length; a++)
            {
                for (int b = -2; b < sizes.Length; b++)
                {
                    var next = (int[])levels.Clone();
                    if (b == -2)
                    {
                        next[a] = sizes[a];
                    }
                    else if (b == -1)
                    {
                        next[a] = 0;
                    }
                    else if (a != b)
                    {
                        int poured = Math.Min(next[a], sizes[b] - next[b]);
                        next[a] -= poured;
                        next[b] += poured;
                    }
                    string key = string.Concat(next);
                    if (from.ContainsKey(key))
                        continue;
                    from.Add(key, state);
                    queue.Enqueue(key);
                }
            }
        }
        return "impossible";
    }

    static void Main()
    {
        string[] puzzles =
        {
            "53..7....6..195....98....6.8...6...34..8.3..17...2...6.6....28....419..5....8..79",
            "8..........36......7..9.2...5...7.......457.....1...3...1....68..85...1..9....4..",
            "55..7....6..195....98....6.8...6...34..8.3..17...2...6.6....28....419..5....8..79",
            "..............3.85..1.2.......5.7.....4...1...9.......5......73..2.1........4...",
        };
        foreach (string puzzle in puzzles)
        {
            try
            {
                Sudoku[] solutions = Sudoku.Parse(puzzle).Solutions().Take(2).ToArray();
                Console.WriteLine("{0} solution{1}", solutions.Length, solutions.Length == 1 ? "" : "s");
                Console.Write(solutions[0]);
            }
            catch (Exception e)
            {
                Console.WriteLine(e.GetType().Name + ": " + e.Message);
            }
        }
        Console.WriteLine("more than one: " + Sudoku.Parse(new string('.', 81)).Solutions().Take(5).Count());

        Console.WriteLine("queens: " + string.Join(" ", Enumerable.Range(1, 9).Select(Queens.Count)));
        Console.WriteLine("six queens: " + string.Join(" ", Queens.All(6).Select(q => string.Concat(q))) + ", eight: " + Queens.All(8).Count());

        var board = new int[8, 8];
        int tries = 0;
        Console.WriteLine("tour: {0} after {1} tries", Tour(8, board, 0, 0, 1, ref tries), tries);
        for (int y = 0; y < 8; y++)
            Console.WriteLine(string.Concat(Enumerable.Range(0, 8).Select(x => board[y, x].ToString().PadLeft(3))));
        tries = 0;
        Console.WriteLine("no tour on 4x4: {0} {1}", Tour(4, new int[4, 4], 0, 0, 1, ref tries), tries);

        var cover = new ExactCover(7);
        cover.Add(1, 0, 3, 6);
        cover.Add(2, 0, 3);
        cover.Add(3, 3, 4, 6);
        cover.Add(4, 2, 4, 5);
        cover.Add(5, 1, 2, 5, 6);
        cover.Add(6, 1, 6);
        cover.Solve(new Stack<int>(), rows => Console.WriteLine("exact cover: " + string.Join(" ", rows)));

        // Dominoes on a board: every placement covers two squares.
        const int Width = 6, Height = 4;
        var tiling = new ExactCover(Width * Height);
        int id = 0, tilings = 0;
        for (int i = 0; i < Width * Height; i++)
        {
            if (i % Width < Width - 1)
                tiling.Add(id++, i, i + 1);
            if (i / Width < Height - 1)
                tiling.Add(id++, i, i + Width);
        }
        tiling.Solve(new Stack<int>(), rows => tilings++);
        Console.WriteLine("domino tilings of 6x4: {0} in {1} steps", tilings, tiling.Steps);

        Console.WriteLine("jugs: " + Jugs(new[] { 3, 5 }, 4));
        Console.WriteLine("jugs: " + Jugs(new[] { 8, 5, 3 }, 1));
        Console.WriteLine("jugs: " + Jugs(new[] { 2, 6 }, 3));
    }
}
