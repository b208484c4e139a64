// Generic definitions that would need endlessly many instances of themselves, alone and in cycles of several: refused; those that come back to the same instance: not.
// covers: generics, missing members
// clauses: II.9.2
using System;
using System.Runtime.CompilerServices;
interface I<T> { }
class A<T> : I<B<B<T>>> { }
class B<T> : I<A<A<T>>> { }
class C<T> : I<D<T>> { }
class D<T> : I<C<C<T>>> { }
class E<T> : I<F<T>> { }
class F<T> : I<E<T>> { }
class G<T> : H<G<T>> { }
class H<T> { }
class J<T> : I<K<T[]>> { }
class K<T> : I<J<T>> { }
class L<T> { public static M<M<T>> next; public M<M<T>> field; }
class M<T> { public L<L<T>> field; }
interface P<T> : I<Q<Q<T>>> {}
interface Q<T> : I<P<T>> {}
class N<T, U> : I<O<U, T>> {}
class O<T, U> : I<N<T[], U>> {}
class Program
{
    static void Try(string name, Action a)
    {
        try { a(); Console.WriteLine(name + ": fine"); }
        catch (Exception e) { Console.WriteLine(name + ": " + e.GetType().Name + ": " + e.Message); }
    }
    [MethodImpl(MethodImplOptions.NoInlining)] static void MakeA() => new A<int>();
    [MethodImpl(MethodImplOptions.NoInlining)] static void MakeB() => new B<int>();
    [MethodImpl(MethodImplOptions.NoInlining)] static void MakeC() => new C<int>();
    [MethodImpl(MethodImplOptions.NoInlining)] static void MakeD() => new D<string>();
    [MethodImpl(MethodImplOptions.NoInlining)] static void MakeE() => new E<string>();
    [MethodImpl(MethodImplOptions.NoInlining)] static void MakeG() => new G<string>();
    [MethodImpl(MethodImplOptions.NoInlining)] static void MakeJ() => new J<string>();
    [MethodImpl(MethodImplOptions.NoInlining)] static void MakeK() => new K<string>();
    [MethodImpl(MethodImplOptions.NoInlining)] static void MakeL() { var l = new L<int>(); Console.WriteLine(l.field == null && L<int>.next == null); }
    [MethodImpl(MethodImplOptions.NoInlining)] static void MakeN() => new N<int, string>();
    static void Main()
    {
        Try("A", MakeA); Try("B", MakeB); Try("C", MakeC); Try("D", MakeD); Try("E", MakeE); Try("G", MakeG); Try("J", MakeJ); Try("K", MakeK);
        Try("L", MakeL); Try("N", MakeN);
        Try("P", () => Console.WriteLine(typeof(P<int>).GetInterfaces().Length));
        Try("Q", () => Console.WriteLine(typeof(Q<>).GetInterfaces().Length));
    }
}
