using System.Collections.Generic;

namespace System.Linq;

public static partial class Enumerable
{
    public static IOrderedEnumerable<T> Order<T>(this IEnumerable<T> source) => source.Order(null);

    public static IOrderedEnumerable<T> Order<T>(this IEnumerable<T> source, IComparer<T> comparer) =>
        new ImplicitlyOrderedEnumerable<T>(source, comparer, descending: false);

    public static IOrderedEnumerable<T> OrderDescending<T>(this IEnumerable<T> source) => source.OrderDescending(null);

    public static IOrderedEnumerable<T> OrderDescending<T>(this IEnumerable<T> source, IComparer<T> comparer) =>
        new ImplicitlyOrderedEnumerable<T>(source, comparer, descending: true);

    public static IOrderedEnumerable<TSource> OrderBy<TSource, TKey>(this IEnumerable<TSource> source, Func<TSource, TKey> keySelector) =>
        OrderBy(source, keySelector, null);

    public static IOrderedEnumerable<TSource> OrderBy<TSource, TKey>(
        this IEnumerable<TSource> source, Func<TSource, TKey> keySelector, IComparer<TKey> comparer) =>
        new OrderedEnumerable<TSource, TKey>(source, keySelector, comparer, descending: false, parent: null);

    public static IOrderedEnumerable<TSource> OrderByDescending<TSource, TKey>(
        this IEnumerable<TSource> source, Func<TSource, TKey> keySelector) =>
        OrderByDescending(source, keySelector, null);

    public static IOrderedEnumerable<TSource> OrderByDescending<TSource, TKey>(
        this IEnumerable<TSource> source, Func<TSource, TKey> keySelector, IComparer<TKey> comparer) =>
        new OrderedEnumerable<TSource, TKey>(source, keySelector, comparer, descending: true, parent: null);

    public static IOrderedEnumerable<TSource> ThenBy<TSource, TKey>(
        this IOrderedEnumerable<TSource> source, Func<TSource, TKey> keySelector) =>
        ThenBy(source, keySelector, null);

    public static IOrderedEnumerable<TSource> ThenBy<TSource, TKey>(
        this IOrderedEnumerable<TSource> source, Func<TSource, TKey> keySelector, IComparer<TKey> comparer)
    {
        ArgumentNullException.ThrowIfNull(source);
        return source.CreateOrderedEnumerable(keySelector, comparer, descending: false);
    }

    public static IOrderedEnumerable<TSource> ThenByDescending<TSource, TKey>(
        this IOrderedEnumerable<TSource> source, Func<TSource, TKey> keySelector) =>
        ThenByDescending(source, keySelector, null);

    public static IOrderedEnumerable<TSource> ThenByDescending<TSource, TKey>(
        this IOrderedEnumerable<TSource> source, Func<TSource, TKey> keySelector, IComparer<TKey> comparer)
    {
        ArgumentNullException.ThrowIfNull(source);
        return source.CreateOrderedEnumerable(keySelector, comparer, descending: true);
    }
}
