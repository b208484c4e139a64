namespace System.Collections;

/// <summary>Compares by parts.</summary>
public interface IStructuralEquatable
{
    bool Equals(object other, IEqualityComparer comparer);

    int GetHashCode(IEqualityComparer comparer);
}
