using System.Globalization;

namespace System.Text.RegularExpressions;

/// <summary>Backslashes and bracketed sets.</summary>
internal ref partial struct RegexParser
{
    private RegexNode ParseEscape()
    {
        if (_at + 1 >= _pattern.Length)
        {
            _at++;
            throw Error(RegexParseError.UnescapedEndingBackslash, "Illegal \\ at end of pattern.");
        }
        bool isEcma = Has(RegexOptions.ECMAScript);
        _at++;
        char c = Now;
        switch (c)
        {
            case 'b': _at++; return Node(isEcma ? RegexNodeKind.EcmaBoundary : RegexNodeKind.Boundary);
            case 'B': _at++; return Node(isEcma ? RegexNodeKind.NotEcmaBoundary : RegexNodeKind.NotBoundary);
            case 'A': _at++; return Node(RegexNodeKind.Start);
            case 'G': _at++; return Node(RegexNodeKind.ScanStart);
            case 'Z': _at++; return Node(RegexNodeKind.EndZ);
            case 'z': _at++; return Node(RegexNodeKind.End);
            case 'w': _at++; return OneSet(isEcma ? RegexCharClass.EcmaWord : RegexCharClass.Word);
            case 'W': _at++; return OneSet(isEcma ? RegexCharClass.NotEcmaWord : RegexCharClass.NotWord);
            case 's': _at++; return OneSet(isEcma ? RegexCharClass.EcmaSpace : RegexCharClass.Space);
            case 'S': _at++; return OneSet(isEcma ? RegexCharClass.NotEcmaSpace : RegexCharClass.NotSpace);
            case 'd': _at++; return OneSet(isEcma ? RegexCharClass.EcmaDigit : RegexCharClass.Digit);
            case 'D': _at++; return OneSet(isEcma ? RegexCharClass.NotEcmaDigit : RegexCharClass.NotDigit);
            case 'p':
            case 'P':
                _at++;
                var set = new RegexCharClass();
                ReadProperty(set, c == 'P');
                if (Has(RegexOptions.IgnoreCase))
                    set.IgnoreCase();
                return OneSet(set.Freeze());
            case 'k':
            case '<':
            case '\'':
                RegexNode reference = ParseNamedReference();
                if (reference is not null)
                    return reference;
                break;
        }
        if (char.IsAsciiDigit(c) && c != '0')
        {
            RegexNode reference = ParseNumberedReference(isEcma);
            if (reference is not null)
                return reference;
        }
        return OneChar(ReadEscapedChar());
    }

    internal static string Unescape(string text)
    {
        var parser = new RegexParser(text, RegexOptions.None);
        var result = new StringBuilder();
        while (!parser.AtEnd)
        {
            char c = parser.Now;
            parser._at++;
            if (c == '\\')
            {
                if (parser.AtEnd)
                    throw parser.Error(RegexParseError.UnescapedEndingBackslash, "Illegal \\ at end of pattern.");
                c = parser.ReadEscapedChar();
            }
            result.Append(c);
        }
        return result.ToString();
    }

    private RegexNode Reference(int group) => new RegexNode(RegexNodeKind.BackReference, _options) { Group = group };

    /// <summary>\k&lt;name&gt;, \k'name', \&lt;name&gt;; null if an old-style \&lt; is a plain character after all.</summary>
    private RegexNode ParseNamedReference()
    {
        int start = _at;
        bool isK = Now == 'k';
        if (isK)
        {
            _at++;
            if (AtEnd || Now is not ('<' or '\''))
                throw Error(RegexParseError.MalformedNamedReference, "Malformed \\k<...> named back reference.");
        }
        char close = Now == '<' ? '>' : '\'';
        _at++;
        string name = ReadName();
        if (name.Length > 0 && Next(close))
        {
            int group = GroupNumber(name);
            _at++;
            if (group >= 0 && Numbers.Contains(group))
                return Reference(group);
            if (char.IsAsciiDigit(name[0]))
                throw Error(RegexParseError.UndefinedNumberedReference, "Reference to undefined group number " + name + ".");
            if (isK || !Has(RegexOptions.ECMAScript))
                throw Error(RegexParseError.UndefinedNamedReference, "Reference to undefined group name '" + name + "'.");
        }
        if (isK)
            throw Error(RegexParseError.MalformedNamedReference, "Malformed \\k<...> named back reference.");
        _at = start;
        return null;
    }

    /// <summary>\1 refers to a group; \10 to the tenth if there is one, else it is octal.</summary>
    private RegexNode ParseNumberedReference(bool isEcma)
    {
        int start = _at;
        if (isEcma)
        {
            // The longest number that is a group.
            int best = -1;
            int bestAt = start;
            int value = 0;
            for (int p = start; p < _pattern.Length && char.IsAsciiDigit(_pattern[p]) && value < 100000; p++)
            {
                value = value * 10 + (_pattern[p] - '0');
                if (Numbers.Contains(value))
                    (best, bestAt) = (value, p + 1);
            }
            if (best < 0)
                return null;
            _at = bestAt;
            return Reference(best);
        }
        int number = ReadNumber();
        if (Numbers.Contains(number))
            return Reference(number);
        if (number <= 9)
            throw Error(RegexParseError.UndefinedNumberedReference, "Reference to undefined group number " + number.ToString() + ".");
        _at = start;
        return null;
    }

    private char ReadHex(int digits)
    {
        int value = 0;
        if (_at + digits <= _pattern.Length)
        {
            for (; digits > 0; digits--)
            {
                int digit = Number.HexDigit(Now);
                _at++;
                if (digit > 15)
                    break;
                value = value * 16 + digit;
            }
        }
        if (digits > 0)
            throw Error(RegexParseError.InsufficientOrInvalidHexDigits, "Insufficient or invalid hexadecimal digits.");
        return (char)value;
    }

    /// <summary>The character that an escape stands for; the backslash is read.</summary>
    private char ReadEscapedChar()
    {
        char c = Now;
        if (c is >= '0' and <= '7')
        {
            int value = 0;
            for (int i = 0; i < 3 && !AtEnd && Now is >= '0' and <= '7'; i++)
            {
                value = value * 8 + (Now - '0');
                _at++;
                if (Has(RegexOptions.ECMAScript) && value >= 32)
                    break;
            }
            return (char)(value & 0xFF);
        }
        _at++;
        switch (c)
        {
            case 'x': return ReadHex(2);
            case 'u': return ReadHex(4);
            case 'a': return '\a';
            case 'b': return '\b';
            case 'e': return '\u001B';
            case 'f': return '\f';
            case 'n': return '\n';
            case 'r': return '\r';
            case 't': return '\t';
            case 'v': return '\v';
            case 'c':
                if (AtEnd)
                    throw Error(RegexParseError.MissingControlCharacter, "Missing control character.");
                char control = (char)(char.IsAsciiLetterLower(Now) ? Now - 'a' + 'A' : Now);
                if (control is < '@' or > '_')
                    throw Error(RegexParseError.UnrecognizedControlCharacter, "Unrecognized control character.");
                _at++;
                return (char)(control - '@');
            default:
                if (!Has(RegexOptions.ECMAScript) && RegexCharClass.Word.Contains(c))
                    throw Error(RegexParseError.UnrecognizedEscape, "Unrecognized escape sequence \\" + c + ".");
                return c;
        }
    }

    /// <summary>{name} after \p.</summary>
    private void ReadProperty(RegexCharClass set, bool isNegated)
    {
        if (_at + 2 >= _pattern.Length)
            throw Error(RegexParseError.InvalidUnicodePropertyEscape, "Incomplete \\p{X} character escape.");
        if (Now != '{')
            throw Error(RegexParseError.MalformedUnicodePropertyEscape, "Malformed \\p{X} character escape.");
        _at++;
        int start = _at;
        while (!AtEnd && (RegexCharClass.Word.Contains(Now) || Now == '-'))
            _at++;
        string name = _pattern.Substring(start, _at - start);
        if (!Next('}'))
            throw Error(RegexParseError.InvalidUnicodePropertyEscape, "Incomplete \\p{X} character escape.");
        _at++;
        if (!set.TryAddProperty(name, isNegated))
            throw Error(RegexParseError.UnrecognizedUnicodeProperty, "Unknown property '" + name + "'.");
    }

    /// <summary>A bracketed set; the opening bracket is read.</summary>
    private RegexCharClass ParseSet(bool ignoreCase)
    {
        var set = new RegexCharClass();
        if (ignoreCase)
            set.IgnoreCase();
        bool isEcma = Has(RegexOptions.ECMAScript);
        if (Next('^'))
        {
            _at++;
            set.IsNegated = true;
            if (isEcma && Next(']'))
            {
                // [^] takes anything.
            }
        }
        bool isFirst = true;
        bool inRange = false;
        char from = '\0';
        for (; !AtEnd; isFirst = false)
        {
            char c = Now;
            _at++;
            bool isEscaped = false;
            if (c == ']')
            {
                if (!isFirst)
                {
                    if (inRange)
                    {
                        // A hyphen at the end is itself.
                        set.Add(from, from);
                        set.Add('-', '-');
                    }
                    return set;
                }
            }
            else if (c == '\\' && !AtEnd)
            {
                char kind = Now;
                switch (kind)
                {
                    case 'D' or 'd' or 'S' or 's' or 'W' or 'w' or 'P' or 'p':
                        _at++;
                        if (inRange)
                            throw Error(RegexParseError.ShorthandClassInCharacterRange, "Cannot include class \\" + kind + " in character range.");
                        bool isNegated = char.IsAsciiLetterUpper(kind);
                        switch ((char)(kind | 0x20))
                        {
                            case 'd' when isEcma: set.AddAll(isNegated ? RegexCharClass.NotEcmaDigit : RegexCharClass.EcmaDigit); break;
                            case 's' when isEcma: set.AddAll(isNegated ? RegexCharClass.NotEcmaSpace : RegexCharClass.EcmaSpace); break;
                            case 'w' when isEcma: set.AddAll(isNegated ? RegexCharClass.NotEcmaWord : RegexCharClass.EcmaWord); break;
                            case 'd': set.AddDigit(isNegated); break;
                            case 's': set.AddSpace(isNegated); break;
                            case 'w': set.AddWord(isNegated); break;
                            default: ReadProperty(set, isNegated); break;
                        }
                        continue;
                    case '-':
                        _at++;
                        if (inRange)
                        {
                            if (from > '-')
                                throw Error(RegexParseError.ReversedCharacterRange, "[x-y] range in reverse order.");
                            set.Add(from, '-');
                            inRange = false;
                        }
                        else
                        {
                            set.Add('-', '-');
                        }
                        continue;
                    default:
                        c = ReadEscapedChar();
                        isEscaped = true;
                        break;
                }
            }
            if (inRange)
            {
                inRange = false;
                if (c == '[' && !isEscaped && !isFirst)
                {
                    // a-[…]: what comes is taken away, and the character before stands for itself.
                    set.Add(from, from);
                    set.Subtraction = ParseSet(ignoreCase);
                    if (!Next(']'))
                        throw Error(RegexParseError.ExclusionGroupNotLast, "A subtraction must be the last element in a character class.");
                    continue;
                }
                if (from > c)
                    throw Error(RegexParseError.ReversedCharacterRange, "[x-y] range in reverse order.");
                set.Add(from, c);
            }
            else if (_at + 1 < _pattern.Length && Now == '-' && _pattern[_at + 1] != ']')
            {
                from = c;
                inRange = true;
                _at++;
            }
            else if (c == '-' && !isEscaped && Next('[') && !isFirst)
            {
                _at++;
                set.Subtraction = ParseSet(ignoreCase);
                if (!Next(']'))
                    throw Error(RegexParseError.ExclusionGroupNotLast, "A subtraction must be the last element in a character class.");
            }
            else
            {
                set.Add(c, c);
            }
        }
        throw Error(RegexParseError.UnterminatedBracket, "Unterminated [] set.");
    }
}
