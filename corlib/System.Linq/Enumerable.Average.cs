using System.Collections.Generic;

namespace System.Linq;

public static partial class Enumerable
{
    public static double Average(this IEnumerable<int> source)
    {
        ArgumentNullException.ThrowIfNull(source);
        long sum = 0;
        long count = 0;
        foreach (int element in source)
        {
            checked
            {
                sum += element;
            }

            count++;
        }

        return count != 0 ? (double)sum / count : throw LinqErrors.NoElements();
    }

    public static double? Average(this IEnumerable<int?> source)
    {
        ArgumentNullException.ThrowIfNull(source);
        long sum = 0;
        long count = 0;
        foreach (int? element in source)
        {
            if (element.HasValue)
            {
                checked
                {
                    sum += element.GetValueOrDefault();
                }

                count++;
            }
        }

        return count != 0 ? (double)sum / count : null;
    }

    public static double Average<TSource>(this IEnumerable<TSource> source, Func<TSource, int> selector)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(selector);
        long sum = 0;
        long count = 0;
        foreach (TSource element in source)
        {
            checked
            {
                sum += selector(element);
            }

            count++;
        }

        return count != 0 ? (double)sum / count : throw LinqErrors.NoElements();
    }

    public static double? Average<TSource>(this IEnumerable<TSource> source, Func<TSource, int?> selector)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(selector);
        return source.Select(selector).Average();
    }

    public static double Average(this IEnumerable<long> source)
    {
        ArgumentNullException.ThrowIfNull(source);
        long sum = 0;
        long count = 0;
        foreach (long element in source)
        {
            checked
            {
                sum += element;
            }

            count++;
        }

        return count != 0 ? (double)sum / count : throw LinqErrors.NoElements();
    }

    public static double? Average(this IEnumerable<long?> source)
    {
        ArgumentNullException.ThrowIfNull(source);
        long sum = 0;
        long count = 0;
        foreach (long? element in source)
        {
            if (element.HasValue)
            {
                checked
                {
                    sum += element.GetValueOrDefault();
                }

                count++;
            }
        }

        return count != 0 ? (double)sum / count : null;
    }

    public static double Average<TSource>(this IEnumerable<TSource> source, Func<TSource, long> selector)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(selector);
        long sum = 0;
        long count = 0;
        foreach (TSource element in source)
        {
            checked
            {
                sum += selector(element);
            }

            count++;
        }

        return count != 0 ? (double)sum / count : throw LinqErrors.NoElements();
    }

    public static double? Average<TSource>(this IEnumerable<TSource> source, Func<TSource, long?> selector)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(selector);
        return source.Select(selector).Average();
    }

    public static float Average(this IEnumerable<float> source)
    {
        ArgumentNullException.ThrowIfNull(source);
        double sum = 0;
        long count = 0;
        foreach (float element in source)
        {
            sum += element;
            count++;
        }

        return count != 0 ? (float)(sum / count) : throw LinqErrors.NoElements();
    }

    public static float? Average(this IEnumerable<float?> source)
    {
        ArgumentNullException.ThrowIfNull(source);
        double sum = 0;
        long count = 0;
        foreach (float? element in source)
        {
            if (element.HasValue)
            {
                sum += element.GetValueOrDefault();
                count++;
            }
        }

        return count != 0 ? (float)(sum / count) : null;
    }

    public static float Average<TSource>(this IEnumerable<TSource> source, Func<TSource, float> selector)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(selector);
        double sum = 0;
        long count = 0;
        foreach (TSource element in source)
        {
            sum += selector(element);
            count++;
        }

        return count != 0 ? (float)(sum / count) : throw LinqErrors.NoElements();
    }

    public static float? Average<TSource>(this IEnumerable<TSource> source, Func<TSource, float?> selector)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(selector);
        return source.Select(selector).Average();
    }

    public static double Average(this IEnumerable<double> source)
    {
        ArgumentNullException.ThrowIfNull(source);
        double sum = 0;
        long count = 0;
        foreach (double element in source)
        {
            sum += element;
            count++;
        }

        return count != 0 ? sum / count : throw LinqErrors.NoElements();
    }

    public static double? Average(this IEnumerable<double?> source)
    {
        ArgumentNullException.ThrowIfNull(source);
        double sum = 0;
        long count = 0;
        foreach (double? element in source)
        {
            if (element.HasValue)
            {
                sum += element.GetValueOrDefault();
                count++;
            }
        }

        return count != 0 ? sum / count : null;
    }

    public static double Average<TSource>(this IEnumerable<TSource> source, Func<TSource, double> selector)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(selector);
        double sum = 0;
        long count = 0;
        foreach (TSource element in source)
        {
            sum += selector(element);
            count++;
        }

        return count != 0 ? sum / count : throw LinqErrors.NoElements();
    }

    public static double? Average<TSource>(this IEnumerable<TSource> source, Func<TSource, double?> selector)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(selector);
        return source.Select(selector).Average();
    }

    public static decimal Average(this IEnumerable<decimal> source)
    {
        ArgumentNullException.ThrowIfNull(source);
        decimal sum = 0;
        long count = 0;
        foreach (decimal element in source)
        {
            sum += element;
            count++;
        }

        return count != 0 ? sum / count : throw LinqErrors.NoElements();
    }

    public static decimal? Average(this IEnumerable<decimal?> source)
    {
        ArgumentNullException.ThrowIfNull(source);
        decimal sum = 0;
        long count = 0;
        foreach (decimal? element in source)
        {
            if (element.HasValue)
            {
                sum += element.GetValueOrDefault();
                count++;
            }
        }

        return count != 0 ? sum / count : null;
    }

    public static decimal Average<TSource>(this IEnumerable<TSource> source, Func<TSource, decimal> selector)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(selector);
        decimal sum = 0;
        long count = 0;
        foreach (TSource element in source)
        {
            sum += selector(element);
            count++;
        }

        return count != 0 ? sum / count : throw LinqErrors.NoElements();
    }

    public static decimal? Average<TSource>(this IEnumerable<TSource> source, Func<TSource, decimal?> selector)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(selector);
        return source.Select(selector).Average();
    }
}
