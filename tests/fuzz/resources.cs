// resources: text same
// For the corpus: this file is inside it twice.
using System;
using System.IO;
using System.Reflection;

class Program
{
    static void Main()
    {
        Assembly assembly = typeof(Program).Assembly;
        foreach (string name in assembly.GetManifestResourceNames())
        {
            using Stream stream = assembly.GetManifestResourceStream(name);
            if (stream == null) { Console.WriteLine(name + ": none"); continue; }
            byte[] bytes = new byte[stream.Length];
            int sum = 0, read = stream.Read(bytes, 0, bytes.Length);
            for (int i = 0; i < read; i++) sum = sum * 31 + bytes[i];
            Console.WriteLine($"{name}: {read} bytes, {sum != 0}");
        }
        Console.WriteLine(assembly.GetManifestResourceStream("missing") == null);
    }
}
