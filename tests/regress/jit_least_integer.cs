// The compiler's proofs about a sum with long.MinValue negated it, which changes nothing, and believed the sum not to be negative.
// covers: integer arithmetic
using System;
using System.Runtime.CompilerServices;

static class P {
    [MethodImpl(MethodImplOptions.NoInlining)]
    static string Signs(int[] table, int i, int j) {
        long one = (table[i] < table[j] ? 1L : 0L) + long.MinValue;
        long other = (long)(uint)table[j] + long.MinValue;
        int small = (table[i] & 7) + int.MinValue;
        return (one < 0 ? "-" : "+") + (other >= 0 ? "+" : "-") + (0 > small ? "-" : "+") + (one <= -1 ? "-" : "+");
    }

    static void Main() {
        int[] table = { 3, 9, 0, -1 };
        for (int k = 0; k < 40; k++) {
            string text = Signs(table, k & 3, 3 - (k & 3));
            if (k % 8 < 4 && (k < 4 || k >= 36)) Console.WriteLine(text);
        }
    }
}
