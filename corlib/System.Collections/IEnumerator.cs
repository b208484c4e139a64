namespace System.Collections;

/// <summary>A position in a sequence of objects.</summary>
public interface IEnumerator
{
    object Current { get; }

    bool MoveNext();

    void Reset();
}
