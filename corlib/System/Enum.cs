namespace System;

using System.Collections.Generic;
using System.Globalization;
using System.Reflection;
using System.Text;

/// Base of enums. Values are handled as their 64 bits; names and values come sorted (unsigned) from one native and stay cached.
public abstract class Enum : ValueType, IComparable, ISpanFormattable, IConvertible
{
    /// {string[] names, ulong[] values} of an enum's literals in metadata order, values zero-extended from the underlying type.
    [MethodImpl(MethodImplOptions.InternalCall)]
    private static extern object[] GetValuesAndNames(RuntimeType enumType);

    private sealed class Info
    {
        internal string[] Names;
        internal ulong[] Values;
        internal bool IsFlags;
        internal TypeCode Code;
    }

    private static Dictionary<Type, Info> s_infos;
    // Of enums that may be unloaded.
    private static ConditionalWeakTable<Type, Info> s_collectibleInfos;

    private static Info InfoOf(RuntimeType type)
    {
        Dictionary<Type, Info> infos = s_infos ??= new Dictionary<Type, Info>();
        lock (infos)
        {
            Info info;
            if (type.IsCollectible ? s_collectibleInfos is { } known && known.TryGetValue(type, out info) : infos.TryGetValue(type, out info)) return info;
            object[] data = GetValuesAndNames(type);
            info = new Info { Names = (string[])data[0], Values = (ulong[])data[1], IsFlags = type.IsDefined(typeof(FlagsAttribute), false), Code = Type.GetTypeCode(type) };
            // Stable insertion sort: enums are small and mostly sorted already.
            for (int i = 1; i < info.Values.Length; i++)
            {
                ulong value = info.Values[i];
                string name = info.Names[i];
                int k = i - 1;
                while (k >= 0 && info.Values[k] > value)
                {
                    info.Values[k + 1] = info.Values[k];
                    info.Names[k + 1] = info.Names[k];
                    k--;
                }
                info.Values[k + 1] = value;
                info.Names[k + 1] = name;
            }
            if (type.IsCollectible) (s_collectibleInfos ??= new ConditionalWeakTable<Type, Info>()).Add(type, info);
            else infos[type] = info;
            return info;
        }
    }

    private static RuntimeType Check(Type enumType)
    {
        if (enumType is null) throw new ArgumentNullException(nameof(enumType));
        if (!enumType.IsEnum) throw new ArgumentException("Type provided must be an Enum.", nameof(enumType));
        return enumType as RuntimeType ?? throw new ArgumentException("Type must be a type provided by the runtime.", nameof(enumType));
    }

    private CorElementType Kind => RuntimeTypeHandle.GetEnumUnderlyingType((RuntimeType)GetType());

    // Bits of the value, zero-extended.
    private ulong Bits()
    {
        ref byte data = ref RuntimeHelpers.GetRawData(this);
        switch (Kind)
        {
            case CorElementType.I1: case CorElementType.U1: case CorElementType.Boolean: return data;
            case CorElementType.I2: case CorElementType.U2: case CorElementType.Char: return Unsafe.As<byte, ushort>(ref data);
            case CorElementType.I4: case CorElementType.U4: case CorElementType.R4: return Unsafe.As<byte, uint>(ref data);
            default: return Unsafe.As<byte, ulong>(ref data);
        }
    }

    internal object GetValue()
    {
        ref byte data = ref RuntimeHelpers.GetRawData(this);
        switch (Kind)
        {
            case CorElementType.I1: return (sbyte)data;
            case CorElementType.U1: return data;
            case CorElementType.Boolean: return data != 0;
            case CorElementType.I2: return Unsafe.As<byte, short>(ref data);
            case CorElementType.U2: return Unsafe.As<byte, ushort>(ref data);
            case CorElementType.Char: return Unsafe.As<byte, char>(ref data);
            case CorElementType.I4: return Unsafe.As<byte, int>(ref data);
            case CorElementType.U4: return Unsafe.As<byte, uint>(ref data);
            case CorElementType.I8: return Unsafe.As<byte, long>(ref data);
            case CorElementType.U8: return Unsafe.As<byte, ulong>(ref data);
            case CorElementType.R4: return Unsafe.As<byte, float>(ref data);
            case CorElementType.R8: return Unsafe.As<byte, double>(ref data);
            case CorElementType.I: return Unsafe.As<byte, nint>(ref data);
            default: return Unsafe.As<byte, nuint>(ref data);
        }
    }

