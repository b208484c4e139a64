// Means the types of System.Hidden.dll, whatever the class library hides under their names.
using System;
using System.Reflection;

class Program
{
    static void Main()
    {
        Console.WriteLine(MethodSemanticsAttributes.Mine + " " + (int)MethodSemanticsAttributes.Mine);
        Console.WriteLine(typeof(MethodSemanticsAttributes).Assembly.GetName().Name);
        Console.WriteLine(new Visible());
    }
}
