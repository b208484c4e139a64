namespace System.IO;

using System.Text;

/// Error codes of libSystem.Native (platform independent) and the exceptions they become.
internal static unsafe class IoError
{
    internal const int EACCES = 0x10002, EAGAIN = 0x10006, EEXIST = 0x10014, EINTR = 0x1001B, EINVAL = 0x1001C, EISDIR = 0x1001F, ENAMETOOLONG = 0x10025,
        ENOENT = 0x1002D, ENOTDIR = 0x10039, ENOTEMPTY = 0x1003A, EPERM = 0x10042, EPIPE = 0x10043, EROFS = 0x10048;

    internal static int Last() => Interop.Sys.ConvertErrorPlatformToPal(Interop.Sys.GetErrNo());

    internal static Exception LastException(string path, bool isDirectory = false)
    {
        int raw = Interop.Sys.GetErrNo();
        return ToException(Interop.Sys.ConvertErrorPlatformToPal(raw), path, isDirectory, raw);
    }

    internal static Exception ToException(int error, string path, bool isDirectory = false, int raw = 0)
    {
        string at = path == null ? "" : " '" + path + "'";
        switch (error)
        {
            case ENOENT:
                if (isDirectory) return path == null ? new DirectoryNotFoundException() : new DirectoryNotFoundException("Could not find a part of the path" + at + ".");
                return path == null ? new FileNotFoundException("Unable to find the specified file.") : new FileNotFoundException("Could not find file" + at + ".", path);
            case ENOTDIR:
                return new DirectoryNotFoundException("Could not find a part of the path" + at + ".");
            case EACCES: case EPERM: case EROFS:
                return new UnauthorizedAccessException(path == null ? "Access to the path is denied." : "Access to the path" + at + " is denied.");
            case ENAMETOOLONG:
                return new PathTooLongException(path == null ? "The specified file name or path is too long, or a component of the specified path is too long." : "The path" + at + " is too long, or a component of the specified path is too long.");
            case EEXIST:
                return new IOException(path == null ? "The file exists." : "The file" + at + " already exists.", 17);
        }
        byte* buffer = stackalloc byte[256];
        string message = Utf8(Interop.Sys.StrErrorR(raw != 0 ? raw : Interop.Sys.GetErrNo(), buffer, 256));
        return new IOException(path == null ? message : message + " :" + at, raw);
    }

    internal static string Utf8(byte* text)
    {
        if (text == null) return null;
        int length = 0;
        while (text[length] != 0) length++;
        return Encoding.UTF8.GetString(text, length);
    }

    /// Null-terminated UTF-8 of a path; ArgumentException for embedded nulls.
    internal static byte[] Bytes(string path)
    {
        byte[] bytes = new byte[Encoding.UTF8.GetByteCount(path) + 1];
        Encoding.UTF8.GetBytes(path, 0, path.Length, bytes, 0);
        return bytes;
    }
}
