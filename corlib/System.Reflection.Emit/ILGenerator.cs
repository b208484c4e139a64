namespace System.Reflection.Emit;

using System.Collections.Generic;
using System.Runtime.InteropServices;

/// Writes the IL of one method. Depth: how many values are on the stack here, as far as instructions tell; the largest becomes .maxstack. After an
/// instruction that never goes on, the depth is what the first branch to the place had (ECMA-335 III.1.7.5: nothing, when there was none before).
public partial class ILGenerator
{
    private struct LabelState
    {
        internal int Offset;   // -1: not marked yet
        internal int Depth;    // -1: no branch seen yet
    }

    private struct Fixup
    {
        internal int Label;
        internal int Operand;   // where the distance is written
        internal int From;      // what it counts from
        internal int Size;
    }

    private readonly EmitTokens tokens;
    private readonly ByteWriter code;
    private readonly List<LabelState> labels = new List<LabelState>();
    private readonly List<Fixup> fixups = new List<Fixup>();
    private readonly List<int> relocations = new List<int>();
    private readonly SignatureHelper localSignature;
    private readonly List<LocalBuilder> locals = new List<LocalBuilder>();
    private int depth, maxDepth;
    private int scopes;

    internal ILGenerator(EmitTokens tokens, int size)
    {
        this.tokens = tokens;
        code = new ByteWriter(Math.Max(size, 16));
        localSignature = SignatureHelper.GetLocalVarSigHelper(tokens.Module);
    }

    public virtual int ILOffset => code.Length;

    // ------------------------------------------------------------------------------------------- instructions

    private void Op(in OpCode opcode)
    {
        if (opcode.Size == 2) code.Byte(0xFE);
        code.Byte(opcode.Value & 0xFF);
        Change(opcode, opcode.EvaluationStackDelta);
    }

    private void Change(in OpCode opcode, int delta)
    {
        depth = Math.Max(depth + delta, 0);
        if (depth > maxDepth) maxDepth = depth;
        if (opcode.EndsBlock) depth = 0;
    }

    private void Token(int token)
    {
        relocations.Add(code.Length);
        code.Int32(token);
    }

    public virtual void Emit(OpCode opcode) => Op(opcode);

    public virtual void Emit(OpCode opcode, byte arg)
    {
        Op(opcode);
        code.Byte(arg);
    }

    public void Emit(OpCode opcode, sbyte arg) => Emit(opcode, (byte)arg);

    public virtual void Emit(OpCode opcode, short arg)
    {
        Op(opcode);
        code.UInt16(arg);
    }

    public virtual void Emit(OpCode opcode, int arg)
    {
        Op(opcode);
        code.Int32(arg);
    }

    public virtual void Emit(OpCode opcode, long arg)
    {
        Op(opcode);
        code.Int64(arg);
    }

    public virtual void Emit(OpCode opcode, float arg)
    {
        Op(opcode);
        code.Int32(BitConverter.SingleToInt32Bits(arg));
    }

    public virtual void Emit(OpCode opcode, double arg)
    {
        Op(opcode);
        code.Int64(BitConverter.DoubleToInt64Bits(arg));
    }

    public virtual void Emit(OpCode opcode, string str)
    {
        int token = tokens.Text(str);
        Op(opcode);
        Token(token);
    }

    public virtual void Emit(OpCode opcode, Type cls)
    {
        ArgumentNullException.ThrowIfNull(cls);
        int token = tokens.Type(cls, opcode == OpCodes.Ldtoken);
        Op(opcode);
        Token(token);
    }

    public virtual void Emit(OpCode opcode, FieldInfo field)
    {
        ArgumentNullException.ThrowIfNull(field);
        int token = tokens.Field(field);
        Op(opcode);
        Token(token);
    }

    public virtual void Emit(OpCode opcode, MethodInfo meth)
    {
        ArgumentNullException.ThrowIfNull(meth);
        if (IsCall(opcode)) EmitCall(opcode, meth, null);
        else
        {
            int token = tokens.Method(meth, null, opcode == OpCodes.Ldtoken);
            Op(opcode);
            Token(token);
        }
    }

    public virtual void Emit(OpCode opcode, ConstructorInfo con)
    {
        ArgumentNullException.ThrowIfNull(con);
        int token = tokens.Method(con, null, false);
        int pops = 0;
        if (IsCall(opcode))
        {
            pops = con.ParameterCount;
            if (opcode != OpCodes.Newobj && !con.IsStatic) pops++;
        }
        Op(opcode);
        Change(opcode, (opcode == OpCodes.Newobj ? 1 : 0) - pops);
        Token(token);
    }

    public virtual void Emit(OpCode opcode, SignatureHelper signature)
    {
        ArgumentNullException.ThrowIfNull(signature);
        int token = tokens.Signature(signature);
        Op(opcode);
        if (opcode.StackBehaviourPop == StackBehaviour.Varpop)
            Change(opcode, -signature.ArgumentCount - 1 + (signature.ReturnsSomething ? 1 : 0));
        Token(token);
    }

    private static bool IsCall(in OpCode opcode) => opcode == OpCodes.Call || opcode == OpCodes.Callvirt || opcode == OpCodes.Newobj;

