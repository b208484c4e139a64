// Generic graph algorithms: shortest paths with a heap, topological order, strong components, spanning trees, flows, colouring.
// compiler: both
// covers: generics, System.Collections.Generic, interfaces, recursion, sorting, structs
using System;
using System.Collections.Generic;
using System.Linq;

struct Edge<T> : IComparable<Edge<T>>
{
    public readonly T From, To;
    public readonly int Weight;

    public Edge(T from, T to, int weight)
    {
        From = from;
        To = to;
        Weight = weight;
    }

    public int CompareTo(Edge<T> other) { return Weight.CompareTo(other.Weight); }
    public override string ToString() { return From + "-" + To + ":" + Weight; }
}

class Heap<TKey, TValue> where TKey : IComparable<TKey>
{
    private readonly List<KeyValuePair<TKey, TValue>> items = new List<KeyValuePair<TKey, TValue>>();

    public int Count { get { return items.Count; } }

    public void Push(TKey key, TValue value)
    {
        items.Add(new KeyValuePair<TKey, TValue>(key, value));
        for (int i = items.Count - 1; i > 0 && Less(i, (i - 1) / 2); i = (i - 1) / 2)
            Swap(i, (i - 1) / 2);
    }

    public KeyValuePair<TKey, TValue> Pop()
    {
        if (items.Count == 0)
            throw new InvalidOperationException("the heap is empty");
        KeyValuePair<TKey, TValue> top = items[0];
        items[0] = items[items.Count - 1];
        items.RemoveAt(items.Count - 1);
        for (int i = 0; ;)
        {
            int smallest = i;
            for (int child = 2 * i + 1; child <= 2 * i + 2; child++)
                if (child < items.Count && Less(child, smallest))
                    smallest = child;
            if (smallest == i)
                return top;
            Swap(i, smallest);
            i = smallest;
        }
    }

    private bool Less(int a, int b) { return items[a].Key.CompareTo(items[b].Key) < 0; }

    private void Swap(int a, int b)
    {
        KeyValuePair<TKey, TValue> t = items[a];
        items[a] = items[b];
        items[b] = t;
    }
}

class DisjointSets<T>
{
    private readonly Dictionary<T, T> parent = new Dictionary<T, T>();

    public T Find(T item)
    {
        T up;
        if (!parent.TryGetValue(item, out up))
            return item;
        return parent[item] = Find(up);
    }

    public bool Union(T a, T b)
    {
        T x = Find(a), y = Find(b);
        if (EqualityComparer<T>.Default.Equals(x, y))
            return false;
        parent[x] = y;
        return true;
    }
}

class Graph<T>
{
    private readonly Dictionary<T, List<Edge<T>>> edges = new Dictionary<T, List<Edge<T>>>();
    private readonly List<T> order = new List<T>();

    public IEnumerable<T> Nodes { get { return order; } }
    public IEnumerable<Edge<T>> Edges { get { return order.SelectMany(n => edges[n]); } }
    public IEnumerable<T> this[T node] { get { return edges[node].Select(e => e.To); } }

    private List<Edge<T>> From(T node)
    {
        List<Edge<T>> list;
        if (!edges.TryGetValue(node, out list))
        {
            edges.Add(node, list = new List<Edge<T>>());
            order.Add(node);
        }
        return list;
    }

    public Graph<T> Add(T from, T to, int weight = 1, bool both = false)
    {
        From(from).Add(new Edge<T>(from, to, weight));
        From(to);
        if (both)
            From(to).Add(new Edge<T>(to, from, weight));
        return this;
    }

    public Dictionary<T, int> Distances(T start, out Dictionary<T, T> previous)
    {
        var distances = new Dictionary<T, int> { { start, 0 } };
        previous = new Dictionary<T, T>();
        var heap = new Heap<int, T>();
        heap.Push(0, start);
        while (heap.Count > 0)
        {
            KeyValuePair<int, T> next = heap.Pop();
            if (next.Key > distances[next.Value])
                continue;
            foreach (Edge<T> edge in edges[next.Value])
            {
                int distance = next.Key + edge.Weight, known;
                if (distances.TryGetValue(edge.To, out known) && known <= distance)
                    continue;
                distances[edge.To] = distance;
                previous[edge.To] = next.Value;
                heap.Push(distance, edge.To);
            }
        }
        return distances;
    }

