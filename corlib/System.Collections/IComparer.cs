namespace System.Collections;

/// <summary>Orders objects.</summary>
public interface IComparer
{
    int Compare(object x, object y);
}
