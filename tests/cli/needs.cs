// What the class library lacks, in every place where a program can name it.
using System;
using System.Collections.Generic;
using System.Net;
using System.Net.Http;
using System.Runtime.InteropServices;
using System.Threading.Tasks;

class Page : HttpContent
{
    protected override Task SerializeToStreamAsync(System.IO.Stream stream, TransportContext? context) => Task.CompletedTask;
    protected override bool TryComputeLength(out long length) { length = 0; return false; }
}

static class Native
{
    [DllImport("nosuchlibrary")] public static extern int frobnicate(int x);
    [DllImport("libc")] public static extern int no_such_function(int x);
    [DllImport("libc")] public static extern int getpid();
}

class Generic<T> where T : notnull
{
    public List<HttpClient>? field;
    public Dictionary<T, U[]> Method<U>(T key, U[] values) => new() { [key] = values };
}

class Program
{
    static async Task<int> Main(string[] args)
    {
        if (args.Length > 0)
        {
            using var client = new HttpClient();
            Console.WriteLine(await client.GetStringAsync(args[0]));
            Console.WriteLine(new Generic<string>().Method("", new[] { 1 }).Count);
        }
        return args.Length > 1 ? Native.frobnicate(Native.no_such_function(Native.getpid())) : 0;
    }
}
