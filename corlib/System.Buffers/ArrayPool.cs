namespace System.Buffers;

/// Arrays to borrow; one small stack of free arrays per power of two.
public abstract class ArrayPool<T>
{
    private static ArrayPool<T> s_shared;

    public static ArrayPool<T> Shared => s_shared ??= new BucketPool(1 << 30, 8);
    public static ArrayPool<T> Create() => new BucketPool(1 << 20, 50);
    public static ArrayPool<T> Create(int maxArrayLength, int maxArraysPerBucket) => new BucketPool(maxArrayLength, maxArraysPerBucket);

    public abstract T[] Rent(int minimumLength);
    public abstract void Return(T[] array, bool clearArray = false);

    private sealed class BucketPool : ArrayPool<T>
    {
        private readonly T[][][] buckets = new T[32][][];
        private readonly int[] counts = new int[32];
        private readonly int maxLength;
        private readonly int perBucket;

        internal BucketPool(int maxLength, int perBucket)
        {
            this.maxLength = maxLength;
            this.perBucket = perBucket;
        }

        private static int BucketOf(int length)
        {
            int bucket = 4;
            while (1 << bucket < length) bucket++;
            return bucket;
        }

        public override T[] Rent(int minimumLength)
        {
            if (minimumLength < 0) throw new ArgumentOutOfRangeException(nameof(minimumLength));
            if (minimumLength == 0) return Array.Empty<T>();
            if (minimumLength > maxLength || minimumLength > 1 << 30) return new T[minimumLength];
            int bucket = BucketOf(minimumLength);
            lock (counts)
            {
                if (counts[bucket] > 0)
                {
                    int top = --counts[bucket];
                    T[] array = buckets[bucket][top];
                    buckets[bucket][top] = null;
                    return array;
                }
            }
            return new T[1 << bucket];
        }

        public override void Return(T[] array, bool clearArray = false)
        {
            if (array == null) throw new ArgumentNullException(nameof(array));
            if (array.Length == 0) return;
            if (clearArray) Array.Clear(array);
            int bucket = BucketOf(array.Length);
            if (array.Length != 1 << bucket || array.Length > maxLength) return;
            lock (counts)
            {
                if (counts[bucket] >= perBucket) return;
                (buckets[bucket] ??= new T[perBucket][])[counts[bucket]++] = array;
            }
        }
    }
}