    public IList<T> Path(T from, T to)
    {
        Dictionary<T, T> previous;
        if (!Distances(from, out previous).ContainsKey(to))
            return null;
        var path = new LinkedList<T>();
        for (T at = to; ; at = previous[at])
        {
            path.AddFirst(at);
            if (at.Equals(from))
                return path.ToList();
        }
    }

    public IEnumerable<T> Topological()
    {
        Dictionary<T, int> incoming = order.ToDictionary(n => n, n => 0);
        foreach (Edge<T> edge in Edges)
            incoming[edge.To]++;
        var ready = new SortedSet<T>(order.Where(n => incoming[n] == 0));
        int done = 0;
        while (ready.Count > 0)
        {
            T node = ready.Min;
            ready.Remove(node);
            done++;
            yield return node;
            foreach (T next in this[node])
                if (--incoming[next] == 0)
                    ready.Add(next);
        }
        if (done < order.Count)
            throw new InvalidOperationException("a cycle among " + string.Join(", ", order.Where(n => incoming[n] > 0)));
    }

    /// Tarjan's strongly connected components.
    public List<List<T>> Components()
    {
        var result = new List<List<T>>();
        var index = new Dictionary<T, int>();
        var low = new Dictionary<T, int>();
        var stack = new Stack<T>();
        var onStack = new HashSet<T>();
        Action<T> visit = null;
        visit = node =>
        {
            index[node] = low[node] = index.Count;
            stack.Push(node);
            onStack.Add(node);
            foreach (T next in this[node])
            {
                if (!index.ContainsKey(next))
                {
                    visit(next);
                    low[node] = Math.Min(low[node], low[next]);
                }
                else if (onStack.Contains(next))
                {
                    low[node] = Math.Min(low[node], index[next]);
                }
            }
            if (low[node] != index[node])
                return;
            var component = new List<T>();
            T popped;
            do
            {
                popped = stack.Pop();
                onStack.Remove(popped);
                component.Add(popped);
            } while (!popped.Equals(node));
            component.Sort();
            result.Add(component);
        };
        foreach (T node in order)
            if (!index.ContainsKey(node))
                visit(node);
        return result;
    }

    public IEnumerable<Edge<T>> SpanningTree()
    {
        var sets = new DisjointSets<T>();
        return Edges.OrderBy(e => e).Where(e => sets.Union(e.From, e.To));
    }

    public IEnumerable<T> BreadthFirst(T start)
    {
        var seen = new HashSet<T> { start };
        var queue = new Queue<T>();
        queue.Enqueue(start);
        while (queue.Count > 0)
        {
            T node = queue.Dequeue();
            yield return node;
            foreach (T next in this[node].Where(seen.Add))
                queue.Enqueue(next);
        }
    }

    public int MaximumFlow(T source, T sink)
    {
        var capacity = new Dictionary<KeyValuePair<T, T>, int>();
        foreach (Edge<T> e in Edges)
        {
            var key = new KeyValuePair<T, T>(e.From, e.To);
            int old;
            capacity.TryGetValue(key, out old);
            capacity[key] = old + e.Weight;
        }
        Func<T, T, int> rest = (a, b) => { int c; return capacity.TryGetValue(new KeyValuePair<T, T>(a, b), out c) ? c : 0; };
        for (int total = 0; ;)
        {
            var via = new Dictionary<T, T>();
            var queue = new Queue<T>(new[] { source });
            while (queue.Count > 0 && !via.ContainsKey(sink))
            {
                T node = queue.Dequeue();
                foreach (T next in order.Where(n => !n.Equals(source) && !via.ContainsKey(n) && rest(node, n) > 0))
                {
                    via[next] = node;
                    queue.Enqueue(next);
                }
            }
            if (!via.ContainsKey(sink))
                return total;
            int flow = int.MaxValue;
            for (T at = sink; !at.Equals(source); at = via[at])
                flow = Math.Min(flow, rest(via[at], at));
            for (T at = sink; !at.Equals(source); at = via[at])
            {
                capacity[new KeyValuePair<T, T>(via[at], at)] -= flow;
                capacity[new KeyValuePair<T, T>(at, via[at])] = rest(at, via[at]) + flow;
            }
            total += flow;
        }
    }

