namespace System;

using System.Collections;
using System.Collections.Generic;

/// The empty value tuple, and factories of the others.
public struct ValueTuple : IEquatable<ValueTuple>, IStructuralEquatable, IStructuralComparable, IComparable, IComparable<ValueTuple>, ITuple
{
    public override bool Equals(object obj) => obj is ValueTuple;
    public bool Equals(ValueTuple other) => true;
    bool IStructuralEquatable.Equals(object other, IEqualityComparer comparer) => other is ValueTuple;
    public int CompareTo(ValueTuple other) => 0;
    int IComparable.CompareTo(object other) => other == null ? 1 : 0;
    int IStructuralComparable.CompareTo(object other, IComparer comparer) => other == null ? 1 : 0;
    public override int GetHashCode() => 0;
    int IStructuralEquatable.GetHashCode(IEqualityComparer comparer) => 0;
    public override string ToString() => "()";
    int ITuple.Length => 0;
    object ITuple.this[int index] => throw new IndexOutOfRangeException();

    public static ValueTuple Create() => default;
    public static ValueTuple<T1> Create<T1>(T1 item1) => new ValueTuple<T1>(item1);
    public static ValueTuple<T1, T2> Create<T1, T2>(T1 item1, T2 item2) => new ValueTuple<T1, T2>(item1, item2);
    public static ValueTuple<T1, T2, T3> Create<T1, T2, T3>(T1 item1, T2 item2, T3 item3) => new ValueTuple<T1, T2, T3>(item1, item2, item3);
    public static ValueTuple<T1, T2, T3, T4> Create<T1, T2, T3, T4>(T1 item1, T2 item2, T3 item3, T4 item4) => new ValueTuple<T1, T2, T3, T4>(item1, item2, item3, item4);
    public static ValueTuple<T1, T2, T3, T4, T5> Create<T1, T2, T3, T4, T5>(T1 item1, T2 item2, T3 item3, T4 item4, T5 item5) => new ValueTuple<T1, T2, T3, T4, T5>(item1, item2, item3, item4, item5);
    public static ValueTuple<T1, T2, T3, T4, T5, T6> Create<T1, T2, T3, T4, T5, T6>(T1 item1, T2 item2, T3 item3, T4 item4, T5 item5, T6 item6) => new ValueTuple<T1, T2, T3, T4, T5, T6>(item1, item2, item3, item4, item5, item6);
    public static ValueTuple<T1, T2, T3, T4, T5, T6, T7> Create<T1, T2, T3, T4, T5, T6, T7>(T1 item1, T2 item2, T3 item3, T4 item4, T5 item5, T6 item6, T7 item7) => new ValueTuple<T1, T2, T3, T4, T5, T6, T7>(item1, item2, item3, item4, item5, item6, item7);
    public static ValueTuple<T1, T2, T3, T4, T5, T6, T7, ValueTuple<T8>> Create<T1, T2, T3, T4, T5, T6, T7, T8>(T1 item1, T2 item2, T3 item3, T4 item4, T5 item5, T6 item6, T7 item7, T8 item8) => new ValueTuple<T1, T2, T3, T4, T5, T6, T7, ValueTuple<T8>>(item1, item2, item3, item4, item5, item6, item7, new ValueTuple<T8>(item8));
}

[StructLayout(LayoutKind.Auto)]
public struct ValueTuple<T1> : IEquatable<ValueTuple<T1>>, IStructuralEquatable, IStructuralComparable, IComparable, IComparable<ValueTuple<T1>>, ITuple
{
    public T1 Item1;

    public ValueTuple(T1 item1)
    {
        Item1 = item1;
    }

    public override bool Equals(object obj) => obj is ValueTuple<T1> other && Equals(other);

    public bool Equals(ValueTuple<T1> other) =>
        EqualityComparer<T1>.Default.Equals(Item1, other.Item1);

    public int CompareTo(ValueTuple<T1> other)
    {
        int c;
        c = Comparer<T1>.Default.Compare(Item1, other.Item1);
        if (c != 0) return c;
        return 0;
    }

    public override int GetHashCode()
    {
        int hash = Item1 == null ? 0 : Item1.GetHashCode();
        return hash;
    }

    int ITuple.Length => 1;

    object ITuple.this[int index] => index switch
    {
        0 => Item1,
        _ => throw new IndexOutOfRangeException()
    };

