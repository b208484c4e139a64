namespace System.Collections;

/// <summary>Base of strongly typed read-only lists of old.</summary>
public abstract class ReadOnlyCollectionBase : ICollection
{
    private ArrayList _list;

    public virtual int Count => InnerList.Count;

    protected ArrayList InnerList => _list ??= new ArrayList();

    bool ICollection.IsSynchronized => InnerList.IsSynchronized;

    object ICollection.SyncRoot => InnerList.SyncRoot;

    void ICollection.CopyTo(Array array, int index) => InnerList.CopyTo(array, index);

    public virtual IEnumerator GetEnumerator() => InnerList.GetEnumerator();
}
