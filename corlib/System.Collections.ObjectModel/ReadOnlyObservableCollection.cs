using System.Collections.Specialized;
using System.ComponentModel;

namespace System.Collections.ObjectModel;

/// <summary>A read-only view of an observable collection, which passes its events on.</summary>
public class ReadOnlyObservableCollection<T> : ReadOnlyCollection<T>, INotifyCollectionChanged, INotifyPropertyChanged
{
    public ReadOnlyObservableCollection(ObservableCollection<T> list)
        : base(list)
    {
        list.CollectionChanged += (_, e) => OnCollectionChanged(e);
        ((INotifyPropertyChanged)list).PropertyChanged += (_, e) => OnPropertyChanged(e);
    }

    protected virtual event NotifyCollectionChangedEventHandler CollectionChanged;

    protected virtual event PropertyChangedEventHandler PropertyChanged;

    event NotifyCollectionChangedEventHandler INotifyCollectionChanged.CollectionChanged
    {
        add => CollectionChanged += value;
        remove => CollectionChanged -= value;
    }

    event PropertyChangedEventHandler INotifyPropertyChanged.PropertyChanged
    {
        add => PropertyChanged += value;
        remove => PropertyChanged -= value;
    }

    protected virtual void OnCollectionChanged(NotifyCollectionChangedEventArgs args) => CollectionChanged?.Invoke(this, args);

    protected virtual void OnPropertyChanged(PropertyChangedEventArgs args) => PropertyChanged?.Invoke(this, args);
}
