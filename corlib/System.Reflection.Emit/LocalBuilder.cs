namespace System.Reflection.Emit;

/// A local variable of a method being written.
public sealed class LocalBuilder : LocalVariableInfo
{
    private readonly Type type;
    private readonly int index;
    private readonly bool isPinned;

    internal LocalBuilder(ILGenerator owner, Type type, int index, bool isPinned)
    {
        Owner = owner;
        this.type = type;
        this.index = index;
        this.isPinned = isPinned;
    }

    internal ILGenerator Owner { get; }
    internal string Name { get; private set; }
    public override Type LocalType => type;
    public override int LocalIndex => index;
    public override bool IsPinned => isPinned;
    public override string ToString() => type + " (" + index + ")" + (isPinned ? " (pinned)" : "");

    public void SetLocalSymInfo(string name) => SetLocalSymInfo(name, 0, 0);

    /// The name goes to debug information, of which none is written.
    public void SetLocalSymInfo(string name, int startOffset, int endOffset) => Name = name;
}
