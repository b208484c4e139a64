using System.Collections.Generic;

namespace System.Linq;

public static partial class Enumerable
{
    public static int Sum(this IEnumerable<int> source)
    {
        ArgumentNullException.ThrowIfNull(source);
        int sum = 0;
        foreach (int element in source)
        {
            checked
            {
                sum += element;
            }
        }

        return sum;
    }

    public static int? Sum(this IEnumerable<int?> source)
    {
        ArgumentNullException.ThrowIfNull(source);
        int sum = 0;
        foreach (int? element in source)
        {
            if (element.HasValue)
            {
                checked
                {
                    sum += element.GetValueOrDefault();
                }
            }
        }

        return sum;
    }

    public static int Sum<TSource>(this IEnumerable<TSource> source, Func<TSource, int> selector)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(selector);
        int sum = 0;
        foreach (TSource element in source)
        {
            checked
            {
                sum += selector(element);
            }
        }

        return sum;
    }

    public static int? Sum<TSource>(this IEnumerable<TSource> source, Func<TSource, int?> selector)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(selector);
        int sum = 0;
        foreach (TSource element in source)
        {
            int? value = selector(element);
            if (value.HasValue)
            {
                checked
                {
                    sum += value.GetValueOrDefault();
                }
            }
        }

        return sum;
    }

    public static long Sum(this IEnumerable<long> source)
    {
        ArgumentNullException.ThrowIfNull(source);
        long sum = 0;
        foreach (long element in source)
        {
            checked
            {
                sum += element;
            }
        }

        return sum;
    }

    public static long? Sum(this IEnumerable<long?> source)
    {
        ArgumentNullException.ThrowIfNull(source);
        long sum = 0;
        foreach (long? element in source)
        {
            if (element.HasValue)
            {
                checked
                {
                    sum += element.GetValueOrDefault();
                }
            }
        }

        return sum;
    }

    public static long Sum<TSource>(this IEnumerable<TSource> source, Func<TSource, long> selector)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(selector);
        long sum = 0;
        foreach (TSource element in source)
        {
            checked
            {
                sum += selector(element);
            }
        }

        return sum;
    }

    public static long? Sum<TSource>(this IEnumerable<TSource> source, Func<TSource, long?> selector)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(selector);
        long sum = 0;
        foreach (TSource element in source)
        {
            long? value = selector(element);
            if (value.HasValue)
            {
                checked
                {
                    sum += value.GetValueOrDefault();
                }
            }
        }

        return sum;
    }

    public static float Sum(this IEnumerable<float> source)
    {
        ArgumentNullException.ThrowIfNull(source);
        double sum = 0;
        foreach (float element in source)
        {
            sum += element;
        }

        return (float)sum;
    }

    public static float? Sum(this IEnumerable<float?> source)
    {
        ArgumentNullException.ThrowIfNull(source);
        double sum = 0;
        foreach (float? element in source)
        {
            if (element.HasValue)
            {
                sum += element.GetValueOrDefault();
            }
        }

        return (float)sum;
    }

    public static float Sum<TSource>(this IEnumerable<TSource> source, Func<TSource, float> selector)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(selector);
        double sum = 0;
        foreach (TSource element in source)
        {
            sum += selector(element);
        }

        return (float)sum;
    }

    public static float? Sum<TSource>(this IEnumerable<TSource> source, Func<TSource, float?> selector)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(selector);
        double sum = 0;
        foreach (TSource element in source)
        {
            float? value = selector(element);
            if (value.HasValue)
            {
                sum += value.GetValueOrDefault();
            }
        }

        return (float)sum;
    }

    public static double Sum(this IEnumerable<double> source)
    {
        ArgumentNullException.ThrowIfNull(source);
        double sum = 0;
        foreach (double element in source)
        {
            sum += element;
        }

        return sum;
    }

    public static double? Sum(this IEnumerable<double?> source)
    {
        ArgumentNullException.ThrowIfNull(source);
        double sum = 0;
        foreach (double? element in source)
        {
            if (element.HasValue)
            {
                sum += element.GetValueOrDefault();
            }
        }

        return sum;
    }

    public static double Sum<TSource>(this IEnumerable<TSource> source, Func<TSource, double> selector)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(selector);
        double sum = 0;
        foreach (TSource element in source)
        {
            sum += selector(element);
        }

        return sum;
    }

    public static double? Sum<TSource>(this IEnumerable<TSource> source, Func<TSource, double?> selector)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(selector);
        double sum = 0;
        foreach (TSource element in source)
        {
            double? value = selector(element);
            if (value.HasValue)
            {
                sum += value.GetValueOrDefault();
            }
        }

        return sum;
    }

    public static decimal Sum(this IEnumerable<decimal> source)
    {
        ArgumentNullException.ThrowIfNull(source);
        decimal sum = 0;
        foreach (decimal element in source)
        {
            sum += element;
        }

        return sum;
    }

    public static decimal? Sum(this IEnumerable<decimal?> source)
    {
        ArgumentNullException.ThrowIfNull(source);
        decimal sum = 0;
        foreach (decimal? element in source)
        {
            if (element.HasValue)
            {
                sum += element.GetValueOrDefault();
            }
        }

        return sum;
    }

    public static decimal Sum<TSource>(this IEnumerable<TSource> source, Func<TSource, decimal> selector)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(selector);
        decimal sum = 0;
        foreach (TSource element in source)
        {
            sum += selector(element);
        }

        return sum;
    }

    public static decimal? Sum<TSource>(this IEnumerable<TSource> source, Func<TSource, decimal?> selector)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(selector);
        decimal sum = 0;
        foreach (TSource element in source)
        {
            decimal? value = selector(element);
            if (value.HasValue)
            {
                sum += value.GetValueOrDefault();
            }
        }

        return sum;
    }
}
