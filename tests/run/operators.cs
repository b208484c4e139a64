// User-defined operators and conversions, including checked ones, true/false, comparison, increment, compound assignment.
// covers: operators, checked arithmetic
using System;

readonly struct Fraction : IEquatable<Fraction>, IComparable<Fraction>
{
    public readonly int Top, Bottom;

    public Fraction(int top, int bottom)
    {
        int divisor = Gcd(Math.Abs(top), Math.Abs(bottom));
        if (bottom < 0)
            divisor = -divisor;
        Top = top / divisor;
        Bottom = bottom / divisor;
    }

    static int Gcd(int a, int b) => b == 0 ? a : Gcd(b, a % b);
    public static Fraction operator +(Fraction a, Fraction b) => new(a.Top * b.Bottom + b.Top * a.Bottom, a.Bottom * b.Bottom);
    public static Fraction operator -(Fraction a, Fraction b) => a + -b;
    public static Fraction operator *(Fraction a, Fraction b) => new(a.Top * b.Top, a.Bottom * b.Bottom);
    public static Fraction operator /(Fraction a, Fraction b) => new(a.Top * b.Bottom, a.Bottom * b.Top);
    public static Fraction operator -(Fraction a) => new(-a.Top, a.Bottom);
    public static Fraction operator ++(Fraction a) => a + 1;
    public static bool operator ==(Fraction a, Fraction b) => a.Equals(b);
    public static bool operator !=(Fraction a, Fraction b) => !a.Equals(b);
    public static bool operator <(Fraction a, Fraction b) => a.CompareTo(b) < 0;
    public static bool operator >(Fraction a, Fraction b) => a.CompareTo(b) > 0;
    public static bool operator true(Fraction a) => a.Top != 0;
    public static bool operator false(Fraction a) => a.Top == 0;
    public static bool operator !(Fraction a) => a.Top == 0;
    public static Fraction operator <<(Fraction a, int n) => a * (1 << n);
    public static implicit operator Fraction(int n) => new(n, 1);
    public static explicit operator int(Fraction f) => f.Top / f.Bottom;
    public static explicit operator double(Fraction f) => (double)f.Top / f.Bottom;
    public static explicit operator byte(Fraction f) => unchecked((byte)(int)f);
    public static explicit operator checked byte(Fraction f) => checked((byte)(int)f);
    public bool Equals(Fraction other) => Top == other.Top && Bottom == other.Bottom;
    public override bool Equals(object other) => other is Fraction f && Equals(f);
    public override int GetHashCode() => Top * 31 + Bottom;
    public int CompareTo(Fraction other) => (Top * other.Bottom).CompareTo(other.Top * Bottom);
    public override string ToString() => Bottom == 1 ? Top.ToString() : Top + "/" + Bottom;
}

class Program
{
    static void Main()
    {
        Fraction half = new(1, 2), third = new(1, 3);
        Console.WriteLine(half + third + " " + (half - third) + " " + half * third + " " + half / third + " " + -half);
        Console.WriteLine((half == new Fraction(2, 4)) + " " + (half != third) + " " + (half < third) + " " + (half > third) + " " + half.Equals((object)new Fraction(3, 6)));
        Fraction f = half;
        Console.WriteLine(f++ + " " + f + " " + ++f);
        f += 2;
        f *= third;
        Console.WriteLine(f + " " + (int)new Fraction(7, 2) + " " + (double)half + " " + (f << 3));
        Console.WriteLine(half ? "true" : "false");
        Console.WriteLine(!(half - half));
        Console.WriteLine(unchecked((byte)new Fraction(300, 1)));
        try
        {
            Console.WriteLine(checked((byte)new Fraction(300, 1)));
        }
        catch (OverflowException)
        {
            Console.WriteLine("overflow");
        }
        Fraction sum = 0;
        for (int i = 1; i <= 9; i++)
            sum += new Fraction(1, i);
        Console.WriteLine(sum);
        Fraction? maybe = null;
        Console.WriteLine((maybe + half).HasValue + " " + (maybe == null));
        Fraction[] sorted = { half, third, 2, new(-1, 7) };
        Array.Sort(sorted);
        Console.WriteLine(string.Join(" ", sorted));
    }
}
