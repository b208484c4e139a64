// Pointers: fixed, stackalloc, pointer arithmetic, structs through pointers, function pointers, sizeof, explicit layout, fixed buffers.
// covers: pointers, function pointers, explicit layout, System.Runtime.InteropServices
using System;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

[StructLayout(LayoutKind.Explicit)]
struct Union
{
    [FieldOffset(0)] public float Float;
    [FieldOffset(0)] public int Int;
    [FieldOffset(0)] public byte First;
    [FieldOffset(3)] public byte Last;
}

[StructLayout(LayoutKind.Sequential, Pack = 1)]
struct Packed
{
    public byte A;
    public long B;
    public short C;
}

struct Padded
{
    public byte A;
    public long B;
    public short C;
}

unsafe struct Buffer
{
    public fixed byte Bytes[16];
    public int Length;
}

unsafe struct Node
{
    public int Value;
    public Node* Next;
}

class Program
{
    static int Add(int a, int b) => a + b;
    static int Multiply(int a, int b) => a * b;
    static unsafe int Apply(delegate*<int, int, int> f, int a, int b) => f(a, b);

    static unsafe void Reverse(char* text, int length)
    {
        char* end = text + length - 1;
        while (text < end)
        {
            char t = *text;
            *text++ = *end;
            *end-- = t;
        }
    }

    static unsafe void Main()
    {
        int[] array = { 1, 2, 3, 4 };
        fixed (int* p = array)
        {
            for (int* q = p; q < p + array.Length; q++)
                *q *= 10;
            Console.WriteLine(p[2] + " " + (&p[3] - p) + " " + *(p + 1));
        }
        Console.WriteLine(string.Join(" ", array));
        char* letters = stackalloc char[5];
        for (int i = 0; i < 5; i++)
            letters[i] = (char)('a' + i);
        Reverse(letters, 5);
        Console.WriteLine(new string(letters, 0, 5));
        var union = new Union { Float = 1.5f };
        Console.WriteLine(union.Int + " " + union.First + " " + union.Last);
        Console.WriteLine(sizeof(Packed) + " " + sizeof(Padded) + " " + sizeof(Union) + " " + sizeof(Buffer) + " " + sizeof(Node*) + " " + sizeof(decimal));
        Buffer buffer;
        buffer.Length = 0;
        for (int i = 0; i < 16; i++)
            buffer.Bytes[buffer.Length++] = (byte)(i * i);
        Console.WriteLine(buffer.Bytes[15] + " " + buffer.Length);
        Node* list = null;
        Node* nodes = stackalloc Node[3];
        for (int i = 0; i < 3; i++)
        {
            nodes[i].Value = i;
            nodes[i].Next = list;
            list = &nodes[i];
        }
        for (; list != null; list = list->Next)
            Console.Write(list->Value + " ");
        Console.WriteLine();
        Console.WriteLine(Apply(&Add, 3, 4) + " " + Apply(&Multiply, 3, 4));
        double d = 1.0;
        long bits = *(long*)&d;
        Console.WriteLine(bits.ToString("X"));
        byte* raw = (byte*)&bits;
        Console.WriteLine(raw[7] + " " + raw[6]);
        fixed (char* s = "fixed string")
            Console.WriteLine(s[6] + " " + *s);
        void* memory = NativeMemory.Alloc(64);
        int* ints = (int*)memory;
        for (int i = 0; i < 16; i++)
            ints[i] = i;
        int sum = 0;
        for (int i = 0; i < 16; i++)
            sum += ints[i];
        NativeMemory.Free(memory);
        Console.WriteLine(sum);
        Console.WriteLine(Unsafe.As<float, int>(ref union.Float) + " " + Unsafe.SizeOf<Padded>() + " " + Unsafe.Add(ref array[0], 2));
        ref byte first = ref MemoryMarshal.GetReference(MemoryMarshal.AsBytes(array.AsSpan()));
        Console.WriteLine(first + " " + Unsafe.ReadUnaligned<int>(ref Unsafe.Add(ref first, 4)));
        nint difference = Unsafe.ByteOffset(ref array[0], ref array[3]);
        Console.WriteLine(difference);
    }
}
