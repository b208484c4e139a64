namespace System.Resources;

[AttributeUsage(AttributeTargets.Assembly)]
public sealed class SatelliteContractVersionAttribute : Attribute
{
    public SatelliteContractVersionAttribute(string version) { Version = version; }
    public string Version { get; }
}
