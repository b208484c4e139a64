// native: native.c
// covers: P/Invoke, exceptions
// stderr: compare
// An exception that leaves a callback on a foreign thread ends the process: no handler beyond native code is asked.
using System;
using System.Runtime.InteropServices;

static class Program
{
    delegate int Binary(int a, int b);
    [DllImport("native")] static extern int call_on_thread(Binary f, int n);
    [DllImport("native")] static extern int call_binary(Binary f, int a, int b);

    static int Fails(int a, int b) => throw new InvalidOperationException("not here");

    static void Main()
    {
        Console.WriteLine(call_binary((a, b) =>
        {
            try { return Fails(a, b); }
            catch (InvalidOperationException e) { return e.Message.Length; }
        }, 1, 2));
        try
        {
            call_on_thread(Fails, 1);
        }
        catch (Exception)
        {
            Console.WriteLine("caught beyond native code");
        }
    }
}