    bool IStructuralEquatable.Equals(object other, IEqualityComparer comparer) => Tuple.StructuralEquals(this, other, comparer);
    int IComparable.CompareTo(object other)
    {
        if (other == null) return 1;
        if (other is ValueTuple<T1> tuple) return CompareTo(tuple);
        throw new ArgumentException("Argument must be of type " + GetType() + ".", nameof(other));
    }
    int IStructuralComparable.CompareTo(object other, IComparer comparer) => Tuple.StructuralCompare(this, other, comparer);
    int IStructuralEquatable.GetHashCode(IEqualityComparer comparer) => Tuple.StructuralHash(this, comparer);
    public override string ToString() => Tuple.Format(this);
}

[StructLayout(LayoutKind.Auto)]
public struct ValueTuple<T1, T2> : IEquatable<ValueTuple<T1, T2>>, IStructuralEquatable, IStructuralComparable, IComparable, IComparable<ValueTuple<T1, T2>>, ITuple
{
    public T1 Item1;
    public T2 Item2;

    public ValueTuple(T1 item1, T2 item2)
    {
        Item1 = item1;
        Item2 = item2;
    }

    public override bool Equals(object obj) => obj is ValueTuple<T1, T2> other && Equals(other);

    public bool Equals(ValueTuple<T1, T2> other) =>
        EqualityComparer<T1>.Default.Equals(Item1, other.Item1)
        && EqualityComparer<T2>.Default.Equals(Item2, other.Item2);

    public int CompareTo(ValueTuple<T1, T2> other)
    {
        int c;
        c = Comparer<T1>.Default.Compare(Item1, other.Item1);
        if (c != 0) return c;
        c = Comparer<T2>.Default.Compare(Item2, other.Item2);
        if (c != 0) return c;
        return 0;
    }

    public override int GetHashCode()
    {
        int hash = Item1 == null ? 0 : Item1.GetHashCode();
        hash = Tuple.CombineHashCodes(hash, Item2 == null ? 0 : Item2.GetHashCode());
        return hash;
    }

    int ITuple.Length => 2;

    object ITuple.this[int index] => index switch
    {
        0 => Item1,
        1 => Item2,
        _ => throw new IndexOutOfRangeException()
    };

    bool IStructuralEquatable.Equals(object other, IEqualityComparer comparer) => Tuple.StructuralEquals(this, other, comparer);
    int IComparable.CompareTo(object other)
    {
        if (other == null) return 1;
        if (other is ValueTuple<T1, T2> tuple) return CompareTo(tuple);
        throw new ArgumentException("Argument must be of type " + GetType() + ".", nameof(other));
    }
    int IStructuralComparable.CompareTo(object other, IComparer comparer) => Tuple.StructuralCompare(this, other, comparer);
    int IStructuralEquatable.GetHashCode(IEqualityComparer comparer) => Tuple.StructuralHash(this, comparer);
    public override string ToString() => Tuple.Format(this);
}

[StructLayout(LayoutKind.Auto)]
public struct ValueTuple<T1, T2, T3> : IEquatable<ValueTuple<T1, T2, T3>>, IStructuralEquatable, IStructuralComparable, IComparable, IComparable<ValueTuple<T1, T2, T3>>, ITuple
{
    public T1 Item1;
    public T2 Item2;
    public T3 Item3;

    public ValueTuple(T1 item1, T2 item2, T3 item3)
    {
        Item1 = item1;
        Item2 = item2;
        Item3 = item3;
    }

    public override bool Equals(object obj) => obj is ValueTuple<T1, T2, T3> other && Equals(other);

    public bool Equals(ValueTuple<T1, T2, T3> other) =>
        EqualityComparer<T1>.Default.Equals(Item1, other.Item1)
        && EqualityComparer<T2>.Default.Equals(Item2, other.Item2)
        && EqualityComparer<T3>.Default.Equals(Item3, other.Item3);

    public int CompareTo(ValueTuple<T1, T2, T3> other)
    {
        int c;
        c = Comparer<T1>.Default.Compare(Item1, other.Item1);
        if (c != 0) return c;
        c = Comparer<T2>.Default.Compare(Item2, other.Item2);
        if (c != 0) return c;
        c = Comparer<T3>.Default.Compare(Item3, other.Item3);
        if (c != 0) return c;
        return 0;
    }

