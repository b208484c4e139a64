// A netmodule: part of the assembly of app.cs, in a file of its own.
using System;

namespace Parts
{
    public interface INamed { string Name { get; } }
    public class Shape : INamed
    {
        internal int corners;
        protected internal static int made;
        public Shape(int corners) { this.corners = corners; made++; }
        public virtual string Name { get { return "shape of " + corners; } }
        internal static string Internal() { return "internal of part"; }
        public class Nested { public override string ToString() { return "nested"; } }
    }
    public struct Pair<T> { public T First, Second; public Pair(T a, T b) { First = a; Second = b; } public override string ToString() { return First + " " + Second; } }
    internal class Hidden : Exception { internal Hidden(string text) : base(text) { } }
    public enum Kind : byte { One = 1, Two }
    internal static class Counter
    {
        static Counter() { Console.WriteLine("initializer of Counter"); }
        internal static int Next;
        internal static T Echo<T>(T value) { Next++; return value; }
    }
}
