// What every program of bench/programs is compiled with: runs repetitions, times each by CPU and by wall clock, checks each result.
// Written for the mscorlib 4.0 that minivm, CoreCLR and Mono all know, so that all run the very same binary (bench/README.md).
using System;
using System.Reflection;
using System.Runtime.InteropServices;

/// The repetitions of one program:
///     var bench = new Bench(args, size: …, checksum: …, tinySize: …, tinyChecksum: …);
///     while (bench.Next()) bench.Done(Run(bench.Size));
///     return bench.Finish();
/// Arguments: --tiny (one repetition of the tiny size), --size N (its checksum is not known, only that it repeats), --seconds S,
/// --reps N (at least), --jit (a last line `jit METHODS IL_BYTES NS`: what was compiled). Output, one line per repetition: `rep INDEX CPU_NS WALL_NS GC_NS CHECKSUM`; GC_NS is -1 where the runtime
/// does not tell.
sealed class Bench
{
    const int ClockMonotonic = 1, ClockProcessCpu = 2;
    const int MaxRepetitions = 4000;

    [StructLayout(LayoutKind.Sequential)]
    struct Timespec
    {
        public long Seconds, Nanoseconds;
    }

    [DllImport("libc.so.6", EntryPoint = "clock_gettime")]
    static extern int GetTime(int clock, out Timespec time);

    public readonly int Size;
    readonly long expected;
    readonly bool isExpectedKnown;
    readonly long budget;
    readonly int minRepetitions;
    readonly long[] cpu = new long[MaxRepetitions], wall = new long[MaxRepetitions], gc = new long[MaxRepetitions];
    readonly Func<TimeSpan> pauses;
    readonly bool tellsCompilation;
    int count;
    long first, result, cpuStart, wallStart, gcStart, begin;
    bool isWrong;

    public Bench(string[] args, int size, long checksum, int tinySize, long tinyChecksum)
    {
        Size = size;
        expected = checksum;
        isExpectedKnown = true;
        budget = 1000000000;
        minRepetitions = 5;
        for (int i = 0; i < args.Length; i++)
        {
            string value = i + 1 < args.Length ? args[i + 1] : "";
            switch (args[i])
            {
                case "--tiny":
                    Size = tinySize;
                    expected = tinyChecksum;
                    budget = 0;
                    minRepetitions = 1;
                    break;
                case "--size":
                    Size = int.Parse(value);
                    isExpectedKnown = false;
                    i++;
                    break;
                case "--seconds":
                    budget = (long)(double.Parse(value, System.Globalization.CultureInfo.InvariantCulture) * 1e9);
                    i++;
                    break;
                case "--reps":
                    minRepetitions = Math.Min(int.Parse(value), MaxRepetitions);
                    i++;
                    break;
                case "--jit":
                    tellsCompilation = true;
                    break;
                default:
                    throw new ArgumentException("unknown argument " + args[i]);
            }
        }
        MethodInfo method = typeof(GC).GetMethod("GetTotalPauseDuration", Type.EmptyTypes);
        if (method != null) pauses = (Func<TimeSpan>)Delegate.CreateDelegate(typeof(Func<TimeSpan>), method);
        begin = Now(ClockMonotonic);
    }

    /// Starts the clocks of the next repetition; false when the time is up or a result was wrong.
    public bool Next()
    {
        if (isWrong || count == MaxRepetitions) return false;
        if (count >= minRepetitions && Now(ClockMonotonic) - begin >= budget) return false;
        gcStart = Pauses();
        wallStart = Now(ClockMonotonic);
        cpuStart = Now(ClockProcessCpu);
        return true;
    }

    /// Stops the clocks and checks the result of the repetition.
    public void Done(long checksum)
    {
        cpu[count] = Now(ClockProcessCpu) - cpuStart;
        wall[count] = Now(ClockMonotonic) - wallStart;
        gc[count] = pauses == null ? -1 : Pauses() - gcStart;
        if (count == 0) first = checksum;
        result = checksum;
        isWrong = checksum != (isExpectedKnown ? expected : first);
        count++;
    }

    /// Prints the measurements; the exit code of the program: 1 after a wrong result.
    public int Finish()
    {
        for (int i = 0; i < count; i++)
            Console.WriteLine("rep " + i + " " + cpu[i] + " " + wall[i] + " " + gc[i] + " " + (i == count - 1 ? result : first));
        if (tellsCompilation) TellCompilation();
        if (!isWrong) return 0;
        Console.Error.WriteLine("wrong result in repetition " + (count - 1) + " of size " + Size + ": " + result + " instead of " + (isExpectedKnown ? expected : first));
        return 1;
    }

    static void TellCompilation()
    {
        Type info = Type.GetType("System.Runtime.JitInfo");
        object[] all = { false };
        TimeSpan time = (TimeSpan)info.GetMethod("GetCompilationTime").Invoke(null, all);
        Console.WriteLine("jit " + info.GetMethod("GetCompiledMethodCount").Invoke(null, all) + " " + info.GetMethod("GetCompiledILBytes").Invoke(null, all) + " " + time.Ticks * 100);
    }

    long Pauses()
    {
        return pauses == null ? 0 : pauses().Ticks * 100;
    }

    static long Now(int clock)
    {
        Timespec time;
        GetTime(clock, out time);
        return time.Seconds * 1000000000 + time.Nanoseconds;
    }
}
