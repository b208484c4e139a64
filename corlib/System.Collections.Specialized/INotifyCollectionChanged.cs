namespace System.Collections.Specialized;

/// <summary>A collection that tells of its changes.</summary>
public interface INotifyCollectionChanged
{
    event NotifyCollectionChangedEventHandler CollectionChanged;
}
