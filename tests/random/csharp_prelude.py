"""The C# that every random program may use, and what runs them. `Opaque` hides a value from the compilers."""

PRELUDE = r"""using System;
using System.Collections.Generic;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

sealed class X : Exception {
    public readonly int V;
    public X(int v) { V = v; }
}

sealed class Box<T> {
    public static int Made;
    public T Value;
    public Box(T value) { Value = value; Made++; }
    public T Swap(T other) { T old = Value; Value = other; return old; }
    public ref T Ref => ref Value;
}

struct Pair<A, B> {
    public A First;
    public B Second;
    public Pair(A first, B second) { First = first; Second = second; }
    public readonly Pair<B, A> Turn() => new Pair<B, A>(Second, First);
}

static class R {
    public static ulong Mix(ulong h, ulong v) => (BitOperations.RotateLeft(h, 13) ^ v) * 0x9E3779B97F4A7C15UL;
    public static ulong Mix(ulong h, long v) => Mix(h, (ulong)v);
    public static ulong Mix(ulong h, int v) => Mix(h, (ulong)v);
    public static ulong Mix(ulong h, uint v) => Mix(h, (ulong)v + 1);
    public static ulong Mix(ulong h, nint v) => Mix(h, (ulong)v + 2);
    public static ulong Mix(ulong h, nuint v) => Mix(h, (ulong)v + 3);
    public static ulong Mix(ulong h, bool v) => Mix(h, v ? 17UL : 18UL);
    public static ulong Mix(ulong h, char v) => Mix(h, (ulong)v + 4);
    // The bits of a NaN are the processor's business.
    public static ulong Mix(ulong h, double v) => Mix(h, double.IsNaN(v) ? 5UL : BitConverter.DoubleToUInt64Bits(v));
    public static ulong Mix(ulong h, float v) => Mix(h, float.IsNaN(v) ? 6UL : BitConverter.SingleToUInt32Bits(v));
    public static ulong Mix(ulong h, string v) {
        if (v == null) return Mix(h, 7UL);
        foreach (char c in v) h = Mix(h, (ulong)c);
        return Mix(h, v.Length);
    }
    public static ulong Mix(ulong h, object v) => v == null ? Mix(h, 8UL) : Mix(h, v as string ?? v.GetType().Name);
    public static ulong Mix(ulong h, int[] v) {
        if (v == null) return Mix(h, 9UL);
        foreach (int x in v) h = Mix(h, x);
        return h;
    }
    public static ulong Mix<A, B>(ulong h, Pair<A, B> v) => Mix(Mix(h, (object)v.First), (object)v.Second);
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static T Opaque<T>(T value) => value;
    public static T Pick<T>(T a, T b, bool first) => first ? a : b;
    public static ref T PickRef<T>(ref T a, ref T b, bool first) => ref first ? ref a : ref b;
    public static void Swap<T>(ref T a, ref T b) { T t = a; a = b; b = t; }
    public static string Cut(string s) => s != null && s.Length > 12 ? s.Substring(s.Length - 12) : s;
    public static char At(string s, int i) => string.IsNullOrEmpty(s) ? '?' : s[(int)((uint)i % (uint)s.Length)];
}
"""

DRIVER = r"""
static class Driver {
    static string[] skip;
    static void One(string name, Func<int, ulong> run) {
        if (Array.IndexOf(skip, name) >= 0) return;
        ulong h = 0;
        for (int k = 0; k < 6; k++) {
            try { h = R.Mix(h, run(k)); }
            catch (Exception e) { h = R.Mix(h, e.GetType().Name); }
        }
        Console.WriteLine(name + " " + h.ToString("x16"));
    }
    static void Main(string[] leftOut) {
        skip = leftOut;
%s
    }
}
"""
