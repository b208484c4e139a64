using System.Collections.Generic;
using System.Collections.Immutable;

namespace System.Linq;

/// <summary>LINQ over immutable arrays without boxing them: over the array inside.</summary>
public static class ImmutableArrayExtensions
{
    /// <summary>The array; a default instance faults.</summary>
    private static T[] Items<T>(ImmutableArray<T> source)
    {
        _ = source.Length;
        return source.array;
    }

    public static IEnumerable<TResult> Select<T, TResult>(this ImmutableArray<T> immutableArray, Func<T, TResult> selector) => Enumerable.Select(Items(immutableArray), selector);
    public static IEnumerable<TResult> SelectMany<TSource, TCollection, TResult>(this ImmutableArray<TSource> immutableArray, Func<TSource, IEnumerable<TCollection>> collectionSelector, Func<TSource, TCollection, TResult> resultSelector) =>
        Enumerable.SelectMany(Items(immutableArray), collectionSelector, resultSelector);
    public static IEnumerable<T> Where<T>(this ImmutableArray<T> immutableArray, Func<T, bool> predicate) => Enumerable.Where(Items(immutableArray), predicate);
    public static bool Any<T>(this ImmutableArray<T> immutableArray) => immutableArray.Length > 0;
    public static bool Any<T>(this ImmutableArray<T> immutableArray, Func<T, bool> predicate) => Enumerable.Any(Items(immutableArray), predicate);
    public static bool Any<T>(this ImmutableArray<T>.Builder builder) => builder.Count > 0;
    public static bool All<T>(this ImmutableArray<T> immutableArray, Func<T, bool> predicate) => Enumerable.All(Items(immutableArray), predicate);
    public static bool SequenceEqual<TDerived, TBase>(this ImmutableArray<TBase> immutableArray, ImmutableArray<TDerived> items, IEqualityComparer<TBase> comparer = null) where TDerived : TBase =>
        Enumerable.SequenceEqual(Items(immutableArray), Enumerable.Cast<TBase>(Items(items)), comparer);
    public static bool SequenceEqual<TDerived, TBase>(this ImmutableArray<TBase> immutableArray, IEnumerable<TDerived> items, IEqualityComparer<TBase> comparer = null) where TDerived : TBase =>
        Enumerable.SequenceEqual(Items(immutableArray), Enumerable.Cast<TBase>(items), comparer);

    public static bool SequenceEqual<TDerived, TBase>(this ImmutableArray<TBase> immutableArray, ImmutableArray<TDerived> items, Func<TBase, TBase, bool> predicate) where TDerived : TBase
    {
        Throw.IfNull(predicate, nameof(predicate));
        if (immutableArray.Length != items.Length)
            return false;
        for (int i = 0; i < items.Length; i++)
            if (!predicate(immutableArray[i], items[i]))
                return false;
        return true;
    }

