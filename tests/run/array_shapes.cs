// Arrays seen as other arrays: signs, enums, covariance and its store check, nested, interfaces, pointers, of several dimensions, bounds.
// covers: arrays, variance
using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;

enum E : int { A, B } enum F : uint { C } struct S { public int x; public string s; }
class A { } class B : A { } interface I { } class C : B, I { }
static unsafe class Program
{
    static string Try(Action a) { try { a(); return "fine"; } catch (Exception e) { return e.GetType().Name; } }
    static string Try<T>(Func<T> a) { try { return "" + a(); } catch (Exception e) { return e.GetType().Name; } }
    static string Is<T>(object o) => o is T ? "y" : "n";
    static string Views(object o) => Is<int[]>(o) + Is<uint[]>(o) + Is<E[]>(o) + Is<F[]>(o) + Is<long[]>(o) + Is<nint[]>(o) + Is<object[]>(o) + Is<Array>(o) + Is<IList<int>>(o) + Is<IList<uint>>(o) + Is<IEnumerable<E>>(o) + Is<IReadOnlyList<F>>(o) + Is<ICollection<object>>(o) + Is<IList>(o) + Is<IEnumerable<long>>(o) + Is<ICloneable>(o) + Is<IStructuralEquatable>(o) + Is<IEnumerable<A>>(o) + Is<I[]>(o) + Is<IList<I>>(o) + Is<ValueType[]>(o) + Is<Enum[]>(o) + Is<IComparable[]>(o);
    static void Store<T>(T[] a, T v, int i) => a[i] = v;
    static ref T At<T>(T[] a, int i) => ref a[i];
    static void Main()
    {
        foreach (object o in new object[] { new int[1], new uint[1], new E[1], new F[1], new long[1], new object[1], new string[1], new A[1], new C[1], new I[1], new int?[1], new bool[1], new char[1], new int[1, 1], new int[1][], new A[1][], new C[1][] }) Console.WriteLine(o.GetType() + " " + Views(o));
        object signs = new int[] { -1, 2 };
        uint[] unsigned = (uint[])signs; Console.WriteLine(unsigned[0] + " " + ((E[])signs)[1] + " " + ((IList<uint>)signs)[0] + " " + ((IEnumerable<uint>)signs).First() + " " + unsigned.GetType());
        Store((E[])signs, E.B, 0); Store(unsigned, 4000000000, 1); Console.WriteLine(string.Join(",", (int[])signs) + " " + Try(() => At((uint[])signs, 1)++) + ((int[])signs)[1]);
        object[] texts = new string[] { "a", null };
        Console.WriteLine(Try(() => texts[0] = 5) + Try(() => texts[0] = "b") + Try(() => texts[1] = null) + Try(() => Store(texts, new object(), 0)) + Try(() => At(texts, 0) = "x") + Try(() => { ref readonly object x = ref texts[0]; Console.Write(x); }));
        A[] bs = new B[2]; Console.WriteLine(Try(() => bs[0] = new A()) + Try(() => bs[0] = new C()) + Try(() => bs[1] = new B()) + Try(() => ((IList<A>)bs)[0] = new A()) + Try(() => ((IList)bs)[0] = "s"));
        I[] isA = new C[] { new C() }; Console.WriteLine(Try(() => isA[0] = new C()) + isA.GetType() + (isA is B[]) + (isA is A[] x2 && x2.Length == 1));
        object[][] jagged = new string[][] { new[] { "p" }, null }; Console.WriteLine(Try(() => jagged[1] = new object[1]) + Try(() => jagged[1] = new string[1]) + Try(() => jagged[0][0] = 1) + jagged[0][0]);
        object[,] grid = new string[2, 2]; Console.WriteLine(Try(() => grid[0, 1] = 5) + Try(() => grid[0, 1] = "g") + grid[0, 1] + Try(() => grid[2, 0] = null) + Try(() => grid[0, -1]) + grid.Rank + grid.GetUpperBound(1));
        Array odd = Array.CreateInstance(typeof(int), new[] { 2, 3 }, new[] { 5, -1 }); odd.SetValue(9, 6, 1); Console.WriteLine(odd.GetValue(6, 1) + " " + ((int[,])odd)[6, 1] + " " + odd.GetLowerBound(1) + Try(() => ((int[,])odd)[0, 0]) + " " + odd.Length + odd.GetType());
        Array star = Array.CreateInstance(typeof(string), new[] { 2 }, new[] { 1 }); star.SetValue("s", 2); Console.WriteLine(star.GetType() + " " + star.GetValue(2) + " " + (star is string[]) + Try(() => (string[])(object)star) + Try(() => star.SetValue("t", 0)));
        int*[] pointers = new int*[3]; int local = 42; pointers[1] = &local; Console.WriteLine(*pointers[1] + " " + (pointers[0] == null) + pointers.GetType() + Is<object[]>(pointers) + Is<IEnumerable>(pointers));
        delegate*<int, int>[] functions = { &Twice, &Half }; int sum = 0; foreach (var f in functions) sum += f(10); Console.WriteLine(sum + " " + functions.GetType().GetElementType().IsFunctionPointer);
        int local2 = 42;
        S[] structs = new S[3]; structs[1].x = 5; structs[1].s = "in"; S copy = structs[1]; copy.x++; foreach (ref S s in structs.AsSpan()) s.x += 10; Console.WriteLine(structs[1].x + " " + copy.x + structs[1].s + structs[2].x);
        Console.WriteLine(Try(() => new int[-local2]) + Try(() => new int[local2, -local2]) + Try(() => Array.CreateInstance(typeof(void), 1)) + Try(() => Array.CreateInstance(typeof(Span<int>), 1)) + Try(() => Array.CreateInstance(typeof(List<>), 1)) + Try(() => new int[int.MaxValue]).Replace("OutOfMemoryException", "memory"));
        IList<object> view = new string[] { "v", "w" }; Console.WriteLine(view.IndexOf("w") + " " + view.Contains(5) + " " + Try(() => view.Add("x")) + Try(() => view[0] = 5) + view.IsReadOnly + view.Count + string.Join("", view) + view.GetEnumerator().GetType().IsValueType);
        Console.WriteLine(Try(() => Array.Copy(new object[] { 1, "x" }, new int[2], 2)) + Try(() => Array.Copy(new int[] { 1 }, new long[1], 1)) + Try(() => Array.Copy(new long[] { 1 }, new int[1], 1)) + Try(() => Array.Copy(new int[1], new object[1], 1)) + Try(() => Array.Copy(new E[1], new int[1], 1)) + Try(() => Array.Copy(new string[1], new I[1], 1)) + Try(() => Array.Copy(new A[1], new C[1], 1)) + Try(() => Array.Copy(new int[2, 2], new int[4], 4)) + Try(() => Array.ConstrainedCopy(new object[1], 0, new string[1], 0, 1)));
        Console.WriteLine(typeof(int[]).IsAssignableFrom(typeof(uint[])) + " " + typeof(object[]).IsAssignableFrom(typeof(int[])) + typeof(IEnumerable<object>).IsAssignableFrom(typeof(string[])) + typeof(int[]).IsAssignableTo(typeof(IList<E>)) + typeof(int[,]).IsAssignableTo(typeof(IEnumerable<int>)) + typeof(E[]).BaseType + typeof(int[]).GetInterfaces().Length);
        Console.WriteLine(((IStructuralEquatable)new[] { 1, 2 }).Equals(new[] { 1, 2 }, EqualityComparer<object>.Default) + " " + ((int[])new int[] { 1, 2 }.Clone()).Length + " " + new[] { "q" }.Clone().GetType());
        int i0 = 0; int[] self = { 1, 2, 3 }; self[i0++] = self[i0] + i0; self[self[0] - 1] += i0++ + self[i0]; Console.WriteLine(string.Join(",", self) + i0);
        int[] none = null; Console.WriteLine(Try(() => none[Boom()] = 1) + Try(() => (new int[1])[5] = Boom()) + Try(() => none[0]++) + Try(() => none.Length));
    }
    static int Boom() { Console.Write("boom "); return 0; }
    static int Twice(int x) => x * 2; static int Half(int x) => x / 2;
}
