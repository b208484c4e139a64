namespace System.ComponentModel;

/// <summary>An object that tells when one of its properties has changed.</summary>
public interface INotifyPropertyChanged
{
    event PropertyChangedEventHandler PropertyChanged;
}

/// <summary>Hears of a changed property.</summary>
public delegate void PropertyChangedEventHandler(object sender, PropertyChangedEventArgs e);

/// <summary>The name of the property that has changed.</summary>
public class PropertyChangedEventArgs : EventArgs
{
    public PropertyChangedEventArgs(string propertyName)
    {
        PropertyName = propertyName;
    }

    public virtual string PropertyName { get; }
}
