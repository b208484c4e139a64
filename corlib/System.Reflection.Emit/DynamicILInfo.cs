namespace System.Reflection.Emit;

/// The raw form of a dynamic method: its IL, locals and clauses as bytes, with tokens from here.
public class DynamicILInfo
{
    private readonly DynamicMethod method;
    private readonly DynamicCode tokens;
    private byte[] code = Array.Empty<byte>();
    private byte[] locals = Array.Empty<byte>();
    private byte[] exceptions = Array.Empty<byte>();
    private int maxStack;

    internal DynamicILInfo(DynamicMethod method)
    {
        this.method = method;
        tokens = method.Code;
    }

    public DynamicMethod DynamicMethod => method;

    public void SetCode(byte[]? code, int maxStackSize)
    {
        this.code = code == null ? Array.Empty<byte>() : (byte[])code.Clone();
        maxStack = maxStackSize;
    }

    [CLSCompliant(false)]
    public unsafe void SetCode(byte* code, int codeSize, int maxStackSize)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(codeSize);
        if (codeSize > 0 && code == null) throw new ArgumentNullException(nameof(code));
        this.code = new ReadOnlySpan<byte>(code, codeSize).ToArray();
        maxStack = maxStackSize;
    }

    public void SetExceptions(byte[]? exceptions) => this.exceptions = exceptions == null ? Array.Empty<byte>() : (byte[])exceptions.Clone();

    [CLSCompliant(false)]
    public unsafe void SetExceptions(byte* exceptions, int exceptionsSize)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(exceptionsSize);
        if (exceptionsSize > 0 && exceptions == null) throw new ArgumentNullException(nameof(exceptions));
        this.exceptions = new ReadOnlySpan<byte>(exceptions, exceptionsSize).ToArray();
    }

    public void SetLocalSignature(byte[]? localSignature) => locals = localSignature == null ? Array.Empty<byte>() : (byte[])localSignature.Clone();

    [CLSCompliant(false)]
    public unsafe void SetLocalSignature(byte* localSignature, int signatureSize)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(signatureSize);
        if (signatureSize > 0 && localSignature == null) throw new ArgumentNullException(nameof(localSignature));
        locals = new ReadOnlySpan<byte>(localSignature, signatureSize).ToArray();
    }

    public int GetTokenFor(RuntimeMethodHandle method) => tokens.MethodDesc(method.Value);
    public int GetTokenFor(DynamicMethod method) => tokens.Method(method, null, false);
    public int GetTokenFor(RuntimeMethodHandle method, RuntimeTypeHandle contextType) => tokens.MethodDesc(method.Value);
    public int GetTokenFor(RuntimeFieldHandle field) => tokens.Field(FieldInfo.GetFieldFromHandle(field));
    public int GetTokenFor(RuntimeFieldHandle field, RuntimeTypeHandle contextType) => tokens.Field(FieldInfo.GetFieldFromHandle(field, contextType));
    public int GetTokenFor(RuntimeTypeHandle type) => tokens.Type(Type.GetTypeFromHandle(type), false);
    public int GetTokenFor(string literal) => tokens.Text(literal);
    public int GetTokenFor(byte[] signature) => tokens.Blob(signature);

    internal DynamicBody Bake()
    {
        if (code.Length == 0) throw new InvalidOperationException($"Method '{method.Name}' does not have a method body.");
        return new DynamicBody { Code = code, Locals = locals, MaxStack = maxStack, Clauses = Clauses() };
    }

    /// The section of clauses as a method body has it, small or fat (ECMA-335 II.25.4.5).
    private int[] Clauses()
    {
        if (exceptions.Length < 4) return Array.Empty<int>();
        bool isFat = (exceptions[0] & 0x40) != 0;
        int size = isFat ? exceptions[1] | exceptions[2] << 8 | exceptions[3] << 16 : exceptions[1];
        int rowSize = isFat ? 24 : 12;
        int count = Math.Min((size - 4) / rowSize, (exceptions.Length - 4) / rowSize);
        int[] numbers = new int[Math.Max(count, 0) * 7];
        for (int i = 0; i < count; i++)
        {
            ReadOnlySpan<byte> row = exceptions.AsSpan(4 + i * rowSize, rowSize);
            int kind, start, length, handler, handlerLength;
            int last = BitConverter.ToInt32(row.Slice(rowSize - 4));
            if (isFat)
            {
                kind = BitConverter.ToInt32(row);
                start = BitConverter.ToInt32(row.Slice(4));
                length = BitConverter.ToInt32(row.Slice(8));
                handler = BitConverter.ToInt32(row.Slice(12));
                handlerLength = BitConverter.ToInt32(row.Slice(16));
            }
            else
            {
                kind = BitConverter.ToUInt16(row);
                start = BitConverter.ToUInt16(row.Slice(2));
                length = row[4];
                handler = BitConverter.ToUInt16(row.Slice(5));
                handlerLength = row[7];
            }
            ReadOnlySpan<int> clause = [kind, start, start + length, handler, handler + handlerLength, kind == EmitClause.Filter ? last : 0, kind == EmitClause.Catch ? last : 0];
            clause.CopyTo(numbers.AsSpan(i * 7));
        }
        return numbers;
    }
}
