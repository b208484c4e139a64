namespace System.Reflection;

[AttributeUsage(AttributeTargets.Assembly, Inherited = false)]
public sealed class AssemblySignatureKeyAttribute : Attribute
{
    public AssemblySignatureKeyAttribute(string publicKey, string countersignature) { PublicKey = publicKey; Countersignature = countersignature; }
    public string PublicKey { get; }
    public string Countersignature { get; }
}
