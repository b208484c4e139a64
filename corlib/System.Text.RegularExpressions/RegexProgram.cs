using System.Collections.Generic;

namespace System.Text.RegularExpressions;

/// <summary>The operations of the matcher. Operands follow in the same array; "back" means towards the start of the text.</summary>
internal enum RegexOp
{
    Match,          //                             the pattern is matched
    Fail,           //                             backtrack
    Char,           // char                        one character; CharBack the same before the position
    CharBack,
    Set,            // set
    SetBack,
    Any,
    AnyBack,
    Text,           // text
    Greedy,         // op operand min max          a loop over one Char, Set or Any, forward or back as that says
    Lazy,
    Split,          // target                      try on; on failure, go to target with this position
    Jump,           // target
    LoopInit,       // register                    count = 0, no last position
    LoopTest,       // register min max lazy exit  one more round, or out
    LoopMore,       // register body               a lazy loop takes one more round
    Mark,           // register                    register = position
    Capture,        // register group balanced     from the mark to here
    BackReference,  // group flags                 1 ignore case, 2 back, 4 an unset group matches nothing
    IfGroup,        // group else
    AtomBegin,      // register                    remember the height of the stack
    AtomEnd,        // register                    forget choices above it
    LookBegin,      // register
    LookEnd,        // register                    as AtomEnd, and back to where it began
    NotBegin,       // register target             target is where to go on if the inside fails
    NotEnd,         // register                    the inside matched: undo it, and fail
    IfBegin,        // register else
    IfEnd,          // register
    Bol, Eol, Start, End, EndZ, Boundary, NotBoundary, EcmaBoundary, NotEcmaBoundary, ScanStart
}

/// <summary>A pattern as the matcher runs it.</summary>
internal sealed class RegexProgram
{
    internal int[] Code;
    internal RegexCharClass[] Sets;
    internal string[] Texts;
    internal int Registers;
    internal int GroupCount;
    internal bool RightToLeft;

    // What a match must begin with, if that is known: a text, one of some characters, a set, or the start.
    internal string Prefix;
    internal string PrefixChars;
    internal RegexCharClass PrefixSet;
    internal bool IsAnchored;

    internal static RegexProgram Compile(RegexNode root, Dictionary<int, int> slots, RegexOptions options) => new Writer(slots, options).Write(root);

    private sealed class Writer
    {
        private readonly List<int> _code = new List<int>();
        private readonly List<RegexCharClass> _sets = new List<RegexCharClass>();
        private readonly List<string> _texts = new List<string>();
        private readonly Dictionary<int, int> _slots;
        private readonly RegexOptions _options;
        private int _registers;

        internal Writer(Dictionary<int, int> slots, RegexOptions options) => (_slots, _options) = (slots, options);

        internal RegexProgram Write(RegexNode root)
        {
            Emit(root);
            Op(RegexOp.Match);
            var program = new RegexProgram { Code = _code.ToArray(), Sets = _sets.ToArray(), Texts = _texts.ToArray(), Registers = _registers, GroupCount = _slots.Count, RightToLeft = (_options & RegexOptions.RightToLeft) != 0 };
            if (!program.RightToLeft)
                FindPrefix(root, program);
            return program;
        }

        private void Op(RegexOp op, params ReadOnlySpan<int> operands)
        {
            _code.Add((int)op);
            foreach (int operand in operands)
                _code.Add(operand);
        }

        private int SetIndex(RegexCharClass set)
        {
            int at = _sets.IndexOf(set);
            if (at < 0)
            {
                at = _sets.Count;
                _sets.Add(set);
            }
            return at;
        }

        private static bool HasCase(char c) => char.ToLowerInvariant(c) != c || char.ToUpperInvariant(c) != c;

        private static RegexCharClass CaselessSet(char c)
        {
            var set = new RegexCharClass();
            set.Add(c, c);
            set.IgnoreCase();
            return set.Freeze();
        }

        /// <summary>The operation that takes a single node's character, and its operand.</summary>
        private (RegexOp Op, int Operand) Single(RegexNode node)
        {
            bool back = node.RightToLeft;
            if (node.Kind == RegexNodeKind.Any)
                return (back ? RegexOp.AnyBack : RegexOp.Any, 0);
            if (node.Kind == RegexNodeKind.Set)
                return (back ? RegexOp.SetBack : RegexOp.Set, SetIndex(node.Set));
            if (node.IgnoreCase && HasCase(node.Char))
                return (back ? RegexOp.SetBack : RegexOp.Set, SetIndex(CaselessSet(node.Char)));
            return (back ? RegexOp.CharBack : RegexOp.Char, node.Char);
        }

