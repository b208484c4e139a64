namespace System.Diagnostics;

public class Stopwatch
{
    public static readonly long Frequency = 1000000000;
    public static readonly bool IsHighResolution = true;
    private long elapsed;
    private long started;
    private bool running;

    public Stopwatch() { }
    public static long GetTimestamp() => Interop.Sys.GetTimestamp();
    public static Stopwatch StartNew()
    {
        Stopwatch s = new Stopwatch();
        s.Start();
        return s;
    }
    public static TimeSpan GetElapsedTime(long startingTimestamp) => GetElapsedTime(startingTimestamp, GetTimestamp());
    public static TimeSpan GetElapsedTime(long startingTimestamp, long endingTimestamp) => new TimeSpan((endingTimestamp - startingTimestamp) / 100);

    public void Start()
    {
        if (running) return;
        started = GetTimestamp();
        running = true;
    }
    public void Stop()
    {
        if (!running) return;
        elapsed += GetTimestamp() - started;
        running = false;
    }
    public void Reset()
    {
        elapsed = 0;
        running = false;
    }
    public void Restart()
    {
        elapsed = 0;
        started = GetTimestamp();
        running = true;
    }
    public bool IsRunning => running;
    public long ElapsedTicks => running ? elapsed + GetTimestamp() - started : elapsed;
    public long ElapsedMilliseconds => ElapsedTicks / 1000000;
    public TimeSpan Elapsed => new TimeSpan(ElapsedTicks / 100);
    public override string ToString() => Elapsed.ToString();
}
