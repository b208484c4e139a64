// Ephemerons: chains of ConditionalWeakTable entries in either order, tables that refer to themselves, tables that die, many weak references.
// covers: weak references, garbage collection
// modes: plain stress stubs mixed jit mixed_stress background full safepoint_stress
using System;
using System.Collections.Generic;
using System.Runtime.CompilerServices;

static class GcWeakTables
{
    sealed class Key
    {
        public int Number;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    static Key Chain(ConditionalWeakTable<Key, Key> table, int length, bool backwards)
    {
        var keys = new Key[length + 1];
        for (int i = 0; i <= length; i++) keys[i] = new Key { Number = i };
        for (int i = 0; i < length; i++)
        {
            int at = backwards ? length - 1 - i : i;
            table.Add(keys[at], keys[at + 1]); // the value keeps the next key alive, as long as its own key lives
        }
        return keys[0];
    }

    static int Follow(ConditionalWeakTable<Key, Key> table, Key key)
    {
        int length = 0;
        while (table.TryGetValue(key, out key)) length++;
        return length;
    }

    static int Count(ConditionalWeakTable<Key, Key> table)
    {
        int count = 0;
        foreach (KeyValuePair<Key, Key> entry in table) count++;
        return count;
    }

    static void Chains(bool backwards)
    {
        var table = new ConditionalWeakTable<Key, Key>();
        Key first = Chain(table, 500, backwards);
        GC.Collect(0);
        GC.Collect();
        GC.Collect();
        Console.WriteLine("chain: " + Follow(table, first) + ", entries " + Count(table));
        GC.KeepAlive(first);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    static ConditionalWeakTable<Key, Key> DeadChain()
    {
        var table = new ConditionalWeakTable<Key, Key>();
        Chain(table, 300, true);
        return table;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    static WeakReference Circle(ConditionalWeakTable<Key, object> table)
    {
        var key = new Key();
        table.Add(key, new object[] { key, table }); // a value that refers to its key keeps nothing alive
        return new WeakReference(key);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    static List<WeakReference<Key>> ManyWeak(List<Key> kept)
    {
        var weak = new List<WeakReference<Key>>();
        for (int i = 0; i < 1000; i++)
        {
            var key = new Key { Number = i };
            weak.Add(new WeakReference<Key>(key));
            if (i % 4 == 0) kept.Add(key);
        }
        return weak;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    static int Alive(List<WeakReference<Key>> weak)
    {
        int alive = 0;
        foreach (WeakReference<Key> reference in weak)
            if (reference.TryGetTarget(out Key key)) alive += key.Number >= 0 ? 1 : 0;
        return alive;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    static void Retarget(List<WeakReference<Key>> weak, List<Key> kept)
    {
        for (int i = 0; i < weak.Count; i++) weak[i].SetTarget(i % 2 == 0 ? kept[i / 4] : new Key());
    }

    /// What calls have left on the stack keeps nothing alive.
    [MethodImpl(MethodImplOptions.NoInlining)]
    static int Clear(int depth) => depth == 0 ? 0 : Clear(depth - 1) + 1;

    static void Main()
    {
        Chains(false);
        Chains(true);
        ConditionalWeakTable<Key, Key> dead = DeadChain();
        Clear(50);
        for (int i = 0; i < 3; i++) GC.Collect();
        Console.WriteLine("dead chain: " + Count(dead));
        var circles = new ConditionalWeakTable<Key, object>();
        WeakReference circle = Circle(circles);
        Clear(50);
        for (int i = 0; i < 3; i++) GC.Collect();
        Console.WriteLine("circle: " + circle.IsAlive);
        var kept = new List<Key>();
        List<WeakReference<Key>> weak = ManyWeak(kept);
        Clear(50);
        GC.Collect();
        Console.WriteLine("weak: " + Alive(weak));
        Retarget(weak, kept);
        Clear(50);
        GC.Collect();
        Console.WriteLine("retargeted: " + Alive(weak));
        GC.KeepAlive(kept);
    }
}
