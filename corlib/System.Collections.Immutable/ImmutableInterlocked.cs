using System.Collections.Generic;
using System.Collections.Immutable;
using System.Threading;

namespace System.Collections.Immutable
{
    /// <summary>Changes of immutable collections that several threads see: made anew until nobody came between.</summary>
    public static class ImmutableInterlocked
    {
        public static bool Update<T>(ref T location, Func<T, T> transformer) where T : class => Update(ref location, static (value, transformer) => transformer(value), transformer);

        public static bool Update<T, TArg>(ref T location, Func<T, TArg, T> transformer, TArg transformerArgument) where T : class
        {
            Throw.IfNull(transformer, nameof(transformer));
            while (true)
            {
                T old = Volatile.Read(ref location);
                T changed = transformer(old, transformerArgument);
                if (ReferenceEquals(old, changed))
                    return false;
                if (Interlocked.CompareExchange(ref location, changed, old) == old)
                    return true;
            }
        }

        public static bool Update<T>(ref ImmutableArray<T> location, Func<ImmutableArray<T>, ImmutableArray<T>> transformer) =>
            Update(ref location, static (value, transformer) => transformer(value), transformer);

        public static bool Update<T, TArg>(ref ImmutableArray<T> location, Func<ImmutableArray<T>, TArg, ImmutableArray<T>> transformer, TArg transformerArgument)
        {
            Throw.IfNull(transformer, nameof(transformer));
            while (true)
            {
                T[] old = Volatile.Read(ref Unsafe.AsRef(in location.array));
                T[] changed = transformer(new ImmutableArray<T>(old), transformerArgument).array;
                if (ReferenceEquals(old, changed))
                    return false;
                if (Interlocked.CompareExchange(ref Unsafe.AsRef(in location.array), changed, old) == old)
                    return true;
            }
        }

        public static ImmutableArray<T> InterlockedExchange<T>(ref ImmutableArray<T> location, ImmutableArray<T> value) =>
            new ImmutableArray<T>(Interlocked.Exchange(ref Unsafe.AsRef(in location.array), value.array));

        public static ImmutableArray<T> InterlockedCompareExchange<T>(ref ImmutableArray<T> location, ImmutableArray<T> value, ImmutableArray<T> comparand) =>
            new ImmutableArray<T>(Interlocked.CompareExchange(ref Unsafe.AsRef(in location.array), value.array, comparand.array));

        public static bool InterlockedInitialize<T>(ref ImmutableArray<T> location, ImmutableArray<T> value) => InterlockedCompareExchange(ref location, value, default).IsDefault;

        public static TValue GetOrAdd<TKey, TValue, TArg>(ref ImmutableDictionary<TKey, TValue> location, TKey key, Func<TKey, TArg, TValue> valueFactory, TArg factoryArgument) where TKey : notnull =>
            Volatile.Read(ref location).TryGetValue(key, out TValue value) ? value : GetOrAdd(ref location, key, valueFactory(key, factoryArgument));

        public static TValue GetOrAdd<TKey, TValue>(ref ImmutableDictionary<TKey, TValue> location, TKey key, Func<TKey, TValue> valueFactory) where TKey : notnull =>
            Volatile.Read(ref location).TryGetValue(key, out TValue value) ? value : GetOrAdd(ref location, key, valueFactory(key));

        public static TValue GetOrAdd<TKey, TValue>(ref ImmutableDictionary<TKey, TValue> location, TKey key, TValue value) where TKey : notnull
        {
            while (true)
            {
                ImmutableDictionary<TKey, TValue> old = Volatile.Read(ref location);
                if (old.TryGetValue(key, out TValue known))
                    return known;
                if (Interlocked.CompareExchange(ref location, old.Add(key, value), old) == old)
                    return value;
            }
        }

