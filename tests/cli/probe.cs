// What a program sees of its command line, standard streams, signals and end. Run by run.py; the first argument says what to show.
using System;
using System.IO;
using System.Linq;
using System.Runtime.InteropServices;
using System.Text;
using System.Threading;

static class Probe
{
    static string Units(string s) => string.Join(" ", s.Select(c => ((int)c).ToString("x4")));

    static void Try(string what, Action action)
    {
        try { action(); Console.WriteLine(what + ": done"); }
        catch (Exception e) { Console.WriteLine(what + ": " + e.GetType().FullName + ": " + e.Message); }
    }

    static void OnExit(string who) => AppDomain.CurrentDomain.ProcessExit += (_, _) => Console.WriteLine("ProcessExit " + who + ", code " + Environment.ExitCode);

    static void Ready()
    {
        Console.WriteLine("ready");
        Console.Out.Flush();
    }

    static int Main(string[] args)
    {
        switch (args[0])
        {
            case "args":
                foreach (string arg in args.Skip(1)) Console.WriteLine("[" + Units(arg) + "]");
                Console.WriteLine(args.Length + " " + Environment.GetCommandLineArgs().Length);
                Console.WriteLine(Path.GetFileName(Environment.GetCommandLineArgs()[0]));
                Console.WriteLine(Environment.GetCommandLineArgs().Skip(1).SequenceEqual(args));
                Console.WriteLine(Path.IsPathRooted(Environment.GetCommandLineArgs()[0]));
                return 0;
            case "return": return int.Parse(args[1]);
            case "exit":
                OnExit("one");
                OnExit("two");
                try { Environment.Exit(int.Parse(args[1])); }
                finally { Console.WriteLine("never"); }
                return 0;
            case "exit-in-thread":
                OnExit("main");
                var thread = new Thread(() => Environment.Exit(7));
                thread.Start();
                thread.Join();
                Console.WriteLine("never");
                return 0;
            case "exit-code":
                OnExit("code");
                Environment.ExitCode = 9;
                return 4;
            case "change-in-handler":
                AppDomain.CurrentDomain.ProcessExit += (_, _) => Environment.ExitCode = 21;
                Environment.Exit(3);
                return 0;
            case "throw":
                OnExit("never");
                Console.Write("no line end");
                throw new InvalidOperationException("out of Main");
            case "throw-in-thread":
                var thrower = new Thread(() => throw new ApplicationException("in a thread"));
                thrower.Start();
                thrower.Join();
                Console.WriteLine("never");
                return 0;
            case "failfast":
                OnExit("never");
                Environment.FailFast("that is enough");
                return 0;
            case "foreground":
                new Thread(() => { Thread.Sleep(50); Console.WriteLine("foreground ends"); }).Start();
                new Thread(() => { Thread.Sleep(60000); Console.WriteLine("never"); }) { IsBackground = true }.Start();
                OnExit("after the foreground");
                return 5;
            case "lines":
                for (string line; (line = Console.ReadLine()) != null;) Console.WriteLine(line.Length + " [" + line + "]");
                Console.WriteLine(Console.ReadLine() == null);
                Console.WriteLine(Console.Read());
                return 0;
            case "read":
                for (int c; (c = Console.Read()) >= 0;) Console.Write(c.ToString("x") + " ");
                Console.WriteLine();
                return 0;
            case "peek":
                Console.WriteLine(Console.In.Peek() + " " + Console.Read() + " " + Console.In.Peek() + " " + Console.ReadLine());
                Console.WriteLine("[" + Console.In.ReadToEnd() + "]");
                Console.WriteLine(Console.In.Peek());
                return 0;
            case "bytes":
                using (Stream input = Console.OpenStandardInput(), output = Console.OpenStandardOutput())
                {
                    var buffer = new byte[7];
                    for (int n; (n = input.Read(buffer, 0, buffer.Length)) > 0;) output.Write(buffer, 0, n);
                }
                Console.Write("after");
                return 0;
            case "streams":
                foreach ((string name, Stream stream) in new[] { ("in", Console.OpenStandardInput()), ("out", Console.OpenStandardOutput()), ("error", Console.OpenStandardError()) })
                {
                    Console.WriteLine($"{name} {stream.CanRead} {stream.CanWrite} {stream.CanSeek} {stream.CanTimeout}");
                    Try("length", () => Console.WriteLine(stream.Length));
                    Try("position", () => Console.WriteLine(stream.Position));
                    Try("seek", () => stream.Seek(0, SeekOrigin.Begin));
                    Try("null", () => stream.Write(null!, 0, 0));
                    Try("bounds", () => stream.Read(new byte[3], 2, 2));
                }
                return 0;
            case "console":
                Console.WriteLine($"{Console.IsInputRedirected} {Console.IsOutputRedirected} {Console.IsErrorRedirected}");
                Console.WriteLine(Console.OutputEncoding.WebName + " " + Console.OutputEncoding.CodePage + " " + Console.OutputEncoding.GetPreamble().Length);
                Console.WriteLine(Console.InputEncoding.WebName);
                Console.WriteLine(Console.Out.Encoding.WebName + " " + Console.Out.Encoding.GetPreamble().Length);
                Console.WriteLine(Console.Out.NewLine.Length);
                Try("KeyAvailable", () => Console.WriteLine(Console.KeyAvailable));
                Try("ReadKey", () => Console.WriteLine(Console.ReadKey(true).KeyChar));
                Try("SetOut", () => Console.SetOut(null!));
                Try("SetIn", () => Console.SetIn(null!));
                Try("OutputEncoding", () => Console.OutputEncoding = null!);
                Console.ForegroundColor = ConsoleColor.Red;
                Console.WriteLine("not coloured when redirected");
                Console.ResetColor();
                return 0;
            case "setout":
                var text = new StringWriter();
                TextWriter before = Console.Out;
                Console.SetOut(text);
                Console.Write("captured");
                Console.SetOut(before);
                Console.WriteLine(text.ToString() + "!");
                Console.SetIn(new StringReader("one\ntwo"));
                Console.WriteLine(Console.ReadLine() + Console.In.ReadToEnd());
                return 0;
            case "surrogates":
                Console.WriteLine("\ud83d\ude00 \ud800 x");
                Console.Write('\ud83d');
                Console.Write('\ude00');
                Console.WriteLine();
                return 0;
            case "closed":
                try
                {
                    for (int i = 0; i < 100000; i++) Console.WriteLine("a line that nobody reads");
                    Console.Error.WriteLine("all written");
                }
                catch (Exception e) { Console.Error.WriteLine(e.GetType().FullName + ": " + e.Message); }
                return 3;
            case "wait":
                OnExit("waiting");
                Ready();
                Thread.Sleep(20000);
                return 1;
            case "wait-without-handlers":
                Ready();
                Thread.Sleep(20000);
                return 1;
            case "cancel":
                using (var cancelled = new ManualResetEventSlim())
                {
                    Console.CancelKeyPress += (sender, e) => { Console.WriteLine($"{sender == null} {e.SpecialKey} {e.Cancel}"); e.Cancel = true; cancelled.Set(); };
                    Ready();
                    Console.WriteLine(cancelled.Wait(20000));
                }
                return 6;
            case "cancel-not":
                OnExit("not cancelled");
                Console.CancelKeyPress += (_, e) => Console.WriteLine("first " + e.SpecialKey);
                Console.CancelKeyPress += (_, e) => Console.WriteLine("second");
                Ready();
                Thread.Sleep(20000);
                return 1;
            case "posix":
            {
                var signal = Enum.Parse<PosixSignal>(args[1]);
                bool cancel = args[2] == "cancel";
                using var seen = new ManualResetEventSlim();
                OnExit("posix");
                using var registration = PosixSignalRegistration.Create(signal, context => { Console.WriteLine(context.Signal + " " + context.Cancel); context.Cancel = cancel; seen.Set(); });
                Ready();
                seen.Wait(20000);
                Thread.Sleep(cancel ? 100 : 20000);
                return 8;
            }
            case "posix-disposed":
            {
                PosixSignalRegistration.Create(PosixSignal.SIGINT, _ => Console.WriteLine("never")).Dispose();
                Ready();
                Thread.Sleep(20000);
                return 8;
            }
            case "posix-raw":
                Try("none", () => PosixSignalRegistration.Create((PosixSignal)9999, _ => { }));
                Try("null", () => PosixSignalRegistration.Create(PosixSignal.SIGINT, null!));
                Try("kill", () => PosixSignalRegistration.Create((PosixSignal)9, _ => { }));
                return 0;
            case "context":
                foreach (string name in args.Skip(1))
                {
                    bool known = AppContext.TryGetSwitch(name, out bool isOn);
                    Console.WriteLine($"{name}: {AppContext.GetData(name) ?? "null"} {AppContext.GetData(name)?.GetType().Name} {known} {isOn}");
                }
                AppContext.SetSwitch("Set.Here", true);
                Console.WriteLine(AppContext.TryGetSwitch("Set.Here", out bool on) + " " + on + " " + AppContext.GetData("Set.Here"));
                Console.WriteLine(AppContext.BaseDirectory.EndsWith('/'));
                return 0;
        }
        Console.Error.WriteLine("probe: no " + args[0]);
        return 99;
    }
}
