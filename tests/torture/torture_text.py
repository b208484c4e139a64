"""The fixed part of every torture program: bookkeeping, references that notice when they are stale, and heap cells for byrefs."""

PRELUDE = r"""#nullable disable
using System;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

interface IHash { uint Hash(); }

/// A reference that knows itself: Me is updated by the collector exactly when the variable that led here is.
sealed class Node : IHash {
  public Node Me; public uint Value;
  public Node(uint value) { Value = value; Me = this; }
  public uint Hash() => Me == this ? Value * 31u + 5u : 0xDEADu;
}
/// A variable in the heap for byrefs to lead to, away from the object's start.
sealed class Cell<V_> { public byte Before; public V_ V; public Node After; }

/// What a callee throws instead of returning: its hash, and a reference to itself.
sealed class Thrown : Exception {
  public Thrown Me; public uint Hash;
  public Thrown(uint hash) { Hash = hash; Me = this; }
}

enum Narrow : sbyte { None }
enum Wide : ulong { None }
enum Medium : ushort { None }

static unsafe class T {
  public static object Sink; public static uint Side; public static int Only = -1;
  static int current; static int calls; static uint first; static bool hasFirst; static uint checksum = 17; static int from; static int failures;

  public static void Churn() { Sink = new Node(Side); }
  public static void Fail(string what) {
    if (++failures <= 20) Console.WriteLine("signature " + current.ToString() + ": " + what);
  }
  public static void Alone(string kind, uint hash) {
    calls++;
    if (Only >= 0) Console.WriteLine(kind + ": " + hash.ToString());
    checksum = (checksum ^ hash) * 16777619u;
  }
  public static bool Throwing; static uint firstCaught; static bool hasCaught;
  public static void Leave(uint hash) { if (Throwing) throw new Thrown(hash); }
  public static bool Takes(Thrown e) { Sink = new Node(e.Hash); return e.Me == e && Throwing; }
  public static void Caught(string kind, uint hash) {
    Alone(kind, hash);
    if (!hasCaught) { firstCaught = hash; hasCaught = true; }
    else if (hash != firstCaught) Fail(kind + " gives " + hash.ToString() + ", throwing static gives " + firstCaught.ToString());
  }
  public static void Got(string kind, uint hash) {
    Alone(kind, hash);
    if (!hasFirst) { first = hash; hasFirst = true; }
    else if (hash != first) Fail(kind + " gives " + hash.ToString() + ", static gives " + first.ToString());
  }
  public static void One(int number, delegate*<void> run) {
    if (Only >= 0 && number != Only) return;
    if (Only < 0 && number - from == GROUP) { Report(number - 1); from = number; }
    current = number; hasFirst = hasCaught = false;
    try { run(); } catch (Exception e) { Throwing = false; Fail(e.GetType().ToString() + ": " + e.Message); }
  }
  public static void End() {
    if (Only < 0) Report(current);
    if (failures != 0) Console.WriteLine(failures.ToString() + " failures");
  }
  static void Report(int last) {
    Console.WriteLine("signatures " + from.ToString() + " to " + last.ToString() + ": " + calls.ToString() + " calls, checksum " + checksum.ToString());
  }

  public static uint HF(float v) => *(uint*)&v;
  public static uint HD(double v) { ulong b = *(ulong*)&v; return (uint)b ^ (uint)(b >> 32) * 7u; }
  public static uint HL(long v) => (uint)v ^ (uint)(v >> 32) * 7u;
  public static uint HN(Node v) => v == null ? 3u : v.Me == v ? v.Value : 0xDEADu;
  public static uint HS(string v) => v == null ? 3u : (uint)v.Length * 65599u + v[0] * 3u + v[v.Length - 1];
  public static uint HO(object v) => v == null ? 3u : v is Node n ? HN(n) : v is long l ? HL(l) : v is int[] a ? HA(a) : 0xDEADu;
  public static uint HA(int[] v) => v == null ? 3u : (uint)v.Length * 65599u + (uint)v[v.Length - 1];
  public static float KF(uint x) => (int)x / 512 * 0.25f;
  public static double KD(uint x) => (int)x * 0.125 + 1.0 / (x | 1u);
  public static long KL(uint x) => (long)((ulong)x * 0x9E3779B97F4A7C15ul);
  public static Node KN(uint x) => x % 11 == 0 ? null : new Node(x);
  public static string KS(uint x) => x % 13 == 0 ? null : new string((char)('A' + x % 50), (int)(x % 5) + 1);
  public static object KO(uint x) => x % 3 == 0 ? (object)KL(x) : x % 3 == 1 ? new Node(x) : KA(x);
  public static int[] KA(uint x) { var a = new int[x % 4 + 1]; a[a.Length - 1] = (int)x; return a; }
}
"""
