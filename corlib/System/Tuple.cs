namespace System;

using System.Collections;
using System.Collections.Generic;
using System.Text;

/// Factory of tuples and combiner of hash codes.
public static class Tuple
{
    public static Tuple<T1> Create<T1>(T1 item1) => new Tuple<T1>(item1);
    public static Tuple<T1, T2> Create<T1, T2>(T1 item1, T2 item2) => new Tuple<T1, T2>(item1, item2);
    public static Tuple<T1, T2, T3> Create<T1, T2, T3>(T1 item1, T2 item2, T3 item3) => new Tuple<T1, T2, T3>(item1, item2, item3);
    public static Tuple<T1, T2, T3, T4> Create<T1, T2, T3, T4>(T1 item1, T2 item2, T3 item3, T4 item4) => new Tuple<T1, T2, T3, T4>(item1, item2, item3, item4);
    public static Tuple<T1, T2, T3, T4, T5> Create<T1, T2, T3, T4, T5>(T1 item1, T2 item2, T3 item3, T4 item4, T5 item5) => new Tuple<T1, T2, T3, T4, T5>(item1, item2, item3, item4, item5);
    public static Tuple<T1, T2, T3, T4, T5, T6> Create<T1, T2, T3, T4, T5, T6>(T1 item1, T2 item2, T3 item3, T4 item4, T5 item5, T6 item6) => new Tuple<T1, T2, T3, T4, T5, T6>(item1, item2, item3, item4, item5, item6);
    public static Tuple<T1, T2, T3, T4, T5, T6, T7> Create<T1, T2, T3, T4, T5, T6, T7>(T1 item1, T2 item2, T3 item3, T4 item4, T5 item5, T6 item6, T7 item7) => new Tuple<T1, T2, T3, T4, T5, T6, T7>(item1, item2, item3, item4, item5, item6, item7);
    public static Tuple<T1, T2, T3, T4, T5, T6, T7, Tuple<T8>> Create<T1, T2, T3, T4, T5, T6, T7, T8>(T1 item1, T2 item2, T3 item3, T4 item4, T5 item5, T6 item6, T7 item7, T8 item8) => new Tuple<T1, T2, T3, T4, T5, T6, T7, Tuple<T8>>(item1, item2, item3, item4, item5, item6, item7, new Tuple<T8>(item8));

    internal static int CombineHashCodes(int h1, int h2) => ((h1 << 5) + h1) ^ h2;

    /// Text of a tuple from its items: (a, b, c).
    internal static string Format(ITuple tuple)
    {
        StringBuilder text = new StringBuilder("(");
        for (int i = 0; i < tuple.Length; i++)
        {
            if (i > 0) text.Append(", ");
            object item = tuple[i];
            if (item != null) text.Append(item.ToString());
        }
        return text.Append(')').ToString();
    }

    internal static bool StructuralEquals(ITuple a, object other, IEqualityComparer comparer)
    {
        if (other == null || other.GetType() != a.GetType()) return false;
        ITuple b = (ITuple)other;
        if (a.Length != b.Length) return false;
        for (int i = 0; i < a.Length; i++)
            if (!comparer.Equals(a[i], b[i])) return false;
        return true;
    }

    internal static int StructuralCompare(ITuple a, object other, IComparer comparer)
    {
        if (other == null) return 1;
        if (other.GetType() != a.GetType())
            throw new ArgumentException("Argument must be of type " + a.GetType() + ".", "other");
        ITuple b = (ITuple)other;
        for (int i = 0; i < a.Length; i++)
        {
            int c = comparer.Compare(a[i], b[i]);
            if (c != 0) return c;
        }
        return 0;
    }

    internal static int StructuralHash(ITuple a, IEqualityComparer comparer)
    {
        int hash = comparer.GetHashCode(a[0]);
        for (int i = 1; i < a.Length; i++) hash = CombineHashCodes(hash, comparer.GetHashCode(a[i]));
        return hash;
    }
}

public class Tuple<T1> : IStructuralEquatable, IStructuralComparable, IComparable, ITuple
{
    private readonly T1 m_Item1;

    public Tuple(T1 item1)
    {
        m_Item1 = item1;
    }

    public T1 Item1 => m_Item1;

    int ITuple.Length => 1;

    object ITuple.this[int index] => index switch
    {
        0 => m_Item1,
        _ => throw new IndexOutOfRangeException()
    };