    public virtual void EmitCall(OpCode opcode, MethodInfo methodInfo, Type[]? optionalParameterTypes)
    {
        ArgumentNullException.ThrowIfNull(methodInfo);
        if (!IsCall(opcode)) throw new ArgumentException("The specified opcode cannot be passed to EmitCall.", nameof(opcode));
        int token = tokens.Method(methodInfo, optionalParameterTypes, false);
        int delta = methodInfo.ReturnType != typeof(void) ? 1 : 0;
        delta -= methodInfo.ParameterCount;
        if (!methodInfo.IsStatic && opcode != OpCodes.Newobj) delta--;
        if (optionalParameterTypes != null) delta -= optionalParameterTypes.Length;
        Op(opcode);
        Change(opcode, delta);
        Token(token);
    }

    public virtual void EmitCalli(OpCode opcode, CallingConventions callingConvention, Type? returnType, Type[]? parameterTypes, Type[]? optionalParameterTypes)
    {
        SignatureHelper signature = SignatureHelper.ForMethod(tokens.Module, SignatureHelper.KindOf(callingConvention), 0, returnType, null, null, parameterTypes, null, null);
        int pops = 1 + (parameterTypes?.Length ?? 0) + (optionalParameterTypes?.Length ?? 0);
        if ((callingConvention & CallingConventions.HasThis) != 0) pops++;
        if (optionalParameterTypes is { Length: > 0 })
        {
            if ((callingConvention & CallingConventions.VarArgs) == 0) throw new InvalidOperationException("Calling convention must be VarArgs.");
            signature.AddSentinel();
            signature.AddArguments(optionalParameterTypes, null, null);
        }
        Calli(signature, returnType, pops);
    }

    public virtual void EmitCalli(OpCode opcode, CallingConvention unmanagedCallConv, Type? returnType, Type[]? parameterTypes)
    {
        SignatureHelper signature = SignatureHelper.ForMethod(tokens.Module, SignatureHelper.KindOf(unmanagedCallConv), 0, returnType, null, null, parameterTypes, null, null);
        Calli(signature, returnType, 1 + (parameterTypes?.Length ?? 0));
    }

    private void Calli(SignatureHelper signature, Type returnType, int pops)
    {
        int token = tokens.Signature(signature);
        Op(OpCodes.Calli);
        Change(OpCodes.Calli, (returnType != null && returnType != typeof(void) ? 1 : 0) - pops);
        Token(token);
    }

    public virtual void Emit(OpCode opcode, LocalBuilder local)
    {
        ArgumentNullException.ThrowIfNull(local);
        if (local.Owner != this) throw new ArgumentException("Local passed in does not belong to this ILGenerator.", nameof(local));
        int index = local.LocalIndex;
        bool isLoad = opcode == OpCodes.Ldloc, isStore = opcode == OpCodes.Stloc, isAddress = opcode == OpCodes.Ldloca;
        if ((isLoad || isStore) && index < 4) Op(Short(isLoad, index));
        else if ((isLoad || isStore || isAddress) && index <= 255)
        {
            Op(isLoad ? OpCodes.Ldloc_S : isStore ? OpCodes.Stloc_S : OpCodes.Ldloca_S);
            code.Byte(index);
        }
        else
        {
            if (opcode.OperandType == OperandType.ShortInlineVar && index > 255) throw new InvalidOperationException("Opcodes using a short-form index cannot address a local position over 255.");
            Op(opcode);
            if (opcode.OperandType == OperandType.ShortInlineVar) code.Byte(index);
            else if (opcode.OperandType == OperandType.InlineVar) code.UInt16(index);
        }
    }

    private static OpCode Short(bool isLoad, int index) => index switch
    {
        0 => isLoad ? OpCodes.Ldloc_0 : OpCodes.Stloc_0,
        1 => isLoad ? OpCodes.Ldloc_1 : OpCodes.Stloc_1,
        2 => isLoad ? OpCodes.Ldloc_2 : OpCodes.Stloc_2,
        _ => isLoad ? OpCodes.Ldloc_3 : OpCodes.Stloc_3
    };

    // ------------------------------------------------------------------------------------------------- labels

    public virtual Label DefineLabel()
    {
        labels.Add(new LabelState { Offset = -1, Depth = -1 });
        return new Label(labels.Count - 1);
    }

    private LabelState StateOf(Label label)
    {
        if ((uint)label.Id >= (uint)labels.Count) throw new ArgumentException("Bad label in ILGenerator.");
        return labels[label.Id];
    }

    public virtual void MarkLabel(Label loc)
    {
        LabelState state = StateOf(loc);
        if (state.Offset != -1) throw new ArgumentException("Label multiply defined.");
        state.Offset = code.Length;
        if (state.Depth > depth) depth = state.Depth;
        state.Depth = depth;
        labels[loc.Id] = state;
    }

    private void Branch(Label label, int size, int from)
    {
        LabelState state = StateOf(label);
        if (depthAtBranch > state.Depth) labels[label.Id] = state with { Depth = depthAtBranch };
        fixups.Add(new Fixup { Label = label.Id, Operand = code.Length, From = from, Size = size });
        code.Zeros(size);
    }

