// A reference stored over a reference that was stored before is what the next read sees.
// covers: classes, arrays
using System;
using System.Runtime.CompilerServices;

class Settings
{
    public string Name = "default";
    public object Tag;
}

static class Program
{
    [MethodImpl(MethodImplOptions.NoInlining)]
    static string Fresh(string name) => new Settings { Name = name }.Name;

    [MethodImpl(MethodImplOptions.NoInlining)]
    static string Twice(Settings s, Settings t, object[] a, int i, int j)
    {
        s.Tag = "one";
        t.Tag = "two";
        a[i] = "three";
        a[j] = "four";
        string tag = (string)s.Tag + a[i];
        s.Tag = a[j];
        s.Name = "five";
        return tag + s.Tag + t.Tag + s.Name;
    }

    static void Main()
    {
        string last = null;
        for (int i = 0; i < 100; i++)
        {
            var s = new Settings();
            string now = Fresh("named") + " " + Twice(s, s, new object[2], 0, 1) + " " + Twice(s, new Settings(), new object[2], 1, 1);
            if (now != last) Console.WriteLine(now);
            last = now;
        }
    }
}
