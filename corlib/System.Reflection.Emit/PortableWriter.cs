namespace System.Reflection.Emit;

using System.Collections.Generic;

/// A finished module as a file (ECMA-335 II.24, II.25): a PE32 image with one section, rows in the order that files must have them, columns as narrow as
/// they may be.
internal sealed class PortableWriter
{
    private const int SectionRva = 0x2000, FileAlignment = 0x200, CliHeaderBytes = 72;

    private readonly MetadataTables tables;
    private readonly List<int[]>[] rows = new List<int[]>[MetadataTables.TableCount];
    /// New row numbers of the tables whose rows move.
    private readonly int[][] moved = new int[MetadataTables.TableCount][];

    private PortableWriter(MetadataTables tables) { this.tables = tables; }

    internal static byte[] Write(MetadataTables tables, int entryPoint, bool isExecutable, byte[] resources)
    {
        PortableWriter writer = new PortableWriter(tables);
        writer.Decode();
        writer.OrderMembers();
        writer.RemapAndSort();
        if (entryPoint != 0) entryPoint = entryPoint & ~0xFFFFFF | writer.moved[MetadataTables.MethodDef][entryPoint & 0xFFFFFF];
        return writer.Image(writer.Metadata(), entryPoint, isExecutable, resources);
    }

    private void Decode()
    {
        for (int table = 0; table < MetadataTables.TableCount; table++)
        {
            rows[table] = new List<int[]>();
            string schema = MetadataTables.Schema[table];
            if (schema == null) continue;
            ReadOnlySpan<byte> bytes = tables.Rows[table].Span;
            int at = 0;
            for (int i = 0; i < tables.Counts[table]; i++)
            {
                int[] row = new int[schema.Length];
                for (int c = 0; c < row.Length; c++)
                {
                    row[c] = schema[c] == '2' ? BitConverter.ToUInt16(bytes.Slice(at)) : BitConverter.ToInt32(bytes.Slice(at));
                    at += schema[c] == '2' ? 2 : 4;
                }
                rows[table].Add(row);
            }
        }
    }

    /// Members follow the order of their classes: lists are ranges in a file (II.22.37).
    private void OrderMembers()
    {
        Order(MetadataTables.TypeDef, 4, MetadataTables.Field, 0);
        Order(MetadataTables.TypeDef, 5, MetadataTables.MethodDef, 1);
        Order(MetadataTables.MethodDef, 5, MetadataTables.Param, 2);
    }

    private void Order(int owner, int column, int child, int list)
    {
        List<int[]> ordered = new List<int[]>(rows[child].Count);
        int[] map = new int[rows[child].Count + 1];
        int[] back = Inverse(owner);
        for (int i = 0; i < rows[owner].Count; i++)
        {
            int count = Math.Max(tables.CountAt(list, back[i + 1]), 0);
            int first = rows[owner][i][column];
            rows[owner][i][column] = ordered.Count + 1;
            for (int k = 0; k < count; k++)
            {
                ordered.Add(rows[child][first - 1 + k]);
                map[first + k] = ordered.Count;
            }
        }
        rows[child] = ordered;
        moved[child] = map;
    }

    private int[] Inverse(int table)
    {
        int[] back = new int[rows[table].Count + 1];
        for (int i = 1; i < back.Length; i++) back[i] = i;
        if (moved[table] != null)
            for (int old = 1; old < moved[table].Length; old++)
                if (moved[table][old] != 0) back[moved[table][old]] = old;
        return back;
    }

    private int Move(int table, int row) => table >= 0 && moved[table] != null && row > 0 && row < moved[table].Length ? moved[table][row] : row;

    private void Remap(int table)
    {
        string schema = MetadataTables.Schema[table];
        for (int c = 0; c < schema.Length; c++)
        {
            char column = schema[c];
            bool isList = (table == MetadataTables.TypeDef && c >= 4) || (table == MetadataTables.MethodDef && c == 5);
            if (isList || column == '2' || column == '4' || column == 's' || column == 'g' || column == 'b') continue;
            int target = MetadataTables.RowTable(column);
            foreach (int[] row in rows[table])
            {
                if (target >= 0) row[c] = Move(target, row[c]);
                else
                    foreach (var (letter, bits, set) in MetadataTables.CodedSets)
                        if (letter == column) row[c] = Move(set[row[c] & (1 << bits) - 1], row[c] >> bits) << bits | row[c] & (1 << bits) - 1;
            }
        }
    }

