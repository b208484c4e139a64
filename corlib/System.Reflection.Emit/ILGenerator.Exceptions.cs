namespace System.Reflection.Emit;

using System.Collections.Generic;

/// One clause of the finished method (ECMA-335 II.25.4.6).
internal struct EmitClause
{
    internal const int Catch = 0, Filter = 1, Finally = 2, Fault = 4;

    internal int Kind;
    internal int TryStart, TryEnd, HandlerStart, HandlerEnd;
    internal int FilterStart;
    internal int ClassToken;
}

/// Protected blocks. The compiler's shape `try { } catch { } finally { }` is two clauses over one block: the finally also covers the handlers before it.
public partial class ILGenerator
{
    private enum BlockState { Try, Filter, Catch, Finally, Fault }

    private sealed class Block
    {
        internal int Start;
        internal int TryEnd = -1;
        internal int FilterStart = -1;
        internal Label End;
        internal Label AfterFinally;
        internal bool EndIsMarked;
        internal BlockState State;
        internal readonly List<EmitClause> Clauses = new List<EmitClause>();
    }

    private readonly List<Block> blocks = new List<Block>();
    private readonly List<EmitClause> clauses = new List<EmitClause>();

    private Block Current => blocks.Count != 0 ? blocks[^1] : throw new NotSupportedException("Not currently in an exception block.");

    public virtual Label BeginExceptionBlock()
    {
        Label end = DefineLabel();
        blocks.Add(new Block { Start = code.Length, End = end });
        depth = 0;
        return end;
    }

    private void CloseHandler(Block block, int end)
    {
        if (block.Clauses.Count == 0) return;
        EmitClause last = block.Clauses[^1];
        if (last.HandlerEnd != -1) return;
        last.HandlerEnd = end;
        block.Clauses[^1] = last;
    }

    private void OpenHandler(Block block, int kind, int tryEnd, int classToken)
    {
        block.Clauses.Add(new EmitClause { Kind = kind, TryStart = block.Start, TryEnd = tryEnd, HandlerStart = code.Length, HandlerEnd = -1, FilterStart = block.FilterStart, ClassToken = classToken });
        block.FilterStart = -1;
        depth = kind is EmitClause.Catch or EmitClause.Filter ? 1 : 0;
        if (depth > maxDepth) maxDepth = depth;
    }

    private void LeaveTo(Block block)
    {
        Emit(OpCodes.Leave, block.End);
        CloseHandler(block, code.Length);
        if (block.TryEnd == -1) block.TryEnd = code.Length;
    }

    public virtual void BeginExceptFilterBlock()
    {
        Block block = Current;
        LeaveTo(block);
        block.State = BlockState.Filter;
        block.FilterStart = code.Length;
        depth = 1;
        if (maxDepth == 0) maxDepth = 1;
    }

    public virtual void BeginCatchBlock(Type? exceptionType)
    {
        Block block = Current;
        if (block.State == BlockState.Filter)
        {
            if (exceptionType != null) throw new ArgumentException("Should not specify exception type for catch clause for filter block.");
            Emit(OpCodes.Endfilter);
            block.State = BlockState.Catch;
            OpenHandler(block, EmitClause.Filter, block.TryEnd, 0);
            return;
        }
        ArgumentNullException.ThrowIfNull(exceptionType);
        int token = tokens.Type(exceptionType, false);
        LeaveTo(block);
        block.State = BlockState.Catch;
        OpenHandler(block, EmitClause.Catch, block.TryEnd, token);
    }

    public virtual void BeginFaultBlock()
    {
        Block block = Current;
        LeaveTo(block);
        block.State = BlockState.Fault;
        OpenHandler(block, EmitClause.Fault, block.TryEnd, 0);
    }

    public virtual void BeginFinallyBlock()
    {
        Block block = Current;
        if (block.State != BlockState.Try)
        {
            Emit(OpCodes.Leave, block.End);
            CloseHandler(block, code.Length);
        }
        MarkLabel(block.End);
        block.EndIsMarked = true;
        block.AfterFinally = DefineLabel();
        Emit(OpCodes.Leave, block.AfterFinally);
        if (block.TryEnd == -1) block.TryEnd = code.Length;
        block.State = BlockState.Finally;
        OpenHandler(block, EmitClause.Finally, code.Length, 0);
    }

    public virtual void EndExceptionBlock()
    {
        Block block = Current;
        if (block.State is BlockState.Try or BlockState.Filter) throw new InvalidOperationException("Incorrect code generation for exception block.");
        if (block.State == BlockState.Catch) Emit(OpCodes.Leave, block.End);
        else Emit(OpCodes.Endfinally);
        blocks.RemoveAt(blocks.Count - 1);
        CloseHandler(block, code.Length);
        depth = 0;
        MarkLabel(block.EndIsMarked ? block.AfterFinally : block.End);
        clauses.AddRange(block.Clauses);
    }

    public virtual void ThrowException([DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicParameterlessConstructor)] Type excType)
    {
        ArgumentNullException.ThrowIfNull(excType);
        if (!excType.IsSubclassOf(typeof(Exception)) && excType != typeof(Exception)) throw new ArgumentException("Does not extend Exception.", nameof(excType));
        ConstructorInfo constructor = excType.GetConstructor(System.Type.EmptyTypes) ?? throw new ArgumentException("Argument does not have a default constructor.", nameof(excType));
        Emit(OpCodes.Newobj, constructor);
        Emit(OpCodes.Throw);
    }

    /// Inner blocks were closed first, so they come first, as they must (II.25.4.6).
    internal List<EmitClause> Clauses => clauses;
}
