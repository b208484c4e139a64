namespace System.Collections.Specialized;

/// <summary>What has happened to a collection.</summary>
public enum NotifyCollectionChangedAction
{
    Add,
    Remove,
    Replace,
    Move,
    Reset,
}
