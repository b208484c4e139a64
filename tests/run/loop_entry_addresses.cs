// covers: pointers, references, memory access
// A loop that is entered in the middle must leave alone what somebody holds the address of: another local, a callee that kept
// a pointer, memory. What the interpreter stored there is what the compiled loop reads, and the other way around.
using System;
using System.Runtime.CompilerServices;

unsafe class Program
{
    const int Turns = 60000;
    static int* kept;

    struct Holder { public int* At; }
    struct Pair { public string Name; public int Count; public void Add(int i) { Count += i; if ((i & 8191) == 0) Name += i; } }
    ref struct View { public Span<int> Items; public ref string Name; }

    [MethodImpl(MethodImplOptions.NoInlining)] static void Increment() => ++*kept;
    [MethodImpl(MethodImplOptions.NoInlining)] static void Keep(ref int x) => kept = (int*)Unsafe.AsPointer(ref x);
    [MethodImpl(MethodImplOptions.NoInlining)] static void Change(ref string s, int i) { if ((i & 16383) == 0) s += (char)('a' + i / 16384); }
    [MethodImpl(MethodImplOptions.NoInlining)] static void Garbage(int i) { if ((i & 255) == 0) GC.KeepAlive(new string('x', 100)); }

    static int Pointer() { int x = 0; kept = &x; for (int i = 0; i < Turns; i++) Increment(); return x; }

    static int Reference() { int x = 0; Keep(ref x); for (int i = 0; i < Turns; i++) Increment(); return x; }

    static int InStruct()
    {
        int x = 0;
        Holder holder;
        holder.At = &x;
        for (int i = 0; i < Turns; i++) { ++*holder.At; if (i == Turns - 1) kept = holder.At; }
        Increment();
        return x;
    }

    static int OnTheStack()
    {
        int x = 0;
        int** place = stackalloc int*[2];
        place[1] = &x;
        for (int i = 0; i < Turns; i++) ++*place[1];
        return x;
    }

    static int Argument(int x) { kept = &x; for (int i = 0; i < Turns; i++) Increment(); return x; }

    static string Numbers()
    {
        int x = 0, y = 0;
        ref int r = ref x;
        for (int i = 0; i < Turns; i++) { r++; if (i == Turns / 3) r = ref y; }
        return x + " " + y;
    }

    static string Strings()
    {
        string a = "", b = "b", untouched = new string('u', 3);
        ref string r = ref a;
        for (int i = 0; i < Turns; i++) { Change(ref r, i); if (i == Turns / 2) r = ref b; Garbage(i); }
        return a + " " + b + " " + untouched;
    }

    static string Structs()
    {
        var pair = new Pair { Name = "p" };
        ref Pair same = ref pair;
        for (int i = 0; i < Turns; i++) { same.Add(i); Garbage(i); }
        return pair.Name + " " + pair.Count;
    }

    static string Views()
    {
        Span<int> sums = stackalloc int[16];
        string name = "v";
        View view = default;
        view.Items = sums;
        view.Name = ref name;
        for (int i = 0; i < Turns; i++) { view.Items[i & 15] += i; Change(ref view.Name, i); Garbage(i); }
        return name + " " + sums[3] + " " + sums[15];
    }

    static string Pinned()
    {
        var bytes = new byte[100];
        int sum = 0;
        fixed (byte* p = bytes)
        {
            for (int i = 0; i < Turns; i++) { p[i % 100]++; Garbage(i); sum += p[7]; }
        }
        return bytes[7] + " " + bytes[99] + " " + sum;
    }

    static int Stackalloc(int n)
    {
        int* all = stackalloc int[n];
        for (int i = 0; i < Turns; i++)
        {
            all[i % n] += i;
            if (i > Turns - 3 && n == 7) throw new InvalidOperationException("n is " + n);
        }
        return all[n - 1];
    }

    static string Locked()
    {
        object gate = new();
        int taken = 0;
        bool isTaken = false;
        for (int i = 0; i < Turns / 10; i++)
        {
            isTaken = false;
            try { System.Threading.Monitor.Enter(gate, ref isTaken); taken++; Garbage(i); }
            finally { if (isTaken) System.Threading.Monitor.Exit(gate); }
        }
        return taken + " " + isTaken;
    }

    static void Fail(ref int x, int i) { x = i; if (i == Turns - 1) throw new ArgumentException("at the end"); }
    static void Thrower()
    {
        int x = 0;
        for (int i = 0; i < Turns; i++) Fail(ref x, i);
    }

    static void Main()
    {
        Console.WriteLine(Pointer());
        Console.WriteLine(Reference());
        Console.WriteLine(InStruct());
        Console.WriteLine(OnTheStack());
        Console.WriteLine(Argument(5));
        Console.WriteLine(Numbers());
        Console.WriteLine(Strings());
        Console.WriteLine(Structs());
        Console.WriteLine(Views());
        Console.WriteLine(Pinned());
        Console.WriteLine(Stackalloc(16));
        for (int n = 6; n < 9; n++)
        {
            try { Console.WriteLine(Stackalloc(n)); }
            catch (InvalidOperationException e) { Console.WriteLine(e.Message); }
        }
        Console.WriteLine(Locked());
        try { Thrower(); }
        catch (ArgumentException e)
        {
            var frames = new System.Diagnostics.StackTrace(e).GetFrames();
            foreach (var frame in frames) Console.Write(frame.GetMethod()!.Name + " ");
            Console.WriteLine(e.Message);
        }
    }
}
