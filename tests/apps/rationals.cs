// Exact arithmetic: a big integer by hand checked against System.Numerics, rationals, continued fractions, digits of pi and e, Bernoulli numbers.
// compiler: both
// covers: System.Numerics, operators, structs, checked arithmetic, generics, number formatting, big integers
using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Numerics;
using System.Text;

/// Natural numbers in base 10^9, least digit first.
sealed class Natural : IComparable<Natural>
{
    private const uint Base = 1000000000;
    private readonly uint[] digits;

    private Natural(IEnumerable<uint> source)
    {
        uint[] all = source.ToArray();
        int length = all.Length;
        while (length > 0 && all[length - 1] == 0)
            length--;
        Array.Resize(ref all, length);
        digits = all;
    }

    public static implicit operator Natural(ulong n) { return new Natural(new[] { (uint)(n % Base), (uint)(n / Base % Base), (uint)(n / Base / Base) }); }

    public static Natural Parse(string text)
    {
        var parts = new List<uint>();
        for (int end = text.Length; end > 0; end -= 9)
            parts.Add(uint.Parse(text.Substring(Math.Max(0, end - 9), Math.Min(9, end))));
        return new Natural(parts);
    }

    public static Natural operator +(Natural a, Natural b)
    {
        var sum = new List<uint>();
        uint carry = 0;
        for (int i = 0; i < Math.Max(a.digits.Length, b.digits.Length) || carry != 0; i++)
        {
            uint d = carry + (i < a.digits.Length ? a.digits[i] : 0) + (i < b.digits.Length ? b.digits[i] : 0);
            sum.Add(d % Base);
            carry = d / Base;
        }
        return new Natural(sum);
    }

    public static Natural operator -(Natural a, Natural b)
    {
        if (a.CompareTo(b) < 0)
            throw new OverflowException("a natural number cannot be negative");
        var difference = new uint[a.digits.Length];
        long borrow = 0;
        for (int i = 0; i < difference.Length; i++)
        {
            long d = (long)a.digits[i] - borrow - (i < b.digits.Length ? b.digits[i] : 0);
            borrow = d < 0 ? 1 : 0;
            difference[i] = (uint)(d + borrow * Base);
        }
        return new Natural(difference);
    }

    public static Natural operator *(Natural a, Natural b)
    {
        var product = new uint[a.digits.Length + b.digits.Length + 1];
        for (int i = 0; i < a.digits.Length; i++)
        {
            ulong carry = 0;
            for (int j = 0; j < b.digits.Length || carry != 0; j++)
            {
                ulong d = product[i + j] + carry + (j < b.digits.Length ? (ulong)a.digits[i] * b.digits[j] : 0);
                product[i + j] = (uint)(d % Base);
                carry = d / Base;
            }
        }
        return new Natural(product);
    }

    public uint DivideBy(uint divisor, out Natural quotient)
    {
        var result = new uint[digits.Length];
        ulong rest = 0;
        for (int i = digits.Length - 1; i >= 0; i--)
        {
            rest = rest * Base + digits[i];
            result[i] = (uint)(rest / divisor);
            rest %= divisor;
        }
        quotient = new Natural(result);
        return (uint)rest;
    }

    public int CompareTo(Natural other)
    {
        if (digits.Length != other.digits.Length)
            return digits.Length.CompareTo(other.digits.Length);
        for (int i = digits.Length - 1; i >= 0; i--)
            if (digits[i] != other.digits[i])
                return digits[i].CompareTo(other.digits[i]);
        return 0;
    }

    public override string ToString()
    {
        if (digits.Length == 0)
            return "0";
        var text = new StringBuilder(digits[digits.Length - 1].ToString());
        for (int i = digits.Length - 2; i >= 0; i--)
            text.Append(digits[i].ToString("D9"));
        return text.ToString();
    }
}

struct Rational : IEquatable<Rational>, IComparable<Rational>, IFormattable
{
    private readonly BigInteger numerator, denominatorMinusOne;

    public Rational(BigInteger numerator, BigInteger denominator)
    {
        if (denominator.IsZero)
            throw new DivideByZeroException("a fraction over zero");
        BigInteger divisor = BigInteger.GreatestCommonDivisor(numerator, denominator) * denominator.Sign;
        this.numerator = numerator / divisor;
        denominatorMinusOne = denominator / divisor - 1;
    }

    public BigInteger Numerator { get { return numerator; } }
    public BigInteger Denominator { get { return denominatorMinusOne + 1; } }

