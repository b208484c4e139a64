// Hashing: CRC-32 with a table, FNV-1a, SHA-256, and the library's Dictionary with numbers and strings as keys.
using System;
using System.Collections.Generic;

static class Hashing
{
    static uint Crc32(uint[] table, byte[] data)
    {
        uint crc = 0xFFFFFFFF;
        foreach (byte b in data) crc = table[(byte)(crc ^ b)] ^ (crc >> 8);
        return ~crc;
    }

    static uint[] CrcTable()
    {
        var table = new uint[256];
        for (uint i = 0; i < 256; i++)
        {
            uint crc = i;
            for (int bit = 0; bit < 8; bit++) crc = (crc & 1) != 0 ? 0xEDB88320 ^ (crc >> 1) : crc >> 1;
            table[i] = crc;
        }
        return table;
    }

    static ulong Fnv(byte[] data)
    {
        ulong hash = 14695981039346656037;
        for (int i = 0; i < data.Length; i++) hash = (hash ^ data[i]) * 1099511628211;
        return hash;
    }

    /// SHA-256 (FIPS 180-4). The constants are the first bits of the fractions of square and cube roots of primes.
    sealed class Sha256
    {
        readonly uint[] k = new uint[64], start = new uint[8], w = new uint[64];

        public Sha256()
        {
            int found = 0;
            for (int candidate = 2; found < 64; candidate++)
            {
                bool isPrime = true;
                for (int d = 2; d * d <= candidate; d++)
                    if (candidate % d == 0) isPrime = false;
                if (!isPrime) continue;
                if (found < 8) start[found] = FractionOfRoot(candidate, 2);
                k[found++] = FractionOfRoot(candidate, 3);
            }
        }

        // The 32 bits behind the point of the root: the largest x with x^power <= n * 2^(32 * power), its low word.
        static uint FractionOfRoot(int n, int power)
        {
            decimal scale = 4294967296m, low = 0, high = 20;
            for (int i = 0; i < 60; i++)
            {
                decimal middle = (low + high) / 2, product = power == 2 ? middle * middle : middle * middle * middle;
                if (product <= n) low = middle;
                else high = middle;
            }
            return (uint)((low - Math.Floor(low)) * scale);
        }

        static uint Rotate(uint x, int count)
        {
            return x >> count | x << (32 - count);
        }

        public uint[] Hash(byte[] data)
        {
            int blocks = (data.Length + 9 + 63) / 64;
            var padded = new byte[blocks * 64];
            Array.Copy(data, padded, data.Length);
            padded[data.Length] = 0x80;
            ulong bits = (ulong)data.Length * 8;
            for (int i = 0; i < 8; i++) padded[padded.Length - 1 - i] = (byte)(bits >> (8 * i));
            var state = (uint[])start.Clone();
            for (int block = 0; block < blocks; block++) Block(state, padded, block * 64);
            return state;
        }

        void Block(uint[] state, byte[] data, int at)
        {
            for (int i = 0; i < 16; i++)
                w[i] = (uint)(data[at + 4 * i] << 24 | data[at + 4 * i + 1] << 16 | data[at + 4 * i + 2] << 8 | data[at + 4 * i + 3]);
            for (int i = 16; i < 64; i++)
            {
                uint s0 = Rotate(w[i - 15], 7) ^ Rotate(w[i - 15], 18) ^ w[i - 15] >> 3, s1 = Rotate(w[i - 2], 17) ^ Rotate(w[i - 2], 19) ^ w[i - 2] >> 10;
                w[i] = w[i - 16] + s0 + w[i - 7] + s1;
            }
            uint a = state[0], b = state[1], c = state[2], d = state[3], e = state[4], f = state[5], g = state[6], h = state[7];
            for (int i = 0; i < 64; i++)
            {
                uint t1 = h + (Rotate(e, 6) ^ Rotate(e, 11) ^ Rotate(e, 25)) + ((e & f) ^ (~e & g)) + k[i] + w[i];
                uint t2 = (Rotate(a, 2) ^ Rotate(a, 13) ^ Rotate(a, 22)) + ((a & b) ^ (a & c) ^ (b & c));
                h = g;
                g = f;
                f = e;
                e = d + t1;
                d = c;
                c = b;
                b = a;
                a = t1 + t2;
            }
            state[0] += a;
            state[1] += b;
            state[2] += c;
            state[3] += d;
            state[4] += e;
            state[5] += f;
            state[6] += g;
            state[7] += h;
        }
    }

    static long Run(int n, uint[] table, Sha256 sha, byte[] data, string[] keys)
    {
        long sum = Crc32(table, data) + (long)(Fnv(data) & 0xFFFFFFFF);
        foreach (uint word in sha.Hash(data)) sum = sum * 31 + word;

        var numbers = new Dictionary<long, int>();
        for (int i = 0; i < n; i++)
        {
            long key = (long)i * 2654435761 % 10007;
            int old;
            numbers.TryGetValue(key, out old);
            numbers[key] = old + i;
        }
        var texts = new Dictionary<string, int>();
        for (int i = 0; i < n; i++)
        {
            string key = keys[i * 7 % keys.Length];
            if (texts.ContainsKey(key)) texts[key] += i;
            else texts.Add(key, i);
        }
        for (int i = 0; i < n; i += 5) texts.Remove(keys[i % keys.Length]);
        foreach (KeyValuePair<string, int> pair in texts) sum += pair.Value;
        return sum + numbers.Count + texts.Count;
    }

    static int Main(string[] args)
    {
        var bench = new Bench(args, size: 20000, checksum: 920350307383672078, tinySize: 200, tinyChecksum: 3485768700397932078);
        uint[] table = CrcTable();
        var sha = new Sha256();
        // The hash of "abc" is an example of the standard.
        if (sha.Hash(new byte[] { 97, 98, 99 })[0] != 0xBA7816BF) throw new InvalidOperationException("SHA-256 is wrong");
        var data = new byte[bench.Size * 2];
        for (int i = 0; i < data.Length; i++) data[i] = (byte)(i * 31 + (i >> 8));
        var keys = new string[1000];
        for (int i = 0; i < keys.Length; i++) keys[i] = "key number " + i;
        while (bench.Next()) bench.Done(Run(bench.Size, table, sha, data, keys));
        return bench.Finish();
    }
}
