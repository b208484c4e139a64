namespace System.Runtime.CompilerServices;

/// Untyped view of a tuple.
public interface ITuple
{
    int Length { get; }
    object this[int index] { get; }
}