        private static bool IsPlainChar(RegexNode node) => node.Kind == RegexNodeKind.Char && !(node.IgnoreCase && HasCase(node.Char));

        private void EmitConcat(RegexNode node)
        {
            List<RegexNode> children = node.Children;
            bool back = node.RightToLeft;
            for (int i = 0; i < children.Count; i++)
            {
                int run = i;
                while (run < children.Count && IsPlainChar(children[run]) && children[run].RightToLeft == back)
                    run++;
                if (run - i > 1 && !back)
                {
                    var text = new StringBuilder();
                    for (; i < run; i++)
                        text.Append(children[i].Char);
                    i--;
                    Op(RegexOp.Text, _texts.Count);
                    _texts.Add(text.ToString());
                }
                else
                {
                    Emit(back ? children[children.Count - 1 - i] : children[i]);
                }
            }
        }

        private void Emit(RegexNode node)
        {
            RuntimeHelpers.EnsureSufficientExecutionStack();
            switch (node.Kind)
            {
                case RegexNodeKind.Empty:
                    break;
                case RegexNodeKind.Nothing:
                    Op(RegexOp.Fail);
                    break;
                case RegexNodeKind.Char:
                case RegexNodeKind.Any:
                case RegexNodeKind.Set:
                    (RegexOp op, int operand) = Single(node);
                    if (op is RegexOp.Any or RegexOp.AnyBack)
                        Op(op);
                    else
                        Op(op, operand);
                    break;
                case RegexNodeKind.Concat:
                    EmitConcat(node);
                    break;
                case RegexNodeKind.Alternate:
                    EmitAlternate(node);
                    break;
                case RegexNodeKind.Group:
                    Emit(node.Children[0]);
                    break;
                case RegexNodeKind.Loop:
                    EmitLoop(node);
                    break;
                case RegexNodeKind.Capture:
                    int mark = _registers++;
                    Op(RegexOp.Mark, mark);
                    Emit(node.Children[0]);
                    Op(RegexOp.Capture, mark, node.Group < 0 ? -1 : _slots[node.Group], node.Balanced < 0 ? -1 : _slots[node.Balanced]);
                    break;
                case RegexNodeKind.Atomic:
                    Guarded(RegexOp.AtomBegin, RegexOp.AtomEnd, node.Children[0]);
                    break;
                case RegexNodeKind.Look:
                    Guarded(RegexOp.LookBegin, RegexOp.LookEnd, node.Children[0]);
                    break;
                case RegexNodeKind.NotLook:
                {
                    int register = _registers;
                    _registers += 2;
                    Op(RegexOp.NotBegin, register, 0);
                    int patch = _code.Count - 1;
                    Emit(node.Children[0]);
                    Op(RegexOp.NotEnd, register);
                    _code[patch] = _code.Count;
                    break;
                }
                case RegexNodeKind.BackReference:
                    Op(RegexOp.BackReference, _slots[node.Group], (node.IgnoreCase ? 1 : 0) | (node.RightToLeft ? 2 : 0) | ((_options & RegexOptions.ECMAScript) != 0 ? 4 : 0));
                    break;
                case RegexNodeKind.IfGroup:
                {
                    Op(RegexOp.IfGroup, _slots[node.Group], 0);
                    int patch = _code.Count - 1;
                    EmitBranches(node.Children[0], node.Children[1], patch);
                    break;
                }
                case RegexNodeKind.IfExpression:
                {
                    int register = _registers;
                    _registers += 2;
                    Op(RegexOp.IfBegin, register, 0);
                    int patch = _code.Count - 1;
                    Emit(node.Children[0]);
                    Op(RegexOp.IfEnd, register);
                    EmitBranches(node.Children[1], node.Children[2], patch);
                    break;
                }
                default:
                    Op(node.Kind - RegexNodeKind.Bol + RegexOp.Bol);
                    break;
            }
        }

        private void EmitBranches(RegexNode yes, RegexNode no, int patch)
        {
            Emit(yes);
            Op(RegexOp.Jump, 0);
            int end = _code.Count - 1;
            _code[patch] = _code.Count;
            Emit(no);
            _code[end] = _code.Count;
        }

        private void Guarded(RegexOp begin, RegexOp end, RegexNode inside)
        {
            int register = _registers;
            _registers += 2;
            Op(begin, register);
            Emit(inside);
            Op(end, register);
        }

