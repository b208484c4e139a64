namespace System.Collections.Specialized;

/// <summary>Hears of a changed collection.</summary>
public delegate void NotifyCollectionChangedEventHandler(object sender, NotifyCollectionChangedEventArgs e);
