namespace System;

using System.Globalization;
using System.Reflection;

/// Overload choice of reflection: exact, then assignable, then widening; more specific parameters win.
internal sealed class DefaultBinder : Binder
{
    internal static readonly DefaultBinder Instance = new DefaultBinder();

    // For each TypeCode the codes it widens to, as bits (ECMA-335 and .NET's table of CanChangePrimitive).
    private static int Widenings(TypeCode from) => from switch
    {
        TypeCode.Char => Bits(TypeCode.Char, TypeCode.UInt16, TypeCode.Int32, TypeCode.UInt32, TypeCode.Int64, TypeCode.UInt64, TypeCode.Single, TypeCode.Double),
        TypeCode.Boolean => Bits(TypeCode.Boolean),
        TypeCode.Byte => Bits(TypeCode.Byte, TypeCode.Char, TypeCode.Int16, TypeCode.UInt16, TypeCode.Int32, TypeCode.UInt32, TypeCode.Int64, TypeCode.UInt64, TypeCode.Single, TypeCode.Double),
        TypeCode.SByte => Bits(TypeCode.SByte, TypeCode.Int16, TypeCode.Int32, TypeCode.Int64, TypeCode.Single, TypeCode.Double),
        TypeCode.Int16 => Bits(TypeCode.Int16, TypeCode.Int32, TypeCode.Int64, TypeCode.Single, TypeCode.Double),
        TypeCode.UInt16 => Bits(TypeCode.UInt16, TypeCode.Char, TypeCode.Int32, TypeCode.UInt32, TypeCode.Int64, TypeCode.UInt64, TypeCode.Single, TypeCode.Double),
        TypeCode.Int32 => Bits(TypeCode.Int32, TypeCode.Int64, TypeCode.Single, TypeCode.Double),
        TypeCode.UInt32 => Bits(TypeCode.UInt32, TypeCode.Int64, TypeCode.UInt64, TypeCode.Single, TypeCode.Double),
        TypeCode.Int64 => Bits(TypeCode.Int64, TypeCode.Single, TypeCode.Double),
        TypeCode.UInt64 => Bits(TypeCode.UInt64, TypeCode.Single, TypeCode.Double),
        TypeCode.Single => Bits(TypeCode.Single, TypeCode.Double),
        TypeCode.Double => Bits(TypeCode.Double),
        _ => 0
    };

    private static int Bits(params TypeCode[] codes)
    {
        int bits = 0;
        foreach (TypeCode c in codes) bits |= 1 << (int)c;
        return bits;
    }

    private static bool CanWiden(Type from, Type to)
    {
        if (!to.IsPrimitive || !(from.IsPrimitive || from.IsEnum)) return false;
        return (Widenings(Type.GetTypeCode(from)) & (1 << (int)Type.GetTypeCode(to))) != 0;
    }

    /// The number as a wider primitive, null if it does not widen.
    internal static object Widen(object value, Type to)
    {
        Type from = value.GetType();
        if (!CanWiden(from, to)) return null;
        IConvertible c = (IConvertible)value;
        bool fromChar = value is char;
        switch (Type.GetTypeCode(to))
        {
            case TypeCode.Char: return (char)c.ToUInt16(null);
            case TypeCode.Boolean: return c.ToBoolean(null);
            case TypeCode.SByte: return c.ToSByte(null);
            case TypeCode.Byte: return c.ToByte(null);
            case TypeCode.Int16: return c.ToInt16(null);
            case TypeCode.UInt16: return c.ToUInt16(null);
            case TypeCode.Int32: return c.ToInt32(null);
            case TypeCode.UInt32: return c.ToUInt32(null);
            case TypeCode.Int64: return c.ToInt64(null);
            case TypeCode.UInt64: return c.ToUInt64(null);
            case TypeCode.Single: return fromChar ? (float)(char)value : c.ToSingle(null);
            case TypeCode.Double: return fromChar ? (double)(char)value : c.ToDouble(null);
        }
        return null;
    }

    // 0 exact, 1 assignable, 2 widening, -1 not at all.
    private static int Fit(Type parameter, Type argument)
    {
        if (parameter == argument) return 0;
        if (argument is null) return parameter.IsValueType && Nullable.GetUnderlyingType(parameter) is null ? -1 : 1;
        if (parameter == typeof(object)) return 1;
        if (parameter.IsByRef) return Fit(parameter.GetElementType(), argument.IsByRef ? argument.GetElementType() : argument);
        if (parameter.IsPrimitive) return CanWiden(argument, parameter) ? 2 : -1;
        if (parameter.IsEnum) return -1;
        if (parameter.IsAssignableFrom(argument)) return 1;
        return Nullable.GetUnderlyingType(parameter) == argument ? 1 : -1;
    }

    // 1: a is better, 2: b is better, 0: neither.
    private static int MoreSpecific(Type a, Type b, Type argument)
    {
        if (a == b) return 0;
        if (argument is not null)
        {
            if (a == argument) return 1;
            if (b == argument) return 2;
        }
        if (a.IsByRef && b.IsByRef) return MoreSpecific(a.GetElementType(), b.GetElementType(), null);
        bool aFromB, bFromA;
        if (a.IsPrimitive && b.IsPrimitive)
        {
            aFromB = CanWiden(b, a);
            bFromA = CanWiden(a, b);
        }
        else
        {
            aFromB = a.IsAssignableFrom(b);
            bFromA = b.IsAssignableFrom(a);
        }
        if (aFromB == bFromA) return 0;
        return aFromB ? 2 : 1;
    }

