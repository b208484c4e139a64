// The kinds of dispatch side by side: virtual, interface, delegate, generic virtual, type tests; with one, two and many receivers.
using System;

static class Dispatch
{
    interface IShape
    {
        int Scale(int factor);
    }

    interface IMeasure<T>
    {
        T Measure(T unit);
    }

    abstract class Shape : IShape, IMeasure<int>
    {
        protected readonly int Side;

        protected Shape(int side)
        {
            Side = side;
        }

        public abstract int Area();
        public virtual int Edges()
        {
            return 0;
        }
        public int Scale(int factor)
        {
            return Side * factor;
        }
        public virtual int Measure(int unit)
        {
            return Side / unit;
        }
        public virtual int Tag<T>(T value)
        {
            return value == null ? 0 : Side;
        }
    }

    class Square : Shape
    {
        public Square(int side) : base(side) { }
        public override int Area()
        {
            return Side * Side;
        }
        public override int Edges()
        {
            return 4;
        }
    }

    sealed class Frame : Square
    {
        public Frame(int side) : base(side) { }
        public override int Area()
        {
            return base.Area() - 1;
        }
    }

    sealed class Triangle : Shape
    {
        public Triangle(int side) : base(side) { }
        public override int Area()
        {
            return Side * Side / 2;
        }
        public override int Edges()
        {
            return 3;
        }
        public override int Tag<T>(T value)
        {
            return Side + 1;
        }
    }

    sealed class Disc : Shape
    {
        public Disc(int side) : base(side) { }
        public override int Area()
        {
            return Side * Side * 3;
        }
        public override int Measure(int unit)
        {
            return 2 * Side / unit;
        }
    }

    static Shape Make(int kind, int side)
    {
        switch (kind)
        {
            case 0: return new Square(side);
            case 1: return new Triangle(side);
            case 2: return new Disc(side);
            default: return new Frame(side);
        }
    }

    static long Virtual(Shape[] shapes, int count)
    {
        long sum = 0;
        for (int i = 0; i < count; i++)
        {
            Shape shape = shapes[i & 15];
            sum += shape.Area() + shape.Edges();
        }
        return sum;
    }

    static long Interface(IShape[] shapes, IMeasure<int>[] measures, int count)
    {
        long sum = 0;
        for (int i = 0; i < count; i++) sum += shapes[i & 15].Scale(i & 3) + measures[i & 15].Measure(2);
        return sum;
    }

    static long GenericVirtual(Shape[] shapes, int count)
    {
        long sum = 0;
        for (int i = 0; i < count; i++) sum += shapes[i & 15].Tag(i) + shapes[i & 15].Tag("text");
        return sum;
    }

    static long Delegates(Func<int, int>[] functions, int count)
    {
        long sum = 0;
        for (int i = 0; i < count; i++) sum += functions[i & 15](i & 7);
        return sum;
    }

    static long TypeTests(object[] objects, int count)
    {
        long sum = 0;
        for (int i = 0; i < count; i++)
        {
            object o = objects[i & 15];
            if (o is Frame) sum += 1;
            else if (o is Square) sum += ((Square)o).Edges();
            else if (o is IMeasure<int>) sum += 3;
            var triangle = o as Triangle;
            if (triangle != null) sum += 2;
        }
        return sum;
    }

    static int Doubled(int x)
    {
        return 2 * x;
    }

    static int Main(string[] args)
    {
        var bench = new Bench(args, size: 150000, checksum: 304236668, tinySize: 100, tinyChecksum: 196137);
        while (bench.Next())
        {
            long sum = 0;
            foreach (int kinds in new[] { 1, 2, 4 })
            {
                var shapes = new Shape[16];
                var functions = new Func<int, int>[16];
                for (int i = 0; i < 16; i++)
                {
                    shapes[i] = Make(i % kinds, i + 1);
                    functions[i] = i % kinds == 1 ? (Func<int, int>)Doubled : shapes[i].Scale;
                }
                sum = sum * 3 + Virtual(shapes, bench.Size) + Interface(shapes, shapes, bench.Size) + GenericVirtual(shapes, bench.Size / 2) +
                      Delegates(functions, bench.Size) + TypeTests(shapes, bench.Size);
            }
            bench.Done(sum);
        }
        return bench.Finish();
    }
}
