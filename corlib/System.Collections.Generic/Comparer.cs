using System.Runtime.CompilerServices;
using System.Threading;

namespace System.Collections.Generic;

/// <summary>Base of comparers, and the home of the default one of each type.</summary>
public abstract class Comparer<T> : IComparer, IComparer<T>
{
    private static Comparer<T> s_default;

    public static Comparer<T> Default => s_default ?? CreateDefault();

    public static Comparer<T> Create(Comparison<T> comparison)
    {
        if (comparison is null)
        {
            ThrowHelper.ThrowArgumentNullException("comparison");
        }

        return new ComparisonComparer<T>(comparison);
    }

    public abstract int Compare(T x, T y);

    int IComparer.Compare(object x, object y)
    {
        if (x is null)
        {
            return y is null ? 0 : -1;
        }

        if (y is null)
        {
            return 1;
        }

        if (x is T left && y is T right)
        {
            return Compare(left, right);
        }

        ThrowHelper.ThrowArgumentException("Type of argument is not compatible with the generic comparer.");
        return 0;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Comparer<T> CreateDefault()
    {
        object comparer;
        Type type = typeof(T);
        if (typeof(IComparable<T>).IsAssignableFrom(type))
        {
            comparer = ComparerFactory.Create(typeof(GenericComparer<string>), type);
        }
        else if (default(T) is null && type.IsValueType)
        {
            comparer = ComparerFactory.Create(typeof(NullableComparer<int>), type.GetGenericArguments()[0]);
        }
        else if (type.IsEnum)
        {
            comparer = ComparerFactory.Create(typeof(EnumComparer<DayOfWeek>), type);
        }
        else
        {
            comparer = new ObjectComparer<T>();
        }

        Interlocked.CompareExchange(ref s_default, Unsafe.As<Comparer<T>>(comparer), null);
        return s_default;
    }
}

/// <summary>Calls a Comparison delegate.</summary>
internal sealed class ComparisonComparer<T> : Comparer<T>
{
    private readonly Comparison<T> _comparison;

    public ComparisonComparer(Comparison<T> comparison)
    {
        _comparison = comparison;
    }

    public override int Compare(T x, T y) => _comparison(x, y);
}

/// <summary>The default for types that implement IComparable of themselves.</summary>
public sealed class GenericComparer<T> : Comparer<T>
    where T : IComparable<T>
{
    public override int Compare(T x, T y)
    {
        if (x is not null)
        {
            return y is not null ? x.CompareTo(y) : 1;
        }

        return y is not null ? -1 : 0;
    }

    public override bool Equals(object obj) => obj is not null && GetType() == obj.GetType();

    public override int GetHashCode() => GetType().GetHashCode();
}

/// <summary>The default for Nullable: no value comes first.</summary>
public sealed class NullableComparer<T> : Comparer<T?>
    where T : struct
{
    public override int Compare(T? x, T? y)
    {
        if (x.HasValue)
        {
            return y.HasValue ? Comparer<T>.Default.Compare(x.GetValueOrDefault(), y.GetValueOrDefault()) : 1;
        }

        return y.HasValue ? -1 : 0;
    }

    public override bool Equals(object obj) => obj is not null && GetType() == obj.GetType();

    public override int GetHashCode() => GetType().GetHashCode();
}

/// <summary>The default for enums: compares the numbers.</summary>
public sealed class EnumComparer<T> : Comparer<T>
    where T : struct, Enum
{
    private readonly bool _unsigned = IsUnsigned(Enum.GetUnderlyingType(typeof(T)));

    public override int Compare(T x, T y)
    {
        switch (Unsafe.SizeOf<T>())
        {
            case 1:
                return _unsigned
                    ? Unsafe.As<T, byte>(ref x).CompareTo(Unsafe.As<T, byte>(ref y))
                    : Unsafe.As<T, sbyte>(ref x).CompareTo(Unsafe.As<T, sbyte>(ref y));
            case 2:
                return _unsigned
                    ? Unsafe.As<T, ushort>(ref x).CompareTo(Unsafe.As<T, ushort>(ref y))
                    : Unsafe.As<T, short>(ref x).CompareTo(Unsafe.As<T, short>(ref y));
            case 4:
                return _unsigned
                    ? Unsafe.As<T, uint>(ref x).CompareTo(Unsafe.As<T, uint>(ref y))
                    : Unsafe.As<T, int>(ref x).CompareTo(Unsafe.As<T, int>(ref y));
            default:
                return _unsigned
                    ? Unsafe.As<T, ulong>(ref x).CompareTo(Unsafe.As<T, ulong>(ref y))
                    : Unsafe.As<T, long>(ref x).CompareTo(Unsafe.As<T, long>(ref y));
        }
    }

    public override bool Equals(object obj) => obj is not null && GetType() == obj.GetType();

    public override int GetHashCode() => GetType().GetHashCode();

    private static bool IsUnsigned(Type type) =>
        type == typeof(byte) || type == typeof(ushort) || type == typeof(uint) || type == typeof(ulong)
        || type == typeof(char) || type == typeof(bool) || type == typeof(nuint);
}

/// <summary>The default for everything else: System.Collections.Comparer.</summary>
public sealed class ObjectComparer<T> : Comparer<T>
{
    public override int Compare(T x, T y) => System.Collections.Comparer.Default.Compare(x, y);

    public override bool Equals(object obj) => obj is not null && GetType() == obj.GetType();

    public override int GetHashCode() => GetType().GetHashCode();
}
