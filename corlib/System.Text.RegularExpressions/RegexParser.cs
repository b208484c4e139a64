using System.Collections.Generic;
using System.Globalization;

namespace System.Text.RegularExpressions;

/// <summary>
/// Parses a pattern. Groups are counted by a pass of its own before (`CountGroups`), because a reference may stand before its group and because
/// named groups are numbered after all unnamed ones.
/// </summary>
internal ref partial struct RegexParser
{
    private const RegexOptions X = RegexOptions.IgnorePatternWhitespace;

    private readonly string _pattern;
    private int _at;
    private RegexOptions _options;
    private int _autoGroup;
    private int _depth;

    internal Dictionary<string, int> Names;     // of named groups
    internal List<int> Numbers;                 // of all groups, ascending, with 0

    private RegexParser(string pattern, RegexOptions options)
    {
        _pattern = pattern;
        _options = options;
        _autoGroup = 1;
        Names = new Dictionary<string, int>();
        Numbers = new List<int>();
    }

    internal static RegexNode Parse(string pattern, RegexOptions options, out Dictionary<string, int> names, out List<int> numbers)
    {
        var parser = new RegexParser(pattern, options);
        parser.CountGroups();
        parser._at = 0;
        parser._options = options;
        parser._autoGroup = 1;
        RegexNode body = parser.ParseAlternation();
        if (parser._at < pattern.Length)
        {
            parser._at++;
            throw parser.Error(RegexParseError.InsufficientOpeningParentheses, "Too many )'s.");
        }
        names = parser.Names;
        numbers = parser.Numbers;
        return new RegexNode(RegexNodeKind.Capture, options) { Group = 0 }.Add(body);
    }

    private readonly RegexParseException Error(RegexParseError error, string message) =>
        new RegexParseException(error, _at, "Invalid pattern '" + _pattern + "' at offset " + _at.ToString() + ". " + message);

    private readonly bool AtEnd => _at >= _pattern.Length;

    private readonly char Now => _pattern[_at];

    private readonly bool Next(char c) => _at < _pattern.Length && _pattern[_at] == c;

    private readonly bool Has(RegexOptions option) => (_options & option) != 0;

    private readonly RegexNode Node(RegexNodeKind kind) => new RegexNode(kind, _options);

    // ---- counting ---------------------------------------------------------------------------------------------

    private void CountGroups()
    {
        Numbers.Add(0);
        var named = new List<string>();
        var saved = new Stack<RegexOptions>();
        bool ignoreNext = false;
        while (!AtEnd)
        {
            char c = Now;
            _at++;
            switch (c)
            {
                case '\\':
                    if (!AtEnd)
                        _at++;
                    break;
                case '#' when Has(X):
                    while (!AtEnd && Now != '\n')
                        _at++;
                    break;
                case '[':
                    SkipSet();
                    break;
                case ')':
                    if (saved.Count > 0)
                        _options = saved.Pop();
                    break;
                case '(':
                    if (_at + 1 < _pattern.Length && Now == '?' && _pattern[_at + 1] == '#')
                    {
                        while (!AtEnd && Now != ')')
                            _at++;
                        _at++;
                        break;
                    }
                    saved.Push(_options);
                    bool ignore = ignoreNext;
                    ignoreNext = false;
                    if (Next('?'))
                    {
                        _at++;
                        if (_at + 1 < _pattern.Length && (Now == '<' && _pattern[_at + 1] is not ('=' or '!') || Now == '\''))
                        {
                            _at++;
                            int start = _at;
                            while (!AtEnd && RegexCharClass.Word.Contains(Now))
                                _at++;
                            string name = _pattern.Substring(start, _at - start);
                            if (name.Length > 0 && char.IsAsciiDigit(name[0]))
                            {
                                if (name[0] != '0' && int.TryParse(name, NumberStyles.None, null, out int number) && !Numbers.Contains(number))
                                    Numbers.Add(number);
                            }
                            else if (name.Length > 0 && !named.Contains(name))
                            {
                                named.Add(name);
                            }
                        }
                        else if (!AtEnd && Now is not ('<' or '\''))
                        {
                            ReadOptions();
                            if (Next(')'))
                            {
                                // Options for the rest of the group around.
                                _at++;
                                saved.Pop();
                            }
                            else if (Next('('))
                            {
                                ignoreNext = true;
                            }
                        }
                    }
                    else if (!Has(RegexOptions.ExplicitCapture) && !ignore)
                    {
                        if (!Numbers.Contains(_autoGroup))
                            Numbers.Add(_autoGroup);
                        _autoGroup++;
                    }
                    break;
            }
        }
        foreach (string name in named)
        {
            while (Numbers.Contains(_autoGroup))
                _autoGroup++;
            Names.Add(name, _autoGroup);
            Numbers.Add(_autoGroup++);
        }
        Numbers.Sort();
    }

    private void SkipSet()
    {
        if (Next('^'))
            _at++;
        bool isFirst = true;
        for (; !AtEnd; isFirst = false)
        {
            char c = Now;
            _at++;
            if (c == ']' && !isFirst)
                return;
            if (c == '\\' && !AtEnd)
                _at++;
            else if (c == '-' && Next('[') && !isFirst)
            {
                _at++;
                SkipSet();
            }
        }
    }

    // ---- structure --------------------------------------------------------------------------------------------

    private RegexNode ParseAlternation()
    {
        if (++_depth > 1000)
            RuntimeHelpers.EnsureSufficientExecutionStack();
        RegexNode first = ParseConcatenation();
        if (!Next('|'))
        {
            _depth--;
            return first;
        }
        RegexNode all = Node(RegexNodeKind.Alternate).Add(first);
        while (Next('|'))
        {
            _at++;
            all.Add(ParseConcatenation());
        }
        _depth--;
        return all;
    }

    private void SkipBlanks()
    {
        while (true)
        {
            if (Has(X))
            {
                while (!AtEnd && Now is ' ' or '\t' or '\n' or '\r' or '\f' or '\v')
                    _at++;
                if (Next('#'))
                {
                    while (!AtEnd && Now != '\n')
                        _at++;
                    continue;
                }
            }
            if (_at + 2 < _pattern.Length && Now == '(' && _pattern[_at + 1] == '?' && _pattern[_at + 2] == '#')
            {
                int close = _pattern.IndexOf(')', _at);
                if (close < 0)
                {
                    _at = _pattern.Length;
                    throw Error(RegexParseError.UnterminatedComment, "Unterminated (?#...) comment.");
                }
                _at = close + 1;
                continue;
            }
            return;
        }
    }

    private RegexNode ParseConcatenation()
    {
        RegexNode all = Node(RegexNodeKind.Concat);
        while (true)
        {
            SkipBlanks();
            if (AtEnd || Now is '|' or ')')
                break;
            RegexNode atom = ParseAtom();
            if (atom is null)
                continue;
            SkipBlanks();
            if (IsQuantifier())
            {
                atom = ParseQuantifier(atom);
                SkipBlanks();
                if (IsQuantifier())
                {
                    char c = Now;
                    _at++;
                    throw Error(RegexParseError.NestedQuantifiersNotParenthesized, "Nested quantifier '" + c + "'.");
                }
            }
            all.Add(atom);
        }
        if (all.Children is null)
            return Node(RegexNodeKind.Empty);
        return all.Children.Count == 1 ? all.Children[0] : all;
    }

    private readonly bool IsQuantifier()
    {
        if (AtEnd)
            return false;
        if (Now is '*' or '+' or '?')
            return true;
        if (Now != '{')
            return false;
        int p = _at + 1;
        int digits = p;
        while (p < _pattern.Length && char.IsAsciiDigit(_pattern[p]))
            p++;
        if (p == digits || p == _pattern.Length)
            return false;
        if (_pattern[p] == '}')
            return true;
        if (_pattern[p] != ',')
            return false;
        p++;
        while (p < _pattern.Length && char.IsAsciiDigit(_pattern[p]))
            p++;
        return p < _pattern.Length && _pattern[p] == '}';
    }

    private int ReadNumber()
    {
        long value = 0;
        while (!AtEnd && char.IsAsciiDigit(Now))
        {
            value = value * 10 + (Now - '0');
            _at++;
            if (value > int.MaxValue)
                throw Error(RegexParseError.QuantifierOrCaptureGroupOutOfRange, "Capture group numbers must be less than or equal to Int32.MaxValue.");
        }
        return (int)value;
    }

    private RegexNode ParseQuantifier(RegexNode atom)
    {
        int min = 0;
        int max = int.MaxValue;
        char c = Now;
        _at++;
        if (c == '+')
            min = 1;
        else if (c == '?')
            max = 1;
        else if (c == '{')
        {
            min = max = ReadNumber();
            if (Next(','))
            {
                _at++;
                max = Next('}') ? int.MaxValue : ReadNumber();
            }
            _at++;
            if (min > max)
                throw Error(RegexParseError.ReversedQuantifierRange, "Illegal {x,y} with x > y.");
        }
        SkipBlanks();
        bool isLazy = Next('?');
        if (isLazy)
            _at++;
        return new RegexNode(RegexNodeKind.Loop, _options) { Min = min, Max = max, IsLazy = isLazy }.Add(atom);
    }

    /// <summary>One thing that may be quantified; null if it was only a change of options.</summary>
    private RegexNode ParseAtom()
    {
        char c = Now;
        switch (c)
        {
            case '*':
            case '+':
            case '?':
                _at++;
                throw Error(RegexParseError.QuantifierAfterNothing, "Quantifier '" + c + "' following nothing.");
            case '{' when IsQuantifier():
                _at++;
                throw Error(RegexParseError.QuantifierAfterNothing, "Quantifier '" + c + "' following nothing.");
            case '(':
                return ParseGroup();
            case '[':
                _at++;
                return new RegexNode(RegexNodeKind.Set, _options) { Set = ParseSet(Has(RegexOptions.IgnoreCase)).Freeze() };
            case '.':
                _at++;
                if (Has(RegexOptions.Singleline))
                    return Node(RegexNodeKind.Any);
                var notLine = new RegexCharClass { IsNegated = true };
                notLine.Add('\n', '\n');
                return new RegexNode(RegexNodeKind.Set, _options) { Set = notLine.Freeze() };
            case '^':
                _at++;
                return Node(Has(RegexOptions.Multiline) ? RegexNodeKind.Bol : RegexNodeKind.Start);
            case '$':
                _at++;
                return Node(Has(RegexOptions.Multiline) ? RegexNodeKind.Eol : RegexNodeKind.EndZ);
            case '\\':
                return ParseEscape();
            default:
                _at++;
                return OneChar(c);
        }
    }

    private readonly RegexNode OneChar(char c) => new RegexNode(RegexNodeKind.Char, _options) { Char = c };

    private readonly RegexNode OneSet(RegexCharClass set) => new RegexNode(RegexNodeKind.Set, _options) { Set = set };

    // ---- groups -----------------------------------------------------------------------------------------------

    private RegexNode ParseGroup()
    {
        RegexOptions outside = _options;
        _at++;
        RegexNode group;
        if (!Next('?'))
        {
            group = Has(RegexOptions.ExplicitCapture) ? Node(RegexNodeKind.Group) : new RegexNode(RegexNodeKind.Capture, _options) { Group = _autoGroup++ };
            return FinishGroup(group, outside);
        }
        _at++;
        if (AtEnd)
            throw Error(RegexParseError.InvalidGroupingConstruct, "Unrecognized grouping construct.");
        switch (Now)
        {
            case ':':
                _at++;
                return FinishGroup(Node(RegexNodeKind.Group), outside);
            case '=':
                _at++;
                _options &= ~RegexOptions.RightToLeft;
                return FinishGroup(Node(RegexNodeKind.Look), outside);
            case '!':
                _at++;
                _options &= ~RegexOptions.RightToLeft;
                return FinishGroup(Node(RegexNodeKind.NotLook), outside);
            case '>':
                _at++;
                return FinishGroup(Node(RegexNodeKind.Atomic), outside);
            case '(':
                return ParseConditional(outside);
            case '<' when _at + 1 < _pattern.Length && _pattern[_at + 1] is '=' or '!':
                bool isNegated = _pattern[_at + 1] == '!';
                _at += 2;
                _options |= RegexOptions.RightToLeft;
                return FinishGroup(Node(isNegated ? RegexNodeKind.NotLook : RegexNodeKind.Look), outside);
            case '<':
            case '\'':
                return FinishGroup(ParseNamed(), outside);
            default:
                ReadOptions();
                if (Next(')'))
                {
                    _at++;
                    return null;
                }
                if (!Next(':'))
                {
                    _at = Math.Min(_at + 1, _pattern.Length);
                    throw Error(RegexParseError.InvalidGroupingConstruct, "Unrecognized grouping construct.");
                }
                _at++;
                return FinishGroup(Node(RegexNodeKind.Group), outside);
        }
    }

    private RegexNode FinishGroup(RegexNode group, RegexOptions outside)
    {
        group.Add(ParseAlternation());
        if (!Next(')'))
            throw Error(RegexParseError.InsufficientClosingParentheses, "Not enough )'s.");
        _at++;
        _options = outside;
        return group.Kind == RegexNodeKind.Group ? group.Children[0] is { Kind: RegexNodeKind.Concat or RegexNodeKind.Alternate or RegexNodeKind.Loop or RegexNodeKind.Empty } inner ? new RegexNode(RegexNodeKind.Group, outside).Add(inner) : group.Children[0] : group;
    }

    private int GroupNumber(string name)
    {
        if (char.IsAsciiDigit(name[0]))
            return int.TryParse(name, NumberStyles.None, null, out int number) ? number : throw Error(RegexParseError.QuantifierOrCaptureGroupOutOfRange, "Capture group numbers must be less than or equal to Int32.MaxValue.");
        return Names.TryGetValue(name, out int known) ? known : -1;
    }

    private string ReadName()
    {
        int start = _at;
        while (!AtEnd && RegexCharClass.Word.Contains(Now))
            _at++;
        return _pattern.Substring(start, _at - start);
    }

    private RegexNode ParseNamed()
    {
        char close = Now == '<' ? '>' : '\'';
        _at++;
        if (AtEnd)
            throw Error(RegexParseError.InvalidGroupingConstruct, "Unrecognized grouping construct.");
        int nameAt = _at;
        string name = ReadName();
        int group = -1;
        int balanced = -1;
        if (name.Length > 0)
        {
            bool isNumber = char.IsAsciiDigit(name[0]);
            if (isNumber && name.AsSpan().ContainsAnyExceptInRange('0', '9'))
            {
                _at = nameAt + name.AsSpan().IndexOfAnyExceptInRange('0', '9');
                throw Error(RegexParseError.CaptureGroupNameInvalid, "Invalid group name: Group names must begin with a word character.");
            }
            group = GroupNumber(name);
            if (group == 0)
                throw Error(RegexParseError.CaptureGroupOfZero, "Capture number cannot be zero.");
        }
        if (Next('-'))
        {
            _at++;
            string other = ReadName();
            if (other.Length == 0)
                throw Error(RegexParseError.CaptureGroupNameInvalid, "Invalid group name: Group names must begin with a word character.");
            balanced = GroupNumber(other);
            if (balanced < 0 || !Numbers.Contains(balanced))
            {
                if (char.IsAsciiDigit(other[0]))
                    throw Error(RegexParseError.UndefinedNumberedReference, "Reference to undefined group number " + other + ".");
                throw Error(RegexParseError.UndefinedNamedReference, "Reference to undefined group name '" + other + "'.");
            }
        }
        else if (name.Length == 0)
        {
            throw Error(RegexParseError.CaptureGroupNameInvalid, "Invalid group name: Group names must begin with a word character.");
        }
        if (!Next(close))
            throw Error(RegexParseError.CaptureGroupNameInvalid, "Invalid group name: Group names must begin with a word character.");
        _at++;
        return new RegexNode(RegexNodeKind.Capture, _options) { Group = group, Balanced = balanced };
    }

    /// <summary>(?(1)yes|no), (?(name)yes|no), (?(expression)yes|no).</summary>
    private RegexNode ParseConditional(RegexOptions outside)
    {
        int open = _at;
        _at++;
        RegexNode test;
        string name = ReadName();
        if (name.Length > 0 && Next(')') && (char.IsAsciiDigit(name[0]) || Names.ContainsKey(name)))
        {
            int group = GroupNumber(name);
            _at++;
            if (!Numbers.Contains(group))
                throw Error(RegexParseError.AlternationHasUndefinedReference, "Conditional alternation refers to an undefined group number " + name + ".");
            test = new RegexNode(RegexNodeKind.IfGroup, _options) { Group = group };
        }
        else
        {
            _at = open;
            if (_at + 2 < _pattern.Length && _pattern[_at + 1] == '?')
            {
                if (_pattern[_at + 2] == '#')
                    throw Error(RegexParseError.AlternationHasComment, "Alternation conditions cannot be comments.");
                if (_pattern[_at + 2] == '\'' || _pattern[_at + 2] == '<' && _at + 3 < _pattern.Length && _pattern[_at + 3] is not ('=' or '!'))
                    throw Error(RegexParseError.AlternationHasNamedCapture, "Alternation conditions do not capture and cannot be named.");
            }
            test = new RegexNode(RegexNodeKind.IfExpression, _options);
            RegexNode condition;
            if (_at + 1 < _pattern.Length && _pattern[_at + 1] == '?')
            {
                condition = ParseGroup();
            }
            else
            {
                // The parentheses of the condition do not capture.
                RegexOptions before = _options;
                _at++;
                condition = FinishGroup(Node(RegexNodeKind.Group), before);
            }
            test.Add(condition ?? Node(RegexNodeKind.Empty));
        }
        RegexNode branches = ParseAlternation();
        if (branches.Kind == RegexNodeKind.Alternate)
        {
            if (branches.Children.Count > 2)
            {
                _at = Math.Min(_at + 1, _pattern.Length);
                throw Error(RegexParseError.AlternationHasTooManyConditions, "Too many | in (?()|).");
            }
            test.Add(branches.Children[0]).Add(branches.Children[1]);
        }
        else
        {
            test.Add(branches).Add(Node(RegexNodeKind.Empty));
        }
        if (!Next(')'))
            throw Error(RegexParseError.InsufficientClosingParentheses, "Not enough )'s.");
        _at++;
        _options = outside;
        return test;
    }

    private void ReadOptions()
    {
        bool isOff = false;
        for (; !AtEnd; _at++)
        {
            char c = Now;
            if (c is '-' or '+')
            {
                isOff = c == '-';
                continue;
            }
            RegexOptions option = (char)(c | 0x20) switch
            {
                'i' => RegexOptions.IgnoreCase,
                'm' => RegexOptions.Multiline,
                'n' => RegexOptions.ExplicitCapture,
                's' => RegexOptions.Singleline,
                'x' => X,
                _ => RegexOptions.None
            };
            if (option == RegexOptions.None)
                return;
            _options = isOff ? _options & ~option : _options | option;
        }
    }
}
