namespace System.Reflection.Emit;

public enum FlowControl
{
    Branch, Break, Call, Cond_Branch, Meta, Next,
    [Obsolete("Reserved in .NET: no instruction has it.")] Phi,
    Return, Throw
}

public enum OpCodeType
{
    [Obsolete("Reserved in .NET: no instruction has it.")] Annotation,
    Macro, Nternal, Objmodel, Prefix, Primitive
}

public enum OperandType
{
    InlineBrTarget, InlineField, InlineI, InlineI8, InlineMethod, InlineNone,
    [Obsolete("Reserved in .NET: no instruction has it.")] InlinePhi,
    InlineR, InlineSig = 9, InlineString, InlineSwitch, InlineTok, InlineType, InlineVar,
    ShortInlineBrTarget, ShortInlineI, ShortInlineR, ShortInlineVar
}

public enum StackBehaviour
{
    Pop0, Pop1, Pop1_pop1, Popi, Popi_pop1, Popi_popi, Popi_popi8, Popi_popi_popi, Popi_popr4, Popi_popr8, Popref, Popref_pop1, Popref_popi, Popref_popi_popi,
    Popref_popi_popi8, Popref_popi_popr4, Popref_popi_popr8, Popref_popi_popref, Push0, Push1, Push1_push1, Pushi, Pushi8, Pushr4, Pushr8, Pushref, Varpop, Varpush,
    Popref_popi_pop1
}

/// <summary>One IL instruction as <see cref="OpCodes"/> lists it. default(OpCode) is none of them: it has no size and no name.</summary>
public readonly struct OpCode : IEquatable<OpCode>
{
    private readonly ushort _value;
    private readonly byte _operand, _flow, _type, _pop, _push, _size;
    private readonly sbyte _delta;
    private readonly bool _endsBlock;

    internal OpCode(ushort value, OperandType operand, FlowControl flow, OpCodeType type, StackBehaviour pop, StackBehaviour push, int delta, bool endsBlock)
    {
        _value = value;
        _operand = (byte)operand;
        _flow = (byte)flow;
        _type = (byte)type;
        _pop = (byte)pop;
        _push = (byte)push;
        _size = (byte)(value > 0xFF ? 2 : 1);
        _delta = (sbyte)delta;
        _endsBlock = endsBlock;
    }

    public OperandType OperandType => (OperandType)_operand;
    public FlowControl FlowControl => (FlowControl)_flow;
    public OpCodeType OpCodeType => (OpCodeType)_type;
    public StackBehaviour StackBehaviourPop => (StackBehaviour)_pop;
    public StackBehaviour StackBehaviourPush => (StackBehaviour)_push;
    public int Size => _size;
    public short Value => (short)_value;
    public string? Name => _size == 0 ? null : OpCodes.NameOf(_value);

    /// <summary>Items pushed minus items popped; 0 for what depends on the operand.</summary>
    public int EvaluationStackDelta => _delta;

    /// <summary>Whether control never goes on to the next instruction.</summary>
    internal bool EndsBlock => _endsBlock;

    public override bool Equals([NotNullWhen(true)] object? obj) => obj is OpCode other && Equals(other);
    public bool Equals(OpCode obj) => obj._value == _value;
    public override int GetHashCode() => Value;
    public override string? ToString() => Name;

    public static bool operator ==(OpCode a, OpCode b) => a.Equals(b);
    public static bool operator !=(OpCode a, OpCode b) => !a.Equals(b);
}