    /// The order that lookups rely on (II.22): by the column of the owner.
    private static int SortKey(int table) => table switch
    {
        MetadataTables.ClassLayout => 2, MetadataTables.Constant => 1, MetadataTables.CustomAttribute => 0, MetadataTables.FieldLayout => 1, MetadataTables.FieldMarshal => 0,
        MetadataTables.FieldRva => 1, MetadataTables.GenericParam => 2, MetadataTables.GenericParamConstraint => 0, MetadataTables.ImplMap => 1, MetadataTables.InterfaceImpl => 0,
        MetadataTables.MethodImpl => 0, MetadataTables.MethodSemantics => 2, MetadataTables.NestedClass => 0, _ => -1
    };

    private void RemapAndSort()
    {
        // Constraints and attributes name type parameters by row: these first.
        Remap(MetadataTables.GenericParam);
        List<int[]> before = rows[MetadataTables.GenericParam];
        List<int[]> after = new List<int[]>(before);
        StableSort(after, 2);
        int[] map = new int[before.Count + 1];
        for (int i = 0; i < before.Count; i++) map[i + 1] = after.IndexOf(before[i]) + 1;
        rows[MetadataTables.GenericParam] = after;
        moved[MetadataTables.GenericParam] = map;
        for (int table = 0; table < MetadataTables.TableCount; table++)
        {
            if (MetadataTables.Schema[table] == null || table == MetadataTables.GenericParam) continue;
            Remap(table);
            if (SortKey(table) >= 0) StableSort(rows[table], SortKey(table));
        }
    }

    private static void StableSort(List<int[]> list, int column)
    {
        (uint, int)[] keys = new (uint, int)[list.Count];
        for (int i = 0; i < keys.Length; i++) keys[i] = ((uint)list[i][column], i);
        int[][] items = list.ToArray();
        Array.Sort(keys, items);
        for (int i = 0; i < items.Length; i++) list[i] = items[i];
    }

    private int TextRva => SectionRva + CliHeaderBytes;

    private byte[] Metadata()
    {
        foreach (int[] row in rows[MetadataTables.MethodDef])
            if (row[0] != 0) row[0] += TextRva;
        foreach (int[] row in rows[MetadataTables.FieldRva]) row[0] += TextRva;

        ByteWriter stream = new ByteWriter(1024);
        int heapSizes = (tables.Strings.Length > 0xFFFF ? 1 : 0) | (tables.Guids.Length / 16 > 0xFFFF ? 2 : 0) | (tables.Blobs.Length > 0xFFFF ? 4 : 0);
        long valid = 0, sorted = 0;
        for (int t = 0; t < MetadataTables.TableCount; t++)
        {
            if (rows[t].Count != 0) valid |= 1L << t;
            if (SortKey(t) >= 0) sorted |= 1L << t;
        }
        stream.Int32(0);
        stream.Byte(2);
        stream.Byte(0);
        stream.Byte(heapSizes);
        stream.Byte(1);
        stream.Int64(valid);
        stream.Int64(sorted);
        for (int t = 0; t < MetadataTables.TableCount; t++)
            if (rows[t].Count != 0) stream.Int32(rows[t].Count);
        for (int t = 0; t < MetadataTables.TableCount; t++)
        {
            if (rows[t].Count == 0) continue;
            string schema = MetadataTables.Schema[t];
            bool[] isWide = new bool[schema.Length];
            for (int c = 0; c < schema.Length; c++) isWide[c] = IsWide(schema[c], heapSizes);
            foreach (int[] row in rows[t])
                for (int c = 0; c < row.Length; c++)
                {
                    if (isWide[c]) stream.Int32(row[c]);
                    else stream.UInt16(row[c]);
                }
        }
        stream.Align(4);

        (string Name, ByteWriter Bytes)[] streams = { ("#~", stream), ("#Strings", tables.Strings), ("#US", tables.UserStrings), ("#GUID", tables.Guids), ("#Blob", tables.Blobs) };
        ByteWriter root = new ByteWriter(1024);
        root.Int32(0x424A5342);
        root.UInt16(1);
        root.UInt16(1);
        root.Int32(0);
        root.Int32(12);
        foreach (char c in "v4.0.30319\0\0") root.Byte(c);
        root.UInt16(0);
        root.UInt16(streams.Length);
        int offset = root.Length;
        foreach (var (name, _) in streams) offset += 8 + (name.Length + 4 & ~3);
        foreach (var (name, bytes) in streams)
        {
            int length = bytes.Length + 3 & ~3;
            root.Int32(offset);
            root.Int32(length);
            foreach (char c in name) root.Byte(c);
            root.Byte(0);
            root.Align(4);
            offset += length;
        }
        foreach (var (_, bytes) in streams)
        {
            root.Bytes(bytes.Span);
            root.Align(4);
        }
        return root.ToArray();
    }