    // 64 bits of an integer of any size, zero-extended by its own size.
    private static ulong ToBits(object value) => value switch
    {
        int i => (uint)i,
        Enum e => e.Bits(),
        byte b => b,
        sbyte s => (byte)s,
        short s => (ushort)s,
        ushort u => u,
        uint u => u,
        long l => (ulong)l,
        ulong u => u,
        char c => c,
        bool b => b ? 1ul : 0,
        nint n => (ulong)n,
        nuint n => n,
        _ => throw new InvalidOperationException("Unknown enum type.")
    };

    private static object FromBits(RuntimeType type, ulong bits)
    {
        switch (Type.GetTypeCode(type))
        {
            case TypeCode.Byte: case TypeCode.SByte: case TypeCode.Boolean:
                byte b = (byte)bits;
                return RuntimeHelpers.Box(ref b, type.TypeHandle);
            case TypeCode.Int16: case TypeCode.UInt16: case TypeCode.Char:
                ushort s = (ushort)bits;
                return RuntimeHelpers.Box(ref Unsafe.As<ushort, byte>(ref s), type.TypeHandle);
            case TypeCode.Int32: case TypeCode.UInt32: case TypeCode.Single:
                uint i = (uint)bits;
                return RuntimeHelpers.Box(ref Unsafe.As<uint, byte>(ref i), type.TypeHandle);
            default:
                return RuntimeHelpers.Box(ref Unsafe.As<ulong, byte>(ref bits), type.TypeHandle);
        }
    }

    private static long SignExtend(ulong bits, TypeCode code) => code switch
    {
        TypeCode.SByte => (sbyte)bits,
        TypeCode.Int16 => (short)bits,
        TypeCode.Int32 => (int)bits,
        _ => (long)bits
    };

    private static string Number(ulong bits, TypeCode code) =>
        code is TypeCode.SByte or TypeCode.Int16 or TypeCode.Int32 or TypeCode.Int64 ? SignExtend(bits, code).ToString() : code == TypeCode.Char ? ((char)bits).ToString() : code == TypeCode.Boolean ? (bits != 0).ToString() : bits.ToString();

    private static int IndexOf(ulong[] values, ulong value)
    {
        int lo = 0, hi = values.Length - 1;
        while (lo < hi)
        {
            int middle = (lo + hi) >> 1;
            if (values[middle] < value) lo = middle + 1;
            else hi = middle;
        }
        return lo < values.Length && values[lo] == value ? lo : -1;
    }

    private static string FlagNames(Info info, ulong value)
    {
        if (value == 0) return info.Values.Length > 0 && info.Values[0] == 0 ? info.Names[0] : "0";
        ulong rest = value;
        string text = null;
        for (int i = info.Values.Length - 1; i >= 0 && rest != 0; i--)
        {
            ulong v = info.Values[i];
            if (v == 0 || (rest & v) != v) continue;
            rest &= ~v;
            text = text == null ? info.Names[i] : string.Concat(info.Names[i], ", ", text);
        }
        return rest == 0 ? text : null;
    }

    private static string Text(Info info, ulong bits)
    {
        int i = IndexOf(info.Values, bits);
        if (i >= 0) return info.Names[i];
        if (info.IsFlags)
        {
            string names = FlagNames(info, bits);
            if (names != null) return names;
        }
        return Number(bits, info.Code);
    }

    public override string ToString() => Text(InfoOf((RuntimeType)GetType()), Bits());

    public string ToString(string format)
    {
        if (string.IsNullOrEmpty(format)) return ToString();
        return Format((RuntimeType)GetType(), Bits(), format);
    }

