namespace System.Collections;

/// <summary>Comparers that look into arrays and tuples.</summary>
public static class StructuralComparisons
{
    private static IComparer s_comparer;
    private static IEqualityComparer s_equalityComparer;

    public static IComparer StructuralComparer => s_comparer ??= new StructuralComparerImpl();

    public static IEqualityComparer StructuralEqualityComparer => s_equalityComparer ??= new StructuralEqualityComparerImpl();

    private sealed class StructuralEqualityComparerImpl : IEqualityComparer
    {
        public new bool Equals(object x, object y)
        {
            if (x is null)
            {
                return y is null;
            }

            return x is IStructuralEquatable structural ? structural.Equals(y, this) : y is not null && x.Equals(y);
        }

        public int GetHashCode(object obj) => obj switch
        {
            null => 0,
            IStructuralEquatable structural => structural.GetHashCode(this),
            _ => obj.GetHashCode(),
        };
    }

    private sealed class StructuralComparerImpl : IComparer
    {
        public int Compare(object x, object y)
        {
            if (x is null)
            {
                return y is null ? 0 : -1;
            }

            if (y is null)
            {
                return 1;
            }

            return x is IStructuralComparable structural ? structural.CompareTo(y, this) : Comparer.Default.Compare(x, y);
        }
    }
}
