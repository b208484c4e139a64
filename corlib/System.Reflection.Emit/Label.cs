namespace System.Reflection.Emit;

/// A place in a method's IL, known once it is marked.
public readonly struct Label : IEquatable<Label>
{
    private readonly int id;

    internal Label(int id) { this.id = id; }

    public int Id => id;
    public override int GetHashCode() => id;
    public override bool Equals([NotNullWhen(true)] object? obj) => obj is Label other && Equals(other);
    public bool Equals(Label obj) => obj.id == id;
    public static bool operator ==(Label a, Label b) => a.Equals(b);
    public static bool operator !=(Label a, Label b) => !a.Equals(b);
}