    private static string Format(RuntimeType type, ulong bits, string format)
    {
        if (format.Length == 1)
        {
            Info info = InfoOf(type);
            switch (format[0] | 0x20)
            {
                case 'g': return Text(info, bits);
                case 'd': return Number(bits, info.Code);
                case 'x':
                    switch (info.Code)
                    {
                        case TypeCode.Byte: case TypeCode.SByte: case TypeCode.Boolean: return ((byte)bits).ToString("X2");
                        case TypeCode.Int16: case TypeCode.UInt16: case TypeCode.Char: return ((ushort)bits).ToString("X4");
                        case TypeCode.Int32: case TypeCode.UInt32: return ((uint)bits).ToString("X8");
                        default: return bits.ToString("X16");
                    }
                case 'f': return FlagNames(info, bits) ?? Number(bits, info.Code);
            }
        }
        throw new FormatException("Format string can be only \"G\", \"g\", \"X\", \"x\", \"F\", \"f\", \"D\" or \"d\".");
    }

    public string ToString(IFormatProvider provider) => ToString();
    public string ToString(string format, IFormatProvider provider) => ToString(format);

    bool ISpanFormattable.TryFormat(Span<char> destination, out int charsWritten, ReadOnlySpan<char> format, IFormatProvider provider)
    {
        string text = ToString(format.IsEmpty ? null : format.ToString());
        if (text.AsSpan().TryCopyTo(destination))
        {
            charsWritten = text.Length;
            return true;
        }
        charsWritten = 0;
        return false;
    }

    public static bool TryFormat<TEnum>(TEnum value, Span<char> destination, out int charsWritten, ReadOnlySpan<char> format = default) where TEnum : struct =>
        ((ISpanFormattable)(object)value).TryFormat(destination, out charsWritten, format, null);

    public static string Format(Type enumType, object value, string format)
    {
        RuntimeType type = Check(enumType);
        if (value == null) throw new ArgumentNullException(nameof(value));
        if (format == null) throw new ArgumentNullException(nameof(format));
        if (value is Enum e)
        {
            if (e.GetType() != type) throw new ArgumentException("Object must be the same type as the enum. The type passed in was '" + e.GetType() + "'; the enum type was '" + type + "'.");
            return e.ToString(format);
        }
        if (value.GetType() != GetUnderlyingType(type)) throw new ArgumentException("Enum underlying type and the object must be same type or object. Type passed in was '" + value.GetType() + "'; the enum underlying type was '" + GetUnderlyingType(type) + "'.");
        return Format(type, ToBits(value), format);
    }

    public bool HasFlag(Enum flag)
    {
        if (flag is null) throw new ArgumentNullException(nameof(flag));
        if (GetType() != flag.GetType()) throw new ArgumentException("The argument type, '" + flag.GetType() + "', is not the same as the enum type '" + GetType() + "'.");
        ulong wanted = flag.Bits();
        return (Bits() & wanted) == wanted;
    }

    public override bool Equals(object obj) => obj is Enum other && other.GetType() == GetType() && Bits() == other.Bits();

    public override int GetHashCode()
    {
        ulong bits = Bits();
        return Kind switch
        {
            CorElementType.I1 => ((sbyte)bits).GetHashCode(),
            CorElementType.I2 => ((short)bits).GetHashCode(),
            CorElementType.I4 or CorElementType.U4 => (int)bits,
            CorElementType.I8 => ((long)bits).GetHashCode(),
            CorElementType.U8 => bits.GetHashCode(),
            _ => GetValue().GetHashCode()
        };
    }

    public int CompareTo(object target)
    {
        if (target == null) return 1;
        if (target.GetType() != GetType()) throw new ArgumentException("Object must be the same type as the enum. The type passed in was '" + target.GetType() + "'; the enum type was '" + GetType() + "'.");
        return ((IComparable)GetValue()).CompareTo(((Enum)target).GetValue());
    }

    // ---- by type ----

    public static Type GetUnderlyingType(Type enumType)
    {
        RuntimeType type = Check(enumType);
        return RuntimeTypeHandle.GetEnumUnderlyingType(type) switch
        {
            CorElementType.I1 => typeof(sbyte),
            CorElementType.U1 => typeof(byte),
            CorElementType.I2 => typeof(short),
            CorElementType.U2 => typeof(ushort),
            CorElementType.I4 => typeof(int),
            CorElementType.U4 => typeof(uint),
            CorElementType.I8 => typeof(long),
            CorElementType.U8 => typeof(ulong),
            CorElementType.Boolean => typeof(bool),
            CorElementType.Char => typeof(char),
            CorElementType.R4 => typeof(float),
            CorElementType.R8 => typeof(double),
            CorElementType.I => typeof(nint),
            _ => typeof(nuint)
        };
    }

