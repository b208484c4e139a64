using System.Collections.Generic;
using System.Runtime.Serialization;
using System.Threading;

namespace System.Text.RegularExpressions;

/// <summary>A regular expression: parsed once, run by a backtracking matcher over a small program.</summary>
public partial class Regex : ISerializable
{
    public static readonly TimeSpan InfiniteMatchTimeout = Timeout.InfiniteTimeSpan;

    private readonly string _pattern;
    private readonly RegexProgram _program;
    private readonly Dictionary<int, int> _slots = new Dictionary<int, int>();   // group number → index
    private readonly int[] _numbers;
    private readonly Dictionary<string, int> _names;
    private readonly string[] _slotNames;
    private RegexMatcher _matcher;
    private RegexReplacement _replacement;

    public Regex([StringSyntax("Regex")] string pattern) : this(pattern, RegexOptions.None, InfiniteMatchTimeout)
    {
    }

    public Regex([StringSyntax("Regex", "options")] string pattern, RegexOptions options) : this(pattern, options, InfiniteMatchTimeout)
    {
    }

    public Regex([StringSyntax("Regex", "options")] string pattern, RegexOptions options, TimeSpan matchTimeout)
    {
        Throw.IfNull(pattern, nameof(pattern));
        if (((int)options & ~0x77F) != 0 || (options & RegexOptions.ECMAScript) != 0 && (options & ~(RegexOptions.ECMAScript | RegexOptions.IgnoreCase | RegexOptions.Multiline | RegexOptions.Compiled | RegexOptions.CultureInvariant)) != 0)
            throw new ArgumentOutOfRangeException(nameof(options));
        ValidateMatchTimeout(matchTimeout);
        _pattern = pattern;
        Options = options;
        MatchTimeout = matchTimeout;
        RegexNode root = RegexParser.Parse(pattern, options, out _names, out List<int> numbers);
        _numbers = numbers.ToArray();
        _slotNames = new string[_numbers.Length];
        for (int i = 0; i < _numbers.Length; i++)
        {
            _slots.Add(_numbers[i], i);
            _slotNames[i] = _numbers[i].ToString();
        }
        foreach (KeyValuePair<string, int> name in _names)
            _slotNames[_slots[name.Value]] = name.Key;
        _program = RegexProgram.Compile(root, _slots, options);
    }

    protected Regex()
    {
        throw new PlatformNotSupportedException("Compiling regular expressions to assemblies is not supported.");
    }

    protected Regex(SerializationInfo info, StreamingContext context) => throw new PlatformNotSupportedException();

    void ISerializable.GetObjectData(SerializationInfo si, StreamingContext context) => throw new PlatformNotSupportedException();

    protected internal static void ValidateMatchTimeout(TimeSpan matchTimeout)
    {
        if (matchTimeout != InfiniteMatchTimeout && (matchTimeout.Ticks <= 0 || matchTimeout.TotalMilliseconds > int.MaxValue - 1))
            throw new ArgumentOutOfRangeException(nameof(matchTimeout));
    }

    public RegexOptions Options { get; }

    public TimeSpan MatchTimeout { get; }

    public bool RightToLeft => (Options & RegexOptions.RightToLeft) != 0;

    public override string ToString() => _pattern;

    // ---- groups -----------------------------------------------------------------------------------------------

    internal int SlotOf(int number) => _slots.TryGetValue(number, out int slot) ? slot : -1;

    internal string NameOfSlot(int slot) => _slotNames[slot];

    public string[] GetGroupNames() => (string[])_slotNames.Clone();

    public int[] GetGroupNumbers() => (int[])_numbers.Clone();

    public string GroupNameFromNumber(int i) => SlotOf(i) is >= 0 and int slot ? _slotNames[slot] : "";

    public int GroupNumberFromName(string name)
    {
        Throw.IfNull(name, nameof(name));
        if (_names.TryGetValue(name, out int number))
            return number;
        return uint.TryParse(name, Globalization.NumberStyles.None, null, out uint value) && value <= int.MaxValue && SlotOf((int)value) >= 0 ? (int)value : -1;
    }

    // ---- running ----------------------------------------------------------------------------------------------

    private RegexMatcher Rent() => Interlocked.Exchange(ref _matcher, null) ?? new RegexMatcher(this, _program);

    private void Return(RegexMatcher matcher) => _matcher = matcher;

    /// <summary>Looks in `input` between `begin` and `end`, which count as its bounds.</summary>
    internal Match Run(string input, int begin, int end, int start, int scanStart)
    {
        RegexMatcher matcher = Rent();
        Match match = System.Text.RegularExpressions.Match.Empty;
        try
        {
            if (matcher.Scan(input.AsSpan(begin, end - begin), start - begin, scanStart - begin))
            {
                var captures = new int[matcher.Captures.Length][];
                for (int i = 0; i < captures.Length; i++)
                    captures[i] = matcher.Captures[i].AsSpan(0, 2 * matcher.CaptureCounts[i]).ToArray();
                match = new Match(this, input, "0", begin, end, captures, (int[])matcher.CaptureCounts.Clone(), begin);
            }
        }
        finally
        {
            Return(matcher);
        }
        return match;
    }

