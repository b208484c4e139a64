namespace MiniVM;

using System;

/// <summary>
/// The static method stands for an opcode: wherever it is called, minivm executes the opcode instead, with the
/// arguments as its operands. The body is for runtimes that do not know this attribute. A program may also declare
/// the attribute itself: the name counts.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class OpcodeAttribute(string mnemonic) : Attribute
{
    public string Mnemonic { get; } = mnemonic;
}
