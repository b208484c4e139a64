namespace System.Runtime.InteropServices;

using System.Collections.Generic;
using System.Threading;

/// Signals by the names that every Unix knows; other signals by their (positive) number.
public enum PosixSignal { SIGTSTP = -10, SIGTTOU = -9, SIGTTIN = -8, SIGWINCH = -7, SIGCONT = -6, SIGCHLD = -5, SIGTERM = -4, SIGQUIT = -3, SIGINT = -2, SIGHUP = -1 }

/// What a handler is told, and its answer.
public sealed class PosixSignalContext
{
    public PosixSignalContext(PosixSignal signal) { Signal = signal; }
    public PosixSignal Signal { get; internal set; }
    /// True: the signal's own effect, mostly the end of the process, does not take place.
    public bool Cancel { get; set; }
}

/// A handler in force. A background thread, started with the first registration, waits for signals; each signal runs its handlers on a thread of its own.
public sealed class PosixSignalRegistration : IDisposable
{
    private sealed class Entry
    {
        internal PosixSignal Signal;
        internal int Number;
        internal Action<PosixSignalContext> Handler;
    }

    // By number; also the lock for everything here.
    private static readonly Dictionary<int, List<Entry>> s_entries = new Dictionary<int, List<Entry>>();
    private static bool s_isListening;
    private Entry _entry;

    private PosixSignalRegistration(Entry entry) { _entry = entry; }

    /// Signals of this number go to Next from now on. 0, or the system's error number.
    [MethodImpl(MethodImplOptions.InternalCall)]
    private static extern int Watch(int signal);
    /// They do again what they did before.
    [MethodImpl(MethodImplOptions.InternalCall)]
    private static extern void Unwatch(int signal);
    /// Waits for the next watched signal.
    [MethodImpl(MethodImplOptions.InternalCall)]
    private static extern int Next();
    /// What the signal does when nobody watches it.
    [MethodImpl(MethodImplOptions.InternalCall)]
    private static extern void ApplyDefault(int signal);

    private static int NumberOf(PosixSignal signal) => signal switch
    {
        PosixSignal.SIGHUP => 1,
        PosixSignal.SIGINT => 2,
        PosixSignal.SIGQUIT => 3,
        PosixSignal.SIGTERM => 15,
        PosixSignal.SIGCHLD => 17,
        PosixSignal.SIGCONT => 18,
        PosixSignal.SIGTSTP => 20,
        PosixSignal.SIGTTIN => 21,
        PosixSignal.SIGTTOU => 22,
        PosixSignal.SIGWINCH => 28,
        _ => (int)signal > 0 && (int)signal <= 64 ? (int)signal : throw new PlatformNotSupportedException()
    };

    public static PosixSignalRegistration Create(PosixSignal signal, Action<PosixSignalContext> handler)
    {
        if (handler == null) throw new ArgumentNullException(nameof(handler));
        Entry entry = new Entry { Signal = signal, Number = NumberOf(signal), Handler = handler };
        lock (s_entries)
        {
            int error = Watch(entry.Number);
            if (error != 0) throw System.IO.IoError.ToException(Interop.Sys.ConvertErrorPlatformToPal(error), null, false, error);
            if (!s_entries.TryGetValue(entry.Number, out List<Entry> list)) s_entries[entry.Number] = list = new List<Entry>();
            list.Add(entry);
            if (!s_isListening)
            {
                new Thread(Listen) { IsBackground = true, Name = ".NET SigHandler" }.Start();
                s_isListening = true;
            }
        }
        return new PosixSignalRegistration(entry);
    }

    private static void Listen()
    {
        while (true)
        {
            int number = Next();
            new Thread(() => Handle(number)) { IsBackground = true }.Start();
        }
    }

    // The latest registration is asked first.
    private static void Handle(int number)
    {
        Entry[] entries = null;
        lock (s_entries)
            if (s_entries.TryGetValue(number, out List<Entry> list)) entries = list.ToArray();
        bool cancel = false;
        if (entries != null)
        {
            PosixSignalContext context = new PosixSignalContext(0);
            for (int i = entries.Length - 1; i >= 0; i--)
            {
                context.Signal = entries[i].Signal;
                entries[i].Handler(context);
            }
            cancel = context.Cancel;
        }
        if (!cancel) ApplyDefault(number);
    }

    public void Dispose()
    {
        Entry entry = Interlocked.Exchange(ref _entry, null);
        if (entry == null) return;
        lock (s_entries)
        {
            List<Entry> list = s_entries[entry.Number];
            list.Remove(entry);
            if (list.Count > 0) return;
            s_entries.Remove(entry.Number);
            Unwatch(entry.Number);
        }
        GC.SuppressFinalize(this);
    }

    ~PosixSignalRegistration() => Dispose();
}
