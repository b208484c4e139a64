namespace System.Runtime.CompilerServices;

/// <summary>What the compiler calls to make a FormattableString.</summary>
public static class FormattableStringFactory
{
    public static FormattableString Create(string format, params object[] arguments)
    {
        Throw.IfNull(format, nameof(format));
        Throw.IfNull(arguments, nameof(arguments));
        return new ConcreteFormattableString(format, arguments);
    }

    private sealed class ConcreteFormattableString(string format, object[] arguments) : FormattableString
    {
        public override string Format => format;

        public override int ArgumentCount => arguments.Length;

        public override object[] GetArguments() => arguments;

        public override object GetArgument(int index) => arguments[index];

        public override string ToString(IFormatProvider formatProvider) => string.Format(formatProvider, format, arguments);
    }
}
