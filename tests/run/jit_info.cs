// covers: System.Runtime
// modes: jit
// What JitInfo tells of compilation: it grows, and a thread's own part is part of it.
using System;
using System.Runtime;
using System.Runtime.CompilerServices;

class Program
{
    [MethodImpl(MethodImplOptions.NoInlining)]
    static int Sum(int n)
    {
        int sum = 0;
        for (int i = 0; i < n; i++) sum += i * i;
        return sum;
    }

    static void Main()
    {
        long methods = JitInfo.GetCompiledMethodCount(), bytes = JitInfo.GetCompiledILBytes();
        TimeSpan time = JitInfo.GetCompilationTime();
        Console.WriteLine(Sum(10));
        Console.WriteLine(JitInfo.GetCompiledMethodCount() > methods);
        Console.WriteLine(JitInfo.GetCompiledILBytes() > bytes);
        Console.WriteLine(JitInfo.GetCompilationTime() > time);
        long own = JitInfo.GetCompiledMethodCount(currentThread: true);
        Console.WriteLine(own > 0 && own <= JitInfo.GetCompiledMethodCount());
        Console.WriteLine(JitInfo.GetCompiledILBytes(true) > 0);
        var thread = new System.Threading.Thread(() => Console.WriteLine(JitInfo.GetCompiledMethodCount(true) < own));
        thread.Start();
        thread.Join();
    }
}