    public static string[] GetNames(Type enumType) => (string[])InfoOf(Check(enumType)).Names.Clone();
    public static string[] GetNames<TEnum>() where TEnum : struct => GetNames(typeof(TEnum));

    public static Array GetValues(Type enumType)
    {
        RuntimeType type = Check(enumType);
        ulong[] values = InfoOf(type).Values;
        Array result = Array.CreateInstance(type, values.Length);
        for (int i = 0; i < values.Length; i++) result.SetValue(FromBits(type, values[i]), i);
        return result;
    }

    public static TEnum[] GetValues<TEnum>() where TEnum : struct => (TEnum[])GetValues(typeof(TEnum));

    public static Array GetValuesAsUnderlyingType(Type enumType)
    {
        RuntimeType type = Check(enumType);
        ulong[] values = InfoOf(type).Values;
        Array result = Array.CreateInstance(GetUnderlyingType(type), values.Length);
        for (int i = 0; i < values.Length; i++) result.SetValue(((Enum)FromBits(type, values[i])).GetValue(), i);
        return result;
    }

    public static Array GetValuesAsUnderlyingType<TEnum>() where TEnum : struct => GetValuesAsUnderlyingType(typeof(TEnum));

    public static string GetName(Type enumType, object value)
    {
        RuntimeType type = Check(enumType);
        if (value == null) throw new ArgumentNullException(nameof(value));
        Info info = InfoOf(type);
        int i = IndexOf(info.Values, Narrow(ToBits(value), value, info.Code));
        return i < 0 ? null : info.Names[i];
    }

    // An int -1 means 0xFF for an sbyte enum, all ones for a long one.
    private static ulong Narrow(ulong bits, object value, TypeCode code)
    {
        if (value is int or short or sbyte or long) bits = (ulong)Convert.ToInt64(value);
        return code switch
        {
            TypeCode.SByte or TypeCode.Byte => (long)bits is >= sbyte.MinValue and <= byte.MaxValue ? (byte)bits : bits,
            TypeCode.Int16 or TypeCode.UInt16 => (long)bits is >= short.MinValue and <= ushort.MaxValue ? (ushort)bits : bits,
            TypeCode.Int32 or TypeCode.UInt32 => (long)bits is >= int.MinValue and <= uint.MaxValue ? (uint)bits : bits,
            _ => bits
        };
    }

    public static string GetName<TEnum>(TEnum value) where TEnum : struct => GetName(typeof(TEnum), value);

    public static bool IsDefined(Type enumType, object value)
    {
        RuntimeType type = Check(enumType);
        if (value == null) throw new ArgumentNullException(nameof(value));
        Info info = InfoOf(type);
        if (value is string name) return Array.IndexOf(info.Names, name) >= 0;
        Type given = value.GetType();
        if (given.IsEnum)
        {
            if (given != type) throw new ArgumentException("Object must be the same type as the enum. The type passed in was '" + given + "'; the enum type was '" + type + "'.");
        }
        else if (given != GetUnderlyingType(type))
        {
            if (!given.IsPrimitive || value is double or float) throw new InvalidOperationException("Unknown enum type.");
            throw new ArgumentException("Enum underlying type and the object must be same type or object. Type passed in was '" + given + "'; the enum underlying type was '" + GetUnderlyingType(type) + "'.");
        }
        return IndexOf(info.Values, ToBits(value)) >= 0;
    }

    public static bool IsDefined<TEnum>(TEnum value) where TEnum : struct => IndexOf(InfoOf((RuntimeType)typeof(TEnum)).Values, ((Enum)(object)value).Bits()) >= 0;

    public static object ToObject(Type enumType, object value)
    {
        RuntimeType type = Check(enumType);
        if (value == null) throw new ArgumentNullException(nameof(value));
        return value switch
        {
            int i => FromBits(type, (ulong)i),
            sbyte s => FromBits(type, (ulong)s),
            short s => FromBits(type, (ulong)s),
            long l => FromBits(type, (ulong)l),
            Enum e => FromBits(type, (ulong)SignExtend(e.Bits(), Type.GetTypeCode(e.GetType()))),
            byte or ushort or uint or ulong or char or bool or nint or nuint => FromBits(type, ToBits(value)),
            _ => throw new ArgumentException("The value passed in must be an enum base or an underlying type for an enum, such as an Int32.", nameof(value))
        };
    }

