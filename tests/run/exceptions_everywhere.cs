// Exceptions across everything that calls: delegates, reflection, sorting, LINQ, iterators, filters, finally,
// threads; structs with references on the way.
// covers: exceptions, filters and faults, System.Reflection, threads, System.Linq
using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Threading;
class E1 : Exception {
  public E1(string m) : base(m) {}
}
class P {
  static string Rows(Exception e) => string.Join("|", e.StackTrace.Split('\n').Select(x => {
    x = x.Trim();
    int i = x.IndexOf(" in ");
    return i < 0 ? x : x.Substring(0, i);
  }));
  static void A() { throw new E1("a"); }
  static bool No(Exception e) { return false; }
  static bool NoThrow(Exception e) { throw new Exception("in filter"); }
  static bool Same(Exception e) {
    try {
      throw e;
    } catch (E1) {
    }
    return false;
  }
  static void B() {
    try {
      A();
    } catch (E1) {
      throw;
    }
  }
  static void C() {
    try {
      B();
    } catch (Exception e) when (No(e)) {
    }
  }
  static void D() {
    try {
      C();
    } catch (Exception e) when (NoThrow(e)) {
    } finally {
      GC.Collect();
    }
  }
  static void E() {
    try {
      D();
    } catch (Exception e) when (No(e)) {
    }
  }
  static void F() {
    try {
      E();
    } catch (Exception e) when (Same(e)) {
    }
  }
  static int depth;
  static void Deep(int n, Action a) {
    string s = new string('q', n % 7);
    try {
      if (n == 0)
        a();
      else
        Deep(n - 1, a);
    } finally {
      depth += s.Length;
    }
  }
  [ThreadStatic]
  static string ts;
  [ThreadStatic]
  static (string, int, object) tt;
  struct S {
    public string a;
    public object b;
    public int c;
  }
  static S Make(int i) => new S { a = "s" + i, b = new object[] { i }, c = i };
  static ref S Ref(S[] a, int i) => ref a[i];
  static void RefArg(ref string s, out S o, ref int? n) {
    s += "!";
    o = Make(9);
    n = n == null ? 5 : (int?)null;
  }
  static void Main() {
    try {
      E();
    } catch (E1 e) {
      Console.WriteLine(Rows(e));
    }
    try {
      B();
    } catch (E1 e) {
      Console.WriteLine(Rows(e));
    }
    try {
      F();
    } catch (E1 e) {
      Console.WriteLine(e.Message);
    }
    // exception from delegates, reflection, ctors, cctors, linq, iterators
    for (int k = 0; k < 3; k++) {
      try {
        Deep(30, () => throw new E1("deep"));
      } catch (E1 e) when (e.Message == "deep") {
        Console.WriteLine(e.Message + " " + depth);
      }
      try {
        typeof(P).GetMethod("A", BindingFlags.NonPublic | BindingFlags.Static).Invoke(null, null);
      } catch (TargetInvocationException e) {
        Console.WriteLine(e.InnerException.Message);
      }
      try {
        new[] { 1, 2, 0, 4 }.Select(x => 10 / x).Where(x => x > 0).ToList();
      } catch (DivideByZeroException) {
        Console.WriteLine("div");
      }
      try {
        new[] { 3, 2, 1 }.OrderBy(x => x == 2 ? throw new E1("cmp") : x).ToArray();
      } catch (Exception e) {
        Console.WriteLine(e.GetType().Name);
      }
      try {
        Array.Sort(new[] { 3, 2, 1 }, (a, b) => throw new E1("sort"));
      } catch (InvalidOperationException e) {
        Console.WriteLine(e.InnerException.Message);
      }
    }
    object[] args = { "x", null, null };
    typeof(P).GetMethod("RefArg", BindingFlags.NonPublic | BindingFlags.Static).Invoke(null, args);
    Console.WriteLine(args[0] + " " + ((S)args[1]).a + " " + args[2]);
    typeof(P).GetMethod("RefArg", BindingFlags.NonPublic | BindingFlags.Static).Invoke(null, args);
    Console.WriteLine(args[0] + " " + ((S)args[1]).a + " " + (args[2] ?? "null"));
    // structs with references everywhere
    var arr = new S[20];
    for (int i = 0; i < 20; i++) {
      arr[i] = Make(i);
      Ref(arr, i).a += "z";
    }
    Func<int, S> f = Make;
    f += i => Make(i * 2);
    f += i => {
      var s = Make(i);
      s.a = string.Concat(s.a, "-", i.ToString());
      return s;
    };
    Console.WriteLine(f(4).a + arr.Sum(x => x.c) + string.Join(",", arr.Select(x => x.a)));
    var copy = (S[])arr.Clone();
    Array.Copy(copy, 0, copy, 3, 10);
    Console.WriteLine(string.Join(",", copy.Select(x => x.a)));
    object[,] md = new object[4, 5];
    for (int i = 0; i < 4; i++)
      for (int j = 0; j < 5; j++) md[i, j] = i + ":" + j;
    Console.WriteLine(string.Join(" ", md.Cast<string>()));
    object box = arr[3];
    S un = (S)box;
    var t = (un, box, arr[4]);
    var t2 = t;
    Console.WriteLine(t2.Item1.a + t2.Item3.a + t.Equals(t2));
    var threads = new List<Thread>();
    var results = new string[6];
    var gate = new object();
    int total = 0;
    for (int i = 0; i < 6; i++) {
      int n = i; var th = new Thread(() => { ts = "t" + n;
      tt = ("k" + n, n, new int[n]);
      for (int j = 0; j < 40; j++) {
        lock (gate) total += j;
        try {
          if (j % 9 == 0) throw new E1(ts + j);
        } catch (E1 e) {
          tt.Item1 = e.Message;
        }
        if (j % 13 == 0) Thread.Yield();
      }
      results[n] = ts + tt.Item1 + ((int[])tt.Item3).Length;
    });
    threads.Add(th);
    th.Start();
  }
  foreach (var th in threads) th.Join();
  Console.WriteLine(string.Join(";", results) + " " + total + (ts ?? "none"));
  var cwt = new ConditionalWeakTable<object, string>();
  var keys = Enumerable.Range(0, 50).Select(i => (object)("key" + i)).ToArray();
  foreach (var k in keys) cwt.Add(k, "v" + k);
  GC.Collect();
  Console.WriteLine(keys.All(k => cwt.TryGetValue(k, out var v) && v == "v" + k));
  string text = "";
  foreach (var g in Enumerable.Range(0, 60).GroupBy(i => i % 7).OrderByDescending(g => g.Sum()))
    text += g.Key + "=" + string.Join("+", g) + ";";
  Console.WriteLine(text);
  IEnumerable<int> It() {
    try {
      for (int i = 0;; i++) {
        yield return i;
        if (i == 5) throw new E1("it");
      }
    } finally {
      Console.WriteLine("fin");
    }
  }
  try {
    foreach (int i in It())
      if (i > 9) break;
  } catch (E1 e) {
    Console.WriteLine(e.Message);
  }
  foreach (int i in It())
    if (i > 2) break;
  try {
    try {
      throw new E1("1");
    } finally {
      try {
        throw new E1("2");
      } catch (E1 e) {
        Console.WriteLine("inner " + e.Message);
      }
    }
  } catch (E1 e) {
    Console.WriteLine("outer " + e.Message);
  }
  try {
    try {
      throw new E1("1");
    } finally {
      throw new E1("3");
    }
  } catch (E1 e) {
    Console.WriteLine("outer " + e.Message);
  }
  try {
    try {
      throw new E1("1");
    } catch (E1 e) {
      throw new E1("wrapped " + e.Message);
    }
  } catch (E1 e) when (Nested(e)) {
    Console.WriteLine(e.Message);
  }
}
static bool Nested(E1 e) {
  try {
    try {
      throw new E1("n");
    } catch (E1 x) when (x.Message == "n" && Inner()) {
      throw;
    }
  } catch (E1) {
    return e.Message.StartsWith("w");
  }
}
static bool Inner() {
  try {
    A();
  } catch {
    return true;
  }
  return false;
}
}