    private bool IsWide(char column, int heapSizes)
    {
        switch (column)
        {
            case '2': return false;
            case '4': return true;
            case 's': return (heapSizes & 1) != 0;
            case 'g': return (heapSizes & 2) != 0;
            case 'b': return (heapSizes & 4) != 0;
        }
        int target = MetadataTables.RowTable(column);
        if (target >= 0) return rows[target].Count > 0xFFFF;
        foreach (var (letter, bits, set) in MetadataTables.CodedSets)
        {
            if (letter != column) continue;
            foreach (int table in set)
                if (table >= 0 && table < rows.Length && rows[table].Count >= 1 << 16 - bits) return true;
        }
        return false;
    }

    private byte[] Image(byte[] metadata, int entryPoint, bool isExecutable, byte[] resources)
    {
        ByteWriter section = new ByteWriter(4096);
        section.Zeros(CliHeaderBytes);
        section.Bytes(tables.Text.Span);
        section.Align(8);
        int resourcesAt = section.Length;
        section.Bytes(resources);
        section.Align(8);
        int metadataAt = section.Length;
        section.Bytes(metadata);
        // II.25.3.3
        section.SetInt32(0, CliHeaderBytes);
        section.SetUInt16(4, 2);
        section.SetUInt16(6, 5);
        section.SetInt32(8, SectionRva + metadataAt);
        section.SetInt32(12, metadata.Length);
        section.SetInt32(16, 1);
        section.SetInt32(20, entryPoint);
        if (resources.Length != 0)
        {
            section.SetInt32(24, SectionRva + resourcesAt);
            section.SetInt32(28, resources.Length);
        }
        int virtualSize = section.Length;
        section.Align(FileAlignment);

        ByteWriter file = new ByteWriter(section.Length + FileAlignment);
        file.Byte('M');
        file.Byte('Z');
        file.Zeros(58);
        file.Int32(0x80);
        file.Zeros(0x40);
        file.Int32(0x4550);
        file.UInt16(0x14C);
        file.UInt16(1);
        file.Int32(0);
        file.Int32(0);
        file.Int32(0);
        file.UInt16(224);
        file.UInt16(isExecutable ? 0x0102 : 0x2102);
        file.UInt16(0x10B);                      // PE32
        file.UInt16(48);
        file.Int32(section.Length);              // code
        file.Int32(0);
        file.Int32(0);
        file.Int32(0);                           // no native entry point
        file.Int32(SectionRva);
        file.Int32(0);
        file.Int32(0x400000);
        file.Int32(SectionRva);                  // section alignment
        file.Int32(FileAlignment);
        file.UInt16(4);
        file.UInt16(0);
        file.Int32(0);
        file.UInt16(4);
        file.UInt16(0);
        file.Int32(0);
        file.Int32(SectionRva + (virtualSize + SectionRva - 1) / SectionRva * SectionRva);
        file.Int32(FileAlignment);               // headers
        file.Int32(0);
        file.UInt16(3);                          // console
        file.UInt16(0x8540);
        file.Int32(0x100000);
        file.Int32(0x1000);
        file.Int32(0x100000);
        file.Int32(0x1000);
        file.Int32(0);
        file.Int32(16);
        for (int i = 0; i < 16; i++)
        {
            file.Int32(i == 14 ? SectionRva : 0);
            file.Int32(i == 14 ? CliHeaderBytes : 0);
        }
        foreach (char c in ".text\0\0\0") file.Byte(c);
        file.Int32(virtualSize);
        file.Int32(SectionRva);
        file.Int32(section.Length);
        file.Int32(FileAlignment);
        file.Zeros(12);
        file.Int32(0x60000020);
        file.Align(FileAlignment);
        file.Bytes(section.Span);
        return file.ToArray();
    }
}
