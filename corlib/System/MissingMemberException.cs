namespace System;

[Serializable]
public class MissingMemberException : MemberAccessException
{
    protected string ClassName;
    protected string MemberName;
    protected byte[] Signature;

    public MissingMemberException() : base("Attempted to access a missing member.") { HResult = unchecked((int)0x80131512); }
    public MissingMemberException(string message) : base(message) { HResult = unchecked((int)0x80131512); }
    public MissingMemberException(string message, Exception inner) : base(message, inner) { HResult = unchecked((int)0x80131512); }
    public MissingMemberException(string className, string memberName) : this(null) { ClassName = className; MemberName = memberName; }
    protected MissingMemberException(System.Runtime.Serialization.SerializationInfo info, System.Runtime.Serialization.StreamingContext context) : base(info, context) { }

    public override string Message => ClassName == null ? base.Message : "Member '" + ClassName + "." + MemberName + "' not found.";
}
