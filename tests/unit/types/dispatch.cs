// Types of every kind of virtual and interface dispatch. dispatch.expected holds CoreCLR 10's answers.
#pragma warning disable 0169, 0649, 0414, 0108
using System; using System.Collections.Generic;
namespace Disp {
 public interface IA { int M() => 1; int N(); } public interface IB : IA { int IA.M() => 2; } public interface IC : IA { int IA.M() => 3; } public interface ID2 : IB, IC { int IA.M() => 4; }
 public class A1 : IA { public int N() => 0; } public class B1 : IB { public int N() => 0; } public class D1 : ID2 { public int N()=>0; } public class D2 : D1, IA { public new int N()=>5; }
 public class D3 : D2, IB { public int M() => 9; } public struct SA : IB { public int N()=>7; }
 public class Base { public virtual int N()=>1; public int M()=>2; } public class Der : Base, IA {} public class Der2 : Der { public override int N()=>4; } public class Der3 : Der2, IA { int IA.N()=>10; } public class Der4: Der3 { public override int N()=>11; } public class Der5 : Der4, IA { }
 public interface IG<T> { T Get(T t); void Put<U>(U u, T t); } public class G1 : IG<int>, IG<string> { public int Get(int t)=>t; string IG<string>.Get(string s)=>s; public void Put<U>(U u,int t){} public void Put<U>(U u,string t){} }
 public class G2<T> : IG<T>, IG<List<T>> { public virtual T Get(T t)=>t; public List<T> Get(List<T> l)=>l; public void Put<U>(U u, T t){} void IG<List<T>>.Put<U>(U u, List<T> l){} } public class G3 : G2<string> { public override string Get(string t)=>t; } public class G4: G2<G4>, IG<G4> { }
 public class Rec<T> : IEquatable<Rec<T>>, IComparable<Rec<T>> { public bool Equals(Rec<T> o)=>true; public int CompareTo(Rec<T> o)=>0; Rec<T> next; Rec<T>[] arr; } public class RecI : Rec<int> {}
 public class Crtp<T> where T: Crtp<T> { public virtual T Self()=>null; } public class CrtpI : Crtp<CrtpI> { public override CrtpI Self()=>this; }
 public struct RS : IComparable<RS>, IEquatable<RS> { public int CompareTo(RS o)=>0; public bool Equals(RS o)=>true; static RS inst; static RS2 other; } public struct RS2 { RS r; static RS inst; }
 public class Node<T> { Node<T> next; Dictionary<Node<T>, List<Node<T>>> d; KeyValuePair<int, Node<T>> kv; } public class NI : Node<NI> {}
 public class Cov { public virtual object M()=>1; public virtual Cov Me()=>this; } public class Cov2 : Cov { public override string M()=>""; public override Cov2 Me()=>this; } public class Cov3 : Cov2 { public override string M()=>"3"; } public class Cov4: Cov3 { public override Cov4 Me()=>this; }
 public interface INew { void F(); } public class NewB : INew { public void F(){} } public class NewD : NewB { public new void F(){} } public class NewE : NewD, INew { } 
 public interface IVar<out T> { T Get(); } public interface IVarD<out T> : IVar<T> { T IVar<T>.Get() => default; } public class VarC : IVar<string>, IVarD<VarC> { string IVar<string>.Get()=>""; }
}
