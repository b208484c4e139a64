namespace System.Reflection;

using System.Collections.Generic;
using System.Text;

/// Finds custom attributes and makes their objects from the metadata blobs (ECMA-335 II.23.3).
internal static class CustomAttribute
{
    // ---- lookup ----

    internal static object[] Get(MemberInfo element, Type attributeType, bool inherit)
    {
        if (element == null) throw new ArgumentNullException(nameof(element));
        if (attributeType == null) throw new ArgumentNullException(nameof(attributeType));
        List<object> found = new List<object>();
        List<Type> seen = null;
        MemberInfo current = element;
        bool inherited = false;
        while (current != null)
        {
            Collect(current.Module, TokenOf(current), attributeType, found, inherited, ref seen);
            if (current is RuntimeType pseudo && !inherited) AddPseudo(pseudo, attributeType, found);
            if (!inherit) break;
            current = Parent(current);
            inherited = true;
        }
        return ToArray(found, attributeType);
    }

    private static int TokenOf(MemberInfo element) => element is RuntimeType type && type.HasElementType ? 0 : element.MetadataToken;

    private static MemberInfo Parent(MemberInfo element) => element switch
    {
        Type type => type.BaseType,
        RuntimeMethodInfo method => method.GetParentDefinition(),
        _ => null
    };

    private static void AddPseudo(RuntimeType type, Type attributeType, List<object> found)
    {
        if ((type.Attributes & TypeAttributes.Serializable) != 0 && attributeType.IsAssignableFrom(typeof(SerializableAttribute))) found.Add(new SerializableAttribute());
    }

    /// <summary>A parameter inherits from the same parameter of the methods that its method overrides.</summary>
    internal static object[] Get(ParameterInfo element, Type attributeType, bool inherit = false)
    {
        if (element == null) throw new ArgumentNullException(nameof(element));
        if (attributeType == null) throw new ArgumentNullException(nameof(attributeType));
        List<object> found = new List<object>();
        List<Type> seen = null;
        if ((element.MetadataToken & 0xFFFFFF) != 0) Collect(element.Member.Module, element.MetadataToken, attributeType, found, false, ref seen);
        for (MethodInfo parent = inherit ? (element.Member as RuntimeMethodInfo)?.GetParentDefinition() : null; parent != null; parent = (parent as RuntimeMethodInfo)?.GetParentDefinition())
        {
            ParameterInfo same = element.Position < 0 ? parent.ReturnParameter : parent.GetParameters()[element.Position];
            if ((same.MetadataToken & 0xFFFFFF) != 0) Collect(parent.Module, same.MetadataToken, attributeType, found, true, ref seen);
        }
        return ToArray(found, attributeType);
    }

    internal static object[] Get(Assembly element, Type attributeType)
    {
        if (element == null) throw new ArgumentNullException(nameof(element));
        if (attributeType == null) throw new ArgumentNullException(nameof(attributeType));
        List<object> found = new List<object>();
        List<Type> seen = null;
        Collect(element.ManifestModule, 0x20000001, attributeType, found, false, ref seen);
        return ToArray(found, attributeType);
    }

    internal static object[] Get(Module element, Type attributeType)
    {
        if (element == null) throw new ArgumentNullException(nameof(element));
        if (attributeType == null) throw new ArgumentNullException(nameof(attributeType));
        List<object> found = new List<object>();
        List<Type> seen = null;
        Collect(element, 1, attributeType, found, false, ref seen);
        return ToArray(found, attributeType);
    }

    internal static bool IsDefined(MemberInfo element, Type attributeType, bool inherit)
    {
        if (attributeType == null) throw new ArgumentNullException(nameof(attributeType));
        MemberInfo current = element;
        while (current != null)
        {
            int token = TokenOf(current);
            if (token != 0 && current.Module is RuntimeModule module)
            {
                object[] rows = RuntimeTypeHandle.GetCustomAttributes(module, token);
                for (int i = 0; i < rows.Length; i += 3)
                    if (attributeType.IsAssignableFrom((Type)rows[i])) return true;
            }
            if (!inherit) break;
            current = Parent(current);
        }
        return element is RuntimeType type && attributeType == typeof(SerializableAttribute) && (type.Attributes & TypeAttributes.Serializable) != 0;
    }

