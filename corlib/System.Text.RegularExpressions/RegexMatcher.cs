using System.Collections.Generic;

namespace System.Text.RegularExpressions;

/// <summary>
/// Runs a program over a text by backtracking. Choices and undo records lie on one stack, four integers each: a, b, c and what they are.
/// A choice is taken when matching fails; undo records are carried out on the way down to it, so that captures and registers are always
/// those of the path being tried.
/// </summary>
internal sealed class RegexMatcher
{
    // What a record on the stack is.
    private const int Alternative = 0;     // a position, b where to go on
    private const int UndoRegister = 1;    // a register, b its value before
    private const int UndoCapture = 2;     // a group: forget its last capture
    private const int UndoRelease = 3;     // a group, b start, c length: give the capture back
    private const int GreedyForward = 4;   // a where to go on, b the least position, c the position tried last
    private const int GreedyBack = 5;
    private const int LazyLoop = 6;        // a the operation, b position, c rounds left

    private readonly RegexProgram _program;
    private readonly int[] _registers;
    private int[] _stack = new int[256];
    private int _top;
    private int _steps;
    private readonly Regex _regex;
    private long _deadline;

    /// <summary>Captures by group: pairs of start and length.</summary>
    internal readonly int[][] Captures;
    internal readonly int[] CaptureCounts;

    internal RegexMatcher(Regex regex, RegexProgram program)
    {
        _regex = regex;
        _program = program;
        _registers = new int[Math.Max(program.Registers, 1)];
        Captures = new int[program.GroupCount][];
        CaptureCounts = new int[program.GroupCount];
        for (int i = 0; i < Captures.Length; i++)
            Captures[i] = new int[2];
    }

    /// <summary>Looks for a match from `start` on, towards the end or the start of the text as the pattern says. Group 0 holds it.</summary>
    internal bool Scan(ReadOnlySpan<char> text, int start, int scanStart)
    {
        _steps = 0;
        _deadline = _regex.MatchTimeout == Regex.InfiniteMatchTimeout ? 0 : Environment.TickCount64 + (long)_regex.MatchTimeout.TotalMilliseconds;
        RegexProgram program = _program;
        if (program.RightToLeft)
        {
            for (int at = start; at >= 0; at--)
                if (MatchAt(text, at, scanStart))
                    return true;
            return false;
        }
        if (program.IsAnchored)
            return start == 0 && MatchAt(text, 0, scanStart);
        for (int at = start; at <= text.Length; at++)
        {
            if (program.Prefix is not null)
            {
                int found = text.Slice(at).IndexOf(program.Prefix.AsSpan());
                if (found < 0)
                    return false;
                at += found;
            }
            else if (program.PrefixChars is not null)
            {
                int found = program.PrefixChars.Length == 1 ? text.Slice(at).IndexOf(program.PrefixChars[0]) : text.Slice(at).IndexOfAny(program.PrefixChars.AsSpan());
                if (found < 0)
                    return false;
                at += found;
            }
            else if (program.PrefixSet is not null)
            {
                RegexCharClass set = program.PrefixSet;
                while (at < text.Length && !set.Contains(text[at]))
                    at++;
                if (at == text.Length)
                    return false;
            }
            if (MatchAt(text, at, scanStart))
                return true;
        }
        return false;
    }

    private void Push(int a, int b, int c, int kind)
    {
        if (_top + 4 > _stack.Length)
            Array.Resize(ref _stack, _stack.Length * 2);
        int[] stack = _stack;
        int top = _top;
        stack[top + 3] = kind;
        stack[top] = a;
        stack[top + 1] = b;
        stack[top + 2] = c;
        _top = top + 4;
    }

    private void SetRegister(int register, int value)
    {
        Push(register, _registers[register], 0, UndoRegister);
        _registers[register] = value;
    }

    private void AddCapture(int group, int start, int length)
    {
        ref int[] list = ref Captures[group];
        int count = CaptureCounts[group];
        if (2 * count + 2 > list.Length)
            Array.Resize(ref list, list.Length * 2 + 2);
        list[2 * count] = start;
        list[2 * count + 1] = length;
        CaptureCounts[group] = count + 1;
    }

    /// <summary>Carries out the undo records above `height` and drops everything there.</summary>
    private void Unwind(int height)
    {
        while (_top > height)
        {
            _top -= 4;
            Undo(_stack[_top], _stack[_top + 1], _stack[_top + 2], _stack[_top + 3]);
        }
    }

