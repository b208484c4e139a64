// A filter that writes a local through a ref taken before the try: the write is seen after it.
// covers: filters and faults, references
using System;
class P {
  static bool Bump(ref int x) { x++; return true; }
  static int F() {
    int local = 1;
    ref int y = ref local;
    try { throw new Exception(); }
    catch when (Bump(ref y)) { return local; }
  }
  static void Main() { Console.WriteLine(F().ToString()); }
}
