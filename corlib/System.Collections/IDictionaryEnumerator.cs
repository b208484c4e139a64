namespace System.Collections;

/// <summary>A position in a non-generic dictionary.</summary>
public interface IDictionaryEnumerator : IEnumerator
{
    object Key { get; }

    object Value { get; }

    DictionaryEntry Entry { get; }
}
