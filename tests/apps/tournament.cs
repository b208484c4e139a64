// A chess tournament: structs and IComparable, Elo ratings, Swiss pairing, a round robin, tie-breaks, a knock-out bracket, a league table.
// compiler: both
// covers: structs, sorting, System.Linq, math functions, iterators, operators, arrays
using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

/// Points in halves, so that sums are exact.
struct Score : IComparable<Score>, IComparable, IEquatable<Score>
{
    private readonly int halves;
    private Score(int halves) { this.halves = halves; }
    public static readonly Score Win = new Score(2), Draw = new Score(1), Loss = new Score(0);
    public static Score operator +(Score a, Score b) { return new Score(a.halves + b.halves); }
    public static Score operator *(Score a, Score b) { return new Score(a.halves * b.halves / 2); }
    public static Score operator !(Score a) { return new Score(2 - a.halves); }
    public static bool operator ==(Score a, Score b) { return a.halves == b.halves; }
    public static bool operator !=(Score a, Score b) { return a.halves != b.halves; }
    public static explicit operator double(Score s) { return s.halves / 2.0; }
    public int CompareTo(Score other) { return halves - other.halves; }
    public bool Equals(Score other) { return halves == other.halves; }
    public override bool Equals(object other) { return other is Score && Equals((Score)other); }
    public override int GetHashCode() { return halves; }

    int IComparable.CompareTo(object other)
    {
        if (!(other is Score))
            throw new ArgumentException("not a score");
        return CompareTo((Score)other);
    }

    public override string ToString() { return halves == 1 ? "½" : halves / 2 + (halves % 2 == 1 ? "½" : ""); }
}

class Player
{
    public string Name;
    public double Rating;
    public Score Points;
    public readonly List<KeyValuePair<Player, Score>> Games = new List<KeyValuePair<Player, Score>>();
    public int Whites;

    public Score Buchholz { get { return Games.Aggregate(new Score(), (sum, g) => sum + g.Key.Points); } }
    public Score Sonneborn { get { return Games.Aggregate(new Score(), (sum, g) => sum + g.Key.Points * g.Value); } }
    public bool Met(Player other) { return Games.Any(g => g.Key == other); }
    public override string ToString() { return Name; }
}

class ByStanding : IComparer<Player>
{
    public int Compare(Player a, Player b)
    {
        int order = b.Points.CompareTo(a.Points);
        if (order == 0)
            order = b.Buchholz.CompareTo(a.Buchholz);
        if (order == 0)
            order = b.Sonneborn.CompareTo(a.Sonneborn);
        return order != 0 ? order : string.CompareOrdinal(a.Name, b.Name);
    }
}

struct Pairing
{
    public Player White, Black;
    public Pairing(Player white, Player black) { White = white; Black = black; }
}

class Dice
{
    private ulong state;
    public Dice(ulong seed) { state = seed; }

    public double Next()
    {
        unchecked
        {
            state += 0x9E3779B97F4A7C15;
            ulong z = state;
            z = (z ^ z >> 30) * 0xBF58476D1CE4E5B9;
            z = (z ^ z >> 27) * 0x94D049BB133111EB;
            return ((z ^ z >> 31) >> 11) * (1.0 / (1UL << 53));
        }
    }
}

static class Elo
{
    public static double Expected(Player a, Player b) { return 1 / (1 + Math.Pow(10, (b.Rating - a.Rating) / 400)); }

    public static void Play(Pairing pairing, Score forWhite)
    {
        Player white = pairing.White, black = pairing.Black;
        double change = 20 * ((double)forWhite - Expected(white, black));
        white.Rating += change;
        black.Rating -= change;
        white.Points += forWhite;
        black.Points += !forWhite;
        white.Whites++;
        white.Games.Add(new KeyValuePair<Player, Score>(black, forWhite));
        black.Games.Add(new KeyValuePair<Player, Score>(white, !forWhite));
    }
}

static class Pairings
{
    public static IEnumerable<List<Pairing>> RoundRobin(IList<Player> players)
    {
        Player[] circle = players.ToArray();
        int n = circle.Length;
        for (int round = 0; round < n - 1; round++)
        {
            var games = new List<Pairing>();
            for (int i = 0; i < n / 2; i++)
                games.Add(round % 2 == 0 ? new Pairing(circle[i], circle[n - 1 - i]) : new Pairing(circle[n - 1 - i], circle[i]));
            yield return games;
            Player last = circle[n - 1];
            Array.Copy(circle, 1, circle, 2, n - 2);
            circle[1] = last;
        }
    }

    public static List<Pairing> Swiss(IEnumerable<Player> standing)
    {
        return Pair(standing.ToList());
    }