    private bool TryFind(ReadOnlySpan<char> input, int start, int scanStart, out int index, out int length)
    {
        RegexMatcher matcher = Rent();
        try
        {
            bool found = matcher.Scan(input, start, scanStart);
            index = found ? matcher.Captures[0][0] : 0;
            length = found ? matcher.Captures[0][1] : 0;
            return found;
        }
        finally
        {
            Return(matcher);
        }
    }

    private static void CheckStart(int startat, int length)
    {
        if ((uint)startat > (uint)length)
            throw new ArgumentOutOfRangeException(nameof(startat), "Start index cannot be less than 0 or greater than input length.");
    }

    public bool IsMatch(string input)
    {
        Throw.IfNull(input, nameof(input));
        return IsMatch(input.AsSpan());
    }

    public bool IsMatch(string input, int startat)
    {
        Throw.IfNull(input, nameof(input));
        return IsMatch(input.AsSpan(), startat);
    }

    public bool IsMatch(ReadOnlySpan<char> input) => IsMatch(input, RightToLeft ? input.Length : 0);

    public bool IsMatch(ReadOnlySpan<char> input, int startat)
    {
        CheckStart(startat, input.Length);
        return TryFind(input, startat, startat, out _, out _);
    }

    public Match Match(string input)
    {
        Throw.IfNull(input, nameof(input));
        return Match(input, RightToLeft ? input.Length : 0);
    }

    public Match Match(string input, int startat)
    {
        Throw.IfNull(input, nameof(input));
        CheckStart(startat, input.Length);
        return Run(input, 0, input.Length, startat, startat);
    }

    public Match Match(string input, int beginning, int length)
    {
        Throw.IfNull(input, nameof(input));
        if ((uint)beginning > (uint)input.Length)
            throw new ArgumentOutOfRangeException(nameof(beginning), "Start index cannot be less than 0 or greater than input length.");
        if ((uint)length > (uint)(input.Length - beginning))
            throw new ArgumentOutOfRangeException(nameof(length), "Length cannot be less than 0 or exceed input length.");
        int start = RightToLeft ? beginning + length : beginning;
        return Run(input, beginning, beginning + length, start, start);
    }

    public MatchCollection Matches(string input) => new MatchCollection(Match(input));

    public MatchCollection Matches(string input, int startat) => new MatchCollection(Match(input, startat));

    public int Count(string input)
    {
        Throw.IfNull(input, nameof(input));
        return Count(input.AsSpan());
    }

    public int Count(ReadOnlySpan<char> input) => Count(input, RightToLeft ? input.Length : 0);

    public int Count(ReadOnlySpan<char> input, int startat)
    {
        int count = 0;
        foreach (ValueMatch _ in EnumerateMatches(input, startat))
            count++;
        return count;
    }

    public ValueMatchEnumerator EnumerateMatches(ReadOnlySpan<char> input) => EnumerateMatches(input, RightToLeft ? input.Length : 0);

    public ValueMatchEnumerator EnumerateMatches(ReadOnlySpan<char> input, int startat)
    {
        CheckStart(startat, input.Length);
        return new ValueMatchEnumerator(this, input, startat);
    }

    /// <summary>Matches of a span, one after the other.</summary>
    public ref struct ValueMatchEnumerator : IEnumerator<ValueMatch>
    {
        private readonly Regex _regex;
        private readonly ReadOnlySpan<char> _input;
        private int _at;
        private int _scanStart;

        internal ValueMatchEnumerator(Regex regex, ReadOnlySpan<char> input, int start)
        {
            _regex = regex;
            _input = input;
            _at = _scanStart = start;
        }

        public readonly ValueMatchEnumerator GetEnumerator() => this;

        public ValueMatch Current { get; private set; }

        public bool MoveNext()
        {
            if ((uint)_at > (uint)_input.Length || !_regex.TryFind(_input, _at, _scanStart, out int index, out int length))
            {
                _at = -1;
                Current = default;
                return false;
            }
            Current = new ValueMatch(index, length);
            bool back = _regex.RightToLeft;
            _scanStart = back ? index : index + length;
            _at = length > 0 ? _scanStart : back ? _scanStart - 1 : _scanStart + 1;
            return true;
        }

        object Collections.IEnumerator.Current => throw new NotSupportedException();
        void Collections.IEnumerator.Reset() => throw new NotSupportedException();
        readonly void IDisposable.Dispose()
        {
        }
    }
}
