namespace System.Reflection.Emit;

using System.Collections.Generic;
using System.Text;

/// The tables and heaps of one module while it is written (ECMA-335 II.22, II.24.2). Rows are kept with every index 4 bytes wide, as the VM reads them
/// from memory; PortableWriter narrows them for a file. Rows and heap items are only added; those of a type are written once, when it is created.
internal sealed class MetadataTables
{
    internal const int Module = 0x00, TypeRef = 0x01, TypeDef = 0x02, Field = 0x04, MethodDef = 0x06, Param = 0x08, InterfaceImpl = 0x09, MemberRef = 0x0A, Constant = 0x0B,
        CustomAttribute = 0x0C, FieldMarshal = 0x0D, ClassLayout = 0x0F, FieldLayout = 0x10, StandAloneSig = 0x11, EventMap = 0x12, Event = 0x14, PropertyMap = 0x15, Property = 0x17,
        MethodSemantics = 0x18, MethodImpl = 0x19, ModuleRef = 0x1A, TypeSpec = 0x1B, ImplMap = 0x1C, FieldRva = 0x1D, Assembly = 0x20, AssemblyRef = 0x23, ManifestResource = 0x28,
        NestedClass = 0x29, GenericParam = 0x2A, MethodSpec = 0x2B, GenericParamConstraint = 0x2C;
    internal const int TableCount = 0x2D;
    internal const int UserString = 0x70;

    /// Coded indexes (II.24.2.6): the letter of the column, tag bits, tables by tag (-1: reserved).
    internal static readonly (char Letter, int Bits, int[] Tables)[] CodedSets =
    {
        ('A', 2, new[] { TypeDef, TypeRef, TypeSpec }),
        ('B', 2, new[] { Field, Param, Property }),
        ('C', 5, new[] { MethodDef, Field, TypeRef, TypeDef, Param, InterfaceImpl, MemberRef, Module, 0x0E, Property, Event, StandAloneSig, ModuleRef, TypeSpec, Assembly, AssemblyRef, 0x26, 0x27, ManifestResource, GenericParam, GenericParamConstraint, MethodSpec }),
        ('D', 1, new[] { Field, Param }),
        ('F', 3, new[] { TypeDef, TypeRef, ModuleRef, MethodDef, TypeSpec }),
        ('H', 1, new[] { Event, Property }),
        ('I', 1, new[] { MethodDef, MemberRef }),
        ('J', 1, new[] { Field, MethodDef }),
        ('K', 2, new[] { 0x26, AssemblyRef, 0x27 }),
        ('L', 3, new[] { -1, -1, MethodDef, MemberRef }),
        ('M', 2, new[] { Module, ModuleRef, AssemblyRef, TypeRef }),
        ('N', 1, new[] { TypeDef, MethodDef })
    };

    /// Columns: 2 and 4 constants, s g b heaps, a capital letter a coded index, a lower-case t f m p e r g' … a row of one table (see RowTable).
    internal static readonly string[] Schema = MakeSchema();

    private static string[] MakeSchema()
    {
        string[] schema = new string[TableCount];
        schema[Module] = "2sggg";
        schema[TypeRef] = "Mss";
        schema[TypeDef] = "4ssAfm";
        schema[Field] = "2sb";
        schema[MethodDef] = "422sbp";
        schema[Param] = "22s";
        schema[InterfaceImpl] = "tA";
        schema[MemberRef] = "Fsb";
        schema[Constant] = "2Bb";
        schema[CustomAttribute] = "CLb";
        schema[FieldMarshal] = "Db";
        schema[ClassLayout] = "24t";
        schema[FieldLayout] = "4f";
        schema[StandAloneSig] = "b";
        schema[EventMap] = "te";
        schema[Event] = "2sA";
        schema[PropertyMap] = "tr";
        schema[Property] = "2sb";
        schema[MethodSemantics] = "2mH";
        schema[MethodImpl] = "tII";
        schema[ModuleRef] = "s";
        schema[TypeSpec] = "b";
        schema[ImplMap] = "2Jsu";
        schema[FieldRva] = "4f";
        schema[Assembly] = "422224bss";
        schema[AssemblyRef] = "22224bssb";
        schema[ManifestResource] = "44sK";
        schema[NestedClass] = "tt";
        schema[GenericParam] = "22Ns";
        schema[MethodSpec] = "Ib";
        schema[GenericParamConstraint] = "vA";
        return schema;
    }

    /// The table that a column of row numbers points into.
    internal static int RowTable(char column) => column switch
    {
        't' => TypeDef, 'f' => Field, 'm' => MethodDef, 'p' => Param, 'e' => Event, 'r' => Property, 'u' => ModuleRef, 'v' => GenericParam, _ => -1
    };

    internal readonly ByteWriter[] Rows = new ByteWriter[TableCount];
    internal readonly int[] Counts = new int[TableCount];
    internal readonly ByteWriter Strings = new ByteWriter(256), Blobs = new ByteWriter(256), Guids = new ByteWriter(16), UserStrings = new ByteWriter(64);
    /// Method bodies and field data; their RVAs are offsets here, plus what comes before in a file.
    internal readonly ByteWriter Text = new ByteWriter(256);
    /// Lists by owner: TypeDef → fields, methods; MethodDef → parameters; EventMap → events; PropertyMap → properties. Count by owner (-1: a type not created yet), owner by child.
    internal readonly ByteWriter[] ListCounts = new ByteWriter[5], ListOwners = new ByteWriter[5];