    public override int GetHashCode()
    {
        int hash = Item1 == null ? 0 : Item1.GetHashCode();
        hash = Tuple.CombineHashCodes(hash, Item2 == null ? 0 : Item2.GetHashCode());
        hash = Tuple.CombineHashCodes(hash, Item3 == null ? 0 : Item3.GetHashCode());
        return hash;
    }

    int ITuple.Length => 3;

    object ITuple.this[int index] => index switch
    {
        0 => Item1,
        1 => Item2,
        2 => Item3,
        _ => throw new IndexOutOfRangeException()
    };

    bool IStructuralEquatable.Equals(object other, IEqualityComparer comparer) => Tuple.StructuralEquals(this, other, comparer);
    int IComparable.CompareTo(object other)
    {
        if (other == null) return 1;
        if (other is ValueTuple<T1, T2, T3> tuple) return CompareTo(tuple);
        throw new ArgumentException("Argument must be of type " + GetType() + ".", nameof(other));
    }
    int IStructuralComparable.CompareTo(object other, IComparer comparer) => Tuple.StructuralCompare(this, other, comparer);
    int IStructuralEquatable.GetHashCode(IEqualityComparer comparer) => Tuple.StructuralHash(this, comparer);
    public override string ToString() => Tuple.Format(this);
}

[StructLayout(LayoutKind.Auto)]
public struct ValueTuple<T1, T2, T3, T4> : IEquatable<ValueTuple<T1, T2, T3, T4>>, IStructuralEquatable, IStructuralComparable, IComparable, IComparable<ValueTuple<T1, T2, T3, T4>>, ITuple
{
    public T1 Item1;
    public T2 Item2;
    public T3 Item3;
    public T4 Item4;

    public ValueTuple(T1 item1, T2 item2, T3 item3, T4 item4)
    {
        Item1 = item1;
        Item2 = item2;
        Item3 = item3;
        Item4 = item4;
    }

    public override bool Equals(object obj) => obj is ValueTuple<T1, T2, T3, T4> other && Equals(other);

    public bool Equals(ValueTuple<T1, T2, T3, T4> other) =>
        EqualityComparer<T1>.Default.Equals(Item1, other.Item1)
        && EqualityComparer<T2>.Default.Equals(Item2, other.Item2)
        && EqualityComparer<T3>.Default.Equals(Item3, other.Item3)
        && EqualityComparer<T4>.Default.Equals(Item4, other.Item4);

    public int CompareTo(ValueTuple<T1, T2, T3, T4> other)
    {
        int c;
        c = Comparer<T1>.Default.Compare(Item1, other.Item1);
        if (c != 0) return c;
        c = Comparer<T2>.Default.Compare(Item2, other.Item2);
        if (c != 0) return c;
        c = Comparer<T3>.Default.Compare(Item3, other.Item3);
        if (c != 0) return c;
        c = Comparer<T4>.Default.Compare(Item4, other.Item4);
        if (c != 0) return c;
        return 0;
    }

    public override int GetHashCode()
    {
        int hash = Item1 == null ? 0 : Item1.GetHashCode();
        hash = Tuple.CombineHashCodes(hash, Item2 == null ? 0 : Item2.GetHashCode());
        hash = Tuple.CombineHashCodes(hash, Item3 == null ? 0 : Item3.GetHashCode());
        hash = Tuple.CombineHashCodes(hash, Item4 == null ? 0 : Item4.GetHashCode());
        return hash;
    }

    int ITuple.Length => 4;

    object ITuple.this[int index] => index switch
    {
        0 => Item1,
        1 => Item2,
        2 => Item3,
        3 => Item4,
        _ => throw new IndexOutOfRangeException()
    };

    bool IStructuralEquatable.Equals(object other, IEqualityComparer comparer) => Tuple.StructuralEquals(this, other, comparer);
    int IComparable.CompareTo(object other)
    {
        if (other == null) return 1;
        if (other is ValueTuple<T1, T2, T3, T4> tuple) return CompareTo(tuple);
        throw new ArgumentException("Argument must be of type " + GetType() + ".", nameof(other));
    }
    int IStructuralComparable.CompareTo(object other, IComparer comparer) => Tuple.StructuralCompare(this, other, comparer);
    int IStructuralEquatable.GetHashCode(IEqualityComparer comparer) => Tuple.StructuralHash(this, comparer);
    public override string ToString() => Tuple.Format(this);
}

