namespace System.Runtime.ConstrainedExecution;

public enum Consistency { MayCorruptProcess = 0, MayCorruptAppDomain = 1, MayCorruptInstance = 2, WillNotCorruptState = 3 }
public enum Cer { None = 0, MayFail = 1, Success = 2 }

public abstract class CriticalFinalizerObject
{
    protected CriticalFinalizerObject() { }
    ~CriticalFinalizerObject() { }
}
