namespace System.Security.Permissions;

public enum SecurityAction { Demand = 2, Assert = 3, Deny = 4, PermitOnly = 5, LinkDemand = 6, InheritanceDemand = 7, RequestMinimum = 8, RequestOptional = 9, RequestRefuse = 10 }

[Flags]
public enum SecurityPermissionFlag
{
    NoFlags = 0, Assertion = 1, UnmanagedCode = 2, SkipVerification = 4, Execution = 8, ControlThread = 16, ControlEvidence = 32, ControlPolicy = 64,
    SerializationFormatter = 128, ControlDomainPolicy = 256, ControlPrincipal = 512, ControlAppDomain = 1024, RemotingConfiguration = 2048,
    Infrastructure = 4096, BindingRedirects = 8192, AllFlags = 16383
}

[AttributeUsage(AttributeTargets.Assembly | AttributeTargets.Class | AttributeTargets.Struct | AttributeTargets.Constructor | AttributeTargets.Method, AllowMultiple = true, Inherited = false)]
public abstract class SecurityAttribute : Attribute
{
    protected SecurityAttribute(SecurityAction action) { Action = action; }
    public SecurityAction Action { get; set; }
    public bool Unrestricted { get; set; }
}

public abstract class CodeAccessSecurityAttribute : SecurityAttribute
{
    protected CodeAccessSecurityAttribute(SecurityAction action) : base(action) { }
}

public sealed class SecurityPermissionAttribute : CodeAccessSecurityAttribute
{
    public SecurityPermissionAttribute(SecurityAction action) : base(action) { }
    public SecurityPermissionFlag Flags { get; set; }
    public bool Assertion { get; set; }
    public bool UnmanagedCode { get; set; }
    public bool SkipVerification { get; set; }
    public bool Execution { get; set; }
    public bool ControlThread { get; set; }
    public bool ControlEvidence { get; set; }
    public bool ControlPolicy { get; set; }
    public bool ControlDomainPolicy { get; set; }
    public bool ControlPrincipal { get; set; }
    public bool ControlAppDomain { get; set; }
    public bool SerializationFormatter { get; set; }
    public bool RemotingConfiguration { get; set; }
    public bool Infrastructure { get; set; }
    public bool BindingRedirects { get; set; }
}
