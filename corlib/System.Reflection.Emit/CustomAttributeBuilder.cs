namespace System.Reflection.Emit;

/// A custom attribute for something being made (ECMA-335 II.23.3).
public class CustomAttributeBuilder
{
    private readonly byte[] value;

    public CustomAttributeBuilder(ConstructorInfo con, object?[] constructorArgs) : this(con, constructorArgs, Array.Empty<PropertyInfo>(), Array.Empty<object>(), Array.Empty<FieldInfo>(), Array.Empty<object>()) { }
    public CustomAttributeBuilder(ConstructorInfo con, object?[] constructorArgs, PropertyInfo[] namedProperties, object?[] propertyValues) : this(con, constructorArgs, namedProperties, propertyValues, Array.Empty<FieldInfo>(), Array.Empty<object>()) { }
    public CustomAttributeBuilder(ConstructorInfo con, object?[] constructorArgs, FieldInfo[] namedFields, object?[] fieldValues) : this(con, constructorArgs, Array.Empty<PropertyInfo>(), Array.Empty<object>(), namedFields, fieldValues) { }

    public CustomAttributeBuilder(ConstructorInfo con, object?[] constructorArgs, PropertyInfo[] namedProperties, object?[] propertyValues, FieldInfo[] namedFields, object?[] fieldValues)
    {
        ArgumentNullException.ThrowIfNull(con);
        ArgumentNullException.ThrowIfNull(constructorArgs);
        ArgumentNullException.ThrowIfNull(namedProperties);
        ArgumentNullException.ThrowIfNull(propertyValues);
        ArgumentNullException.ThrowIfNull(namedFields);
        ArgumentNullException.ThrowIfNull(fieldValues);
        if (namedProperties.Length != propertyValues.Length) throw new ArgumentException("Array lengths must be the same.", "namedProperties, propertyValues");
        if (namedFields.Length != fieldValues.Length) throw new ArgumentException("Array lengths must be the same.", "namedFields, fieldValues");
        if (con.IsStatic || con.IsPrivate) throw new ArgumentException("Cannot have private or static constructor.");
        Type[] types = con is ConstructorBuilder builder ? builder.ParameterTypes : Array.ConvertAll(con.GetParametersNoCopy(), static p => p.ParameterType);
        if (types.Length != constructorArgs.Length) throw new ArgumentException("Parameter count does not match passed in argument value count.");
        Constructor = con;
        ByteWriter blob = new ByteWriter();
        blob.UInt16(1);
        for (int i = 0; i < types.Length; i++) Argument(blob, types[i], constructorArgs[i], "constructorArgs[" + i + "]");
        if (types.Length > 0 && constructorArgs[0] is IConvertible number && constructorArgs[0] is not string) FirstNumber = Convert.ToInt32(number);
        blob.UInt16(namedProperties.Length + namedFields.Length);
        for (int i = 0; i < namedProperties.Length; i++)
        {
            if (!namedProperties[i].CanWrite) throw new ArgumentException("Not a writable property.");
            Named(blob, 0x54, namedProperties[i].PropertyType, namedProperties[i].Name, propertyValues[i]);
        }
        for (int i = 0; i < namedFields.Length; i++) Named(blob, 0x53, namedFields[i].FieldType, namedFields[i].Name, fieldValues[i]);
        value = blob.ToArray();
    }

    internal CustomAttributeBuilder(ConstructorInfo con, byte[] value)
    {
        ArgumentNullException.ThrowIfNull(con);
        ArgumentNullException.ThrowIfNull(value, "binaryAttribute");
        Constructor = con;
        this.value = (byte[])value.Clone();
        if (value.Length >= 6) FirstNumber = BitConverter.ToInt32(value, 2);
    }

    internal ConstructorInfo Constructor { get; }
    /// The first argument, where an attribute's meaning is a number that metadata keeps elsewhere.
    internal int FirstNumber { get; }

    internal void Write(ModuleBuilder module, int parent) =>
        module.Tables.Add(MetadataTables.CustomAttribute, MetadataTables.Code('C', parent), MetadataTables.Code('L', module.MethodToken(Constructor)), module.Tables.Blob(value));

    private static void Named(ByteWriter blob, int kind, Type type, string name, object value)
    {
        blob.Byte(kind);
        TypeTag(blob, type);
        blob.SerializedString(name);
        Argument(blob, type, value, name);
    }

    private static string NameOf(Type type) => type.Assembly == typeof(object).Assembly ? type.FullName : type.AssemblyQualifiedName;

    private static void TypeTag(ByteWriter blob, Type type)
    {
        if (type.IsEnum)
        {
            blob.Byte(0x55);
            blob.SerializedString(NameOf(type));
        }
        else if (type.IsSZArray)
        {
            blob.Byte(0x1D);
            TypeTag(blob, type.GetElementType());
        }
        else if (type == typeof(string)) blob.Byte(0x0E);
        else if (type == typeof(Type)) blob.Byte(0x50);
        else if (type == typeof(object)) blob.Byte(0x51);
        else
            blob.Byte(Type.GetTypeCode(type) switch
            {
                TypeCode.Boolean => 2, TypeCode.Char => 3, TypeCode.SByte => 4, TypeCode.Byte => 5, TypeCode.Int16 => 6, TypeCode.UInt16 => 7, TypeCode.Int32 => 8, TypeCode.UInt32 => 9,
                TypeCode.Int64 => 10, TypeCode.UInt64 => 11, TypeCode.Single => 12, TypeCode.Double => 13,
                _ => throw new ArgumentException($"Passed in argument value at index 0 does not match the parameter type: {type} cannot be the type of an attribute's argument.")
            });
    }

    private static void Argument(ByteWriter blob, Type type, object value, string what)
    {
        if (value != null && (type == typeof(string) || type == typeof(Type) || type.IsArray) && !type.IsInstanceOfType(value))
            throw new ArgumentException("Passed in argument value at index " + what + " does not match the parameter type.");
        if (type == typeof(object))
        {
            Type actual = value is Type ? typeof(Type) : value?.GetType() ?? typeof(string);
            if (actual == typeof(object)) throw new ArgumentException("A value of type object has no form in an attribute.", what);
            TypeTag(blob, actual);
            Argument(blob, actual, value, what);
        }
        else if (type == typeof(string)) blob.SerializedString((string)value);
        else if (type == typeof(Type)) blob.SerializedString(value == null ? null : NameOf((Type)value));
        else if (type.IsArray)
        {
            if (value == null) blob.Int32(-1);
            else
            {
                Array array = (Array)value;
                blob.Int32(array.Length);
                foreach (object item in array) Argument(blob, type.GetElementType(), item, what);
            }
        }
        else
        {
            ArgumentNullException.ThrowIfNull(value, what);
            if (value is Enum e) value = Convert.ChangeType(e, e.GetTypeCode());
            switch (value)
            {
                case bool b: blob.Byte(b ? 1 : 0); break;
                case char c: blob.UInt16(c); break;
                case sbyte n: blob.Byte(n); break;
                case byte n: blob.Byte(n); break;
                case short n: blob.UInt16(n); break;
                case ushort n: blob.UInt16(n); break;
                case int n: blob.Int32(n); break;
                case uint n: blob.Int32((int)n); break;
                case long n: blob.Int64(n); break;
                case ulong n: blob.Int64((long)n); break;
                case float n: blob.Int32(BitConverter.SingleToInt32Bits(n)); break;
                case double n: blob.Int64(BitConverter.DoubleToInt64Bits(n)); break;
                default: throw new ArgumentException("Passed in argument value does not match the parameter type.", what);
            }
        }
    }
}