    public override bool Equals(object obj) => Tuple.StructuralEquals(this, obj, EqualityComparer<object>.Default);
    bool IStructuralEquatable.Equals(object other, IEqualityComparer comparer) => Tuple.StructuralEquals(this, other, comparer);
    int IComparable.CompareTo(object obj) => Tuple.StructuralCompare(this, obj, Comparer<object>.Default);
    int IStructuralComparable.CompareTo(object other, IComparer comparer) => Tuple.StructuralCompare(this, other, comparer);
    public override int GetHashCode() => Tuple.StructuralHash(this, EqualityComparer<object>.Default);
    int IStructuralEquatable.GetHashCode(IEqualityComparer comparer) => Tuple.StructuralHash(this, comparer);
    public override string ToString() => Tuple.Format(this);
}

public class Tuple<T1, T2> : IStructuralEquatable, IStructuralComparable, IComparable, ITuple
{
    private readonly T1 m_Item1;
    private readonly T2 m_Item2;

    public Tuple(T1 item1, T2 item2)
    {
        m_Item1 = item1;
        m_Item2 = item2;
    }

    public T1 Item1 => m_Item1;
    public T2 Item2 => m_Item2;

    int ITuple.Length => 2;

    object ITuple.this[int index] => index switch
    {
        0 => m_Item1,
        1 => m_Item2,
        _ => throw new IndexOutOfRangeException()
    };

    public override bool Equals(object obj) => Tuple.StructuralEquals(this, obj, EqualityComparer<object>.Default);
    bool IStructuralEquatable.Equals(object other, IEqualityComparer comparer) => Tuple.StructuralEquals(this, other, comparer);
    int IComparable.CompareTo(object obj) => Tuple.StructuralCompare(this, obj, Comparer<object>.Default);
    int IStructuralComparable.CompareTo(object other, IComparer comparer) => Tuple.StructuralCompare(this, other, comparer);
    public override int GetHashCode() => Tuple.StructuralHash(this, EqualityComparer<object>.Default);
    int IStructuralEquatable.GetHashCode(IEqualityComparer comparer) => Tuple.StructuralHash(this, comparer);
    public override string ToString() => Tuple.Format(this);
}

public class Tuple<T1, T2, T3> : IStructuralEquatable, IStructuralComparable, IComparable, ITuple
{
    private readonly T1 m_Item1;
    private readonly T2 m_Item2;
    private readonly T3 m_Item3;

    public Tuple(T1 item1, T2 item2, T3 item3)
    {
        m_Item1 = item1;
        m_Item2 = item2;
        m_Item3 = item3;
    }

    public T1 Item1 => m_Item1;
    public T2 Item2 => m_Item2;
    public T3 Item3 => m_Item3;

    int ITuple.Length => 3;

    object ITuple.this[int index] => index switch
    {
        0 => m_Item1,
        1 => m_Item2,
        2 => m_Item3,
        _ => throw new IndexOutOfRangeException()
    };

    public override bool Equals(object obj) => Tuple.StructuralEquals(this, obj, EqualityComparer<object>.Default);
    bool IStructuralEquatable.Equals(object other, IEqualityComparer comparer) => Tuple.StructuralEquals(this, other, comparer);
    int IComparable.CompareTo(object obj) => Tuple.StructuralCompare(this, obj, Comparer<object>.Default);
    int IStructuralComparable.CompareTo(object other, IComparer comparer) => Tuple.StructuralCompare(this, other, comparer);
    public override int GetHashCode() => Tuple.StructuralHash(this, EqualityComparer<object>.Default);
    int IStructuralEquatable.GetHashCode(IEqualityComparer comparer) => Tuple.StructuralHash(this, comparer);
    public override string ToString() => Tuple.Format(this);
}

public class Tuple<T1, T2, T3, T4> : IStructuralEquatable, IStructuralComparable, IComparable, ITuple
{
    private readonly T1 m_Item1;
    private readonly T2 m_Item2;
    private readonly T3 m_Item3;
    private readonly T4 m_Item4;

    public Tuple(T1 item1, T2 item2, T3 item3, T4 item4)
    {
        m_Item1 = item1;
        m_Item2 = item2;
        m_Item3 = item3;
        m_Item4 = item4;
    }

    public T1 Item1 => m_Item1;
    public T2 Item2 => m_Item2;
    public T3 Item3 => m_Item3;
    public T4 Item4 => m_Item4;

    int ITuple.Length => 4;

    object ITuple.this[int index] => index switch
    {
        0 => m_Item1,
        1 => m_Item2,
        2 => m_Item3,
        3 => m_Item4,
        _ => throw new IndexOutOfRangeException()
    };