    private static object[] ToArray(List<object> found, Type attributeType)
    {
        object[] result = (object[])Array.CreateInstance(attributeType.IsValueType ? typeof(object) : attributeType, found.Count);
        for (int i = 0; i < result.Length; i++) result[i] = found[i];
        return result;
    }

    private static void Collect(Module module, int token, Type attributeType, List<object> found, bool inherited, ref List<Type> seen)
    {
        if (token == 0 || module is not RuntimeModule runtimeModule) return;
        object[] rows = RuntimeTypeHandle.GetCustomAttributes(runtimeModule, token);
        for (int i = 0; i < rows.Length; i += 3)
        {
            RuntimeType type = (RuntimeType)rows[i];
            if (!attributeType.IsAssignableFrom(type)) continue;
            seen ??= new List<Type>();
            if (inherited)
            {
                AttributeUsageAttribute usage = Usage(type);
                if (!usage.Inherited || (!usage.AllowMultiple && seen.Contains(type))) continue;
            }
            seen.Add(type);
            found.Add(Create(runtimeModule, type, (IntPtr)rows[i + 1], (byte[])rows[i + 2]));
        }
    }

    private static AttributeUsageAttribute Usage(Type attributeType)
    {
        if (attributeType == typeof(AttributeUsageAttribute)) return new AttributeUsageAttribute(AttributeTargets.Class) { Inherited = true };
        for (Type t = attributeType; t != null; t = t.BaseType)
        {
            object[] rows = RuntimeTypeHandle.GetCustomAttributes((RuntimeModule)t.Module, t.MetadataToken);
            for (int i = 0; i < rows.Length; i += 3)
                if ((Type)rows[i] == typeof(AttributeUsageAttribute))
                    return (AttributeUsageAttribute)Create((RuntimeModule)t.Module, (RuntimeType)rows[i], (IntPtr)rows[i + 1], (byte[])rows[i + 2]);
        }
        return AttributeUsageAttribute.Default;
    }

    internal static IList<CustomAttributeData> GetData(Module module, int token)
    {
        List<CustomAttributeData> list = new List<CustomAttributeData>();
        if (module is RuntimeModule runtimeModule && token != 0)
        {
            object[] rows = RuntimeTypeHandle.GetCustomAttributes(runtimeModule, token);
            for (int i = 0; i < rows.Length; i += 3) list.Add(new CustomAttributeData(runtimeModule, (RuntimeType)rows[i], (IntPtr)rows[i + 1], (byte[])rows[i + 2]));
        }
        return list;
    }

    // ---- objects ----

    private static object Create(RuntimeModule module, RuntimeType type, IntPtr constructor, byte[] blob)
    {
        BlobReader reader = new BlobReader(module, blob);
        RuntimeType[] signature = RuntimeMethodHandle.GetSignature(constructor);
        object[] arguments = signature.Length == 1 ? null : new object[signature.Length - 1];
        for (int i = 1; i < signature.Length; i++) arguments[i - 1] = reader.ReadFixed(signature[i]);
        object attribute = RuntimeMethodHandle.InvokeMethod(constructor, null, arguments);
        int named = reader.ReadNamedCount();
        for (int i = 0; i < named; i++)
        {
            NamedArgument argument = reader.ReadNamed();
            if (argument.IsField)
            {
                FieldInfo field = type.GetField(argument.Name, BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic);
                if (field == null) throw new CustomAttributeFormatException("'" + argument.Name + "' field specified was not found.");
                field.SetValue(attribute, argument.Value);
            }
            else
            {
                PropertyInfo property = type.GetProperty(argument.Name, BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic);
                if (property == null) throw new CustomAttributeFormatException("'" + argument.Name + "' property specified was not found.");
                property.SetValue(attribute, argument.Value, null);
            }
        }
        return attribute;
    }

    internal struct NamedArgument
    {
        internal bool IsField;
        internal string Name;
        internal Type Type;
        internal object Value;
    }

    /// Reads the value blob of one attribute.
    internal struct BlobReader
    {
        private readonly RuntimeModule module;
        private readonly byte[] blob;
        private int position;

        internal BlobReader(RuntimeModule module, byte[] blob)
        {
            this.module = module;
            this.blob = blob;
            position = 2;   // prolog 0x0001
        }

