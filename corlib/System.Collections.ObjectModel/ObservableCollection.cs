using System.Collections.Generic;
using System.Collections.Specialized;
using System.ComponentModel;

namespace System.Collections.ObjectModel;

/// <summary>A list that tells of its changes.</summary>
public class ObservableCollection<T> : Collection<T>, INotifyCollectionChanged, INotifyPropertyChanged
{
    private int _reentrancy; // handlers now running

    public ObservableCollection()
    {
    }

    public ObservableCollection(IEnumerable<T> collection)
        : base(new List<T>(collection ?? throw new ArgumentNullException(nameof(collection))))
    {
    }

    public ObservableCollection(List<T> list)
        : base(new List<T>(list ?? throw new ArgumentNullException(nameof(list))))
    {
    }

    public virtual event NotifyCollectionChangedEventHandler CollectionChanged;

    protected virtual event PropertyChangedEventHandler PropertyChanged;

    event PropertyChangedEventHandler INotifyPropertyChanged.PropertyChanged
    {
        add => PropertyChanged += value;
        remove => PropertyChanged -= value;
    }

    public void Move(int oldIndex, int newIndex) => MoveItem(oldIndex, newIndex);

    protected virtual void MoveItem(int oldIndex, int newIndex)
    {
        CheckReentrancy();
        T item = this[oldIndex];
        base.RemoveItem(oldIndex);
        base.InsertItem(newIndex, item);
        Tell("Item[]");
        OnCollectionChanged(
            new NotifyCollectionChangedEventArgs(NotifyCollectionChangedAction.Move, (object)item, newIndex, oldIndex));
    }

    protected override void ClearItems()
    {
        CheckReentrancy();
        base.ClearItems();
        Tell("Count");
        Tell("Item[]");
        OnCollectionChanged(new NotifyCollectionChangedEventArgs(NotifyCollectionChangedAction.Reset));
    }

    protected override void RemoveItem(int index)
    {
        CheckReentrancy();
        T item = this[index];
        base.RemoveItem(index);
        Tell("Count");
        Tell("Item[]");
        OnCollectionChanged(new NotifyCollectionChangedEventArgs(NotifyCollectionChangedAction.Remove, (object)item, index));
    }

    protected override void InsertItem(int index, T item)
    {
        CheckReentrancy();
        base.InsertItem(index, item);
        Tell("Count");
        Tell("Item[]");
        OnCollectionChanged(new NotifyCollectionChangedEventArgs(NotifyCollectionChangedAction.Add, (object)item, index));
    }

    protected override void SetItem(int index, T item)
    {
        CheckReentrancy();
        T old = this[index];
        base.SetItem(index, item);
        Tell("Item[]");
        OnCollectionChanged(
            new NotifyCollectionChangedEventArgs(NotifyCollectionChangedAction.Replace, (object)item, (object)old, index));
    }

    protected virtual void OnPropertyChanged(PropertyChangedEventArgs e) => PropertyChanged?.Invoke(this, e);

    protected virtual void OnCollectionChanged(NotifyCollectionChangedEventArgs e)
    {
        if (CollectionChanged is NotifyCollectionChangedEventHandler handler)
        {
            _reentrancy++;
            try
            {
                handler(this, e);
            }
            finally
            {
                _reentrancy--;
            }
        }
    }

    protected IDisposable BlockReentrancy()
    {
        _reentrancy++;
        return new Block(this);
    }

    protected void CheckReentrancy()
    {
        // One handler may change the collection: nobody else is left with a stale view.
        if (_reentrancy > 0 && CollectionChanged?.GetInvocationList().Length > 1)
        {
            throw new InvalidOperationException("Cannot change ObservableCollection during a CollectionChanged event.");
        }
    }

    private void Tell(string property) => OnPropertyChanged(new PropertyChangedEventArgs(property));

    private sealed class Block : IDisposable
    {
        private readonly ObservableCollection<T> _collection;

        internal Block(ObservableCollection<T> collection)
        {
            _collection = collection;
        }

        public void Dispose() => _collection._reentrancy--;
    }
}