    public override bool Equals(object obj) => Tuple.StructuralEquals(this, obj, EqualityComparer<object>.Default);
    bool IStructuralEquatable.Equals(object other, IEqualityComparer comparer) => Tuple.StructuralEquals(this, other, comparer);
    int IComparable.CompareTo(object obj) => Tuple.StructuralCompare(this, obj, Comparer<object>.Default);
    int IStructuralComparable.CompareTo(object other, IComparer comparer) => Tuple.StructuralCompare(this, other, comparer);
    public override int GetHashCode() => Tuple.StructuralHash(this, EqualityComparer<object>.Default);
    int IStructuralEquatable.GetHashCode(IEqualityComparer comparer) => Tuple.StructuralHash(this, comparer);
    public override string ToString() => Tuple.Format(this);
}

public class Tuple<T1, T2, T3, T4, T5> : IStructuralEquatable, IStructuralComparable, IComparable, ITuple
{
    private readonly T1 m_Item1;
    private readonly T2 m_Item2;
    private readonly T3 m_Item3;
    private readonly T4 m_Item4;
    private readonly T5 m_Item5;

    public Tuple(T1 item1, T2 item2, T3 item3, T4 item4, T5 item5)
    {
        m_Item1 = item1;
        m_Item2 = item2;
        m_Item3 = item3;
        m_Item4 = item4;
        m_Item5 = item5;
    }

    public T1 Item1 => m_Item1;
    public T2 Item2 => m_Item2;
    public T3 Item3 => m_Item3;
    public T4 Item4 => m_Item4;
    public T5 Item5 => m_Item5;

    int ITuple.Length => 5;

    object ITuple.this[int index] => index switch
    {
        0 => m_Item1,
        1 => m_Item2,
        2 => m_Item3,
        3 => m_Item4,
        4 => m_Item5,
        _ => throw new IndexOutOfRangeException()
    };

    public override bool Equals(object obj) => Tuple.StructuralEquals(this, obj, EqualityComparer<object>.Default);
    bool IStructuralEquatable.Equals(object other, IEqualityComparer comparer) => Tuple.StructuralEquals(this, other, comparer);
    int IComparable.CompareTo(object obj) => Tuple.StructuralCompare(this, obj, Comparer<object>.Default);
    int IStructuralComparable.CompareTo(object other, IComparer comparer) => Tuple.StructuralCompare(this, other, comparer);
    public override int GetHashCode() => Tuple.StructuralHash(this, EqualityComparer<object>.Default);
    int IStructuralEquatable.GetHashCode(IEqualityComparer comparer) => Tuple.StructuralHash(this, comparer);
    public override string ToString() => Tuple.Format(this);
}

public class Tuple<T1, T2, T3, T4, T5, T6> : IStructuralEquatable, IStructuralComparable, IComparable, ITuple
{
    private readonly T1 m_Item1;
    private readonly T2 m_Item2;
    private readonly T3 m_Item3;
    private readonly T4 m_Item4;
    private readonly T5 m_Item5;
    private readonly T6 m_Item6;

    public Tuple(T1 item1, T2 item2, T3 item3, T4 item4, T5 item5, T6 item6)
    {
        m_Item1 = item1;
        m_Item2 = item2;
        m_Item3 = item3;
        m_Item4 = item4;
        m_Item5 = item5;
        m_Item6 = item6;
    }

    public T1 Item1 => m_Item1;
    public T2 Item2 => m_Item2;
    public T3 Item3 => m_Item3;
    public T4 Item4 => m_Item4;
    public T5 Item5 => m_Item5;
    public T6 Item6 => m_Item6;

    int ITuple.Length => 6;

    object ITuple.this[int index] => index switch
    {
        0 => m_Item1,
        1 => m_Item2,
        2 => m_Item3,
        3 => m_Item4,
        4 => m_Item5,
        5 => m_Item6,
        _ => throw new IndexOutOfRangeException()
    };

    public override bool Equals(object obj) => Tuple.StructuralEquals(this, obj, EqualityComparer<object>.Default);
    bool IStructuralEquatable.Equals(object other, IEqualityComparer comparer) => Tuple.StructuralEquals(this, other, comparer);
    int IComparable.CompareTo(object obj) => Tuple.StructuralCompare(this, obj, Comparer<object>.Default);
    int IStructuralComparable.CompareTo(object other, IComparer comparer) => Tuple.StructuralCompare(this, other, comparer);
    public override int GetHashCode() => Tuple.StructuralHash(this, EqualityComparer<object>.Default);
    int IStructuralEquatable.GetHashCode(IEqualityComparer comparer) => Tuple.StructuralHash(this, comparer);
    public override string ToString() => Tuple.Format(this);
}

