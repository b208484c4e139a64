namespace System;

/// Base of the data that events carry.
public class EventArgs
{
    public static readonly EventArgs Empty = new EventArgs();

    public EventArgs() { }
}
