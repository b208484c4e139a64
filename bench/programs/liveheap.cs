// A large live heap that keeps changing: an old table of records whose fields are pointed at fresh objects all the time, so that
// every collection of the young has old-to-young references to find, and some old objects die.
static class LiveHeap
{
    sealed class Record
    {
        public int Key;
        public Payload Data;
        public Record Next;
    }

    sealed class Payload
    {
        public long Value;
        public int[] Extra;
    }

    static Payload MakePayload(int seed)
    {
        return new Payload { Value = seed * 3L, Extra = new int[seed & 7] };
    }

    static Record[] MakeTable(int count)
    {
        var table = new Record[count];
        Record last = null;
        for (int i = 0; i < count; i++) table[i] = last = new Record { Key = i, Data = MakePayload(i), Next = last };
        return table;
    }

    static long Churn(Record[] table)
    {
        uint random = 12345;
        for (int i = 0; i < table.Length * 2; i++)
        {
            random = random * 1664525 + 1013904223;
            int index = (int)((random >> 8) % (uint)table.Length);
            table[index].Data = MakePayload(index + i % 3);
            if ((i & 15) == 0) table[index] = new Record { Key = index, Data = table[index].Data, Next = table[index].Next };
        }
        long sum = 0;
        for (int i = 0; i < table.Length; i++) sum += table[i].Data.Value + table[i].Key + table[i].Data.Extra.Length;
        return sum;
    }

    static int Main(string[] args)
    {
        var bench = new Bench(args, size: 100000, checksum: 20000410508, tinySize: 500, tinyChecksum: 502030);
        Record[] table = MakeTable(bench.Size);
        Churn(table); // the first pass starts from other payloads, the later ones repeat
        while (bench.Next()) bench.Done(Churn(table));
        return bench.Finish();
    }
}
