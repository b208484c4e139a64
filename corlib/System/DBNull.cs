namespace System;

using System.Runtime.Serialization;

/// The absent database value. It converts to text only.
public sealed class DBNull : ISerializable, IConvertible
{
    public static readonly DBNull Value = new DBNull();

    private DBNull() { }

    public void GetObjectData(SerializationInfo info, StreamingContext context) => throw new PlatformNotSupportedException();

    public override string ToString() => "";

    public string ToString(IFormatProvider provider) => "";

    public TypeCode GetTypeCode() => TypeCode.DBNull;

    private static InvalidCastException NoConversion() => new InvalidCastException("Object cannot be cast from DBNull to other types.");

    bool IConvertible.ToBoolean(IFormatProvider provider) => throw NoConversion();
    char IConvertible.ToChar(IFormatProvider provider) => throw NoConversion();
    sbyte IConvertible.ToSByte(IFormatProvider provider) => throw NoConversion();
    byte IConvertible.ToByte(IFormatProvider provider) => throw NoConversion();
    short IConvertible.ToInt16(IFormatProvider provider) => throw NoConversion();
    ushort IConvertible.ToUInt16(IFormatProvider provider) => throw NoConversion();
    int IConvertible.ToInt32(IFormatProvider provider) => throw NoConversion();
    uint IConvertible.ToUInt32(IFormatProvider provider) => throw NoConversion();
    long IConvertible.ToInt64(IFormatProvider provider) => throw NoConversion();
    ulong IConvertible.ToUInt64(IFormatProvider provider) => throw NoConversion();
    float IConvertible.ToSingle(IFormatProvider provider) => throw NoConversion();
    double IConvertible.ToDouble(IFormatProvider provider) => throw NoConversion();
    decimal IConvertible.ToDecimal(IFormatProvider provider) => throw NoConversion();
    DateTime IConvertible.ToDateTime(IFormatProvider provider) => throw NoConversion();
    object IConvertible.ToType(Type type, IFormatProvider provider) => Convert.DefaultToType(this, type, provider);
}
