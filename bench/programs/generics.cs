// Generics over references, numbers and structs: a heap of our own, constrained calls, shared code that looks up its type arguments, and
// the library's List and Dictionary.
using System;
using System.Collections.Generic;

static class Generics
{
    struct Point : IEquatable<Point>, IComparable<Point>
    {
        public readonly int X, Y;

        public Point(int x, int y)
        {
            X = x;
            Y = y;
        }

        public bool Equals(Point other)
        {
            return X == other.X && Y == other.Y;
        }
        public override bool Equals(object other)
        {
            return other is Point && Equals((Point)other);
        }
        public override int GetHashCode()
        {
            return X * 31 + Y;
        }
        public int CompareTo(Point other)
        {
            return X != other.X ? X.CompareTo(other.X) : Y.CompareTo(other.Y);
        }
    }

    sealed class Name : IComparable<Name>
    {
        readonly int rank;

        public Name(int rank)
        {
            this.rank = rank;
        }

        public int CompareTo(Name other)
        {
            return rank.CompareTo(other.rank);
        }
        public override int GetHashCode()
        {
            return rank;
        }
    }

    sealed class Heap<T> where T : IComparable<T>
    {
        readonly List<T> items = new List<T>();

        public int Count
        {
            get { return items.Count; }
        }

        public void Push(T item)
        {
            items.Add(item);
            int child = items.Count - 1;
            while (child > 0)
            {
                int parent = (child - 1) / 2;
                if (items[parent].CompareTo(item) <= 0) break;
                items[child] = items[parent];
                child = parent;
            }
            items[child] = item;
        }

        public T Pop()
        {
            T top = items[0], last = items[items.Count - 1];
            items.RemoveAt(items.Count - 1);
            if (items.Count == 0) return top;
            int parent = 0;
            for (;;)
            {
                int child = 2 * parent + 1;
                if (child >= items.Count) break;
                if (child + 1 < items.Count && items[child + 1].CompareTo(items[child]) < 0) child++;
                if (last.CompareTo(items[child]) <= 0) break;
                items[parent] = items[child];
                parent = child;
            }
            items[parent] = last;
            return top;
        }
    }

    static class Registry<T>
    {
        public static int Uses;
    }

    sealed class Box<T>
    {
        public T Value;

        public Box<U> Convert<U>(Func<T, U> function)
        {
            Registry<U>.Uses++;
            return new Box<U> { Value = function(Value) };
        }
    }

    static long Sort<T>(int count, Func<int, T> make) where T : IComparable<T>
    {
        var heap = new Heap<T>();
        for (int i = 0; i < count; i++) heap.Push(make(i * 7919 % 10007));
        long sum = 0;
        while (heap.Count > 0) sum = sum * 31 + heap.Pop().GetHashCode();
        return sum;
    }

    static T Largest<T>(IEnumerable<T> items, T smallest) where T : IComparable<T>
    {
        T best = smallest;
        foreach (T item in items)
            if (item.CompareTo(best) > 0) best = item;
        return best;
    }

    static long Run(int n)
    {
        long sum = Sort(n, i => i) + Sort(n, i => new Point(i % 100, i)) + Sort(n, i => new Name(i));

        var counts = new Dictionary<Point, int>();
        for (int i = 0; i < n * 3; i++)
        {
            var key = new Point(i % 97, i % 11);
            int old;
            counts.TryGetValue(key, out old);
            counts[key] = old + 1;
        }
        foreach (KeyValuePair<Point, int> pair in counts) sum += pair.Key.X * pair.Value;
        sum += Largest(counts.Keys, new Point(0, 0)).X;

        var box = new Box<int> { Value = 1 };
        Registry<string>.Uses = 0;
        for (int i = 0; i < n; i++)
        {
            Box<string> text = box.Convert(x => (x & 1) == 0 ? "even" : "odd");
            Box<object> boxed = text.Convert(x => (object)x.Length);
            box = boxed.Convert(x => (int)x + 1);
        }
        return sum + Registry<string>.Uses + box.Value;
    }

    static int Main(string[] args)
    {
        var bench = new Bench(args, size: 8000, checksum: 6761284823410396217, tinySize: 50, tinyChecksum: -8322587326792477089);
        while (bench.Next()) bench.Done(Run(bench.Size));
        return bench.Finish();
    }
}
