namespace System;

[Serializable]
public class MissingFieldException : MissingMemberException
{
    public MissingFieldException() : base("Attempted to access a non-existing field.") { HResult = unchecked((int)0x80131511); }
    public MissingFieldException(string message) : base(message) { HResult = unchecked((int)0x80131511); }
    public MissingFieldException(string message, Exception inner) : base(message, inner) { HResult = unchecked((int)0x80131511); }
    public MissingFieldException(string className, string fieldName) : this(null) { ClassName = className; MemberName = fieldName; }

    public override string Message => ClassName == null ? base.Message : "Field '" + ClassName + "." + MemberName + "' not found.";
}
