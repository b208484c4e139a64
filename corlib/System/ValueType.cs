namespace System;

/// Base of all value types: equality and hash code over the fields.
public abstract class ValueType
{
    /// True if two values of the object's type are equal exactly when their bytes are (no references, padding, floats or own Equals inside).
    [MethodImpl(MethodImplOptions.InternalCall)]
    private static extern bool CanCompareBits(object obj);

    /// All instance fields of a boxed value, boxed, in declaration order.
    [MethodImpl(MethodImplOptions.InternalCall)]
    private static extern object[] GetFieldValues(object obj);

    public override bool Equals(object obj)
    {
        if (obj == null || obj.GetType() != GetType()) return false;
        if (CanCompareBits(this)) return RuntimeHelpers.ContentEquals(this, obj);
        object[] mine = GetFieldValues(this);
        object[] theirs = GetFieldValues(obj);
        for (int i = 0; i < mine.Length; i++)
        {
            object a = mine[i];
            if (a == null)
            {
                if (theirs[i] != null) return false;
            }
            else if (!a.Equals(theirs[i])) return false;
        }
        return true;
    }

    public override unsafe int GetHashCode()
    {
        // Never 0 for an empty struct: the type takes part.
        int hash = GetType().GetHashCode();
        if (CanCompareBits(this))
        {
            ref byte data = ref RuntimeHelpers.GetRawData(this);
            nuint size = RuntimeHelpers.GetMethodTable(this)->GetNumInstanceFieldBytes();
            for (nuint i = 0; i < size; i++)
                hash = hash * 31 + Unsafe.AddByteOffset(ref data, i);
            GC.KeepAlive(this);
            return hash;
        }
        // As in .NET the first field that has a value decides.
        foreach (object field in GetFieldValues(this))
            if (field != null) return hash * 31 + field.GetHashCode();
        return hash;
    }

    public override string ToString() => GetType().ToString();
}