public class Tuple<T1, T2, T3, T4, T5, T6, T7> : IStructuralEquatable, IStructuralComparable, IComparable, ITuple
{
    private readonly T1 m_Item1;
    private readonly T2 m_Item2;
    private readonly T3 m_Item3;
    private readonly T4 m_Item4;
    private readonly T5 m_Item5;
    private readonly T6 m_Item6;
    private readonly T7 m_Item7;

    public Tuple(T1 item1, T2 item2, T3 item3, T4 item4, T5 item5, T6 item6, T7 item7)
    {
        m_Item1 = item1;
        m_Item2 = item2;
        m_Item3 = item3;
        m_Item4 = item4;
        m_Item5 = item5;
        m_Item6 = item6;
        m_Item7 = item7;
    }

    public T1 Item1 => m_Item1;
    public T2 Item2 => m_Item2;
    public T3 Item3 => m_Item3;
    public T4 Item4 => m_Item4;
    public T5 Item5 => m_Item5;
    public T6 Item6 => m_Item6;
    public T7 Item7 => m_Item7;

    int ITuple.Length => 7;

    object ITuple.this[int index] => index switch
    {
        0 => m_Item1,
        1 => m_Item2,
        2 => m_Item3,
        3 => m_Item4,
        4 => m_Item5,
        5 => m_Item6,
        6 => m_Item7,
        _ => throw new IndexOutOfRangeException()
    };

    public override bool Equals(object obj) => Tuple.StructuralEquals(this, obj, EqualityComparer<object>.Default);
    bool IStructuralEquatable.Equals(object other, IEqualityComparer comparer) => Tuple.StructuralEquals(this, other, comparer);
    int IComparable.CompareTo(object obj) => Tuple.StructuralCompare(this, obj, Comparer<object>.Default);
    int IStructuralComparable.CompareTo(object other, IComparer comparer) => Tuple.StructuralCompare(this, other, comparer);
    public override int GetHashCode() => Tuple.StructuralHash(this, EqualityComparer<object>.Default);
    int IStructuralEquatable.GetHashCode(IEqualityComparer comparer) => Tuple.StructuralHash(this, comparer);
    public override string ToString() => Tuple.Format(this);
}

public class Tuple<T1, T2, T3, T4, T5, T6, T7, TRest> : IStructuralEquatable, IStructuralComparable, IComparable, ITuple
{
    private readonly T1 m_Item1;
    private readonly T2 m_Item2;
    private readonly T3 m_Item3;
    private readonly T4 m_Item4;
    private readonly T5 m_Item5;
    private readonly T6 m_Item6;
    private readonly T7 m_Item7;
    private readonly TRest m_Rest;

    public Tuple(T1 item1, T2 item2, T3 item3, T4 item4, T5 item5, T6 item6, T7 item7, TRest rest)
    {
        if (rest is not ITuple) throw new ArgumentException("The last element of an eight element tuple must be a Tuple.");
        m_Item1 = item1;
        m_Item2 = item2;
        m_Item3 = item3;
        m_Item4 = item4;
        m_Item5 = item5;
        m_Item6 = item6;
        m_Item7 = item7;
        m_Rest = rest;
    }

    public T1 Item1 => m_Item1;
    public T2 Item2 => m_Item2;
    public T3 Item3 => m_Item3;
    public T4 Item4 => m_Item4;
    public T5 Item5 => m_Item5;
    public T6 Item6 => m_Item6;
    public T7 Item7 => m_Item7;
    public TRest Rest => m_Rest;

    int ITuple.Length => 7 + ((ITuple)m_Rest).Length;

    object ITuple.this[int index] => index switch
    {
        0 => m_Item1,
        1 => m_Item2,
        2 => m_Item3,
        3 => m_Item4,
        4 => m_Item5,
        5 => m_Item6,
        6 => m_Item7,
        _ => ((ITuple)m_Rest)[index - 7]
    };

    public override bool Equals(object obj) => Tuple.StructuralEquals(this, obj, EqualityComparer<object>.Default);
    bool IStructuralEquatable.Equals(object other, IEqualityComparer comparer) => Tuple.StructuralEquals(this, other, comparer);
    int IComparable.CompareTo(object obj) => Tuple.StructuralCompare(this, obj, Comparer<object>.Default);
    int IStructuralComparable.CompareTo(object other, IComparer comparer) => Tuple.StructuralCompare(this, other, comparer);
    public override int GetHashCode() => Tuple.StructuralHash(this, EqualityComparer<object>.Default);
    int IStructuralEquatable.GetHashCode(IEqualityComparer comparer) => Tuple.StructuralHash(this, comparer);
    public override string ToString() => Tuple.Format(this);
}
