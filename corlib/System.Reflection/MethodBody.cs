namespace System.Reflection;

using System.Collections.Generic;

public class MethodBody
{
    private readonly object[] data;
    protected MethodBody() { }
    internal MethodBody(object[] data) { this.data = data; }
    public virtual byte[] GetILAsByteArray() => (byte[])data[0];
    public virtual int MaxStackSize => (int)data[1];
    public virtual bool InitLocals => (bool)data[2];
    public virtual int LocalSignatureMetadataToken => (int)data[3];
    public virtual IList<LocalVariableInfo> LocalVariables
    {
        get
        {
            Type[] types = (Type[])data[4];
            LocalVariableInfo[] locals = new LocalVariableInfo[types.Length];
            for (int i = 0; i < locals.Length; i++) locals[i] = new LocalVariableInfo(types[i], i);
            return locals;
        }
    }
}

public class LocalVariableInfo
{
    private readonly Type type;
    private readonly int index;
    protected LocalVariableInfo() { }
    internal LocalVariableInfo(Type type, int index) { this.type = type; this.index = index; }
    public virtual Type LocalType => type;
    public virtual int LocalIndex => index;
    public virtual bool IsPinned => false;
    public override string ToString() => LocalType + " (" + LocalIndex.ToString() + ")";
}
