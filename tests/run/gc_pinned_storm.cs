// Pins everywhere: fixed statements across collections, pinned handles by the hundred, pinned arrays, handles that come and go; nothing pinned moves, all else
// is still found.
// covers: garbage collection, System.Runtime.InteropServices
// modes: plain stress stubs mixed jit mixed_stress background full safepoint_stress
using System;
using System.Collections.Generic;
using System.Runtime.InteropServices;

static unsafe class GcPinnedStorm
{
    static object garbage;

    static void Churn(int count)
    {
        for (int i = 0; i < count; i++) garbage = new object[] { garbage is object[] ? null : garbage, i };
    }

    static int Fixed(byte[] bytes, string text, int depth)
    {
        fixed (byte* first = &bytes[bytes.Length / 2])
        fixed (char* chars = text)
        {
            byte* before = first;
            char* textBefore = chars;
            Churn(200);
            if (depth % 3 == 0) GC.Collect(depth % 2 == 0 ? 0 : 2);
            int moved = first == before && textBefore == chars ? 0 : 1;
            int wrong = *first == bytes[bytes.Length / 2] && chars[1] == text[1] ? 0 : 1;
            return depth == 0 ? moved + wrong : moved + wrong + Fixed(new byte[depth + 40], depth + "th", depth - 1);
        }
    }

    static void Main()
    {
        Console.WriteLine("fixed: " + Fixed(new byte[100], "text", 12));

        var random = new Random(5);
        var handles = new List<(GCHandle Handle, nint Address, int Number)>();
        int moved = 0, wrong = 0, freed = 0;
        for (int i = 0; i < 1200; i++)
        {
            int[] array = i % 7 == 0 ? GC.AllocateArray<int>(20 + i % 50, true) : new int[20 + i % 50];
            array[3] = i;
            GCHandle handle = GCHandle.Alloc(array, GCHandleType.Pinned);
            handles.Add((handle, handle.AddrOfPinnedObject(), i));
            Churn(5);
            if (i % 3 != 0)
            {
                int at = (i * 7919) % handles.Count;
                handles[at].Handle.Free();
                handles[at] = handles[handles.Count - 1];
                handles.RemoveAt(handles.Count - 1);
                freed++;
            }
            if (i % 200 != 199) continue;
            GC.Collect(i % 400 == 199 ? 0 : 2, GCCollectionMode.Forced, true, true);
            foreach ((GCHandle Handle, nint Address, int Number) entry in handles)
            {
                if (entry.Handle.AddrOfPinnedObject() != entry.Address) moved++;
                if (((int*)entry.Address)[3] != entry.Number || ((int[])entry.Handle.Target)[3] != entry.Number) wrong++;
            }
        }
        Console.WriteLine("handles: " + handles.Count + " kept, " + freed + " freed, " + moved + " moved, " + wrong + " wrong");
        foreach ((GCHandle Handle, nint Address, int Number) entry in handles) entry.Handle.Free();

        var weak = GCHandle.Alloc(new object(), GCHandleType.Weak);
        var strong = GCHandle.Alloc("kept", GCHandleType.Normal);
        weak.Target = strong.Target;
        strong.Target = new string('n', 3);
        GC.Collect();
        Console.WriteLine(weak.Target + " " + strong.Target);
        weak.Free();
        strong.Free();
    }
}