    public Dictionary<T, int> Colours()
    {
        var colours = new Dictionary<T, int>();
        foreach (T node in order.OrderByDescending(n => edges[n].Count))
        {
            var used = new HashSet<int>(this[node].Where(colours.ContainsKey).Select(n => colours[n]));
            colours[node] = Enumerable.Range(0, order.Count).First(c => !used.Contains(c));
        }
        return colours;
    }
}

static class Program
{
    static void Main()
    {
        Graph<string> roads = new Graph<string>()
            .Add("Bern", "Basel", 98, true).Add("Bern", "Zug", 124, true).Add("Bern", "Thun", 28, true).Add("Basel", "Zug", 112, true)
            .Add("Zug", "Chur", 118, true).Add("Thun", "Brig", 76, true).Add("Brig", "Chur", 150, true).Add("Basel", "Olten", 48, true).Add("Olten", "Zug", 65, true)
            .Add("Malta", "Gozo", 5, true);
        Dictionary<string, string> previous;
        foreach (KeyValuePair<string, int> pair in roads.Distances("Bern", out previous).OrderBy(p => p.Value))
            Console.WriteLine("{0,-6}{1,4} km  {2}", pair.Key, pair.Value, string.Join(" > ", roads.Path("Bern", pair.Key)));
        Console.WriteLine(roads.Path("Bern", "Gozo") == null ? "no bridge to Gozo" : "?");
        Edge<string>[] tree = roads.SpanningTree().ToArray();
        Console.WriteLine("tree {0} km: {1}", tree.Sum(e => e.Weight), string.Join(" ", tree));
        Console.WriteLine("from Brig: " + string.Join(" ", roads.BreadthFirst("Brig")));
        Console.WriteLine("colours: " + string.Join(" ", roads.Colours().OrderBy(c => c.Key, StringComparer.Ordinal).Select(c => c.Key + c.Value)));

        var build = new Graph<string>();
        foreach (string rule in "app:core,ui,net ui:core,fonts net:core,tls tls:bignum core:base fonts:base bignum:base".Split(' '))
        {
            string[] parts = rule.Split(':');
            foreach (string needed in parts[1].Split(','))
                build.Add(needed, parts[0]);
        }
        Console.WriteLine("build: " + string.Join(" ", build.Topological()));
        build.Add("app", "base");
        try
        {
            Console.WriteLine(string.Join(" ", build.Topological()));
        }
        catch (InvalidOperationException e)
        {
            Console.WriteLine(e.Message);
        }
        Console.WriteLine("components: " + string.Join(" | ", build.Components().Select(c => string.Join(",", c))));

        var web = new Graph<int>();
        for (int i = 0; i < 60; i++)
            web.Add(i, i * 7 % 60).Add(i, (i + (i % 10 == 9 ? 0 : 1)) % 60);
        Console.WriteLine("web: " + string.Join(" ", web.Components().Where(c => c.Count > 1).OrderBy(c => c[0]).Select(c => c[0] + "x" + c.Count)));

        Graph<char> pipes = new Graph<char>().Add('s', 'a', 16).Add('s', 'b', 13).Add('a', 'b', 10).Add('b', 'a', 4).Add('a', 'c', 12)
            .Add('c', 'b', 9).Add('b', 'd', 14).Add('d', 'c', 7).Add('c', 't', 20).Add('d', 't', 4);
        Console.WriteLine("flow: " + pipes.MaximumFlow('s', 't') + " " + pipes.MaximumFlow('t', 's'));

        var heap = new Heap<double, string>();
        double[] keys = { 2.5, -1, 7, 0, 3.25, -8.5, 2.5 };
        foreach (double key in keys)
            heap.Push(key, "k" + key.ToString(System.Globalization.CultureInfo.InvariantCulture));
        while (heap.Count > 0)
            Console.Write(heap.Pop().Value + " ");
        try
        {
            heap.Pop();
        }
        catch (InvalidOperationException e)
        {
            Console.WriteLine(e.Message);
        }
    }
}
