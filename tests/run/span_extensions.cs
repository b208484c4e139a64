// Searching, splitting, trimming and filling of spans; strings compared and joined by the VM's natives.
// covers: spans, strings, System
using System; using System.Collections.Generic;
enum E { A, B, C }
class P { static void Main() {
 E[] es = {E.A,E.C}; Console.WriteLine(es.Contains(E.C)); Console.WriteLine(es.AsSpan().IndexOf(E.C));
 int[] a={5,3,1}; Console.WriteLine(a.AsSpan().BinarySearch(3)); Console.WriteLine(a.Contains(3));
 foreach (var r in "a,b,,c".AsSpan().Split(',')) Console.Write("["+"a,b,,c"[r]+"]"); Console.WriteLine();
 foreach (var r in "a,b;c".AsSpan().SplitAny(',', ';')) Console.Write(r+" "); Console.WriteLine();
 Span<Range> rs = stackalloc Range[3]; ReadOnlySpan<char> t=" a , b ,c,d"; int n=t.Split(rs, ',', StringSplitOptions.TrimEntries); for(int i=0;i<n;i++) Console.Write("{"+t[rs[i]].ToString()+"}"); Console.WriteLine();
 Span<char> buf = stackalloc char[32]; int x=42; Console.WriteLine(buf.TryWrite($"x={x,5:X}!{"s",-3}|{1.5}", out int w)+" "+buf[..w].ToString());
 Console.WriteLine("xxabcxx".AsSpan().Trim('x').ToString()+"|"+"  q ".AsSpan().Trim().ToString()+"|");
 Console.WriteLine(new string[]{"a","b"}.AsSpan().IndexOf("b")+" "+"hello".AsSpan().IndexOfAny("lo")+" "+"hello".AsSpan().LastIndexOfAnyExcept('o')+" "+"hello".AsSpan().Count('l')+" "+"hello".AsSpan().ContainsAnyInRange('i','m'));
 byte[] b = new byte[10]; b.AsSpan().Fill(7); Console.WriteLine(string.Join(",", b)); var d=new decimal[3]; Array.Fill(d, 1.5m); Console.WriteLine(string.Join(",", d)); var h=new char[4]; h.AsSpan().Fill('z'); Console.WriteLine(h);
 Func<string,string,bool> eq = string.Equals; Console.WriteLine(eq("a","a")); Func<string,string,string> cc = string.Concat; Console.WriteLine(cc("x",null)+cc(null,null)+cc("a","b"));
 Console.WriteLine(typeof(string).GetMethod("op_Equality").Invoke(null,new object[]{"q","q"}));
 string s1=null; try { s1.Equals("a"); } catch (NullReferenceException) { Console.WriteLine("nre"); } try { Console.WriteLine(s1.IndexOf('c')); } catch (NullReferenceException) { Console.WriteLine("nre"); }
 try { Console.WriteLine(s1.GetHashCode()); } catch (NullReferenceException) { Console.WriteLine("nre"); }
 Console.WriteLine(int.MinValue+" "+long.MinValue+" "+ulong.MaxValue+" "+(sbyte)-5+" "+300+" "+uint.MaxValue+" "+(-0.0f)+" "+0.1f+" "+double.NaN+" "+float.NegativeInfinity);
}}
