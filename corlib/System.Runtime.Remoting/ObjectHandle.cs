namespace System.Runtime.Remoting;

public class ObjectHandle : MarshalByRefObject
{
    private readonly object wrapped;
    public ObjectHandle(object o) { wrapped = o; }
    public object Unwrap() => wrapped;
}
