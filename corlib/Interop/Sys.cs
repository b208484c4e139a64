using System;

// libSystem.Native, as the platform library of .NET exports it; blittable arguments only.
internal static unsafe class Interop
{
    internal static class Sys
    {
        private const string Lib = "libSystem.Native";

        [DllImport(Lib, EntryPoint = "SystemNative_Write")] internal static extern int Write(IntPtr fd, byte* buffer, int count);
        [DllImport(Lib, EntryPoint = "SystemNative_Read")] internal static extern int Read(IntPtr fd, byte* buffer, int count);
        [DllImport(Lib, EntryPoint = "SystemNative_Open")] internal static extern IntPtr Open(byte* path, int flags, int mode);
        [DllImport(Lib, EntryPoint = "SystemNative_Close")] internal static extern int Close(IntPtr fd);
        [DllImport(Lib, EntryPoint = "SystemNative_LSeek")] internal static extern long LSeek(IntPtr fd, long offset, int whence);
        [DllImport(Lib, EntryPoint = "SystemNative_FTruncate")] internal static extern int FTruncate(IntPtr fd, long length);
        [DllImport(Lib, EntryPoint = "SystemNative_FSync")] internal static extern int FSync(IntPtr fd);
        [DllImport(Lib, EntryPoint = "SystemNative_FStat")] internal static extern int FStat(IntPtr fd, FileStatus* output);
        [DllImport(Lib, EntryPoint = "SystemNative_Stat")] internal static extern int Stat(byte* path, FileStatus* output);
        [DllImport(Lib, EntryPoint = "SystemNative_LStat")] internal static extern int LStat(byte* path, FileStatus* output);
        [DllImport(Lib, EntryPoint = "SystemNative_Unlink")] internal static extern int Unlink(byte* path);
        [DllImport(Lib, EntryPoint = "SystemNative_Rename")] internal static extern int Rename(byte* oldPath, byte* newPath);
        [DllImport(Lib, EntryPoint = "SystemNative_MkDir")] internal static extern int MkDir(byte* path, int mode);
        [DllImport(Lib, EntryPoint = "SystemNative_RmDir")] internal static extern int RmDir(byte* path);
        [DllImport(Lib, EntryPoint = "SystemNative_OpenDir")] internal static extern IntPtr OpenDir(byte* path);
        [DllImport(Lib, EntryPoint = "SystemNative_ReadDir")] internal static extern int ReadDir(IntPtr dir, DirectoryEntry* output);
        [DllImport(Lib, EntryPoint = "SystemNative_CloseDir")] internal static extern int CloseDir(IntPtr dir);
        [DllImport(Lib, EntryPoint = "SystemNative_GetCwd")] internal static extern byte* GetCwd(byte* buffer, int size);
        [DllImport(Lib, EntryPoint = "SystemNative_ChDir")] internal static extern int ChDir(byte* path);
        [DllImport(Lib, EntryPoint = "SystemNative_UTimensat")] internal static extern int UTimensat(byte* path, TimeSpec* times);
        [DllImport(Lib, EntryPoint = "SystemNative_ChMod")] internal static extern int ChMod(byte* path, int mode);
        [DllImport(Lib, EntryPoint = "SystemNative_IsATty")] internal static extern int IsATty(IntPtr fd);
        [DllImport(Lib, EntryPoint = "SystemNative_GetErrNo")] internal static extern int GetErrNo();
        [DllImport(Lib, EntryPoint = "SystemNative_SetErrNo")] internal static extern void SetErrNo(int error);
        [DllImport(Lib, EntryPoint = "SystemNative_ConvertErrorPlatformToPal")] internal static extern int ConvertErrorPlatformToPal(int error);
        [DllImport(Lib, EntryPoint = "SystemNative_StrErrorR")] internal static extern byte* StrErrorR(int error, byte* buffer, int size);
        [DllImport(Lib, EntryPoint = "SystemNative_GetHostName")] internal static extern int GetHostName(byte* buffer, int size);
        [DllImport(Lib, EntryPoint = "SystemNative_GetPid")] internal static extern int GetPid();
        [DllImport(Lib, EntryPoint = "SystemNative_GetTimestamp")] internal static extern long GetTimestamp();
        [DllImport(Lib, EntryPoint = "SystemNative_GetLowResolutionTimestamp")] internal static extern long GetLowResolutionTimestamp();
        [DllImport(Lib, EntryPoint = "SystemNative_Malloc")] internal static extern void* Malloc(nuint size);
        [DllImport(Lib, EntryPoint = "SystemNative_Calloc")] internal static extern void* Calloc(nuint count, nuint size);
        [DllImport(Lib, EntryPoint = "SystemNative_Realloc")] internal static extern void* Realloc(void* pointer, nuint size);
        [DllImport(Lib, EntryPoint = "SystemNative_Free")] internal static extern void Free(void* pointer);
        [DllImport(Lib, EntryPoint = "SystemNative_AlignedAlloc")] internal static extern void* AlignedAlloc(nuint alignment, nuint size);
        [DllImport(Lib, EntryPoint = "SystemNative_AlignedFree")] internal static extern void AlignedFree(void* pointer);
        [DllImport(Lib, EntryPoint = "SystemNative_GetEnv")] internal static extern byte* GetEnv(byte* name);
        [DllImport(Lib, EntryPoint = "SystemNative_GetEnviron")] internal static extern byte** GetEnviron();
        [DllImport(Lib, EntryPoint = "SystemNative_FreeEnviron")] internal static extern void FreeEnviron(byte** environ);
        [DllImport(Lib, EntryPoint = "SystemNative_GetUnixRelease")] internal static extern byte* GetUnixRelease();
    }

    // Layouts of libSystem.Native.
    internal struct FileStatus
    {
        internal int Flags;
        internal int Mode;
        internal uint Uid;
        internal uint Gid;
        internal long Size;
        internal long ATime;
        internal long ATimeNsec;
        internal long MTime;
        internal long MTimeNsec;
        internal long CTime;
        internal long CTimeNsec;
        internal long BirthTime;
        internal long BirthTimeNsec;
        internal long Dev;
        internal long RDev;
        internal long Ino;
        internal uint UserFlags;
    }

    internal struct DirectoryEntry
    {
        internal byte* Name;
        internal int NameLength;
        internal int InodeType;
    }

    internal struct TimeSpec
    {
        internal long TvSec;
        internal long TvNsec;
    }
}
