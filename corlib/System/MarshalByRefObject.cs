namespace System;

public abstract class MarshalByRefObject
{
    protected MarshalByRefObject() { }

    public virtual object InitializeLifetimeService() => throw new PlatformNotSupportedException("Remoting is not supported.");

    public object GetLifetimeService() => throw new PlatformNotSupportedException("Remoting is not supported.");

    protected MarshalByRefObject MemberwiseClone(bool cloneIdentity) => (MarshalByRefObject)MemberwiseClone();
}
