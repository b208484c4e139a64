// Covariant results over several levels, through generics, properties, interfaces, and classes that leave a level out.
// covers: classes, generics
using System;
using System.Collections.Generic;

class A { public override string ToString() => GetType().Name; }
class B : A { }
class C : B { }
abstract class Base { public virtual A Make() => new A(); public abstract object Thing { get; } public virtual A Twin(A a) => a; }
class One : Base { public override B Make() => new B(); public override A Thing => new A(); }
class Two : One { }
class Three : Two { public override C Make() => new C(); public override B Thing => new C(); }
sealed class Four : Three { public override C Make() { var c = base.Make(); Console.Write("four "); return c; } public override C Thing => new C(); }

abstract class Gen<T> where T : class { public abstract T Make(); public virtual IEnumerable<T> Many() { yield return Make(); } public virtual object Any<U>(U u) => u; }
class GenA<T> : Gen<object> where T : A, new() { public override T Make() => new T(); public override string Any<U>(U u) => typeof(U).Name + u; }
class GenB<T> : GenA<T> where T : B, new() { public override T Make() { Console.Write("genb "); return base.Make(); } public override IReadOnlyList<object> Many() => new object[] { Make(), Make() }; }
class GenC : GenB<C> { public override C Make() => new C(); public override object[] Many() => new object[] { 1, "two" }; public override string Any<U>(U u) => "c" + base.Any(u); }

class Node { public virtual Node Clone() => (Node)MemberwiseClone(); public virtual Node Next { get; set; } }
class Leaf : Node { public int n = 3; public override Leaf Clone() => (Leaf)base.Clone(); }
class Bud : Leaf { public override Bud Clone() { var b = (Bud)base.Clone(); b.n++; return b; } }

interface IMake { A Make(); }
class Via : One, IMake { public override C Make() => new C(); }
class Via2 : Via, IMake { A IMake.Make() => new B(); }
abstract class Shape<TSelf> where TSelf : Shape<TSelf> { public virtual Shape<TSelf> Grow() => this; }
class Circle : Shape<Circle> { public int r = 1; public override Circle Grow() { r++; return this; } }
class Disc : Circle { public override Disc Grow() { base.Grow(); r *= 10; return this; } }

class Program
{
    static void Main()
    {
        foreach (Base b in new Base[] { new One(), new Two(), new Three(), new Four() })
        {
            Console.WriteLine(b.GetType().Name + " " + b.Make() + " " + b.Thing + " " + b.Twin(null));
            if (b is One one) Console.WriteLine("  as One " + one.Make() + " " + one.Thing);
            if (b is Three three) Console.WriteLine("  as Three " + three.Make() + " " + three.Thing);
        }
        foreach (Gen<object> g in new Gen<object>[] { new GenA<B>(), new GenB<B>(), new GenB<C>(), new GenC() })
            Console.WriteLine(g.GetType().Name + " " + g.Make() + " " + string.Join(",", g.Many()) + " " + g.Any(5) + " " + g.Any("x"));
        GenA<C> ga = new GenC();
        Console.WriteLine(ga.Make() + " " + ga.Any(2.5));
        Node n = new Bud();
        Console.WriteLine(((Leaf)n.Clone()).n + " " + ((Leaf)n.Clone().Clone()).n + " " + n.Clone().GetType().Name);
        Leaf l = new Bud();
        Console.WriteLine(l.Clone().n + " " + new Leaf().Clone().n);
        Func<A> f = new Three().Make;
        Func<B> f2 = ((One)new Four()).Make;
        Console.WriteLine(f() + " " + f2());
        IMake m = new Via(); Console.Write(m.Make() + " "); m = new Via2(); Console.WriteLine(m.Make() + " " + ((Base)m).Make());
        Console.WriteLine(((Circle)new Disc().Grow().Grow()).r + " " + ((Shape<Circle>)new Disc()).Grow().GetType().Name);
        foreach (var method in typeof(Four).GetMethods()) if (method.Name == "Make") Console.WriteLine(method.DeclaringType + " " + method.ReturnType + " " + method.GetBaseDefinition().DeclaringType);
        Console.WriteLine(typeof(Base).GetMethod("Make").Invoke(new Three(), null));
    }
}
