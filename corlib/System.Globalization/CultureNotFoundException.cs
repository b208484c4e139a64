namespace System.Globalization;

/// <summary>A culture was asked for that is not there: only the invariant one is.</summary>
public class CultureNotFoundException : ArgumentException
{
    private readonly string _invalidCultureName;

    public CultureNotFoundException() : base("Culture is not supported.")
    {
    }

    public CultureNotFoundException(string message) : base(message)
    {
    }

    public CultureNotFoundException(string paramName, string message) : base(message, paramName)
    {
    }

    public CultureNotFoundException(string message, Exception innerException) : base(message, innerException)
    {
    }

    public CultureNotFoundException(string paramName, string invalidCultureName, string message) : base(message, paramName) =>
        _invalidCultureName = invalidCultureName;

    public virtual string InvalidCultureName => _invalidCultureName;

    public override string Message
    {
        get
        {
            string message = base.Message;
            return _invalidCultureName is null ? message : message + "\n" + _invalidCultureName + " is an invalid culture identifier.";
        }
    }
}
