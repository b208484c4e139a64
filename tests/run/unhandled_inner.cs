// stderr: compare
// The report of an unhandled exception includes the inner exception.
// covers: unhandled exceptions, stack traces
using System;
using System.Runtime.CompilerServices;

class Program
{
    [MethodImpl(MethodImplOptions.NoInlining)]
    static int Divide(int a, int b) => a / b;

    [MethodImpl(MethodImplOptions.NoInlining)]
    static void Wrap()
    {
        try
        {
            Divide(1, 0);
        }
        catch (DivideByZeroException e)
        {
            throw new ApplicationException("wrapped", e);
        }
    }

    static void Main() => Wrap();
}
