namespace System.Runtime.CompilerServices;

[AttributeUsage(AttributeTargets.Field | AttributeTargets.Parameter, Inherited = false)]
public abstract class CustomConstantAttribute : Attribute
{
    public abstract object Value { get; }
}

[AttributeUsage(AttributeTargets.Field | AttributeTargets.Parameter, Inherited = false)]
public sealed class DecimalConstantAttribute : Attribute
{
    private readonly decimal value;
    public DecimalConstantAttribute(byte scale, byte sign, uint hi, uint mid, uint low) { value = new decimal((int)low, (int)mid, (int)hi, sign != 0, scale); }
    public DecimalConstantAttribute(byte scale, byte sign, int hi, int mid, int low) { value = new decimal(low, mid, hi, sign != 0, scale); }
    public decimal Value => value;
}

[AttributeUsage(AttributeTargets.Field | AttributeTargets.Parameter, Inherited = false)]
public sealed class DateTimeConstantAttribute : CustomConstantAttribute
{
    private readonly long ticks;
    public DateTimeConstantAttribute(long ticks) { this.ticks = ticks; }
    public override object Value => new DateTime(ticks);
}
