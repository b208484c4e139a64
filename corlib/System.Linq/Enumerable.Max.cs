using System.Collections.Generic;

namespace System.Linq;

public static partial class Enumerable
{
    public static int Max(this IEnumerable<int> source)
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
            if (next > best)
            {
                best = next;
            }
        }

        return best;
    }

    public static int? Max(this IEnumerable<int?> source)
    {
        ArgumentNullException.ThrowIfNull(source);
        return Extreme(source, null, wantGreater: true);
    }

    public static int Max<TSource>(this IEnumerable<TSource> source, Func<TSource, int> selector)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(selector);
        return source.Select(selector).Max();
    }

    public static int? Max<TSource>(this IEnumerable<TSource> source, Func<TSource, int?> selector)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(selector);
        return source.Select(selector).Max();
    }

    public static long Max(this IEnumerable<long> source)
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
            if (next > best)
            {
                best = next;
            }
        }

        return best;
    }

    public static long? Max(this IEnumerable<long?> source)
    {
        ArgumentNullException.ThrowIfNull(source);
        return Extreme(source, null, wantGreater: true);
    }

    public static long Max<TSource>(this IEnumerable<TSource> source, Func<TSource, long> selector)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(selector);
        return source.Select(selector).Max();
    }

    public static long? Max<TSource>(this IEnumerable<TSource> source, Func<TSource, long?> selector)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(selector);
        return source.Select(selector).Max();
    }

    public static float Max(this IEnumerable<float> source)
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
            if (next > best || float.IsNaN(best))
            {
                best = next;
            }
        }

        return best;
    }

    public static float? Max(this IEnumerable<float?> source)
    {
        ArgumentNullException.ThrowIfNull(source);
        return Extreme(source, null, wantGreater: true);
    }

    public static float Max<TSource>(this IEnumerable<TSource> source, Func<TSource, float> selector)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(selector);
        return source.Select(selector).Max();
    }

    public static float? Max<TSource>(this IEnumerable<TSource> source, Func<TSource, float?> selector)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(selector);
        return source.Select(selector).Max();
    }

    public static double Max(this IEnumerable<double> source)
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
            if (next > best || double.IsNaN(best))
            {
                best = next;
            }
        }

        return best;
    }

    public static double? Max(this IEnumerable<double?> source)
    {
        ArgumentNullException.ThrowIfNull(source);
        return Extreme(source, null, wantGreater: true);
    }

    public static double Max<TSource>(this IEnumerable<TSource> source, Func<TSource, double> selector)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(selector);
        return source.Select(selector).Max();
    }

    public static double? Max<TSource>(this IEnumerable<TSource> source, Func<TSource, double?> selector)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(selector);
        return source.Select(selector).Max();
    }

    public static decimal Max(this IEnumerable<decimal> source)
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
            if (next > best)
            {
                best = next;
            }
        }

        return best;
    }

    public static decimal? Max(this IEnumerable<decimal?> source)
    {
        ArgumentNullException.ThrowIfNull(source);
        return Extreme(source, null, wantGreater: true);
    }

    public static decimal Max<TSource>(this IEnumerable<TSource> source, Func<TSource, decimal> selector)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(selector);
        return source.Select(selector).Max();
    }

    public static decimal? Max<TSource>(this IEnumerable<TSource> source, Func<TSource, decimal?> selector)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(selector);
        return source.Select(selector).Max();
    }
}