    public static Rational operator +(Rational a, Rational b) { return new Rational(a.Numerator * b.Denominator + b.Numerator * a.Denominator, a.Denominator * b.Denominator); }
    public static Rational operator -(Rational a) { return new Rational(-a.Numerator, a.Denominator); }
    public static Rational operator -(Rational a, Rational b) { return a + -b; }
    public static Rational operator *(Rational a, Rational b) { return new Rational(a.Numerator * b.Numerator, a.Denominator * b.Denominator); }
    public static Rational operator /(Rational a, Rational b) { return new Rational(a.Numerator * b.Denominator, a.Denominator * b.Numerator); }
    public static bool operator ==(Rational a, Rational b) { return a.Equals(b); }
    public static bool operator !=(Rational a, Rational b) { return !a.Equals(b); }
    public static bool operator <(Rational a, Rational b) { return a.CompareTo(b) < 0; }
    public static bool operator >(Rational a, Rational b) { return a.CompareTo(b) > 0; }
    public static Rational operator ++(Rational a) { return a + 1; }
    public static implicit operator Rational(int n) { return new Rational(n, 1); }
    public static explicit operator double(Rational r) { return Math.Exp(BigInteger.Log(BigInteger.Abs(r.Numerator)) - BigInteger.Log(r.Denominator)) * r.Numerator.Sign; }
    public static explicit operator BigInteger(Rational r) { return r.Numerator / r.Denominator; }

    public static Rational Parse(string text)
    {
        string[] parts = text.Split('/');
        if (parts.Length == 2)
            return new Rational(BigInteger.Parse(parts[0], CultureInfo.InvariantCulture), BigInteger.Parse(parts[1], CultureInfo.InvariantCulture));
        int point = text.IndexOf('.');
        if (point < 0)
            return new Rational(BigInteger.Parse(text, CultureInfo.InvariantCulture), 1);
        return new Rational(BigInteger.Parse(text.Remove(point, 1), CultureInfo.InvariantCulture), BigInteger.Pow(10, text.Length - point - 1));
    }

    public BigInteger Floor { get { return BigInteger.Divide(Numerator - (Numerator.Sign < 0 ? Denominator - 1 : 0), Denominator); } }
    public bool Equals(Rational other) { return numerator == other.numerator && denominatorMinusOne == other.denominatorMinusOne; }
    public override bool Equals(object other) { return other is Rational && Equals((Rational)other); }
    public override int GetHashCode() { return numerator.GetHashCode() ^ denominatorMinusOne.GetHashCode(); }
    public int CompareTo(Rational other) { return (Numerator * other.Denominator).CompareTo(other.Numerator * Denominator); }
    public override string ToString() { return ToString("f", null); }

    public string ToString(string format, IFormatProvider provider)
    {
        switch (format == null ? 'f' : format[0])
        {
            case 'f':
                return denominatorMinusOne.IsZero ? Numerator.ToString() : Numerator + "/" + Denominator;
            case 'm':
                return Floor.IsZero ? ToString() : Floor + " " + (this - new Rational(Floor, 1));
            case 'd':
                int places = int.Parse(format.Substring(1), CultureInfo.InvariantCulture);
                BigInteger scaled = BigInteger.Abs(Numerator) * BigInteger.Pow(10, places) / Denominator;
                string text = scaled.ToString(CultureInfo.InvariantCulture).PadLeft(places + 1, '0');
                return (Numerator.Sign < 0 ? "-" : "") + text.Insert(text.Length - places, places > 0 ? "." : "");
            default:
                throw new FormatException("no format " + format);
        }
    }

    public IEnumerable<BigInteger> ContinuedFraction()
    {
        for (Rational r = this; ;)
        {
            BigInteger whole = r.Floor;
            yield return whole;
            r -= new Rational(whole, 1);
            if (r == 0)
                yield break;
            r = 1 / r;
        }
    }

    public static Rational FromContinuedFraction(IEnumerable<BigInteger> terms)
    {
        return terms.Reverse().Aggregate((Rational?)null, (r, term) => r == null ? new Rational(term, 1) : new Rational(term, 1) + 1 / r.Value).Value;
    }
}

static class Program
{
    static IEnumerable<int> PiDigits()
    {
        BigInteger q = 1, r = 0, t = 1, k = 1, n = 3, l = 3;
        for (;;)
        {
            if (4 * q + r - t < n * t)
            {
                yield return (int)n;
                BigInteger nr = 10 * (r - n * t);
                n = 10 * (3 * q + r) / t - 10 * n;
                q *= 10;
                r = nr;
            }
            else
            {
                BigInteger nr = (2 * q + r) * l;
                BigInteger nn = (q * (7 * k) + 2 + r * l) / (t * l);
                q *= k;
                t *= l;
                l += 2;
                k += 1;
                n = nn;
                r = nr;
            }
        }
    }

    static Rational[] Bernoulli(int count)
    {
        var b = new Rational[count];
        b[0] = 1;
        for (int m = 1; m < count; m++)
        {
            BigInteger binomial = 1;
            Rational sum = 0;
            for (int k = 0; k < m; k++)
            {
                sum += new Rational(binomial, 1) * b[k];
                binomial = binomial * (m + 1 - k) / (k + 1);
            }
            b[m] = -sum / (m + 1);
        }
        return b;
    }

