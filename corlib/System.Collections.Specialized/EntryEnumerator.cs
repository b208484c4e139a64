using System.Collections.Generic;

namespace System.Collections.Specialized;

/// <summary>Walks a list of dictionary entries.</summary>
internal sealed class EntryEnumerator : IDictionaryEnumerator
{
    private readonly IEnumerator _source;

    internal EntryEnumerator(List<DictionaryEntry> entries)
    {
        _source = new List<DictionaryEntry>.Enumerator(entries);
    }

    public DictionaryEntry Entry => (DictionaryEntry)_source.Current;

    public object Key => Entry.Key;

    public object Value => Entry.Value;

    public object Current => _source.Current;

    public bool MoveNext() => _source.MoveNext();

    public void Reset() => _source.Reset();
}