    private static List<Pairing> Pair(List<Player> rest)
    {
        if (rest.Count == 0)
            return new List<Pairing>();
        Player first = rest[0];
        for (int i = 1; i < rest.Count; i++)
        {
            if (first.Met(rest[i]))
                continue;
            List<Pairing> others = Pair(rest.Where((p, k) => k != 0 && k != i).ToList());
            if (others == null)
                continue;
            others.Insert(0, first.Whites <= rest[i].Whites ? new Pairing(first, rest[i]) : new Pairing(rest[i], first));
            return others;
        }
        return null;
    }
}

static class Program
{
    static readonly Dice dice = new Dice(2024);

    static Score Result(Pairing pairing)
    {
        double expected = Elo.Expected(pairing.White, pairing.Black) + 0.03, x = dice.Next();
        return x < expected - 0.15 ? Score.Win : x < expected + 0.15 ? Score.Draw : Score.Loss;
    }

    static List<Player> Field()
    {
        string[] names = { "Ana", "Bo", "Chen", "Dara", "Emil", "Fay", "Gus", "Hana" };
        return names.Select((n, i) => new Player { Name = n, Rating = 2400 - 55 * i * (i % 3 == 2 ? 0.5 : 1) }).ToList();
    }

    static void Table(List<Player> players)
    {
        players.Sort(new ByStanding());
        for (int i = 0; i < players.Count; i++)
        {
            Player p = players[i];
            Console.WriteLine(string.Format(CultureInfo.InvariantCulture, "{0}. {1,-5} {2,-3} Buchholz {3,-4} SB {4,-4} rating {5:F1}  {6}", i + 1, p, p.Points, p.Buchholz, p.Sonneborn, p.Rating, string.Concat(p.Games.Select(g => g.Key.Name.Substring(0, 1) + g.Value + " "))));
        }
    }

    static Player KnockOut(IList<Player> players, int depth)
    {
        if (players.Count == 1)
            return players[0];
        int half = players.Count / 2;
        Player a = KnockOut(players.Take(half).ToArray(), depth + 1), b = KnockOut(players.Skip(half).ToArray(), depth + 1);
        int games = 0;
        double lead = 0;
        while (games < 2 || lead == 0)
        {
            Pairing pairing = games % 2 == 0 ? new Pairing(a, b) : new Pairing(b, a);
            Score score = Result(pairing);
            lead += ((double)score - 0.5) * (games % 2 == 0 ? 1 : -1);
            games++;
        }
        Player winner = lead > 0 ? a : b;
        Console.WriteLine("{0}{1} - {2}: {3} in {4}", new string(' ', 2 * depth), a, b, winner, games);
        return winner;
    }

    static void Main()
    {
        Console.WriteLine("round robin");
        List<Player> players = Field();
        double sum = players.Sum(p => p.Rating);
        int round = 0;
        foreach (List<Pairing> games in Pairings.RoundRobin(players))
        {
            Score[] results = games.Select(Result).ToArray();
            for (int i = 0; i < results.Length; i++)
                Elo.Play(games[i], results[i]);
            Console.WriteLine("{0}: {1}", ++round, string.Join(", ", games.Select((g, i) => g.White + "-" + g.Black + " " + results[i])));
        }
        Table(players);
        Console.WriteLine("all met: {0}, points {1}, ratings kept {2}", players.All(p => players.All(q => p == q || p.Met(q))), players.Aggregate(new Score(), (s, p) => s + p.Points), Math.Abs(players.Sum(p => p.Rating) - sum) < 1e-6);

        Console.WriteLine("swiss");
        players = Field();
        for (int i = 0; i < 5; i++)
        {
            players.Sort(new ByStanding());
            foreach (Pairing pairing in Pairings.Swiss(players))
                Elo.Play(pairing, Result(pairing));
        }
        Table(players);
        Console.WriteLine("nobody met twice: " + players.All(p => p.Games.Select(g => g.Key).Distinct().Count() == p.Games.Count));

        Console.WriteLine("knock-out");
        Console.WriteLine("champion " + KnockOut(Field(), 0));

        Score[] scores = { Score.Win, Score.Loss, Score.Draw, Score.Win + Score.Draw, !Score.Win, !Score.Draw };
        Array.Sort(scores);
        Console.WriteLine(string.Join(" ", scores) + " | " + scores.Max() + " " + (scores[0] == Score.Loss) + " " + Array.IndexOf(scores, Score.Draw) + " " + Array.BinarySearch(scores, Score.Win + Score.Draw));
        object[] boxed = scores.Cast<object>().Reverse().ToArray();
        Array.Sort(boxed);
        Console.WriteLine(string.Join(" ", boxed));
        string[] keys = { "delta", "alpha", "charlie", "bravo" };
        int[] values = { 4, 1, 3, 2 };
        Array.Sort(keys, values, StringComparer.Ordinal);
        Console.WriteLine(string.Join(" ", keys.Zip(values, (k, v) => k + v)));
        try
        {
            Array.Sort(new object[] { Score.Win, "a win" });
        }
        catch (InvalidOperationException e)
        {
            Console.WriteLine(e.Message + " <- " + e.InnerException.Message);
        }
    }
}