[StructLayout(LayoutKind.Auto)]
public struct ValueTuple<T1, T2, T3, T4, T5> : IEquatable<ValueTuple<T1, T2, T3, T4, T5>>, IStructuralEquatable, IStructuralComparable, IComparable, IComparable<ValueTuple<T1, T2, T3, T4, T5>>, ITuple
{
    public T1 Item1;
    public T2 Item2;
    public T3 Item3;
    public T4 Item4;
    public T5 Item5;

    public ValueTuple(T1 item1, T2 item2, T3 item3, T4 item4, T5 item5)
    {
        Item1 = item1;
        Item2 = item2;
        Item3 = item3;
        Item4 = item4;
        Item5 = item5;
    }

    public override bool Equals(object obj) => obj is ValueTuple<T1, T2, T3, T4, T5> other && Equals(other);

    public bool Equals(ValueTuple<T1, T2, T3, T4, T5> other) =>
        EqualityComparer<T1>.Default.Equals(Item1, other.Item1)
        && EqualityComparer<T2>.Default.Equals(Item2, other.Item2)
        && EqualityComparer<T3>.Default.Equals(Item3, other.Item3)
        && EqualityComparer<T4>.Default.Equals(Item4, other.Item4)
        && EqualityComparer<T5>.Default.Equals(Item5, other.Item5);

    public int CompareTo(ValueTuple<T1, T2, T3, T4, T5> other)
    {
        int c;
        c = Comparer<T1>.Default.Compare(Item1, other.Item1);
        if (c != 0) return c;
        c = Comparer<T2>.Default.Compare(Item2, other.Item2);
        if (c != 0) return c;
        c = Comparer<T3>.Default.Compare(Item3, other.Item3);
        if (c != 0) return c;
        c = Comparer<T4>.Default.Compare(Item4, other.Item4);
        if (c != 0) return c;
        c = Comparer<T5>.Default.Compare(Item5, other.Item5);
        if (c != 0) return c;
        return 0;
    }

    public override int GetHashCode()
    {
        int hash = Item1 == null ? 0 : Item1.GetHashCode();
        hash = Tuple.CombineHashCodes(hash, Item2 == null ? 0 : Item2.GetHashCode());
        hash = Tuple.CombineHashCodes(hash, Item3 == null ? 0 : Item3.GetHashCode());
        hash = Tuple.CombineHashCodes(hash, Item4 == null ? 0 : Item4.GetHashCode());
        hash = Tuple.CombineHashCodes(hash, Item5 == null ? 0 : Item5.GetHashCode());
        return hash;
    }

    int ITuple.Length => 5;

    object ITuple.this[int index] => index switch
    {
        0 => Item1,
        1 => Item2,
        2 => Item3,
        3 => Item4,
        4 => Item5,
        _ => throw new IndexOutOfRangeException()
    };

    bool IStructuralEquatable.Equals(object other, IEqualityComparer comparer) => Tuple.StructuralEquals(this, other, comparer);
    int IComparable.CompareTo(object other)
    {
        if (other == null) return 1;
        if (other is ValueTuple<T1, T2, T3, T4, T5> tuple) return CompareTo(tuple);
        throw new ArgumentException("Argument must be of type " + GetType() + ".", nameof(other));
    }
    int IStructuralComparable.CompareTo(object other, IComparer comparer) => Tuple.StructuralCompare(this, other, comparer);
    int IStructuralEquatable.GetHashCode(IEqualityComparer comparer) => Tuple.StructuralHash(this, comparer);
    public override string ToString() => Tuple.Format(this);
}

[StructLayout(LayoutKind.Auto)]
public struct ValueTuple<T1, T2, T3, T4, T5, T6> : IEquatable<ValueTuple<T1, T2, T3, T4, T5, T6>>, IStructuralEquatable, IStructuralComparable, IComparable, IComparable<ValueTuple<T1, T2, T3, T4, T5, T6>>, ITuple
{
    public T1 Item1;
    public T2 Item2;
    public T3 Item3;
    public T4 Item4;
    public T5 Item5;
    public T6 Item6;

