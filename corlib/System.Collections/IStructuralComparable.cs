namespace System.Collections;

/// <summary>Orders by parts.</summary>
public interface IStructuralComparable
{
    int CompareTo(object other, IComparer comparer);
}
