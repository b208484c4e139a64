// What the importer reads of a method with joins, a switch and handlers, block by block, and the stack at each instruction.
// dump: Program.Pick:import
// options: --tier=interp
using System;

class Program
{
    static int Pick(int kind, object value)
    {
        try
        {
            switch (kind)
            {
                case 0: return ((string)value).Length + (kind > 1 ? 2 : 3);
                case 1: return (int)value;
            }
        }
        catch (InvalidCastException e) when (e.Message != null)
        {
            kind = -kind;
        }
        finally
        {
            kind++;
        }
        return kind;
    }

    static void Main() => Console.WriteLine(Pick(0, "a") + Pick(1, 5) + Pick(1, "b") + Pick(7, null));
}
