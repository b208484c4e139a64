namespace System.Collections;

/// <summary>A sequence of objects.</summary>
public interface IEnumerable
{
    IEnumerator GetEnumerator();
}