    static void Main()
    {
        Natural factorial = 1;
        BigInteger check = BigInteger.One;
        for (uint i = 2; i <= 60; i++)
        {
            factorial *= i;
            check *= i;
        }
        Console.WriteLine("60! = " + factorial + " " + (factorial.ToString() == check.ToString()));
        Natural power = 3;
        for (int i = 0; i < 7; i++)
            power *= power;
        Console.WriteLine("3^128 = " + power + " " + (power.ToString() == BigInteger.Pow(3, 128).ToString()));
        Natural big = Natural.Parse("123456789012345678901234567890"), quotient;
        Console.WriteLine((big + 999999999999) + " " + (big - 987654321) + " " + big.DivideBy(97, out quotient) + " " + quotient + " " + big.CompareTo(big + 0));
        try
        {
            Console.WriteLine((Natural)5 - 6);
        }
        catch (OverflowException e)
        {
            Console.WriteLine(e.Message);
        }

        BigInteger x = BigInteger.Parse("-340282366920938463463374607431768211457"), y = BigInteger.Pow(2, 100) - 1;
        BigInteger rest;
        Console.WriteLine("{0} {1} {2}", BigInteger.DivRem(x, y, out rest), rest, x % 1000);
        Console.WriteLine("{0} {1} {2} {3}", x >> 3, y << 5, x & y, -x ^ y);
        Console.WriteLine("{0} {1} {2}", BigInteger.ModPow(7, 560, 561), BigInteger.GreatestCommonDivisor(1071, 462), y.ToString("x"));
        Console.WriteLine("{0} {1} {2:N0} {3:E5}", x.ToByteArray().Length, new BigInteger(new byte[] { 0, 0, 1 }), y, y);
        Console.WriteLine("{0} {1} {2}", BigInteger.Compare(x, y), BigInteger.Max(x, y) == y, (double)BigInteger.Pow(10, 25));
        Console.WriteLine(x.Sign + " " + x.IsEven + " " + y.IsPowerOfTwo + " " + (y + 1).IsPowerOfTwo + " " + (long)(x % int.MaxValue));
        try
        {
            Console.WriteLine((int)y);
        }
        catch (OverflowException e)
        {
            Console.WriteLine(e.Message);
        }

        Rational half = Rational.Parse("1/2"), third = Rational.Parse("-2/-6");
        Console.WriteLine("{0} {1} {2} {3} {4} {5}", half + third, half - third, half * third, half / third, half > third, -half);
        Console.WriteLine("{0:m} {0:d5} {1:m} {1:d3} {2} {3}", Rational.Parse("22/7"), Rational.Parse("-7/2"), Rational.Parse("0.125"), Rational.Parse("6/3"));
        Rational harmonic = Enumerable.Range(1, 25).Select(n => new Rational(1, n)).Aggregate((a, b) => a + b);
        Console.WriteLine("H(25) = {0} = {0:d20}, as double {1:F12}", harmonic, (double)harmonic);
        half++;
        Console.WriteLine(half + " " + (BigInteger)half + " " + default(Rational) + " " + (default(Rational) == 0) + " " + half.Equals((object)new Rational(6, 4)) + " " + (half.GetHashCode() == new Rational(6, 4).GetHashCode()));

        Console.WriteLine("415/93 = [" + string.Join(";", Rational.Parse("415/93").ContinuedFraction()) + "] = " + Rational.FromContinuedFraction(Rational.Parse("415/93").ContinuedFraction()));
        Console.WriteLine("-3.7 = [" + string.Join(";", Rational.Parse("-3.7").ContinuedFraction()) + "]");
        Console.WriteLine("root of 2: " + string.Join(" ", Enumerable.Range(1, 8).Select(n => Rational.FromContinuedFraction(new BigInteger[] { 1 }.Concat(Enumerable.Repeat(new BigInteger(2), n))))));
        Rational e1 = 1, term = 1;
        for (int n = 1; n < 40; n++)
            e1 += term /= n;
        Console.WriteLine("e = {0:d40}", e1);
        Console.WriteLine("pi = " + string.Concat(PiDigits().Take(60)).Insert(1, "."));
        Console.WriteLine("Bernoulli: " + string.Join(" ", Bernoulli(21).Where(b => b != 0)));
        foreach (string bad in new[] { "1/0", "one", "1/2/3x", "" })
        {
            try
            {
                Console.WriteLine(Rational.Parse(bad));
            }
            catch (Exception ex)
            {
                Console.WriteLine("{0}: {1}", ex.GetType().Name, ex.Message);
            }
        }
    }
}