    public ValueTuple(T1 item1, T2 item2, T3 item3, T4 item4, T5 item5, T6 item6)
    {
        Item1 = item1;
        Item2 = item2;
        Item3 = item3;
        Item4 = item4;
        Item5 = item5;
        Item6 = item6;
    }

    public override bool Equals(object obj) => obj is ValueTuple<T1, T2, T3, T4, T5, T6> other && Equals(other);

    public bool Equals(ValueTuple<T1, T2, T3, T4, T5, T6> other) =>
        EqualityComparer<T1>.Default.Equals(Item1, other.Item1)
        && EqualityComparer<T2>.Default.Equals(Item2, other.Item2)
        && EqualityComparer<T3>.Default.Equals(Item3, other.Item3)
        && EqualityComparer<T4>.Default.Equals(Item4, other.Item4)
        && EqualityComparer<T5>.Default.Equals(Item5, other.Item5)
        && EqualityComparer<T6>.Default.Equals(Item6, other.Item6);

    public int CompareTo(ValueTuple<T1, T2, T3, T4, T5, T6> other)
    {
        int c;
        c = Comparer<T1>.Default.Compare(Item1, other.Item1);
        if (c != 0) return c;
        c = Comparer<T2>.Default.Compare(Item2, other.Item2);
        if (c != 0) return c;
        c = Comparer<T3>.Default.Compare(Item3, other.Item3);
        if (c != 0) return c;
        c = Comparer<T4>.Default.Compare(Item4, other.Item4);
        if (c != 0) return c;
        c = Comparer<T5>.Default.Compare(Item5, other.Item5);
        if (c != 0) return c;
        c = Comparer<T6>.Default.Compare(Item6, other.Item6);
        if (c != 0) return c;
        return 0;
    }

    public override int GetHashCode()
    {
        int hash = Item1 == null ? 0 : Item1.GetHashCode();
        hash = Tuple.CombineHashCodes(hash, Item2 == null ? 0 : Item2.GetHashCode());
        hash = Tuple.CombineHashCodes(hash, Item3 == null ? 0 : Item3.GetHashCode());
        hash = Tuple.CombineHashCodes(hash, Item4 == null ? 0 : Item4.GetHashCode());
        hash = Tuple.CombineHashCodes(hash, Item5 == null ? 0 : Item5.GetHashCode());
        hash = Tuple.CombineHashCodes(hash, Item6 == null ? 0 : Item6.GetHashCode());
        return hash;
    }

    int ITuple.Length => 6;

    object ITuple.this[int index] => index switch
    {
        0 => Item1,
        1 => Item2,
        2 => Item3,
        3 => Item4,
        4 => Item5,
        5 => Item6,
        _ => throw new IndexOutOfRangeException()
    };

    bool IStructuralEquatable.Equals(object other, IEqualityComparer comparer) => Tuple.StructuralEquals(this, other, comparer);
    int IComparable.CompareTo(object other)
    {
        if (other == null) return 1;
        if (other is ValueTuple<T1, T2, T3, T4, T5, T6> tuple) return CompareTo(tuple);
        throw new ArgumentException("Argument must be of type " + GetType() + ".", nameof(other));
    }
    int IStructuralComparable.CompareTo(object other, IComparer comparer) => Tuple.StructuralCompare(this, other, comparer);
    int IStructuralEquatable.GetHashCode(IEqualityComparer comparer) => Tuple.StructuralHash(this, comparer);
    public override string ToString() => Tuple.Format(this);
}

[StructLayout(LayoutKind.Auto)]
public struct ValueTuple<T1, T2, T3, T4, T5, T6, T7> : IEquatable<ValueTuple<T1, T2, T3, T4, T5, T6, T7>>, IStructuralEquatable, IStructuralComparable, IComparable, IComparable<ValueTuple<T1, T2, T3, T4, T5, T6, T7>>, ITuple
{
    public T1 Item1;
    public T2 Item2;
    public T3 Item3;
    public T4 Item4;
    public T5 Item5;
    public T6 Item6;
    public T7 Item7;

    public ValueTuple(T1 item1, T2 item2, T3 item3, T4 item4, T5 item5, T6 item6, T7 item7)
    {
        Item1 = item1;
        Item2 = item2;
        Item3 = item3;
        Item4 = item4;
        Item5 = item5;
        Item6 = item6;
        Item7 = item7;
    }

