namespace System;

[Serializable]
public class NotFiniteNumberException : ArithmeticException
{
    private readonly double _offendingNumber;

    public NotFiniteNumberException() : base("Number encountered was not a finite quantity.") { HResult = unchecked((int)0x80131528); }
    public NotFiniteNumberException(double offendingNumber) : this() { _offendingNumber = offendingNumber; }
    public NotFiniteNumberException(string message) : base(message) { HResult = unchecked((int)0x80131528); }
    public NotFiniteNumberException(string message, double offendingNumber) : this(message) { _offendingNumber = offendingNumber; }
    public NotFiniteNumberException(string message, Exception innerException) : base(message, innerException) { HResult = unchecked((int)0x80131528); }
    public NotFiniteNumberException(string message, double offendingNumber, Exception innerException) : this(message, innerException) { _offendingNumber = offendingNumber; }

    public double OffendingNumber => _offendingNumber;
}
