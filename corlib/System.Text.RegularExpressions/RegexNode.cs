using System.Collections.Generic;

namespace System.Text.RegularExpressions;

internal enum RegexNodeKind
{
    Empty, Nothing, Char, Any, Set, Text, Concat, Alternate, Loop, Capture, Group, Atomic, Look, NotLook, BackReference, IfGroup, IfExpression,
    Bol, Eol, Start, End, EndZ, Boundary, NotBoundary, EcmaBoundary, NotEcmaBoundary, ScanStart
}

/// <summary>A node of the tree that a pattern is parsed to.</summary>
internal sealed class RegexNode
{
    internal RegexNode(RegexNodeKind kind, RegexOptions options) => (Kind, Options) = (kind, options);

    internal RegexNodeKind Kind;
    internal RegexOptions Options;
    internal List<RegexNode> Children;
    internal char Char;
    internal string Text;
    internal RegexCharClass Set;
    internal int Min;              // of a loop
    internal int Max;
    internal bool IsLazy;
    internal int Group = -1;       // captured, or referred to
    internal int Balanced = -1;    // taken back by the capture

    internal bool RightToLeft => (Options & RegexOptions.RightToLeft) != 0;

    internal bool IgnoreCase => (Options & RegexOptions.IgnoreCase) != 0;

    internal RegexNode Add(RegexNode child)
    {
        (Children ??= new List<RegexNode>()).Add(child);
        return this;
    }

    /// <summary>Takes exactly one character.</summary>
    internal bool IsSingle => Kind is RegexNodeKind.Char or RegexNodeKind.Any or RegexNodeKind.Set;
}