    public override bool Equals(object obj) => obj is ValueTuple<T1, T2, T3, T4, T5, T6, T7> other && Equals(other);

    public bool Equals(ValueTuple<T1, T2, T3, T4, T5, T6, T7> other) =>
        EqualityComparer<T1>.Default.Equals(Item1, other.Item1)
        && EqualityComparer<T2>.Default.Equals(Item2, other.Item2)
        && EqualityComparer<T3>.Default.Equals(Item3, other.Item3)
        && EqualityComparer<T4>.Default.Equals(Item4, other.Item4)
        && EqualityComparer<T5>.Default.Equals(Item5, other.Item5)
        && EqualityComparer<T6>.Default.Equals(Item6, other.Item6)
        && EqualityComparer<T7>.Default.Equals(Item7, other.Item7);

    public int CompareTo(ValueTuple<T1, T2, T3, T4, T5, T6, T7> other)
    {
        int c;
        c = Comparer<T1>.Default.Compare(Item1, other.Item1);
        if (c != 0) return c;
        c = Comparer<T2>.Default.Compare(Item2, other.Item2);
        if (c != 0) return c;
        c = Comparer<T3>.Default.Compare(Item3, other.Item3);
        if (c != 0) return c;
        c = Comparer<T4>.Default.Compare(Item4, other.Item4);
        if (c != 0) return c;
        c = Comparer<T5>.Default.Compare(Item5, other.Item5);
        if (c != 0) return c;
        c = Comparer<T6>.Default.Compare(Item6, other.Item6);
        if (c != 0) return c;
        c = Comparer<T7>.Default.Compare(Item7, other.Item7);
        if (c != 0) return c;
        return 0;
    }

    public override int GetHashCode()
    {
        int hash = Item1 == null ? 0 : Item1.GetHashCode();
        hash = Tuple.CombineHashCodes(hash, Item2 == null ? 0 : Item2.GetHashCode());
        hash = Tuple.CombineHashCodes(hash, Item3 == null ? 0 : Item3.GetHashCode());
        hash = Tuple.CombineHashCodes(hash, Item4 == null ? 0 : Item4.GetHashCode());
        hash = Tuple.CombineHashCodes(hash, Item5 == null ? 0 : Item5.GetHashCode());
        hash = Tuple.CombineHashCodes(hash, Item6 == null ? 0 : Item6.GetHashCode());
        hash = Tuple.CombineHashCodes(hash, Item7 == null ? 0 : Item7.GetHashCode());
        return hash;
    }

    int ITuple.Length => 7;

    object ITuple.this[int index] => index switch
    {
        0 => Item1,
        1 => Item2,
        2 => Item3,
        3 => Item4,
        4 => Item5,
        5 => Item6,
        6 => Item7,
        _ => throw new IndexOutOfRangeException()
    };

    bool IStructuralEquatable.Equals(object other, IEqualityComparer comparer) => Tuple.StructuralEquals(this, other, comparer);
    int IComparable.CompareTo(object other)
    {
        if (other == null) return 1;
        if (other is ValueTuple<T1, T2, T3, T4, T5, T6, T7> tuple) return CompareTo(tuple);
        throw new ArgumentException("Argument must be of type " + GetType() + ".", nameof(other));
    }
    int IStructuralComparable.CompareTo(object other, IComparer comparer) => Tuple.StructuralCompare(this, other, comparer);
    int IStructuralEquatable.GetHashCode(IEqualityComparer comparer) => Tuple.StructuralHash(this, comparer);
    public override string ToString() => Tuple.Format(this);
}

[StructLayout(LayoutKind.Auto)]
public struct ValueTuple<T1, T2, T3, T4, T5, T6, T7, TRest> : IEquatable<ValueTuple<T1, T2, T3, T4, T5, T6, T7, TRest>>, IStructuralEquatable, IStructuralComparable, IComparable, IComparable<ValueTuple<T1, T2, T3, T4, T5, T6, T7, TRest>>, ITuple where TRest : struct
{
    public T1 Item1;
    public T2 Item2;
    public T3 Item3;
    public T4 Item4;
    public T5 Item5;
    public T6 Item6;
    public T7 Item7;
    public TRest Rest;

