// Addresses in the first page are null with an offset: loads, stores and copies there are NullReferenceExceptions.
// covers: null checks, pointers
using System;

unsafe class Program
{
    struct Wide { public long A, B, C; }

    static void Try(string what, Action action)
    {
        try { action(); Console.WriteLine(what + ": nothing thrown"); }
        catch (NullReferenceException) { Console.WriteLine(what + ": NullReferenceException"); }
    }

    static void Main()
    {
        Try("load int", () => Console.WriteLine(*(int*)8));
        Try("load byte", () => Console.WriteLine(((byte*)null)[100]));
        Try("load double", () => Console.WriteLine(*(double*)0xF00));
        Try("store int", () => *(int*)12 = 3);
        Try("store long", () => *(long*)0xFF0 = 3);
        Try("load struct", () => { Wide w = *(Wide*)64; Console.WriteLine(w.A); });
        Try("store struct", () => *(Wide*)64 = default);
        Try("field of a pointer", () => Console.WriteLine(((Wide*)null)->C));
        Try("object by address", () => Console.WriteLine(System.Runtime.CompilerServices.Unsafe.AsRef<object>((void*)16)));
    }
}
