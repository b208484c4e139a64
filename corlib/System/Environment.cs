namespace System;

using System.Collections;
using System.IO;
using System.Text;
using System.Threading;

/// The process and its surroundings.
public static unsafe class Environment
{
    public enum SpecialFolder
    {
        Desktop = 0, Programs = 2, MyDocuments = 5, Personal = 5, Favorites = 6, Startup = 7, Recent = 8, SendTo = 9, StartMenu = 11, MyMusic = 13, MyVideos = 14,
        DesktopDirectory = 16, MyComputer = 17, NetworkShortcuts = 19, Fonts = 20, Templates = 21, CommonStartMenu = 22, CommonPrograms = 23, CommonStartup = 24,
        CommonDesktopDirectory = 25, ApplicationData = 26, PrinterShortcuts = 27, LocalApplicationData = 28, InternetCache = 32, Cookies = 33, History = 34,
        CommonApplicationData = 35, Windows = 36, System = 37, ProgramFiles = 38, MyPictures = 39, UserProfile = 40, SystemX86 = 41, ProgramFilesX86 = 42,
        CommonProgramFiles = 43
    }
    public enum SpecialFolderOption { None = 0, Create = 0x8000, DoNotVerify = 0x4000 }

    /// Runs ProcessExit handlers and ends the process with the code.
    [MethodImpl(MethodImplOptions.InternalCall)]
    private static extern void ExitInternal(int exitCode);
    /// Exit code of a void Main.
    public static extern int ExitCode { [MethodImpl(MethodImplOptions.InternalCall)] get; [MethodImpl(MethodImplOptions.InternalCall)] set; }
    /// Managed id of the current thread.
    public static extern int CurrentManagedThreadId { [MethodImpl(MethodImplOptions.InternalCall)] get; }
    /// Number of processors the process may use.
    [MethodImpl(MethodImplOptions.InternalCall)]
    private static extern int GetProcessorCount();
    /// Prints message and trace to stderr and aborts with exit code 134.
    [MethodImpl(MethodImplOptions.InternalCall)]
    private static extern void FailFastInternal(string message, Exception exception);
    /// Program path, then the arguments of Main.
    [MethodImpl(MethodImplOptions.InternalCall)]
    private static extern string[] GetCommandLineArgsInternal();

    public static void Exit(int exitCode) => ExitInternal(exitCode);
    public static void FailFast(string message) => FailFastInternal(message, null);
    public static void FailFast(string message, Exception exception) => FailFastInternal(message, exception);

    public static string NewLine => "\n";
    public static int ProcessorCount => GetProcessorCount();
    public static int ProcessId => Interop.Sys.GetPid();
    public static string ProcessPath => GetCommandLineArgsInternal()[0];
    public static long TickCount64 => Interop.Sys.GetLowResolutionTimestamp();
    public static int TickCount => (int)TickCount64;
    public static bool Is64BitProcess => true;
    public static bool Is64BitOperatingSystem => true;
    public static bool IsPrivilegedProcess => false;
    public static bool HasShutdownStarted => false;
    public static bool UserInteractive => true;
    public static int SystemPageSize => 4096;
    public static long WorkingSet => 0;
    public static string SystemDirectory => "";
    public static string UserName => GetEnvironmentVariable("USER") ?? "root";
    public static string UserDomainName => MachineName;
    public static Version Version => new Version(10, 0, 0);
    public static OperatingSystem OSVersion => new OperatingSystem(PlatformID.Unix, Release());
    public static string CommandLine => string.Join(" ", GetCommandLineArgs());
    public static string[] GetCommandLineArgs() => (string[])GetCommandLineArgsInternal().Clone();

    private static Version Release()
    {
        string text = IoError.Utf8(Interop.Sys.GetUnixRelease()) ?? "";
        int[] parts = new int[4];
        int part = 0;
        foreach (char c in text)
        {
            if (c >= '0' && c <= '9') parts[part] = parts[part] * 10 + (c - '0');
            else if (c == '.' || c == '-')
            {
                if (++part == 4) break;
            }
            else break;
        }
        return new Version(parts[0], parts[1], parts[2], parts[3]);
    }

    public static string StackTrace
    {
        [MethodImpl(MethodImplOptions.NoInlining)]
        get
        {
            System.Text.StringBuilder text = new System.Text.StringBuilder();
            new System.Diagnostics.StackTrace(true).AppendTo(text);
            return text.ToString();
        }
    }

    public static string CurrentDirectory
    {
        get
        {
            byte* buffer = stackalloc byte[4096];
            return IoError.Utf8(Interop.Sys.GetCwd(buffer, 4096)) ?? throw IoError.LastException(null);
        }
        set
        {
            if (value == null) throw new ArgumentNullException(nameof(value));
            if (value.Length == 0) throw new ArgumentException("Path cannot be the empty string or all whitespace.", nameof(value));
            fixed (byte* p = IoError.Bytes(value))
                if (Interop.Sys.ChDir(p) < 0) throw IoError.LastException(value, true);
        }
    }

    public static string MachineName
    {
        get
        {
            byte* buffer = stackalloc byte[256];
            if (Interop.Sys.GetHostName(buffer, 256) != 0) return "localhost";
            string name = IoError.Utf8(buffer);
            int dot = name.IndexOf('.');
            return dot < 0 ? name : name.Substring(0, dot);
        }
    }

    // Variables set by the program; a null value means removed. The process's own block is not touched.
    private static System.Collections.Generic.Dictionary<string, string> s_changed;