    public static object ToObject(Type enumType, sbyte value) => FromBits(Check(enumType), (ulong)value);
    public static object ToObject(Type enumType, short value) => FromBits(Check(enumType), (ulong)value);
    public static object ToObject(Type enumType, int value) => FromBits(Check(enumType), (ulong)value);
    public static object ToObject(Type enumType, byte value) => FromBits(Check(enumType), value);
    public static object ToObject(Type enumType, ushort value) => FromBits(Check(enumType), value);
    public static object ToObject(Type enumType, uint value) => FromBits(Check(enumType), value);
    public static object ToObject(Type enumType, long value) => FromBits(Check(enumType), (ulong)value);
    public static object ToObject(Type enumType, ulong value) => FromBits(Check(enumType), value);

    // ---- parsing ----

    private static bool TryParse(RuntimeType type, ReadOnlySpan<char> text, bool ignoreCase, bool throwOnFailure, out ulong result)
    {
        result = 0;
        text = text.Trim();
        if (text.IsEmpty)
        {
            if (throwOnFailure) throw new ArgumentException("Must specify valid information for parsing in the string.", "value");
            return false;
        }
        Info info = InfoOf(type);
        char first = text[0];
        if ((first >= '0' && first <= '9') || first == '-' || first == '+')
        {
            bool signed = info.Code is TypeCode.SByte or TypeCode.Int16 or TypeCode.Int32 or TypeCode.Int64;
            string digits = text.ToString();
            if (signed)
            {
                if (long.TryParse(digits, NumberStyles.AllowLeadingSign | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out long number))
                {
                    bool fits = info.Code switch { TypeCode.SByte => number == (sbyte)number, TypeCode.Int16 => number == (short)number, TypeCode.Int32 => number == (int)number, _ => true };
                    if (fits)
                    {
                        result = (ulong)number;
                        return true;
                    }
                    if (throwOnFailure) throw new OverflowException("Value was either too large or too small for " + (info.Code == TypeCode.SByte ? "a signed byte." : info.Code == TypeCode.Int16 ? "an Int16." : "an Int32."));
                    return false;
                }
            }
            else if (ulong.TryParse(digits, NumberStyles.AllowLeadingSign | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out ulong number))
            {
                bool fits = info.Code switch { TypeCode.Byte => number <= byte.MaxValue, TypeCode.UInt16 => number <= ushort.MaxValue, TypeCode.UInt32 => number <= uint.MaxValue, _ => true };
                if (fits)
                {
                    result = number;
                    return true;
                }
                if (throwOnFailure) throw new OverflowException("Value was either too large or too small for " + (info.Code == TypeCode.Byte ? "an unsigned byte." : info.Code == TypeCode.UInt16 ? "a UInt16." : "a UInt32."));
                return false;
            }
        }
        ReadOnlySpan<char> rest = text;
        StringComparison comparison = ignoreCase ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal;
        while (true)
        {
            int comma = rest.IndexOf(',');
            ReadOnlySpan<char> name = (comma < 0 ? rest : rest.Slice(0, comma)).Trim();
            int found = -1;
            for (int i = 0; i < info.Names.Length && found < 0; i++)
                if (name.Equals(info.Names[i].AsSpan(), comparison)) found = i;
            if (found < 0 || name.IsEmpty)
            {
                if (throwOnFailure) throw new ArgumentException("Requested value '" + text.ToString() + "' was not found.");
                result = 0;
                return false;
            }
            result |= info.Values[found];
            if (comma < 0) return true;
            rest = rest.Slice(comma + 1);
        }
    }

    public static object Parse(Type enumType, string value) => Parse(enumType, value, false);

    public static object Parse(Type enumType, string value, bool ignoreCase)
    {
        RuntimeType type = Check(enumType);
        if (value == null) throw new ArgumentNullException(nameof(value));
        TryParse(type, value.AsSpan(), ignoreCase, true, out ulong bits);
        return FromBits(type, bits);
    }