    private int depthAtBranch;

    public virtual void Emit(OpCode opcode, Label label)
    {
        StateOf(label);
        int size = opcode.OperandType == OperandType.ShortInlineBrTarget ? 1 : 4;
        depthAtBranch = opcode == OpCodes.Leave || opcode == OpCodes.Leave_S ? 0 : Math.Max(depth + opcode.EvaluationStackDelta, 0);
        Op(opcode);
        Branch(label, size, code.Length + size);
    }

    public virtual void Emit(OpCode opcode, Label[] labels)
    {
        ArgumentNullException.ThrowIfNull(labels);
        foreach (Label label in labels) StateOf(label);
        depthAtBranch = Math.Max(depth + opcode.EvaluationStackDelta, 0);
        Op(opcode);
        code.Int32(labels.Length);
        int from = code.Length + labels.Length * 4;
        foreach (Label label in labels) Branch(label, 4, from);
    }

    // ------------------------------------------------------------------------------------------------- locals

    public LocalBuilder DeclareLocal(Type localType) => DeclareLocal(localType, false);

    public virtual LocalBuilder DeclareLocal(Type localType, bool pinned)
    {
        ArgumentNullException.ThrowIfNull(localType);
        localSignature.AddArgument(localType, pinned);
        LocalBuilder local = new LocalBuilder(this, localType, locals.Count, pinned);
        locals.Add(local);
        return local;
    }

    // -------------------------------------------------------------------------------------------- conveniences

    public virtual void EmitWriteLine(string value)
    {
        Emit(OpCodes.Ldstr, value);
        Emit(OpCodes.Call, WriteLineOf(typeof(string)));
    }

    public virtual void EmitWriteLine(LocalBuilder localBuilder)
    {
        ArgumentNullException.ThrowIfNull(localBuilder);
        Emit(OpCodes.Call, Out);
        Emit(OpCodes.Ldloc, localBuilder);
        Type type = localBuilder.LocalType;
        if (type is not RuntimeType) throw new ArgumentException("EmitWriteLine does not support this field or local type.");
        Emit(OpCodes.Callvirt, TextWriterWriteLine(type));
    }

    public virtual void EmitWriteLine(FieldInfo fld)
    {
        ArgumentNullException.ThrowIfNull(fld);
        Emit(OpCodes.Call, Out);
        if (fld.IsStatic) Emit(OpCodes.Ldsfld, fld);
        else
        {
            Emit(OpCodes.Ldarg_0);
            Emit(OpCodes.Ldfld, fld);
        }
        if (fld.FieldType is not RuntimeType) throw new NotSupportedException("EmitWriteLine does not support this field or local type.");
        Emit(OpCodes.Callvirt, TextWriterWriteLine(fld.FieldType));
    }

    private static MethodInfo Out => typeof(Console).GetMethod("get_Out");
    private static MethodInfo WriteLineOf(Type type) => typeof(Console).GetMethod("WriteLine", new[] { type });
    private static MethodInfo TextWriterWriteLine(Type type) =>
        typeof(System.IO.TextWriter).GetMethod("WriteLine", new[] { type }) ?? throw new ArgumentException("EmitWriteLine does not support this field or local type.");

    public virtual void BeginScope() => scopes++;

    public virtual void EndScope()
    {
        if (scopes == 0) throw new ArgumentException("Non-matching symbol scope.");
        scopes--;
    }

    public virtual void UsingNamespace(string usingNamespace)
    {
        ArgumentException.ThrowIfNullOrEmpty(usingNamespace);
    }

    // ------------------------------------------------------------------------------------------------- baking

    internal int CodeLength => code.Length;
    internal int LocalCount => locals.Count;
    internal IList<LocalBuilder> Locals => locals;
    internal byte[] LocalSignature => locals.Count == 0 ? Array.Empty<byte>() : localSignature.GetSignature();
    internal int MaxStack => maxDepth;
    internal bool HasOpenBlocks => blocks.Count != 0;
    /// Where tokens stand in the code.
    internal List<int> Relocations => relocations;

    /// The finished code with every branch in place.
    internal byte[] BakeCode()
    {
        if (HasOpenBlocks) throw new NotSupportedException("The IL Generator cannot be used while there are unclosed exceptions.");
        byte[] bytes = code.ToArray();
        foreach (Fixup fixup in fixups)
        {
            int target = labels[fixup.Label].Offset;
            if (target == -1) throw new ArgumentException($"Label {fixup.Label} has not been marked.");
            int distance = target - fixup.From;
            if (fixup.Size == 1)
            {
                if (distance < sbyte.MinValue || distance > sbyte.MaxValue)
                    throw new NotSupportedException($"Illegal one-byte branch at position: {fixup.Operand}. Requested branch was: {distance}.");
                bytes[fixup.Operand] = (byte)distance;
            }
            else
                for (int i = 0; i < 4; i++) bytes[fixup.Operand + i] = (byte)(distance >> 8 * i);
        }
        return bytes;
    }
}
