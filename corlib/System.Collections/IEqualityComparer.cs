namespace System.Collections;

/// <summary>Compares and hashes objects.</summary>
public interface IEqualityComparer
{
    bool Equals(object x, object y);

    int GetHashCode(object obj);
}