    private readonly Dictionary<string, int> stringIndex = new Dictionary<string, int>();
    private readonly Dictionary<string, int> userStringIndex = new Dictionary<string, int>();
    private readonly Dictionary<BlobKey, int> blobIndex = new Dictionary<BlobKey, int>();

    private readonly struct BlobKey : IEquatable<BlobKey>
    {
        private readonly byte[] bytes;
        private readonly int hash;

        internal BlobKey(byte[] bytes)
        {
            this.bytes = bytes;
            hash = bytes.Length;
            foreach (byte b in bytes) hash = hash * 31 + b;
        }

        public bool Equals(BlobKey other) => other.hash == hash && other.bytes.AsSpan().SequenceEqual(bytes);
        public override bool Equals(object obj) => obj is BlobKey key && Equals(key);
        public override int GetHashCode() => hash;
    }

    internal MetadataTables()
    {
        for (int i = 0; i < TableCount; i++)
            if (Schema[i] != null) Rows[i] = new ByteWriter(64);
        for (int i = 0; i < 5; i++)
        {
            ListCounts[i] = new ByteWriter(64);
            ListOwners[i] = new ByteWriter(64);
            ListCounts[i].Int32(0);   // row 0
            ListOwners[i].Int32(0);
        }
        Strings.Byte(0);
        Blobs.Byte(0);
        UserStrings.Byte(0);
        Text.Zeros(16);   // RVA 0 means that there is none
    }

    internal static int RowSize(int table)
    {
        int size = 0;
        foreach (char column in Schema[table]) size += column == '2' ? 2 : 4;
        return size;
    }

    /// Adds a row; answers its number. Coded cells come coded.
    internal int Add(int table, params ReadOnlySpan<int> cells)
    {
        string schema = Schema[table];
        for (int i = 0; i < schema.Length; i++)
        {
            if (schema[i] == '2') Rows[table].UInt16(cells[i]);
            else Rows[table].Int32(cells[i]);
        }
        return ++Counts[table];
    }

    internal void SetCell(int table, int row, int column, int value)
    {
        int offset = (row - 1) * RowSize(table);
        string schema = Schema[table];
        for (int i = 0; i < column; i++) offset += schema[i] == '2' ? 2 : 4;
        if (schema[column] == '2') Rows[table].SetUInt16(offset, value);
        else Rows[table].SetInt32(offset, value);
    }

    internal static int Code(char set, int token)
    {
        if (token == 0) return 0;
        foreach (var (letter, bits, tables) in CodedSets)
            if (letter == set) return (token & 0xFFFFFF) << bits | Array.IndexOf(tables, token >> 24);
        return 0;
    }

    internal int String(string text)
    {
        if (string.IsNullOrEmpty(text)) return 0;
        if (stringIndex.TryGetValue(text, out int known)) return known;
        int index = Strings.Length;
        Strings.Bytes(Encoding.UTF8.GetBytes(text));
        Strings.Byte(0);
        stringIndex.Add(text, index);
        return index;
    }

    internal int Blob(byte[] bytes)
    {
        if (bytes == null || bytes.Length == 0) return 0;
        BlobKey key = new BlobKey(bytes);
        if (blobIndex.TryGetValue(key, out int known)) return known;
        int index = Blobs.Length;
        Blobs.Compressed(bytes.Length);
        Blobs.Bytes(bytes);
        blobIndex.Add(key, index);
        return index;
    }

    /// A blob of no bytes that is there, unlike blob 0.
    internal int EmptyBlob()
    {
        if (emptyBlob == 0)
        {
            emptyBlob = Blobs.Length;
            Blobs.Byte(0);
        }
        return emptyBlob;
    }

    private int emptyBlob;

    internal int Guid(Guid guid)
    {
        Guids.Bytes(guid.ToByteArray());
        return Guids.Length / 16;
    }

    internal int Text16(string text)
    {
        if (userStringIndex.TryGetValue(text, out int known)) return UserString << 24 | known;
        int index = UserStrings.Length;
        if (index > 0xFFFFFF) throw new OutOfMemoryException("The module has no room for more string literals.");
        UserStrings.Compressed(text.Length * 2 + 1);
        int isSpecial = 0;   // II.24.2.4
        foreach (char c in text)
        {
            UserStrings.UInt16(c);
            if (c > 0x7E || (c >= 1 && c <= 8) || (c >= 0x0E && c <= 0x1F) || c == 0x27 || c == 0x2D) isSpecial = 1;
        }
        UserStrings.Byte(isSpecial);
        userStringIndex.Add(text, index);
        return UserString << 24 | index;
    }

    /// `child` rows from `first` on belong to a row of the list's owner.
    internal void SetList(int list, int owner, int count)
    {
        SetCount(list, owner, count);
        for (int i = 0; i < count; i++) ListOwners[list].Int32(owner);
    }

    internal int CountAt(int list, int owner) => (owner + 1) * 4 <= ListCounts[list].Length ? ListCounts[list].Int32At(owner * 4) : 0;

    internal void SetCount(int list, int owner, int count)
    {
        while (ListCounts[list].Length < (owner + 1) * 4) ListCounts[list].Int32(0);
        ListCounts[list].SetInt32(owner * 4, count);
    }
}