        private byte Byte()
        {
            if (position >= blob.Length) throw new CustomAttributeFormatException();
            return blob[position++];
        }

        private ulong Bits(int bytes)
        {
            ulong value = 0;
            for (int i = 0; i < bytes; i++) value |= (ulong)Byte() << (8 * i);
            return value;
        }

        private string SerString()
        {
            byte first = Byte();
            if (first == 0xFF) return null;
            int length = first;
            if ((first & 0xC0) == 0x80) length = ((first & 0x3F) << 8) | Byte();
            else if ((first & 0xE0) == 0xC0) length = ((first & 0x1F) << 24) | (Byte() << 16) | (Byte() << 8) | Byte();
            if (length > blob.Length - position) throw new CustomAttributeFormatException();
            string text = Encoding.UTF8.GetString(blob, position, length);
            position += length;
            return text;
        }

        private Type TypeByName(string name)
        {
            if (name == null) return null;
            System.Threading.StackCrawlMark mark = System.Threading.StackCrawlMark.LookForMe;
            RuntimeType type = RuntimeTypeHandle.GetTypeByName(name, (RuntimeAssembly)module.Assembly, false, ref mark);
            if (type is null) throw new TypeLoadException("Could not load type '" + name + "' from assembly '" + module.Assembly.FullName + "'.");
            return type;
        }

        private object Primitive(TypeCode code) => code switch
        {
            TypeCode.Boolean => Byte() != 0,
            TypeCode.Char => (char)Bits(2),
            TypeCode.SByte => (sbyte)Byte(),
            TypeCode.Byte => Byte(),
            TypeCode.Int16 => (short)Bits(2),
            TypeCode.UInt16 => (ushort)Bits(2),
            TypeCode.Int32 => (int)Bits(4),
            TypeCode.UInt32 => (uint)Bits(4),
            TypeCode.Int64 => (long)Bits(8),
            TypeCode.UInt64 => Bits(8),
            TypeCode.Single => BitConverter.Int32BitsToSingle((int)Bits(4)),
            TypeCode.Double => BitConverter.Int64BitsToDouble((long)Bits(8)),
            _ => throw new CustomAttributeFormatException()
        };

        internal object ReadFixed(Type type)
        {
            if (type.IsEnum) return Enum.ToObject(type, Primitive(Type.GetTypeCode(type)));
            if (type == typeof(string)) return SerString();
            if (type == typeof(Type)) return TypeByName(SerString());
            if (type == typeof(object)) return ReadFixed(FieldOrPropType());
            if (type.IsArray)
            {
                uint count = (uint)Bits(4);
                if (count == uint.MaxValue) return null;
                if (count > blob.Length) throw new CustomAttributeFormatException();
                Type element = type.GetElementType();
                Array array = Array.CreateInstance(element, (int)count);
                for (int i = 0; i < array.Length; i++) array.SetValue(ReadFixed(element), i);
                return array;
            }
            return Primitive(Type.GetTypeCode(type));
        }

        private Type FieldOrPropType()
        {
            byte kind = Byte();
            switch (kind)
            {
                case 0x02: return typeof(bool);
                case 0x03: return typeof(char);
                case 0x04: return typeof(sbyte);
                case 0x05: return typeof(byte);
                case 0x06: return typeof(short);
                case 0x07: return typeof(ushort);
                case 0x08: return typeof(int);
                case 0x09: return typeof(uint);
                case 0x0A: return typeof(long);
                case 0x0B: return typeof(ulong);
                case 0x0C: return typeof(float);
                case 0x0D: return typeof(double);
                case 0x0E: return typeof(string);
                case 0x1D: return FieldOrPropType().MakeArrayType();
                case 0x50: return typeof(Type);
                case 0x51: return typeof(object);
                case 0x55: return TypeByName(SerString());
            }
            throw new CustomAttributeFormatException();
        }

        internal int ReadNamedCount() => position + 2 > blob.Length ? 0 : (int)Bits(2);

        internal NamedArgument ReadNamed()
        {
            NamedArgument result = default;
            result.IsField = Byte() == 0x53;
            result.Type = FieldOrPropType();
            result.Name = SerString();
            result.Value = ReadFixed(result.Type);
            return result;
        }
    }
}