    public static string GetEnvironmentVariable(string variable)
    {
        if (variable == null) throw new ArgumentNullException(nameof(variable));
        if (s_changed != null)
            lock (s_changed)
                if (s_changed.TryGetValue(variable, out string value)) return value;
        fixed (byte* p = IoError.Bytes(variable)) return IoError.Utf8(Interop.Sys.GetEnv(p));
    }

    public static string GetEnvironmentVariable(string variable, EnvironmentVariableTarget target) => target == EnvironmentVariableTarget.Process ? GetEnvironmentVariable(variable) : null;

    public static void SetEnvironmentVariable(string variable, string value)
    {
        if (variable == null) throw new ArgumentNullException(nameof(variable));
        if (variable.Length == 0) throw new ArgumentException("The value cannot be an empty string.", nameof(variable));
        if (variable[0] == '\0') throw new ArgumentException("The first char in the string is the null character.", nameof(variable));
        if (variable.IndexOf('=') >= 0) throw new ArgumentException("Environment variable name cannot contain equal character.", nameof(variable));
        if (s_changed == null) Interlocked.CompareExchange(ref s_changed, new System.Collections.Generic.Dictionary<string, string>(), null);
        lock (s_changed) s_changed[variable] = string.IsNullOrEmpty(value) ? null : value;
    }

    public static void SetEnvironmentVariable(string variable, string value, EnvironmentVariableTarget target)
    {
        if (target == EnvironmentVariableTarget.Process) SetEnvironmentVariable(variable, value);
    }

    public static IDictionary GetEnvironmentVariables()
    {
        Hashtable result = new Hashtable();
        byte** environ = Interop.Sys.GetEnviron();
        if (environ != null)
        {
            for (byte** p = environ; *p != null; p++)
            {
                string entry = IoError.Utf8(*p);
                int equal = entry.IndexOf('=');
                if (equal > 0) result[entry.Substring(0, equal)] = entry.Substring(equal + 1);
            }
            Interop.Sys.FreeEnviron(environ);
        }
        if (s_changed != null)
            lock (s_changed)
                foreach (System.Collections.Generic.KeyValuePair<string, string> pair in s_changed)
                {
                    if (pair.Value == null) result.Remove(pair.Key);
                    else result[pair.Key] = pair.Value;
                }
        return result;
    }

    public static IDictionary GetEnvironmentVariables(EnvironmentVariableTarget target) => target == EnvironmentVariableTarget.Process ? GetEnvironmentVariables() : new Hashtable();

    public static string ExpandEnvironmentVariables(string name)
    {
        if (name == null) throw new ArgumentNullException(nameof(name));
        StringBuilder text = new StringBuilder();
        int at = 0;
        while (true)
        {
            int open = name.IndexOf('%', at);
            int close = open < 0 ? -1 : name.IndexOf('%', open + 1);
            if (close < 0) return text.Append(name, at, name.Length - at).ToString();
            string value = GetEnvironmentVariable(name.Substring(open + 1, close - open - 1));
            if (value == null)
            {
                text.Append(name, at, close - at);
                at = close;
            }
            else
            {
                text.Append(name, at, open - at).Append(value);
                at = close + 1;
            }
        }
    }

    public static string GetFolderPath(SpecialFolder folder) => GetFolderPath(folder, SpecialFolderOption.None);

    public static string GetFolderPath(SpecialFolder folder, SpecialFolderOption option)
    {
        string home = GetEnvironmentVariable("HOME") ?? "/";
        switch (folder)
        {
            case SpecialFolder.UserProfile: case SpecialFolder.Personal: return home;
            case SpecialFolder.ApplicationData: return GetEnvironmentVariable("XDG_CONFIG_HOME") ?? home + "/.config";
            case SpecialFolder.LocalApplicationData: return GetEnvironmentVariable("XDG_DATA_HOME") ?? home + "/.local/share";
            case SpecialFolder.CommonApplicationData: return "/usr/share";
            case SpecialFolder.Desktop: case SpecialFolder.DesktopDirectory: return home + "/Desktop";
            default: return "";
        }
    }

    public static string[] GetLogicalDrives() => new[] { "/" };
}

public enum EnvironmentVariableTarget { Process = 0, User = 1, Machine = 2 }
public enum PlatformID { Win32S = 0, Win32Windows = 1, Win32NT = 2, WinCE = 3, Unix = 4, Xbox = 5, MacOSX = 6, Other = 7 }

public sealed class OperatingSystem : ICloneable
{
    public OperatingSystem(PlatformID platform, Version version)
    {
        Platform = platform;
        Version = version;
    }
    public PlatformID Platform { get; }
    public Version Version { get; }
    public string ServicePack => "";
    public string VersionString => ToString();
    public object Clone() => new OperatingSystem(Platform, Version);
    public override string ToString() => Platform == PlatformID.Unix ? "Unix " + Version : Platform + " " + Version;
    public static bool IsLinux() => true;
    public static bool IsWindows() => false;
    public static bool IsMacOS() => false;
    public static bool IsFreeBSD() => false;
    public static bool IsAndroid() => false;
    public static bool IsIOS() => false;
    public static bool IsBrowser() => false;
    public static bool IsWasi() => false;
    public static bool IsOSPlatform(string platform) => string.Equals(platform, "LINUX", StringComparison.OrdinalIgnoreCase);
    public static bool IsWindowsVersionAtLeast(int major, int minor = 0, int build = 0, int revision = 0) => false;
}