    private void Undo(int a, int b, int c, int kind)
    {
        if (kind == UndoRegister)
            _registers[a] = b;
        else if (kind == UndoCapture)
            CaptureCounts[a]--;
        else if (kind == UndoRelease)
            AddCapture(a, b, c);
    }

    /// <summary>Drops the choices above `height`, but keeps what must be undone if an older choice is taken.</summary>
    private void Commit(int height)
    {
        int[] stack = _stack;
        int to = height;
        for (int from = height; from < _top; from += 4)
        {
            if (stack[from + 3] is not (UndoRegister or UndoCapture or UndoRelease))
                continue;
            if (to != from)
                Array.Copy(stack, from, stack, to, 4);
            to += 4;
        }
        _top = to;
    }

    private void CheckTime(ReadOnlySpan<char> text)
    {
        if (_deadline != 0 && Environment.TickCount64 > _deadline)
            throw new RegexMatchTimeoutException(text.ToString(), _regex.ToString(), _regex.MatchTimeout);
    }

    private bool Takes(RegexOp op, int operand, char c) => op switch
    {
        RegexOp.Char or RegexOp.CharBack => c == operand,
        RegexOp.Set or RegexOp.SetBack => _program.Sets[operand].Contains(c),
        _ => true
    };

    /// <summary>How many characters from `at` a single operation takes, `max` at most.</summary>
    private int Count(ReadOnlySpan<char> text, RegexOp op, int operand, int at, int max)
    {
        int n = 0;
        switch (op)
        {
            case RegexOp.Any:
                return Math.Min(max, text.Length - at);
            case RegexOp.AnyBack:
                return Math.Min(max, at);
            case RegexOp.Char:
                max = Math.Min(max, text.Length - at);
                while (n < max && text[at + n] == operand)
                    n++;
                return n;
            case RegexOp.Set:
                RegexCharClass set = _program.Sets[operand];
                max = Math.Min(max, text.Length - at);
                while (n < max && set.Contains(text[at + n]))
                    n++;
                return n;
            default:
                max = Math.Min(max, at);
                while (n < max && Takes(op, operand, text[at - 1 - n]))
                    n++;
                return n;
        }
    }

    private static bool IsBoundary(ReadOnlySpan<char> text, int at, bool isEcma)
    {
        bool before = at > 0 && IsWord(text[at - 1], isEcma);
        bool after = at < text.Length && IsWord(text[at], isEcma);
        return before != after;
    }

    private static bool IsWord(char c, bool isEcma) => isEcma ? RegexCharClass.EcmaWord.Contains(c) : RegexCharClass.IsBoundaryWordChar(c);

    private bool BackReference(ReadOnlySpan<char> text, ref int pos, int group, int flags)
    {
        int count = CaptureCounts[group];
        if (count == 0)
            return (flags & 4) != 0;
        int start = Captures[group][2 * count - 2];
        int length = Captures[group][2 * count - 1];
        int at = (flags & 2) != 0 ? pos - length : pos;
        if (at < 0 || at + length > text.Length)
            return false;
        for (int i = 0; i < length; i++)
        {
            char x = text[start + i];
            char y = text[at + i];
            if (x != y && ((flags & 1) == 0 || char.ToLowerInvariant(x) != char.ToLowerInvariant(y)))
                return false;
        }
        pos = (flags & 2) != 0 ? at : at + length;
        return true;
    }

    /// <summary>Closes a group that may take back a capture of another; false if that has none.</summary>
    private bool Close(int start, int end, int group, int balanced)
    {
        if (end < start)
            (start, end) = (end, start);
        if (balanced < 0)
        {
            AddCapture(group, start, end - start);
            Push(group, 0, 0, UndoCapture);
            return true;
        }
        int count = CaptureCounts[balanced];
        if (count == 0)
            return false;
        int otherStart = Captures[balanced][2 * count - 2];
        int otherEnd = otherStart + Captures[balanced][2 * count - 1];
        CaptureCounts[balanced]--;
        Push(balanced, otherStart, otherEnd - otherStart, UndoRelease);
        if (group < 0)
            return true;
        // What lies between the two.
        if (start >= otherEnd)
            (start, end) = (otherEnd, start);
        else if (end <= otherStart)
            start = otherStart;
        else
            (start, end) = (Math.Max(start, otherStart), Math.Min(end, otherEnd));
        AddCapture(group, start, end - start);
        Push(group, 0, 0, UndoCapture);
        return true;
    }

