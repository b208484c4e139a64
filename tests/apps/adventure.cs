// A text adventure that reads its commands from standard input: rooms, items, a parser with synonyms, locked doors, a score.
// compiler: both
// stdin: data/adventure.txt
// covers: console, standard input, System.Collections.Generic, delegates, enums, closures
using System;
using System.Collections.Generic;
using System.Linq;

enum Direction { North, East, South, West, Up, Down }

[Flags]
enum Traits { None = 0, Portable = 1, Light = 2, Lit = 4, Key = 8, Treasure = 16 }

class Item
{
    public readonly string Name, Description;
    public Traits Traits;

    public Item(string name, string description, Traits traits)
    {
        Name = name;
        Description = description;
        Traits = traits;
    }

    public bool Has(Traits traits) { return (Traits & traits) == traits; }

    public override string ToString() { return Has(Traits.Lit) ? Name + " (lit)" : Name; }
}

class Exit
{
    public Room To;
    public bool Locked;
}

class Room
{
    public readonly string Name, Description;
    public bool Dark, Visited;
    public readonly SortedDictionary<Direction, Exit> Exits = new SortedDictionary<Direction, Exit>();
    public readonly List<Item> Items = new List<Item>();

    public Room(string name, string description)
    {
        Name = name;
        Description = description;
    }

    public void Connect(Direction direction, Room other, bool locked = false)
    {
        Exits.Add(direction, new Exit { To = other, Locked = locked });
        Direction back = direction == Direction.Up ? Direction.Down : direction == Direction.Down ? Direction.Up : (Direction)(((int)direction + 2) % 4);
        other.Exits.Add(back, new Exit { To = this });
    }
}

class GameOverException : Exception
{
    public readonly bool Won;

    public GameOverException(string message, bool won) : base(message) { Won = won; }
}

class Game
{
    delegate void Command(string[] words);

