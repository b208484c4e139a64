namespace System.Runtime.InteropServices.Marshalling;

using System.Text;

/// UTF-8 texts. Also what "ANSI" is on this system.
[CustomMarshaller(typeof(string), MarshalMode.Default, typeof(Utf8StringMarshaller))]
[CustomMarshaller(typeof(string), MarshalMode.ManagedToUnmanagedIn, typeof(ManagedToUnmanagedIn))]
public static unsafe class Utf8StringMarshaller
{
    public static byte* ConvertToUnmanaged(string managed) => (byte*)Marshal.StringToCoTaskMemUTF8(managed);
    public static string ConvertToManaged(byte* unmanaged) => Marshal.PtrToStringUTF8((IntPtr)unmanaged);
    public static void Free(byte* unmanaged) => Marshal.FreeCoTaskMem((IntPtr)unmanaged);

    /// For one call: in the caller's buffer where it fits, in allocated memory otherwise.
    public ref struct ManagedToUnmanagedIn
    {
        private byte* text;
        private bool isAllocated;

        public static int BufferSize => 256;

        public void FromManaged(string managed, Span<byte> buffer)
        {
            isAllocated = false;
            if (managed == null)
            {
                text = null;
                return;
            }
            // Three bytes are the most that a UTF-16 unit takes; counting costs less than memory for a text that would have fitted.
            if (managed.Length >= buffer.Length / 3 && Encoding.UTF8.GetByteCount(managed) >= buffer.Length)
            {
                text = ConvertToUnmanaged(managed);
                isAllocated = true;
                return;
            }
            text = (byte*)Unsafe.AsPointer(ref MemoryMarshal.GetReference(buffer));
            text[Encoding.UTF8.GetBytes(managed, buffer)] = 0;
        }

        public readonly byte* ToUnmanaged() => text;

        public readonly void Free()
        {
            if (isAllocated) Utf8StringMarshaller.Free(text);
        }
    }
}

/// Texts in the system's own encoding, which is UTF-8.
[CustomMarshaller(typeof(string), MarshalMode.Default, typeof(AnsiStringMarshaller))]
[CustomMarshaller(typeof(string), MarshalMode.ManagedToUnmanagedIn, typeof(ManagedToUnmanagedIn))]
public static unsafe class AnsiStringMarshaller
{
    public static byte* ConvertToUnmanaged(string managed) => Utf8StringMarshaller.ConvertToUnmanaged(managed);
    public static string ConvertToManaged(byte* unmanaged) => Utf8StringMarshaller.ConvertToManaged(unmanaged);
    public static void Free(byte* unmanaged) => Utf8StringMarshaller.Free(unmanaged);

    /// For one call.
    public ref struct ManagedToUnmanagedIn
    {
        private Utf8StringMarshaller.ManagedToUnmanagedIn utf8;

        public static int BufferSize => 256;
        public void FromManaged(string managed, Span<byte> buffer) => utf8.FromManaged(managed, buffer);
        public readonly byte* ToUnmanaged() => utf8.ToUnmanaged();
        public readonly void Free() => utf8.Free();
    }
}

/// UTF-16 texts. For a call the string itself is pinned.
[CustomMarshaller(typeof(string), MarshalMode.Default, typeof(Utf16StringMarshaller))]
public static unsafe class Utf16StringMarshaller
{
    public static ushort* ConvertToUnmanaged(string managed) => (ushort*)Marshal.StringToCoTaskMemUni(managed);
    public static string ConvertToManaged(ushort* unmanaged) => Marshal.PtrToStringUni((IntPtr)unmanaged);
    public static void Free(ushort* unmanaged) => Marshal.FreeCoTaskMem((IntPtr)unmanaged);

    /// What `fixed` takes.
    public static ref readonly char GetPinnableReference(string str) => ref str == null ? ref Unsafe.NullRef<char>() : ref str.GetPinnableReference();
}

/// Texts with their length in front.
[CustomMarshaller(typeof(string), MarshalMode.Default, typeof(BStrStringMarshaller))]
[CustomMarshaller(typeof(string), MarshalMode.ManagedToUnmanagedIn, typeof(ManagedToUnmanagedIn))]
public static unsafe class BStrStringMarshaller
{
    public static ushort* ConvertToUnmanaged(string managed) => (ushort*)Marshal.StringToBSTR(managed);
    public static string ConvertToManaged(ushort* unmanaged) => unmanaged == null ? null : Marshal.PtrToStringBSTR((IntPtr)unmanaged);
    public static void Free(ushort* unmanaged) => Marshal.FreeBSTR((IntPtr)unmanaged);

    /// For one call: in the caller's buffer where it fits.
    public ref struct ManagedToUnmanagedIn
    {
        private ushort* text;
        private bool isAllocated;

        public static int BufferSize => 256;

        public void FromManaged(string managed, Span<byte> buffer)
        {
            isAllocated = false;
            if (managed == null)
            {
                text = null;
                return;
            }
            int bytes = managed.Length * sizeof(char);
            if (sizeof(uint) + bytes + sizeof(char) > buffer.Length)
            {
                text = ConvertToUnmanaged(managed);
                isAllocated = true;
                return;
            }
            byte* start = (byte*)Unsafe.AsPointer(ref MemoryMarshal.GetReference(buffer));
            Unsafe.WriteUnaligned(start, (uint)bytes);
            text = (ushort*)(start + sizeof(uint));
            managed.CopyTo(new Span<char>(text, managed.Length));
            text[managed.Length] = 0;
        }

        public readonly ushort* ToUnmanaged() => text;

        public readonly void Free()
        {
            if (isAllocated) BStrStringMarshaller.Free(text);
        }
    }
}
