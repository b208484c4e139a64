using System.Collections.Generic;

namespace System.Linq;

public static partial class Enumerable
{
    public static int Min(this IEnumerable<int> source)
    {
        ArgumentNullException.ThrowIfNull(source);
        using IEnumerator<int> enumerator = source.GetEnumerator();
        if (!enumerator.MoveNext())
        {
            throw LinqErrors.NoElements();
        }

        int best = enumerator.Current;
        while (enumerator.MoveNext())
        {
            int next = enumerator.Current;
            if (next < best)
            {
                best = next;
            }
        }

        return best;
    }

    public static int? Min(this IEnumerable<int?> source)
    {
        ArgumentNullException.ThrowIfNull(source);
        return Extreme(source, null, wantGreater: false);
    }

    public static int Min<TSource>(this IEnumerable<TSource> source, Func<TSource, int> selector)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(selector);
        return source.Select(selector).Min();
    }

    public static int? Min<TSource>(this IEnumerable<TSource> source, Func<TSource, int?> selector)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(selector);
        return source.Select(selector).Min();
    }

    public static long Min(this IEnumerable<long> source)
    {
        ArgumentNullException.ThrowIfNull(source);
        using IEnumerator<long> enumerator = source.GetEnumerator();
        if (!enumerator.MoveNext())
        {
            throw LinqErrors.NoElements();
        }

        long best = enumerator.Current;
        while (enumerator.MoveNext())
        {
            long next = enumerator.Current;
            if (next < best)
            {
                best = next;
            }
        }

        return best;
    }

    public static long? Min(this IEnumerable<long?> source)
    {
        ArgumentNullException.ThrowIfNull(source);
        return Extreme(source, null, wantGreater: false);
    }

    public static long Min<TSource>(this IEnumerable<TSource> source, Func<TSource, long> selector)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(selector);
        return source.Select(selector).Min();
    }

    public static long? Min<TSource>(this IEnumerable<TSource> source, Func<TSource, long?> selector)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(selector);
        return source.Select(selector).Min();
    }

    public static float Min(this IEnumerable<float> source)
    {
        ArgumentNullException.ThrowIfNull(source);
        using IEnumerator<float> enumerator = source.GetEnumerator();
        if (!enumerator.MoveNext())
        {
            throw LinqErrors.NoElements();
        }

        float best = enumerator.Current;
        while (enumerator.MoveNext())
        {
            // NaN is below every number.
            float next = enumerator.Current;
            if (next < best || float.IsNaN(next))
            {
                best = next;
            }
        }

        return best;
    }

    public static float? Min(this IEnumerable<float?> source)
    {
        ArgumentNullException.ThrowIfNull(source);
        return Extreme(source, null, wantGreater: false);
    }

    public static float Min<TSource>(this IEnumerable<TSource> source, Func<TSource, float> selector)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(selector);
        return source.Select(selector).Min();
    }

    public static float? Min<TSource>(this IEnumerable<TSource> source, Func<TSource, float?> selector)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(selector);
        return source.Select(selector).Min();
    }

    public static double Min(this IEnumerable<double> source)
    {
        ArgumentNullException.ThrowIfNull(source);
        using IEnumerator<double> enumerator = source.GetEnumerator();
        if (!enumerator.MoveNext())
        {
            throw LinqErrors.NoElements();
        }

        double best = enumerator.Current;
        while (enumerator.MoveNext())
        {
            // NaN is below every number.
            double next = enumerator.Current;
            if (next < best || double.IsNaN(next))
            {
                best = next;
            }
        }

        return best;
    }

    public static double? Min(this IEnumerable<double?> source)
    {
        ArgumentNullException.ThrowIfNull(source);
        return Extreme(source, null, wantGreater: false);
    }

    public static double Min<TSource>(this IEnumerable<TSource> source, Func<TSource, double> selector)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(selector);
        return source.Select(selector).Min();
    }

    public static double? Min<TSource>(this IEnumerable<TSource> source, Func<TSource, double?> selector)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(selector);
        return source.Select(selector).Min();
    }

    public static decimal Min(this IEnumerable<decimal> source)
    {
        ArgumentNullException.ThrowIfNull(source);
        using IEnumerator<decimal> enumerator = source.GetEnumerator();
        if (!enumerator.MoveNext())
        {
            throw LinqErrors.NoElements();
        }

        decimal best = enumerator.Current;
        while (enumerator.MoveNext())
        {
            decimal next = enumerator.Current;
            if (next < best)
            {
                best = next;
            }
        }

        return best;
    }

    public static decimal? Min(this IEnumerable<decimal?> source)
    {
        ArgumentNullException.ThrowIfNull(source);
        return Extreme(source, null, wantGreater: false);
    }

    public static decimal Min<TSource>(this IEnumerable<TSource> source, Func<TSource, decimal> selector)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(selector);
        return source.Select(selector).Min();
    }

    public static decimal? Min<TSource>(this IEnumerable<TSource> source, Func<TSource, decimal?> selector)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(selector);
        return source.Select(selector).Min();
    }
}
