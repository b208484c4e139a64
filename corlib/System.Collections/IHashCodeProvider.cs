namespace System.Collections;

/// <summary>Hashes objects; superseded by IEqualityComparer.</summary>
[Obsolete("IHashCodeProvider has been deprecated. Use IEqualityComparer instead.")]
public interface IHashCodeProvider
{
    int GetHashCode(object obj);
}
