namespace System.Reflection.Emit;

using System.Collections.Generic;
using System.Globalization;

/// A field being made.
public sealed class FieldBuilder : FieldInfo
{
    private readonly TypeBuilder owner;
    private readonly string name;
    private readonly Type type;
    private readonly Type[] required, optional;
    private FieldAttributes attributes;
    private int offset = -1;
    private bool hasConstant;
    private object constant;
    private readonly List<CustomAttributeBuilder> customAttributes = new List<CustomAttributeBuilder>();

    internal FieldBuilder(TypeBuilder owner, string name, Type type, Type[] required, Type[] optional, FieldAttributes attributes)
    {
        this.owner = owner;
        this.name = name;
        this.type = type;
        this.required = required;
        this.optional = optional;
        this.attributes = attributes & ~(FieldAttributes.ReservedMask & ~FieldAttributes.HasFieldRVA & ~FieldAttributes.RTSpecialName);
    }

    /// The bytes that the field starts with, in the image.
    internal byte[] Data;
    internal int DefToken { get; private set; }

    public override string Name => name;
    public override Type FieldType => type;
    public override FieldAttributes Attributes => attributes;
    public override Type? DeclaringType => owner == owner.Owner.GlobalBuilder ? null : owner;
    public override Type? ReflectedType => DeclaringType;
    public override Module Module => owner.Owner;
    public override int MetadataToken => DefToken != 0 ? DefToken : owner.Owner.FieldToken(this);
    public override RuntimeFieldHandle FieldHandle => throw EmitTypeBase.NotYet;
    public override Type[] GetRequiredCustomModifiers() => required ?? Type.EmptyTypes;
    public override Type[] GetOptionalCustomModifiers() => optional ?? Type.EmptyTypes;
    public override object? GetValue(object? obj) => throw EmitTypeBase.NotYet;
    public override void SetValue(object? obj, object? value, BindingFlags invokeAttr, Binder? binder, CultureInfo? culture) => throw EmitTypeBase.NotYet;
    public override object[] GetCustomAttributes(bool inherit) => throw EmitTypeBase.NotYet;
    public override object[] GetCustomAttributes(Type attributeType, bool inherit) => throw EmitTypeBase.NotYet;
    public override bool IsDefined(Type attributeType, bool inherit) => throw EmitTypeBase.NotYet;

    private void Open()
    {
        if (owner.IsWritten) throw new InvalidOperationException("Unable to change after type has been created.");
    }

    public void SetOffset(int iOffset)
    {
        Open();
        offset = iOffset;
    }

    public void SetConstant(object? defaultValue)
    {
        Open();
        ConstantWriter.Check(defaultValue, type);
        hasConstant = true;
        constant = defaultValue;
        attributes |= FieldAttributes.HasDefault;
    }

    public void SetCustomAttribute(CustomAttributeBuilder customBuilder)
    {
        ArgumentNullException.ThrowIfNull(customBuilder);
        Open();
        Type kind = customBuilder.Constructor.DeclaringType;
        if (kind == typeof(System.Runtime.InteropServices.FieldOffsetAttribute)) offset = customBuilder.FirstNumber;
        else if (kind == typeof(NonSerializedAttribute)) attributes |= FieldAttributes.NotSerialized;
        else if (kind == typeof(SpecialNameAttribute)) attributes |= FieldAttributes.SpecialName;
        else customAttributes.Add(customBuilder);
    }

    public void SetCustomAttribute(ConstructorInfo con, byte[] binaryAttribute) => SetCustomAttribute(new CustomAttributeBuilder(con, binaryAttribute));

    internal void Write()
    {
        MetadataTables tables = owner.Owner.Tables;
        int row = tables.Add(MetadataTables.Field, (int)attributes, tables.String(name), tables.Blob(owner.Owner.FieldSignature(this)));
        DefToken = MetadataTables.Field << 24 | row;
        if (offset >= 0) tables.Add(MetadataTables.FieldLayout, offset, row);
        if (hasConstant) ConstantWriter.Write(tables, DefToken, constant, type);
        if (Data != null)
        {
            tables.Text.Align(8);
            int rva = tables.Text.Length;
            tables.Text.Bytes(Data);
            tables.Add(MetadataTables.FieldRva, rva, row);
        }
        foreach (CustomAttributeBuilder attribute in customAttributes) attribute.Write(owner.Owner, DefToken);
    }
}

/// Constant rows (II.22.9).
internal static class ConstantWriter
{
    internal static void Check(object value, Type type)
    {
        if (value == null)
        {
            if (type.IsValueType && !(type.IsGenericType && type.GetGenericTypeDefinition() == typeof(Nullable<>))) throw new ArgumentException("Null is not a valid constant value for this type.");
            return;
        }
        if (type.IsByRef) type = type.GetElementType();
        type = Nullable.GetUnderlyingType(type) ?? type;
        Type given = value.GetType();
        if (type.IsEnum)
        {
            if (given == type || given == (type is EnumBuilder e ? e.UnderlyingType : type is TypeBuilder b ? b.UnderlyingSystemType : Enum.GetUnderlyingType(type)) || type is TypeBuilder { Created: RuntimeType made } && given == made) return;
            throw new ArgumentException("Constant does not match the defined type.");
        }
        if (Type.GetTypeCode(given) is TypeCode.Object or TypeCode.Decimal && given != typeof(DateTime)) throw new ArgumentException($"{given} is not a supported constant type.");
        if (!type.IsAssignableFrom(given)) throw new ArgumentException("Constant does not match the defined type.");
    }

    internal static void Write(MetadataTables tables, int parent, object value, Type type)
    {
        ByteWriter bytes = new ByteWriter(8);
        int kind;
        if (value is Enum e) value = Convert.ChangeType(e, e.GetTypeCode());
        switch (value)
        {
            case null: kind = 0x12; bytes.Int32(0); break;
            case bool b: kind = 2; bytes.Byte(b ? 1 : 0); break;
            case char c: kind = 3; bytes.UInt16(c); break;
            case sbyte n: kind = 4; bytes.Byte(n); break;
            case byte n: kind = 5; bytes.Byte(n); break;
            case short n: kind = 6; bytes.UInt16(n); break;
            case ushort n: kind = 7; bytes.UInt16(n); break;
            case int n: kind = 8; bytes.Int32(n); break;
            case uint n: kind = 9; bytes.Int32((int)n); break;
            case long n: kind = 10; bytes.Int64(n); break;
            case ulong n: kind = 11; bytes.Int64((long)n); break;
            case float n: kind = 12; bytes.Int32(BitConverter.SingleToInt32Bits(n)); break;
            case double n: kind = 13; bytes.Int64(BitConverter.DoubleToInt64Bits(n)); break;
            case DateTime n: kind = 10; bytes.Int64(n.Ticks); break;
            case string s:
                kind = 14;
                foreach (char c in s) bytes.UInt16(c);
                break;
            default: throw new ArgumentException($"{value.GetType()} is not a supported constant type.");
        }
        tables.Add(MetadataTables.Constant, kind, MetadataTables.Code('B', parent), bytes.Length == 0 ? tables.EmptyBlob() : tables.Blob(bytes.ToArray()));
    }
}
