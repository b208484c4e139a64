namespace System;

using System.Collections.Generic;
using System.Reflection;

/// Settings of the application, and the VM's entries for process events (contract 5).
public static unsafe class AppContext
{
    private static readonly object s_lock = new object();
    private static Dictionary<string, object> s_data;
    private static bool s_isConfigRead;
    private static Dictionary<string, bool> s_switches;
    internal static event UnhandledExceptionEventHandler UnhandledException;
    internal static event EventHandler ProcessExit;
    private static EventHandler<System.Runtime.ExceptionServices.FirstChanceExceptionEventArgs> s_firstChance;

    /// Whether the VM calls OnFirstChanceException at every throw.
    [MethodImpl(MethodImplOptions.InternalCall)]
    private static extern void AnnounceExceptions(bool value);

    internal static event EventHandler<System.Runtime.ExceptionServices.FirstChanceExceptionEventArgs> FirstChanceException
    {
        add
        {
            lock (s_gate)
            {
                s_firstChance += value;
                AnnounceExceptions(s_firstChance != null);
            }
        }
        remove
        {
            lock (s_gate)
            {
                s_firstChance -= value;
                AnnounceExceptions(s_firstChance != null);
            }
        }
    }
    private static readonly object s_gate = new object();

    // Called by the VM when an exception is thrown, before anybody is asked to catch it.
    internal static void OnFirstChanceException(Exception e) =>
        s_firstChance?.Invoke(AppDomain.CurrentDomain, new System.Runtime.ExceptionServices.FirstChanceExceptionEventArgs(e));


    private static string s_base;
    public static string BaseDirectory => s_base ??= GetData("APP_CONTEXT_BASE_DIRECTORY") as string ?? Directory(Environment.GetCommandLineArgs()[0]);
    public static string TargetFrameworkName => ".NETCoreApp,Version=v10.0";

    private static string Directory(string path)
    {
        string full = System.IO.Path.GetFullPath(path);
        return full.Substring(0, full.LastIndexOf('/') + 1);
    }

    /// Names and values, in turn, of configProperties in the program's runtimeconfig.json; empty if there is none.
    [MethodImpl(MethodImplOptions.InternalCall)]
    private static extern string[] ReadConfigProperties();

    // Read when somebody asks; what the program or the host has set by then stays.
    private static Dictionary<string, object> Data()
    {
        if (s_isConfigRead) return s_data;
        Dictionary<string, object> data = new Dictionary<string, object>();
        string[] pairs = ReadConfigProperties();
        for (int i = 0; i + 1 < pairs.Length; i += 2) data[pairs[i]] = pairs[i + 1];
        lock (s_lock)
        {
            if (s_isConfigRead) return s_data;
            if (s_data != null)
                foreach (KeyValuePair<string, object> pair in s_data) data[pair.Key] = pair.Value;
            s_data = data;
            System.Threading.Volatile.Write(ref s_isConfigRead, true);
        }
        return data;
    }

    // Called by the VM before Main, if the host gave properties.
    internal static void Setup(char** pNames, char** pValues, int count)
    {
        Dictionary<string, object> data = new Dictionary<string, object>();
        for (int i = 0; i < count; i++) data[new string(pNames[i])] = new string(pValues[i]);
        s_data = data;
    }

    // Called by the VM when Main returned or Exit was called.
    internal static void OnProcessExit() => ProcessExit?.Invoke(AppDomain.CurrentDomain, EventArgs.Empty);

    // Called by the VM for an exception that nobody catches, before it is printed.
    internal static void OnUnhandledException(object e) => UnhandledException?.Invoke(AppDomain.CurrentDomain, new UnhandledExceptionEventArgs(e, true));

    public static object GetData(string name)
    {
        if (name == null) throw new ArgumentNullException(nameof(name));
        Dictionary<string, object> data = Data();
        lock (s_lock) return data.TryGetValue(name, out object value) ? value : null;
    }

    public static void SetData(string name, object data)
    {
        if (name == null) throw new ArgumentNullException(nameof(name));
        Dictionary<string, object> all = Data();
        lock (s_lock) all[name] = data;
    }

    public static bool TryGetSwitch(string switchName, out bool isEnabled)
    {
        if (s_switches != null)
            lock (s_switches)
                if (s_switches.TryGetValue(switchName, out isEnabled)) return true;
        if (GetData(switchName) is string text && bool.TryParse(text, out isEnabled)) return true;
        isEnabled = false;
        return false;
    }

    public static void SetSwitch(string switchName, bool isEnabled)
    {
        System.Threading.Interlocked.CompareExchange(ref s_switches, new Dictionary<string, bool>(), null);
        lock (s_switches) s_switches[switchName] = isEnabled;
    }
}
