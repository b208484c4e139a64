// Compiled methods with names to look for, and a native function that is called from inside of them.
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
static class Program
{
    [DllImport("libc")] static extern int getppid();
    [MethodImpl(MethodImplOptions.NoInlining)] static int Inner(int n) => getppid() > 0 ? n : -n;
    [MethodImpl(MethodImplOptions.NoInlining)] static int Outer(int n) => Inner(n + 1) * 2;
    static int Main() => Outer(20) == 42 ? 0 : 1;
}
