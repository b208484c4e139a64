namespace System;

[Serializable]
public class MissingMethodException : MissingMemberException
{
    public MissingMethodException() : base("Attempted to access a missing method.") { HResult = unchecked((int)0x80131513); }
    public MissingMethodException(string message) : base(message) { HResult = unchecked((int)0x80131513); }
    public MissingMethodException(string message, Exception inner) : base(message, inner) { HResult = unchecked((int)0x80131513); }
    public MissingMethodException(string className, string methodName) : this(null) { ClassName = className; MemberName = methodName; }

    public override string Message => ClassName == null ? base.Message : "Method '" + ClassName + "." + MemberName + "' not found.";
}
