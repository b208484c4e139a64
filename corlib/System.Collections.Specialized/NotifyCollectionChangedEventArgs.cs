namespace System.Collections.Specialized;

/// <summary>One change of a collection.</summary>
public class NotifyCollectionChangedEventArgs : EventArgs
{
    private readonly NotifyCollectionChangedAction _action;
    private readonly IList _newItems;
    private readonly IList _oldItems;
    private readonly int _newStartingIndex = -1;
    private readonly int _oldStartingIndex = -1;

    public NotifyCollectionChangedEventArgs(NotifyCollectionChangedAction action)
    {
        if (action != NotifyCollectionChangedAction.Reset)
        {
            throw new ArgumentException("Constructor supports only the 'Reset' action.", nameof(action));
        }

        _action = action;
    }

    public NotifyCollectionChangedEventArgs(NotifyCollectionChangedAction action, object changedItem)
        : this(action, changedItem, -1)
    {
    }

    public NotifyCollectionChangedEventArgs(NotifyCollectionChangedAction action, object changedItem, int index)
        : this(action, new object[] { changedItem }, index)
    {
    }

    public NotifyCollectionChangedEventArgs(NotifyCollectionChangedAction action, IList changedItems)
        : this(action, changedItems, -1)
    {
    }

    public NotifyCollectionChangedEventArgs(NotifyCollectionChangedAction action, IList changedItems, int startingIndex)
    {
        _action = action;
        switch (action)
        {
            case NotifyCollectionChangedAction.Add:
                _newItems = ArrayList.ReadOnly(changedItems);
                _newStartingIndex = startingIndex;
                break;
            case NotifyCollectionChangedAction.Remove:
                _oldItems = ArrayList.ReadOnly(changedItems);
                _oldStartingIndex = startingIndex;
                break;
            case NotifyCollectionChangedAction.Reset:
                break;
            default:
                throw new ArgumentException("Constructor only supports either a Reset, Add, or Remove action.", nameof(action));
        }
    }

    public NotifyCollectionChangedEventArgs(NotifyCollectionChangedAction action, object newItem, object oldItem)
        : this(action, newItem, oldItem, -1)
    {
    }

    public NotifyCollectionChangedEventArgs(NotifyCollectionChangedAction action, object newItem, object oldItem, int index)
        : this(action, new object[] { newItem }, new object[] { oldItem }, index)
    {
    }

    public NotifyCollectionChangedEventArgs(NotifyCollectionChangedAction action, IList newItems, IList oldItems)
        : this(action, newItems, oldItems, -1)
    {
    }

    public NotifyCollectionChangedEventArgs(
        NotifyCollectionChangedAction action, IList newItems, IList oldItems, int startingIndex)
    {
        _action = action;
        _newItems = ArrayList.ReadOnly(newItems);
        _oldItems = ArrayList.ReadOnly(oldItems);
        _newStartingIndex = startingIndex;
        _oldStartingIndex = startingIndex;
    }

    public NotifyCollectionChangedEventArgs(NotifyCollectionChangedAction action, object changedItem, int index, int oldIndex)
        : this(action, new object[] { changedItem }, index, oldIndex)
    {
    }

    public NotifyCollectionChangedEventArgs(NotifyCollectionChangedAction action, IList changedItems, int index, int oldIndex)
    {
        _action = action;
        _newItems = ArrayList.ReadOnly(changedItems);
        _oldItems = _newItems;
        _newStartingIndex = index;
        _oldStartingIndex = oldIndex;
    }

    public NotifyCollectionChangedAction Action => _action;

    public IList NewItems => _newItems;

    public IList OldItems => _oldItems;

    public int NewStartingIndex => _newStartingIndex;

    public int OldStartingIndex => _oldStartingIndex;
}
