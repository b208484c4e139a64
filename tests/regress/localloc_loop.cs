// stackalloc in a method that is called 200,000 times: its memory is given back at every return.
// covers: pointers, spans
using System;
unsafe class P {
  static int F(int n) { int sum = 0; int i = 0; while (i < n) { byte* p = stackalloc byte[1000]; p[i] = (byte)i; sum += p[i]; i++; } return sum; }
  static void Main() { long total = 0; for (int k = 0; k < 200000; k++) total += F(5); Console.WriteLine(total.ToString()); }
}