    public ValueTuple(T1 item1, T2 item2, T3 item3, T4 item4, T5 item5, T6 item6, T7 item7, TRest rest)
    {
        Item1 = item1;
        Item2 = item2;
        Item3 = item3;
        Item4 = item4;
        Item5 = item5;
        Item6 = item6;
        Item7 = item7;
        Rest = rest;
    }

    public override bool Equals(object obj) => obj is ValueTuple<T1, T2, T3, T4, T5, T6, T7, TRest> other && Equals(other);

    public bool Equals(ValueTuple<T1, T2, T3, T4, T5, T6, T7, TRest> other) =>
        EqualityComparer<T1>.Default.Equals(Item1, other.Item1)
        && EqualityComparer<T2>.Default.Equals(Item2, other.Item2)
        && EqualityComparer<T3>.Default.Equals(Item3, other.Item3)
        && EqualityComparer<T4>.Default.Equals(Item4, other.Item4)
        && EqualityComparer<T5>.Default.Equals(Item5, other.Item5)
        && EqualityComparer<T6>.Default.Equals(Item6, other.Item6)
        && EqualityComparer<T7>.Default.Equals(Item7, other.Item7)
        && EqualityComparer<TRest>.Default.Equals(Rest, other.Rest);

    public int CompareTo(ValueTuple<T1, T2, T3, T4, T5, T6, T7, TRest> other)
    {
        int c;
        c = Comparer<T1>.Default.Compare(Item1, other.Item1);
        if (c != 0) return c;
        c = Comparer<T2>.Default.Compare(Item2, other.Item2);
        if (c != 0) return c;
        c = Comparer<T3>.Default.Compare(Item3, other.Item3);
        if (c != 0) return c;
        c = Comparer<T4>.Default.Compare(Item4, other.Item4);
        if (c != 0) return c;
        c = Comparer<T5>.Default.Compare(Item5, other.Item5);
        if (c != 0) return c;
        c = Comparer<T6>.Default.Compare(Item6, other.Item6);
        if (c != 0) return c;
        c = Comparer<T7>.Default.Compare(Item7, other.Item7);
        if (c != 0) return c;
        c = Comparer<TRest>.Default.Compare(Rest, other.Rest);
        if (c != 0) return c;
        return 0;
    }

    public override int GetHashCode()
    {
        int hash = Item1 == null ? 0 : Item1.GetHashCode();
        hash = Tuple.CombineHashCodes(hash, Item2 == null ? 0 : Item2.GetHashCode());
        hash = Tuple.CombineHashCodes(hash, Item3 == null ? 0 : Item3.GetHashCode());
        hash = Tuple.CombineHashCodes(hash, Item4 == null ? 0 : Item4.GetHashCode());
        hash = Tuple.CombineHashCodes(hash, Item5 == null ? 0 : Item5.GetHashCode());
        hash = Tuple.CombineHashCodes(hash, Item6 == null ? 0 : Item6.GetHashCode());
        hash = Tuple.CombineHashCodes(hash, Item7 == null ? 0 : Item7.GetHashCode());
        hash = Tuple.CombineHashCodes(hash, Rest.GetHashCode());
        return hash;
    }

    int ITuple.Length => Rest is ITuple rest ? 7 + rest.Length : 8;

    object ITuple.this[int index] => index switch
    {
        0 => Item1,
        1 => Item2,
        2 => Item3,
        3 => Item4,
        4 => Item5,
        5 => Item6,
        6 => Item7,
        _ => Rest is ITuple rest ? rest[index - 7] : index == 7 ? Rest : throw new IndexOutOfRangeException()
    };

    bool IStructuralEquatable.Equals(object other, IEqualityComparer comparer) => Tuple.StructuralEquals(this, other, comparer);
    int IComparable.CompareTo(object other)
    {
        if (other == null) return 1;
        if (other is ValueTuple<T1, T2, T3, T4, T5, T6, T7, TRest> tuple) return CompareTo(tuple);
        throw new ArgumentException("Argument must be of type " + GetType() + ".", nameof(other));
    }
    int IStructuralComparable.CompareTo(object other, IComparer comparer) => Tuple.StructuralCompare(this, other, comparer);
    int IStructuralEquatable.GetHashCode(IEqualityComparer comparer) => Tuple.StructuralHash(this, comparer);
    public override string ToString() => Tuple.Format(this);
}