        private void EmitAlternate(RegexNode node)
        {
            var ends = new List<int>();
            for (int i = 0; i < node.Children.Count; i++)
            {
                bool isLast = i == node.Children.Count - 1;
                int patch = 0;
                if (!isLast)
                {
                    Op(RegexOp.Split, 0);
                    patch = _code.Count - 1;
                }
                Emit(node.Children[i]);
                if (!isLast)
                {
                    Op(RegexOp.Jump, 0);
                    ends.Add(_code.Count - 1);
                    _code[patch] = _code.Count;
                }
            }
            foreach (int end in ends)
                _code[end] = _code.Count;
        }

        private void EmitLoop(RegexNode node)
        {
            RegexNode body = node.Children[0];
            while (body.Kind == RegexNodeKind.Group)
                body = body.Children[0];
            if (node.Max == 0)
                return;
            if (body.IsSingle)
            {
                (RegexOp op, int operand) = Single(body);
                Op(node.IsLazy && node.Min != node.Max ? RegexOp.Lazy : RegexOp.Greedy, (int)op, operand, node.Min, node.Max);
                return;
            }
            if (node.Min == 1 && node.Max == 1)
            {
                Emit(body);
                return;
            }
            if (node.Min == 0 && node.Max == 1 && !node.IsLazy)
            {
                Op(RegexOp.Split, 0);
                int patch = _code.Count - 1;
                Emit(body);
                _code[patch] = _code.Count;
                return;
            }
            int register = _registers;
            _registers += 2;
            Op(RegexOp.LoopInit, register);
            int test = _code.Count;
            Op(RegexOp.LoopTest, register, node.Min, node.Max, node.IsLazy ? 1 : 0, 0);
            int exit = _code.Count - 1;
            if (node.IsLazy)
            {
                // LoopTest goes to the body or out; what it leaves for later begins here.
                Op(RegexOp.LoopMore, register, _code.Count + 3);
            }
            Emit(body);
            Op(RegexOp.Jump, test);
            _code[exit] = _code.Count;
        }

        // ---- what a match begins with -------------------------------------------------------------------------

        private static void FindPrefix(RegexNode node, RegexProgram program)
        {
            RegexNode first = First(node, program);
            if (first is null)
                return;
            switch (first.Kind)
            {
                case RegexNodeKind.Char when IsPlainChar(first):
                    program.PrefixChars = first.Char.ToString();
                    break;
                case RegexNodeKind.Char:
                    program.PrefixSet = CaselessSet(first.Char);
                    break;
                case RegexNodeKind.Set:
                    program.PrefixSet = first.Set;
                    break;
                case RegexNodeKind.Text:
                    program.Prefix = first.Text;
                    break;
                case RegexNodeKind.Start:
                    program.IsAnchored = true;
                    break;
                case RegexNodeKind.Alternate:
                    var chars = new StringBuilder();
                    foreach (RegexNode branch in first.Children)
                    {
                        RegexNode start = First(branch, null);
                        if (start is null || chars.Length > 8)
                            return;
                        if (start.Kind == RegexNodeKind.Text)
                            chars.Append(start.Text[0]);
                        else if (start.Kind == RegexNodeKind.Char && IsPlainChar(start))
                            chars.Append(start.Char);
                        else
                            return;
                    }
                    program.PrefixChars = chars.ToString();
                    break;
            }
        }

        /// <summary>The first thing that takes a character; null if that may be skipped or is not known.</summary>
        private static RegexNode First(RegexNode node, RegexProgram program)
        {
            while (true)
            {
                switch (node.Kind)
                {
                    case RegexNodeKind.Capture:
                    case RegexNodeKind.Group:
                    case RegexNodeKind.Atomic:
                        node = node.Children[0];
                        continue;
                    case RegexNodeKind.Loop when node.Min > 0:
                        node = node.Children[0];
                        continue;
                    case RegexNodeKind.Char:
                    case RegexNodeKind.Set:
                    case RegexNodeKind.Alternate:
                    case RegexNodeKind.Start:
                        return node.RightToLeft ? null : node;
                    case RegexNodeKind.Concat:
                        int i = 0;
                        while (i < node.Children.Count && node.Children[i].Kind is RegexNodeKind.Bol or RegexNodeKind.Boundary or RegexNodeKind.NotBoundary or RegexNodeKind.Look or RegexNodeKind.NotLook or RegexNodeKind.Empty)
                            i++;
                        if (i == node.Children.Count)
                            return null;
                        int run = i;
                        var text = new StringBuilder();
                        while (run < node.Children.Count && IsPlainChar(node.Children[run]))
                            text.Append(node.Children[run++].Char);
                        if (run - i > 1)
                            return new RegexNode(RegexNodeKind.Text, node.Options) { Text = text.ToString() };
                        node = node.Children[i];
                        continue;
                    default:
                        return null;
                }
            }
        }
    }
}
