using System.Runtime.CompilerServices;
using System.Threading;

namespace System.Collections.Generic;

/// <summary>Base of equality comparers, and the home of the default one of each type.</summary>
public abstract class EqualityComparer<T> : IEqualityComparer, IEqualityComparer<T>
{
    // Created on first use rather than in a static constructor: Default is read in hot loops.
    private static EqualityComparer<T> s_default;

    public static EqualityComparer<T> Default => s_default ?? CreateDefault();

    public static EqualityComparer<T> Create(Func<T, T, bool> equals, Func<T, int> getHashCode = null)
    {
        if (equals is null)
        {
            ThrowHelper.ThrowArgumentNullException("equals");
        }

        return new DelegateEqualityComparer<T>(equals, getHashCode ?? (static _ => throw new NotSupportedException()));
    }

    public abstract bool Equals(T x, T y);

    public abstract int GetHashCode(T obj);

    int IEqualityComparer.GetHashCode(object obj)
    {
        if (obj is null)
        {
            return 0;
        }

        if (obj is T value)
        {
            return GetHashCode(value);
        }

        ThrowHelper.ThrowArgumentException("Type of argument is not compatible with the generic comparer.");
        return 0;
    }

    bool IEqualityComparer.Equals(object x, object y)
    {
        if (x == y)
        {
            return true;
        }

        if (x is null || y is null)
        {
            return false;
        }

        if (x is T left && y is T right)
        {
            return Equals(left, right);
        }

        ThrowHelper.ThrowArgumentException("Type of argument is not compatible with the generic comparer.");
        return false;
    }

    /// <summary>The first index of a value in part of an array, or -1.</summary>
    internal virtual int IndexOf(T[] array, T value, int startIndex, int count)
    {
        int end = startIndex + count;
        for (int i = startIndex; i < end; i++)
        {
            if (Equals(array[i], value))
            {
                return i;
            }
        }

        return -1;
    }

    /// <summary>The last index of a value in the part of an array that ends at an index, or -1.</summary>
    internal virtual int LastIndexOf(T[] array, T value, int startIndex, int count)
    {
        int end = startIndex - count + 1;
        for (int i = startIndex; i >= end; i--)
        {
            if (Equals(array[i], value))
            {
                return i;
            }
        }

        return -1;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static EqualityComparer<T> CreateDefault()
    {
        object comparer;
        Type type = typeof(T);
        if (type == typeof(string))
        {
            comparer = new StringEqualityComparer();
        }
        else if (type == typeof(int))
        {
            comparer = new GenericEqualityComparer<int>();
        }
        else if (typeof(IEquatable<T>).IsAssignableFrom(type))
        {
            comparer = ComparerFactory.Create(typeof(GenericEqualityComparer<string>), type);
        }
        else if (default(T) is null && type.IsValueType)
        {
            comparer = ComparerFactory.Create(typeof(NullableEqualityComparer<int>), type.GetGenericArguments()[0]);
        }
        else if (type.IsEnum)
        {
            comparer = ComparerFactory.Create(typeof(EnumEqualityComparer<DayOfWeek>), type);
        }
        else
        {
            comparer = new ObjectEqualityComparer<T>();
        }

        // Racing threads may each make one; the comparers have no state, but all must see the same.
        Interlocked.CompareExchange(ref s_default, Unsafe.As<EqualityComparer<T>>(comparer), null);
        return s_default;
    }
}

/// <summary>Calls two delegates.</summary>
internal sealed class DelegateEqualityComparer<T> : EqualityComparer<T>
{
    private readonly Func<T, T, bool> _equals;
    private readonly Func<T, int> _getHashCode;

    public DelegateEqualityComparer(Func<T, T, bool> equals, Func<T, int> getHashCode)
    {
        _equals = equals;
        _getHashCode = getHashCode;
    }

    public override bool Equals(T x, T y) => _equals(x, y);

    public override int GetHashCode(T obj) => _getHashCode(obj);

    public override bool Equals(object obj) =>
        obj is DelegateEqualityComparer<T> other && _equals == other._equals && _getHashCode == other._getHashCode;

    public override int GetHashCode() => _equals.GetHashCode() * 31 + _getHashCode.GetHashCode();
}

/// <summary>The default for types that implement IEquatable of themselves.</summary>
public sealed class GenericEqualityComparer<T> : EqualityComparer<T>
    where T : IEquatable<T>
{
    public override bool Equals(T x, T y)
    {
        if (x is not null)
        {
            return y is not null && x.Equals(y);
        }

        return y is null;
    }

    public override int GetHashCode(T obj) => obj?.GetHashCode() ?? 0;

    public override bool Equals(object obj) => obj is not null && GetType() == obj.GetType();

    public override int GetHashCode() => GetType().GetHashCode();

    internal override int IndexOf(T[] array, T value, int startIndex, int count)
    {
        int end = startIndex + count;
        if (value is null)
        {
            for (int i = startIndex; i < end; i++)
            {
                if (array[i] is null)
                {
                    return i;
                }
            }

            return -1;
        }

        for (int i = startIndex; i < end; i++)
        {
            if (array[i] is not null && array[i].Equals(value))
            {
                return i;
            }
        }

        return -1;
    }
}

/// <summary>The default for Nullable of an equatable type.</summary>
public sealed class NullableEqualityComparer<T> : EqualityComparer<T?>
    where T : struct
{
    public override bool Equals(T? x, T? y)
    {
        if (x.HasValue)
        {
            return y.HasValue && EqualityComparer<T>.Default.Equals(x.GetValueOrDefault(), y.GetValueOrDefault());
        }

        return !y.HasValue;
    }

    public override int GetHashCode(T? obj) => obj.GetHashCode();

    public override bool Equals(object obj) => obj is not null && GetType() == obj.GetType();

    public override int GetHashCode() => GetType().GetHashCode();
}

/// <summary>The default for enums: compares the numbers without boxing.</summary>
public sealed class EnumEqualityComparer<T> : EqualityComparer<T>
    where T : struct, Enum
{
    public override bool Equals(T x, T y) => Unsafe.SizeOf<T>() switch
    {
        1 => Unsafe.As<T, byte>(ref x) == Unsafe.As<T, byte>(ref y),
        2 => Unsafe.As<T, ushort>(ref x) == Unsafe.As<T, ushort>(ref y),
        4 => Unsafe.As<T, int>(ref x) == Unsafe.As<T, int>(ref y),
        _ => Unsafe.As<T, long>(ref x) == Unsafe.As<T, long>(ref y),
    };

    public override int GetHashCode(T obj) => obj.GetHashCode();

    public override bool Equals(object obj) => obj is not null && GetType() == obj.GetType();

    public override int GetHashCode() => GetType().GetHashCode();
}

/// <summary>The default for everything else: object.Equals.</summary>
public sealed class ObjectEqualityComparer<T> : EqualityComparer<T>
{
    public override bool Equals(T x, T y)
    {
        if (x is not null)
        {
            return y is not null && x.Equals(y);
        }

        return y is null;
    }

    public override int GetHashCode(T obj) => obj?.GetHashCode() ?? 0;

    public override bool Equals(object obj) => obj is not null && GetType() == obj.GetType();

    public override int GetHashCode() => GetType().GetHashCode();
}