    public static T Aggregate<T>(this ImmutableArray<T> immutableArray, Func<T, T, T> func) => immutableArray.Length == 0 ? default : Enumerable.Aggregate(Items(immutableArray), func);
    public static TAccumulate Aggregate<TAccumulate, T>(this ImmutableArray<T> immutableArray, TAccumulate seed, Func<TAccumulate, T, TAccumulate> func) => Enumerable.Aggregate(Items(immutableArray), seed, func);
    public static TResult Aggregate<TAccumulate, TResult, T>(this ImmutableArray<T> immutableArray, TAccumulate seed, Func<TAccumulate, T, TAccumulate> func, Func<TAccumulate, TResult> resultSelector) =>
        Enumerable.Aggregate(Items(immutableArray), seed, func, resultSelector);
    public static T ElementAt<T>(this ImmutableArray<T> immutableArray, int index) => immutableArray[index];
    public static T ElementAtOrDefault<T>(this ImmutableArray<T> immutableArray, int index) => (uint)index < (uint)immutableArray.Length ? immutableArray[index] : default;
    public static T First<T>(this ImmutableArray<T> immutableArray) => Enumerable.First(Items(immutableArray));
    public static T First<T>(this ImmutableArray<T> immutableArray, Func<T, bool> predicate) => Enumerable.First(Items(immutableArray), predicate);
    public static T First<T>(this ImmutableArray<T>.Builder builder) => builder.Count > 0 ? builder[0] : throw new InvalidOperationException("Sequence contains no elements");
    public static T FirstOrDefault<T>(this ImmutableArray<T> immutableArray) => Enumerable.FirstOrDefault(Items(immutableArray));
    public static T FirstOrDefault<T>(this ImmutableArray<T> immutableArray, Func<T, bool> predicate) => Enumerable.FirstOrDefault(Items(immutableArray), predicate);
    public static T FirstOrDefault<T>(this ImmutableArray<T>.Builder builder) => builder.Count > 0 ? builder[0] : default;
    public static T Last<T>(this ImmutableArray<T> immutableArray) => Enumerable.Last(Items(immutableArray));
    public static T Last<T>(this ImmutableArray<T> immutableArray, Func<T, bool> predicate) => Enumerable.Last(Items(immutableArray), predicate);
    public static T Last<T>(this ImmutableArray<T>.Builder builder) => builder.Count > 0 ? builder[builder.Count - 1] : throw new InvalidOperationException("Sequence contains no elements");
    public static T LastOrDefault<T>(this ImmutableArray<T> immutableArray) => Enumerable.LastOrDefault(Items(immutableArray));
    public static T LastOrDefault<T>(this ImmutableArray<T> immutableArray, Func<T, bool> predicate) => Enumerable.LastOrDefault(Items(immutableArray), predicate);
    public static T LastOrDefault<T>(this ImmutableArray<T>.Builder builder) => builder.Count > 0 ? builder[builder.Count - 1] : default;
    public static T Single<T>(this ImmutableArray<T> immutableArray) => Enumerable.Single(Items(immutableArray));
    public static T Single<T>(this ImmutableArray<T> immutableArray, Func<T, bool> predicate) => Enumerable.Single(Items(immutableArray), predicate);
    public static T SingleOrDefault<T>(this ImmutableArray<T> immutableArray) => Enumerable.SingleOrDefault(Items(immutableArray));
    public static T SingleOrDefault<T>(this ImmutableArray<T> immutableArray, Func<T, bool> predicate) => Enumerable.SingleOrDefault(Items(immutableArray), predicate);
    public static Dictionary<TKey, T> ToDictionary<TKey, T>(this ImmutableArray<T> immutableArray, Func<T, TKey> keySelector) where TKey : notnull => Enumerable.ToDictionary(Items(immutableArray), keySelector);
    public static Dictionary<TKey, TElement> ToDictionary<TKey, TElement, T>(this ImmutableArray<T> immutableArray, Func<T, TKey> keySelector, Func<T, TElement> elementSelector) where TKey : notnull =>
        Enumerable.ToDictionary(Items(immutableArray), keySelector, elementSelector);
    public static Dictionary<TKey, T> ToDictionary<TKey, T>(this ImmutableArray<T> immutableArray, Func<T, TKey> keySelector, IEqualityComparer<TKey> comparer) where TKey : notnull => Enumerable.ToDictionary(Items(immutableArray), keySelector, comparer);
    public static Dictionary<TKey, TElement> ToDictionary<TKey, TElement, T>(this ImmutableArray<T> immutableArray, Func<T, TKey> keySelector, Func<T, TElement> elementSelector, IEqualityComparer<TKey> comparer) where TKey : notnull =>
        Enumerable.ToDictionary(Items(immutableArray), keySelector, elementSelector, comparer);
    public static T[] ToArray<T>(this ImmutableArray<T> immutableArray) => immutableArray.Length == 0 ? Items(immutableArray) : (T[])Items(immutableArray).Clone();
}