        public static TValue AddOrUpdate<TKey, TValue>(ref ImmutableDictionary<TKey, TValue> location, TKey key, Func<TKey, TValue> addValueFactory, Func<TKey, TValue, TValue> updateValueFactory) where TKey : notnull
        {
            while (true)
            {
                ImmutableDictionary<TKey, TValue> old = Volatile.Read(ref location);
                TValue value = old.TryGetValue(key, out TValue known) ? updateValueFactory(key, known) : addValueFactory(key);
                ImmutableDictionary<TKey, TValue> changed = old.SetItem(key, value);
                if (changed == old || Interlocked.CompareExchange(ref location, changed, old) == old)
                    return value;
            }
        }

        public static TValue AddOrUpdate<TKey, TValue>(ref ImmutableDictionary<TKey, TValue> location, TKey key, TValue addValue, Func<TKey, TValue, TValue> updateValueFactory) where TKey : notnull =>
            AddOrUpdate(ref location, key, _ => addValue, updateValueFactory);

        public static bool TryAdd<TKey, TValue>(ref ImmutableDictionary<TKey, TValue> location, TKey key, TValue value) where TKey : notnull =>
            Update(ref location, (dictionary, _) => dictionary.ContainsKey(key) ? dictionary : dictionary.Add(key, value), 0);

        public static bool TryUpdate<TKey, TValue>(ref ImmutableDictionary<TKey, TValue> location, TKey key, TValue newValue, TValue comparisonValue) where TKey : notnull
        {
            while (true)
            {
                ImmutableDictionary<TKey, TValue> old = Volatile.Read(ref location);
                if (!old.TryGetValue(key, out TValue known) || !EqualityComparer<TValue>.Default.Equals(known, comparisonValue))
                    return false;
                if (Interlocked.CompareExchange(ref location, old.SetItem(key, newValue), old) == old)
                    return true;
            }
        }

        public static bool TryRemove<TKey, TValue>(ref ImmutableDictionary<TKey, TValue> location, TKey key, [MaybeNullWhen(false)] out TValue value) where TKey : notnull
        {
            while (true)
            {
                ImmutableDictionary<TKey, TValue> old = Volatile.Read(ref location);
                if (!old.TryGetValue(key, out value))
                    return false;
                if (Interlocked.CompareExchange(ref location, old.Remove(key), old) == old)
                    return true;
            }
        }

        public static void Push<T>(ref ImmutableStack<T> location, T value) => Update(ref location, static (stack, value) => stack.Push(value), value);

        public static bool TryPop<T>(ref ImmutableStack<T> location, [MaybeNullWhen(false)] out T value)
        {
            while (true)
            {
                ImmutableStack<T> old = Volatile.Read(ref location);
                value = default;
                if (old.IsEmpty)
                    return false;
                if (Interlocked.CompareExchange(ref location, old.Pop(out value), old) == old)
                    return true;
            }
        }

        public static void Enqueue<T>(ref ImmutableQueue<T> location, T value) => Update(ref location, static (queue, value) => queue.Enqueue(value), value);

        public static bool TryDequeue<T>(ref ImmutableQueue<T> location, [MaybeNullWhen(false)] out T value)
        {
            while (true)
            {
                ImmutableQueue<T> old = Volatile.Read(ref location);
                value = default;
                if (old.IsEmpty)
                    return false;
                if (Interlocked.CompareExchange(ref location, old.Dequeue(out value), old) == old)
                    return true;
            }
        }
    }
}

namespace System.Runtime.InteropServices
{
    /// <summary>The arrays inside immutable arrays.</summary>
    public static class ImmutableCollectionsMarshal
    {
        public static ImmutableArray<T> AsImmutableArray<T>(T[] array) => new ImmutableArray<T>(array);

        public static T[] AsArray<T>(ImmutableArray<T> array) => array.array;

        public static Memory<T> AsMemory<T>(ImmutableArray<T>.Builder builder) => new Memory<T>(builder?.Storage, 0, builder?.Count ?? 0);
    }
}