    private bool MatchAt(ReadOnlySpan<char> text, int pos, int scanStart)
    {
        Array.Clear(CaptureCounts);
        _top = 0;
        int[] code = _program.Code;
        int pc = 0;
        while (true)
        {
            bool ok;
            switch ((RegexOp)code[pc])
            {
                case RegexOp.Match:
                    return true;
                case RegexOp.Char:
                    ok = pos < text.Length && text[pos] == code[pc + 1];
                    pos++;
                    pc += 2;
                    break;
                case RegexOp.CharBack:
                    pos--;
                    ok = pos >= 0 && text[pos] == code[pc + 1];
                    pc += 2;
                    break;
                case RegexOp.Set:
                    ok = pos < text.Length && _program.Sets[code[pc + 1]].Contains(text[pos]);
                    pos++;
                    pc += 2;
                    break;
                case RegexOp.SetBack:
                    pos--;
                    ok = pos >= 0 && _program.Sets[code[pc + 1]].Contains(text[pos]);
                    pc += 2;
                    break;
                case RegexOp.Any:
                    ok = pos < text.Length;
                    pos++;
                    pc++;
                    break;
                case RegexOp.AnyBack:
                    pos--;
                    ok = pos >= 0;
                    pc++;
                    break;
                case RegexOp.Text:
                    string literal = _program.Texts[code[pc + 1]];
                    ok = text.Length - pos >= literal.Length && text.Slice(pos, literal.Length).SequenceEqual(literal.AsSpan());
                    pos += literal.Length;
                    pc += 2;
                    break;
                case RegexOp.Greedy:
                {
                    var op = (RegexOp)code[pc + 1];
                    int min = code[pc + 3];
                    int n = Count(text, op, code[pc + 2], pos, code[pc + 4]);
                    ok = n >= min;
                    bool back = op is RegexOp.CharBack or RegexOp.SetBack or RegexOp.AnyBack;
                    pc += 5;
                    if (!ok)
                        break;
                    if (n > min)
                    {
                        if (back)
                            Push(pc, pos - min, pos - n, GreedyBack);
                        else
                            Push(pc, pos + min, pos + n, GreedyForward);
                    }
                    pos += back ? -n : n;
                    break;
                }
                case RegexOp.Lazy:
                {
                    var op = (RegexOp)code[pc + 1];
                    int min = code[pc + 3];
                    ok = min == 0 || Count(text, op, code[pc + 2], pos, min) == min;
                    if (!ok)
                        break;
                    pos += op is RegexOp.CharBack or RegexOp.SetBack or RegexOp.AnyBack ? -min : min;
                    if (code[pc + 4] > min)
                        Push(pc, pos, code[pc + 4] - min, LazyLoop);
                    pc += 5;
                    break;
                }
                case RegexOp.Split:
                    Push(pos, code[pc + 1], 0, Alternative);
                    pc += 2;
                    ok = true;
                    break;
                case RegexOp.Jump:
                    pc = code[pc + 1];
                    ok = true;
                    break;
                case RegexOp.LoopInit:
                    SetRegister(code[pc + 1], 0);
                    SetRegister(code[pc + 1] + 1, -1);
                    pc += 2;
                    ok = true;
                    break;
                case RegexOp.LoopTest:
                {
                    int register = code[pc + 1];
                    int count = _registers[register];
                    ok = true;
                    bool isLazy = code[pc + 4] != 0;
                    if (count >= code[pc + 2])
                    {
                        // A round that took nothing would go on for ever.
                        if (count >= code[pc + 3] || _registers[register + 1] == pos)
                        {
                            pc = code[pc + 5];
                            break;
                        }
                        if (isLazy)
                        {
                            Push(pos, pc + 6, 0, Alternative);
                            pc = code[pc + 5];
                            break;
                        }
                        Push(pos, code[pc + 5], 0, Alternative);
                    }
                    SetRegister(register, count + 1);
                    SetRegister(register + 1, pos);
                    pc += isLazy ? 9 : 6;
                    break;
                }
                case RegexOp.LoopMore:
                    SetRegister(code[pc + 1], _registers[code[pc + 1]] + 1);
                    SetRegister(code[pc + 1] + 1, pos);
                    pc = code[pc + 2];
                    ok = true;
                    break;
                case RegexOp.Mark:
                    SetRegister(code[pc + 1], pos);
                    pc += 2;
                    ok = true;
                    break;
                case RegexOp.Capture:
                    ok = Close(_registers[code[pc + 1]], pos, code[pc + 2], code[pc + 3]);
                    pc += 4;
                    break;
                case RegexOp.BackReference:
                    ok = BackReference(text, ref pos, code[pc + 1], code[pc + 2]);
                    pc += 3;
                    break;
                case RegexOp.IfGroup:
                    pc = CaptureCounts[code[pc + 1]] > 0 ? pc + 3 : code[pc + 2];
                    ok = true;
                    break;
                case RegexOp.AtomBegin:
                case RegexOp.LookBegin:
                    SetRegister(code[pc + 1] + 1, pos);
                    SetRegister(code[pc + 1], _top + 4);
                    pc += 2;
                    ok = true;
                    break;
                case RegexOp.AtomEnd:
                    Commit(_registers[code[pc + 1]]);
                    pc += 2;
                    ok = true;
                    break;
                case RegexOp.LookEnd:
                case RegexOp.IfEnd:
                    pos = _registers[code[pc + 1] + 1];
                    Commit(_registers[code[pc + 1]]);
                    pc += 2;
                    ok = true;
                    break;
                case RegexOp.NotBegin:
                case RegexOp.IfBegin:
                    SetRegister(code[pc + 1] + 1, pos);
                    SetRegister(code[pc + 1], _top + 4);
                    Push(pos, code[pc + 2], 0, Alternative);
                    pc += 3;
                    ok = true;
                    break;
                case RegexOp.NotEnd:
                    Unwind(_registers[code[pc + 1]]);
                    ok = false;
                    break;
                case RegexOp.Bol:
                    ok = pos == 0 || text[pos - 1] == '\n';
                    pc++;
                    break;
                case RegexOp.Eol:
                    ok = pos == text.Length || text[pos] == '\n';
                    pc++;
                    break;
                case RegexOp.Start:
                    ok = pos == 0;
                    pc++;
                    break;
                case RegexOp.End:
                    ok = pos == text.Length;
                    pc++;
                    break;
                case RegexOp.EndZ:
                    ok = pos == text.Length || (pos == text.Length - 1 && text[pos] == '\n');
                    pc++;
                    break;
                case RegexOp.Boundary:
                    ok = IsBoundary(text, pos, false);
                    pc++;
                    break;
                case RegexOp.NotBoundary:
                    ok = !IsBoundary(text, pos, false);
                    pc++;
                    break;
                case RegexOp.EcmaBoundary:
                    ok = IsBoundary(text, pos, true);
                    pc++;
                    break;
                case RegexOp.NotEcmaBoundary:
                    ok = !IsBoundary(text, pos, true);
                    pc++;
                    break;
                case RegexOp.ScanStart:
                    ok = pos == scanStart;
                    pc++;
                    break;
                default:
                    ok = false;
                    break;
            }
            if (ok)
                continue;
            if ((++_steps & 1023) == 0)
                CheckTime(text);
            // Back to the last choice.
            while (true)
            {
                if (_top == 0)
                    return false;
                int[] stack = _stack;
                int at = _top - 4;
                int kind = stack[at + 3];
                if (kind == Alternative)
                {
                    _top = at;
                    pos = stack[at];
                    pc = stack[at + 1];
                    break;
                }
                if (kind is GreedyForward or GreedyBack)
                {
                    pos = stack[at + 2] + (kind == GreedyForward ? -1 : 1);
                    pc = stack[at];
                    if (pos == stack[at + 1])
                        _top = at;
                    else
                        stack[at + 2] = pos;
                    break;
                }
                if (kind == LazyLoop)
                {
                    pc = stack[at];
                    pos = stack[at + 1];
                    int left = stack[at + 2] - 1;
                    var op = (RegexOp)code[pc + 1];
                    _top = at;
                    if (Count(text, op, code[pc + 2], pos, 1) == 0)
                        continue;
                    pos += op is RegexOp.CharBack or RegexOp.SetBack or RegexOp.AnyBack ? -1 : 1;
                    if (left > 0)
                        Push(pc, pos, left, LazyLoop);
                    pc += 5;
                    break;
                }
                _top = at;
                Undo(stack[at], stack[at + 1], stack[at + 2], kind);
            }
        }
    }
}