    public static object Parse(Type enumType, ReadOnlySpan<char> value) => Parse(enumType, value, false);

    public static object Parse(Type enumType, ReadOnlySpan<char> value, bool ignoreCase)
    {
        RuntimeType type = Check(enumType);
        TryParse(type, value, ignoreCase, true, out ulong bits);
        return FromBits(type, bits);
    }

    public static TEnum Parse<TEnum>(string value) where TEnum : struct => (TEnum)Parse(typeof(TEnum), value, false);
    public static TEnum Parse<TEnum>(string value, bool ignoreCase) where TEnum : struct => (TEnum)Parse(typeof(TEnum), value, ignoreCase);
    public static TEnum Parse<TEnum>(ReadOnlySpan<char> value) where TEnum : struct => (TEnum)Parse(typeof(TEnum), value, false);
    public static TEnum Parse<TEnum>(ReadOnlySpan<char> value, bool ignoreCase) where TEnum : struct => (TEnum)Parse(typeof(TEnum), value, ignoreCase);

    public static bool TryParse(Type enumType, string value, out object result) => TryParse(enumType, value, false, out result);

    public static bool TryParse(Type enumType, string value, bool ignoreCase, out object result)
    {
        RuntimeType type = Check(enumType);
        result = null;
        if (value == null || !TryParse(type, value.AsSpan(), ignoreCase, false, out ulong bits)) return false;
        result = FromBits(type, bits);
        return true;
    }

    public static bool TryParse<TEnum>(string value, out TEnum result) where TEnum : struct => TryParse(value, false, out result);

    public static bool TryParse<TEnum>(string value, bool ignoreCase, out TEnum result) where TEnum : struct
    {
        result = default;
        return value != null && TryParse(value.AsSpan(), ignoreCase, out result);
    }

    public static bool TryParse<TEnum>(ReadOnlySpan<char> value, out TEnum result) where TEnum : struct => TryParse(value, false, out result);

    public static bool TryParse<TEnum>(ReadOnlySpan<char> value, bool ignoreCase, out TEnum result) where TEnum : struct
    {
        RuntimeType type = Check(typeof(TEnum));
        result = default;
        if (!TryParse(type, value, ignoreCase, false, out ulong bits)) return false;
        result = (TEnum)FromBits(type, bits);
        return true;
    }

    // ---- IConvertible ----

    public TypeCode GetTypeCode() => Type.GetTypeCode(GetType());
    bool IConvertible.ToBoolean(IFormatProvider provider) => Convert.ToBoolean(GetValue());
    char IConvertible.ToChar(IFormatProvider provider) => Convert.ToChar(GetValue());
    sbyte IConvertible.ToSByte(IFormatProvider provider) => Convert.ToSByte(GetValue());
    byte IConvertible.ToByte(IFormatProvider provider) => Convert.ToByte(GetValue());
    short IConvertible.ToInt16(IFormatProvider provider) => Convert.ToInt16(GetValue());
    ushort IConvertible.ToUInt16(IFormatProvider provider) => Convert.ToUInt16(GetValue());
    int IConvertible.ToInt32(IFormatProvider provider) => Convert.ToInt32(GetValue());
    uint IConvertible.ToUInt32(IFormatProvider provider) => Convert.ToUInt32(GetValue());
    long IConvertible.ToInt64(IFormatProvider provider) => Convert.ToInt64(GetValue());
    ulong IConvertible.ToUInt64(IFormatProvider provider) => Convert.ToUInt64(GetValue());
    float IConvertible.ToSingle(IFormatProvider provider) => Convert.ToSingle(GetValue());
    double IConvertible.ToDouble(IFormatProvider provider) => Convert.ToDouble(GetValue());
    decimal IConvertible.ToDecimal(IFormatProvider provider) => Convert.ToDecimal(GetValue());
    DateTime IConvertible.ToDateTime(IFormatProvider provider) => throw new InvalidCastException("Invalid cast from 'Enum' to 'DateTime'.");
    object IConvertible.ToType(Type type, IFormatProvider provider) => type == GetType() ? this : type == typeof(string) ? ToString() : type.IsEnum ? ToObject(type, this) : Convert.ChangeType(GetValue(), type, provider);
}
