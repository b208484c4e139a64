// Structs: copying, passing, nested, in arrays and fields, default values, methods that change this, equality.
// covers: structs, boxing
using System;

struct Vector
{
    public double X, Y;

    public Vector(double x, double y)
    {
        X = x;
        Y = y;
    }

    public double Length => Math.Sqrt(X * X + Y * Y);
    public void Scale(double factor)
    {
        X *= factor;
        Y *= factor;
    }

    public static Vector operator +(Vector a, Vector b) => new Vector(a.X + b.X, a.Y + b.Y);
    public override string ToString() => "(" + X + ", " + Y + ")";
}

struct Mixed
{
    public byte Small;
    public string Text;
    public long Big;
    public Vector Inner;
    public short Tail;
}

readonly struct Money
{
    public readonly int Cents;
    public Money(int cents) => Cents = cents;
    public Money Plus(Money other) => new Money(Cents + other.Cents);
}

struct Empty { }

class Holder
{
    public Vector Position;
    public readonly Vector Frozen = new Vector(1, 1);
    public static Vector Shared = new Vector(7, 8);
    public Vector[] Path = new Vector[3];
}

class Program
{
    static void ByValue(Vector v) => v.Scale(100);
    static void ByRef(ref Vector v) => v.Scale(100);
    static Vector Make(int i) => new Vector(i, i + 0.5);

    static void Main()
    {
        Vector a = new Vector(3, 4);
        Vector b = a;
        b.X = 10;
        Console.WriteLine(a + " " + b + " " + a.Length);
        ByValue(a);
        Console.WriteLine(a);
        ByRef(ref a);
        Console.WriteLine(a);
        Console.WriteLine(default(Vector) + " " + new Vector());
        var holder = new Holder();
        holder.Position.X = 5;
        holder.Position.Scale(2);
        holder.Frozen.Scale(50);
        Console.WriteLine(holder.Position + " " + holder.Frozen);
        Holder.Shared.Scale(2);
        Console.WriteLine(Holder.Shared);
        holder.Path[1].Y = 9;
        holder.Path[1].Scale(2);
        Vector taken = holder.Path[1];
        taken.Y = 0;
        Console.WriteLine(holder.Path[1] + " " + taken);
        Mixed m = new Mixed { Small = 255, Text = "text", Big = long.MaxValue, Inner = a, Tail = -3 };
        Mixed n = m;
        n.Inner.X = -1;
        n.Text = "other";
        Console.WriteLine(m.Small + m.Text + m.Big + m.Inner + m.Tail + " " + n.Inner + n.Text);
        var mixed = new Mixed[10];
        for (int i = 0; i < mixed.Length; i++)
        {
            mixed[i].Text = "item" + i;
            mixed[i].Inner = Make(i);
        }
        Console.WriteLine(mixed[7].Text + mixed[7].Inner + mixed[0].Big);
        Vector sum = default;
        for (int i = 0; i < 5; i++)
            sum += Make(i);
        Console.WriteLine(sum);
        Console.WriteLine(new Money(150).Plus(new Money(99)).Cents);
        Console.WriteLine(a.Equals(a) + " " + a.Equals(b) + " " + new Vector(1, 2).Equals(new Vector(1, 2)) + " " + m.Equals(n) + " " + a.Equals("x"));
        Console.WriteLine((new Vector(1, 2).GetHashCode() == new Vector(1, 2).GetHashCode()) + " " + new Empty().Equals(new Empty()));
        object boxed = a;
        a.X = 0;
        Console.WriteLine(boxed + " " + ((Vector)boxed).X);
        Console.WriteLine(new Mixed());
    }
}
