// A handler and a finally: blocks of their own, what they read lies in memory.
// dump: Program.Catch:graph,gcmap
// options: --tier=jit --disable=inlining
class Program {
    static int runs;
    static int Catch(string text) {
        int length = -1;
        try { length = text.Length; }
        catch (System.NullReferenceException) { length--; }
        finally { runs++; }
        return length;
    }
    static void Main() => System.Console.WriteLine((Catch("abc") + Catch(null)).ToString());
}