    private static int Compare(MethodBase a, MethodBase b, Type[] arguments)
    {
        ParameterInfo[] x = a.GetParametersNoCopy(), y = b.GetParametersNoCopy();
        bool first = false, second = false;
        for (int i = 0; i < arguments.Length; i++)
        {
            int r = MoreSpecific(x[i].ParameterType, y[i].ParameterType, arguments[i]);
            first |= r == 1;
            second |= r == 2;
        }
        if (first != second) return first ? 1 : 2;
        if (first) return 0;
        // Same parameters: the method of the more derived class hides the other.
        if (a.DeclaringType.IsSubclassOf(b.DeclaringType)) return 1;
        if (b.DeclaringType.IsSubclassOf(a.DeclaringType)) return 2;
        return 0;
    }

    private static MethodBase Select(MethodBase[] match, Type[] types)
    {
        MethodBase best = null;
        bool ambiguous = false;
        foreach (MethodBase m in match)
        {
            ParameterInfo[] parameters = m.GetParametersNoCopy();
            if (parameters.Length != types.Length) continue;
            bool fits = true;
            for (int i = 0; i < types.Length && fits; i++) fits = Fit(parameters[i].ParameterType, types[i]) >= 0;
            if (!fits) continue;
            if (best == null)
            {
                best = m;
                continue;
            }
            int c = Compare(best, m, types);
            if (c == 0) ambiguous = true;
            else if (c == 2)
            {
                best = m;
                ambiguous = false;
            }
        }
        if (ambiguous) throw new AmbiguousMatchException("Ambiguous match found for '" + best.DeclaringType + " " + best + "'.");
        return best;
    }

    public override MethodBase SelectMethod(BindingFlags bindingAttr, MethodBase[] match, Type[] types, ParameterModifier[] modifiers)
    {
        // Exact signatures first: they win without any ordering.
        MethodBase exact = null;
        foreach (MethodBase m in match)
        {
            ParameterInfo[] parameters = m.GetParametersNoCopy();
            if (parameters.Length != types.Length) continue;
            bool same = true;
            for (int i = 0; i < types.Length && same; i++) same = parameters[i].ParameterType == types[i];
            if (same && (exact == null || m.DeclaringType.IsSubclassOf(exact.DeclaringType))) exact = m;
        }
        if (exact != null || (bindingAttr & BindingFlags.ExactBinding) != 0) return exact;
        return Select(match, types);
    }

    public override MethodBase BindToMethod(BindingFlags bindingAttr, MethodBase[] match, ref object[] args, ParameterModifier[] modifiers, CultureInfo culture, string[] names, out object state)
    {
        state = null;
        Type[] types = new Type[args.Length];
        for (int i = 0; i < types.Length; i++) types[i] = args[i]?.GetType();
        MethodBase best = Select(match, types);
        if (best != null) return best;
        // A params array or optional parameters may still take the arguments.
        foreach (MethodBase m in match)
        {
            ParameterInfo[] parameters = m.GetParametersNoCopy();
            if (parameters.Length == 0) continue;
            ParameterInfo last = parameters[parameters.Length - 1];
            if (last.ParameterType.IsArray && args.Length >= parameters.Length - 1 && last.IsDefined(typeof(ParamArrayAttribute), false))
            {
                Type element = last.ParameterType.GetElementType();
                bool fits = true;
                for (int i = 0; i < args.Length && fits; i++) fits = Fit(i < parameters.Length - 1 ? parameters[i].ParameterType : element, types[i]) >= 0;
                if (!fits) continue;
                object[] packed = new object[parameters.Length];
                Array.Copy(args, packed, parameters.Length - 1);
                Array rest = Array.CreateInstance(element, args.Length - parameters.Length + 1);
                for (int i = 0; i < rest.Length; i++) rest.SetValue(args[parameters.Length - 1 + i], i);
                packed[parameters.Length - 1] = rest;
                args = packed;
                return m;
            }
            if ((bindingAttr & BindingFlags.OptionalParamBinding) != 0 && args.Length < parameters.Length && parameters[args.Length].IsOptional)
            {
                object[] filled = new object[parameters.Length];
                Array.Copy(args, filled, args.Length);
                for (int i = args.Length; i < filled.Length; i++) filled[i] = parameters[i].DefaultValue;
                args = filled;
                return m;
            }
        }
        return null;
    }

    public override FieldInfo BindToField(BindingFlags bindingAttr, FieldInfo[] match, object value, CultureInfo culture) => match.Length == 0 ? null : match[0];

    public override object ChangeType(object value, Type type, CultureInfo culture) => throw new NotSupportedException("ChangeType operation is not supported.");

    public override void ReorderArgumentArray(ref object[] args, object state) { }

    public override PropertyInfo SelectProperty(BindingFlags bindingAttr, PropertyInfo[] match, Type returnType, Type[] indexes, ParameterModifier[] modifiers)
    {
        foreach (PropertyInfo p in match)
            if (returnType is null || p.PropertyType == returnType) return p;
        return null;
    }
}