    private readonly Dictionary<string, Command> commands = new Dictionary<string, Command>(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, string> synonyms = new Dictionary<string, string> { { "n", "north" }, { "get", "take" }, { "x", "examine" }, { "i", "inventory" } };
    private readonly List<Item> carried = new List<Item>();
    private Room here;
    private int moves, score;

    public event Action<string, int> Scored;

    public Game()
    {
        var hall = new Room("Hall", "A draughty hall. Portraits look elsewhere.");
        var kitchen = new Room("Kitchen", "Cold ashes, colder soup.");
        var cellar = new Room("Cellar", "You hear water.") { Dark = true };
        var vault = new Room("Vault", "So this is where the taxes went.");
        hall.Connect(Direction.North, kitchen);
        kitchen.Connect(Direction.East, cellar);
        kitchen.Connect(Direction.North, vault, locked: true);
        kitchen.Items.Add(new Item("lamp", "An oil lamp, half full.", Traits.Portable | Traits.Light));
        kitchen.Items.Add(new Item("stove", "Too heavy for adventures.", Traits.None));
        hall.Items.Add(new Item("rope", "Ten feet of it.", Traits.Portable));
        cellar.Items.Add(new Item("key", "It says VAULT in tiny letters.", Traits.Portable | Traits.Key));
        vault.Items.Add(new Item("crown", "Gold, with a dent.", Traits.Portable | Traits.Treasure));
        here = hall;

        commands["look"] = words => Describe(true);
        commands["go"] = Go;
        commands["take"] = Take;
        commands["drop"] = words => Move(words, carried, here.Items, "Dropped.");
        commands["examine"] = words => Console.WriteLine(Find(words, carried.Concat(here.Items)).Description);
        commands["light"] = LightUp;
        commands["unlock"] = Unlock;
        commands["open"] = words => Console.WriteLine(here.Exits.Values.Any(e => e.Locked) ? "It is locked." : "Nothing here opens.");
        commands["inventory"] = words => Console.WriteLine(carried.Count == 0 ? "You carry nothing." : "You carry: " + string.Join(", ", carried) + ".");
        commands["score"] = words => Console.WriteLine("{0} points in {1} move{2}.", score, moves, moves == 1 ? "" : "s");
        commands["quit"] = words => { throw new GameOverException("Goodbye.", false); };
    }

    private bool CanSee { get { return !here.Dark || carried.Concat(here.Items).Any(i => i.Has(Traits.Lit)); } }

    private void Describe(bool full)
    {
        if (!CanSee)
        {
            Console.WriteLine("It is pitch dark.");
            return;
        }
        Console.WriteLine("-- {0} --", here.Name);
        if (full || !here.Visited)
            Console.WriteLine(here.Description);
        if (!here.Visited)
            Score("seeing the " + here.Name.ToLowerInvariant(), 5);
        here.Visited = true;
        if (here.Items.Count > 0)
            Console.WriteLine("You see: {0}.", string.Join(", ", here.Items.Select(i => i.ToString()).ToArray()));
        Console.WriteLine("Exits: {0}", string.Join(", ", here.Exits.Select(e => e.Key.ToString().ToLowerInvariant() + (e.Value.Locked ? " (locked)" : ""))));
    }

    private void Score(string what, int points)
    {
        score += points;
        if (Scored != null)
            Scored(what, points);
    }

    private static Item Find(string[] words, IEnumerable<Item> items)
    {
        if (words.Length < 2)
            throw new ArgumentException("What do you want to " + words[0] + "?");
        Item found = items.FirstOrDefault(i => i.Name == words[1]);
        if (found == null)
            throw new ArgumentException("There is no " + words[1] + " here.");
        return found;
    }

    private static void Move(string[] words, List<Item> from, List<Item> to, string message)
    {
        Item item = Find(words, from);
        from.Remove(item);
        to.Add(item);
        Console.WriteLine(message);
    }

    private void Take(string[] words)
    {
        if (!CanSee)
            throw new ArgumentException("You cannot see a thing.");
        if (!Find(words, here.Items).Has(Traits.Portable))
            throw new ArgumentException("It does not move.");
        Move(words, here.Items, carried, "Taken.");
        Item taken = carried[carried.Count - 1];
        if (taken.Has(Traits.Treasure))
            Score("the " + taken.Name, 50);
    }

    private void Go(string[] words)
    {
        Direction direction;
        if (words.Length < 2 || !Enum.TryParse(words[1], true, out direction))
            throw new ArgumentException("Directions are " + string.Join(", ", Enum.GetNames(typeof(Direction))).ToLowerInvariant() + ".");
        Exit exit;
        if (!here.Exits.TryGetValue(direction, out exit))
            throw new ArgumentException("You cannot go " + direction.ToString().ToLowerInvariant() + ".");
        if (exit.Locked)
            throw new ArgumentException("The door is locked.");
        here = exit.To;
        moves++;
        Describe(false);
    }

    private void LightUp(string[] words)
    {
        Item item = Find(words, carried);
        if (!item.Has(Traits.Light))
            throw new ArgumentException("It does not burn, fortunately.");
        item.Traits |= Traits.Lit;
        Console.WriteLine("The {0} burns. [{1}]", item.Name, item.Traits);
    }

    private void Unlock(string[] words)
    {
        if (!carried.Any(i => i.Has(Traits.Key)))
            throw new ArgumentException("With your teeth?");
        foreach (Exit exit in here.Exits.Values.Where(e => e.Locked))
            exit.Locked = false;
        Console.WriteLine("Click.");
    }

    public int Run()
    {
        Describe(true);
        try
        {
            for (;;)
            {
                Console.Write("> ");
                string line = Console.ReadLine();
                if (line == null)
                    throw new GameOverException("(end of input)", false);
                string[] words = line.Trim().Split(new[] { ' ' }, StringSplitOptions.RemoveEmptyEntries);
                Console.WriteLine(line);
                if (words.Length == 0)
                    continue;
                words = words.Select(w => synonyms.ContainsKey(w) ? synonyms[w] : w).ToArray();
                Command command;
                if (!commands.TryGetValue(words[0], out command))
                {
                    Console.WriteLine("I do not know how to {0}. Verbs: {1}.", words[0], string.Join(" ", commands.Keys.OrderBy(k => k, StringComparer.Ordinal)));
                    continue;
                }
                try
                {
                    command(words);
                }
                catch (ArgumentException e)
                {
                    Console.WriteLine(e.Message);
                }
            }
        }
        catch (GameOverException over)
        {
            Console.WriteLine(over.Message);
            commands["score"](null);
        }
        return score;
    }
}

static class Program
{
    static void Main()
    {
        var log = new List<string>();
        var game = new Game();
        game.Scored += (what, points) => Console.WriteLine("[+{0} for {1}]", points, what);
        game.Scored += (what, points) => log.Add(what);
        int score = game.Run();
        Console.WriteLine("Earned by {0}: {1}", string.Join("; ", log), score);
        Console.WriteLine("Left unread: {0}", Console.In.ReadToEnd().Trim());
    }
}
