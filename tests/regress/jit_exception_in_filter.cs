// An exception raised by an instruction of a compiled filter, out of line: the unwinder took the place for the method's body and looked for handlers there.
// covers: filters and faults, checked arithmetic
using System;
using System.Runtime.CompilerServices;

static class P {
    static int asked;

    static bool Decide(object e) {
        asked++;
        return e is ArithmeticException && (asked & 1) != 0;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    static int Filter(float limit, int divisor, int[] table, object boxed) {
        int result = 0;
        try {
            result = 10 / divisor;
        }
        // A conversion, an index, a cast and a division: each may throw, which means "no".
        catch (Exception e) when (Decide(e) | checked((ushort)limit) > 3 | table[divisor + (int)limit] > 0 | (int)boxed > 5 | 7 / (int)limit > 0) {
            result = 5;
        }
        return result;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    static string Call(float limit, int divisor, int[] table, object boxed) {
        try {
            return Filter(limit, divisor, table, boxed).ToString();
        }
        catch (Exception e) {
            return e.GetType().Name;
        }
    }

    static void Main() {
        int[] table = { 1, 2, 3 };
        for (int i = 0; i < 60; i++) {
            string line = Call(1, 2, table, 1) + " " + Call(-1.5f, 0, table, 1) + " " + Call(2, 0, null, 1) + " " + Call(9, 0, table, 1) + " " + Call(1, 0, table, "x") + " " + Call(0.5f, 0, table, 7) + " " + Call(2, 0, table, 7);
            if (i % 10 == 0) Console.WriteLine(line);
        }
        Console.WriteLine(asked);
    }
}
