using System.Collections.Generic;

namespace System.Text.RegularExpressions;

/// <summary>Replacing, splitting, escaping, and the static forms with their cache.</summary>
public partial class Regex
{
    internal RegexReplacement ReplacementOf(string replacement)
    {
        RegexReplacement known = _replacement;
        if (known is null || known.Pattern != replacement)
            _replacement = known = new RegexReplacement(replacement, this);
        return known;
    }

    private static void CheckCount(int count)
    {
        if (count < -1)
            throw new ArgumentOutOfRangeException(nameof(count), "Count cannot be less than -1.");
    }

    public string Replace(string input, string replacement)
    {
        Throw.IfNull(input, nameof(input));
        return Replace(input, replacement, -1, RightToLeft ? input.Length : 0);
    }

    public string Replace(string input, string replacement, int count)
    {
        Throw.IfNull(input, nameof(input));
        return Replace(input, replacement, count, RightToLeft ? input.Length : 0);
    }

    public string Replace(string input, string replacement, int count, int startat)
    {
        Throw.IfNull(input, nameof(input));
        Throw.IfNull(replacement, nameof(replacement));
        return Replace(input, null, ReplacementOf(replacement), count, startat);
    }

    public string Replace(string input, MatchEvaluator evaluator)
    {
        Throw.IfNull(input, nameof(input));
        return Replace(input, evaluator, -1, RightToLeft ? input.Length : 0);
    }

    public string Replace(string input, MatchEvaluator evaluator, int count)
    {
        Throw.IfNull(input, nameof(input));
        return Replace(input, evaluator, count, RightToLeft ? input.Length : 0);
    }

    public string Replace(string input, MatchEvaluator evaluator, int count, int startat)
    {
        Throw.IfNull(input, nameof(input));
        Throw.IfNull(evaluator, nameof(evaluator));
        return Replace(input, evaluator, null, count, startat);
    }

    private string Replace(string input, MatchEvaluator evaluator, RegexReplacement replacement, int count, int startat)
    {
        CheckCount(count);
        CheckStart(startat, input.Length);
        if (count == 0)
            return input;
        Match match = Match(input, startat);
        if (!match.Success)
            return input;
        if (RightToLeft)
            return ReplaceBack(input, match, evaluator, replacement, count);
        var result = new StringBuilder();
        int at = 0;
        do
        {
            result.Append(input.AsSpan(at, match.Index - at));
            at = match.Index + match.Length;
            if (evaluator is not null)
                result.Append(evaluator(match));
            else
                replacement.Append(result, match);
            if (--count == 0)
                break;
            match = match.NextMatch();
        }
        while (match.Success);
        return result.Append(input.AsSpan(at)).ToString();
    }

    private static string ReplaceBack(string input, Match match, MatchEvaluator evaluator, RegexReplacement replacement, int count)
    {
        // Found from the end to the start; put together from the last to the first.
        var pieces = new List<string>();
        int at = input.Length;
        do
        {
            pieces.Add(input.Substring(match.Index + match.Length, at - match.Index - match.Length));
            at = match.Index;
            if (evaluator is not null)
            {
                pieces.Add(evaluator(match));
            }
            else
            {
                var one = new StringBuilder();
                replacement.Append(one, match);
                pieces.Add(one.ToString());
            }
            if (--count == 0)
                break;
            match = match.NextMatch();
        }
        while (match.Success);
        var result = new StringBuilder(input, 0, at, input.Length);
        for (int i = pieces.Count - 1; i >= 0; i--)
            result.Append(pieces[i]);
        return result.ToString();
    }

    public string[] Split(string input)
    {
        Throw.IfNull(input, nameof(input));
        return Split(input, 0, RightToLeft ? input.Length : 0);
    }

    public string[] Split(string input, int count)
    {
        Throw.IfNull(input, nameof(input));
        return Split(input, count, RightToLeft ? input.Length : 0);
    }

    public string[] Split(string input, int count, int startat)
    {
        Throw.IfNull(input, nameof(input));
        if (count < 0)
            throw new ArgumentOutOfRangeException(nameof(count), "Count cannot be less than -1.");
        CheckStart(startat, input.Length);
        if (count == 1)
            return [input];
        Match match = Match(input, startat);
        if (!match.Success)
            return [input];
        bool back = RightToLeft;
        var parts = new List<string>();
        int at = back ? input.Length : 0;
        while (match.Success && (count == 0 || --count > 0))
        {
            parts.Add(back ? input.Substring(match.Index + match.Length, at - match.Index - match.Length) : input.Substring(at, match.Index - at));
            at = back ? match.Index : match.Index + match.Length;
            for (int i = 1; i < match.Groups.Count; i++)
            {
                Group group = match.Groups[_numbers[i]];
                if (group.Success)
                    parts.Add(group.Value);
            }
            match = match.NextMatch();
        }
        parts.Add(back ? input.Substring(0, at) : input.Substring(at));
        if (back)
            parts.Reverse();
        return parts.ToArray();
    }

    public ValueSplitEnumerator EnumerateSplits(ReadOnlySpan<char> input) => new ValueSplitEnumerator(this, input, 0, RightToLeft ? input.Length : 0);

    public ValueSplitEnumerator EnumerateSplits(ReadOnlySpan<char> input, int count) => new ValueSplitEnumerator(this, input, count, RightToLeft ? input.Length : 0);

    public ValueSplitEnumerator EnumerateSplits(ReadOnlySpan<char> input, int count, int startat)
    {
        CheckStart(startat, input.Length);
        return new ValueSplitEnumerator(this, input, count, startat);
    }

    /// <summary>The ranges between the matches of a span.</summary>
    public ref struct ValueSplitEnumerator : IEnumerator<Range>
    {
        private readonly Regex _regex;
        private ValueMatchEnumerator _matches;
        private readonly int _length;
        private int _at;
        private int _left;
        private bool _isDone;

        internal ValueSplitEnumerator(Regex regex, ReadOnlySpan<char> input, int count, int start)
        {
            if (count < 0)
                throw new ArgumentOutOfRangeException(nameof(count), "Count cannot be less than -1.");
            _regex = regex;
            _matches = regex.EnumerateMatches(input, start);
            _length = input.Length;
            _at = regex.RightToLeft ? input.Length : 0;
            _left = count == 0 ? int.MaxValue : count;
        }

        public readonly ValueSplitEnumerator GetEnumerator() => this;

        public Range Current { get; private set; }

        public bool MoveNext()
        {
            if (_isDone)
                return false;
            bool back = _regex.RightToLeft;
            if (--_left > 0 && _matches.MoveNext())
            {
                ValueMatch match = _matches.Current;
                Current = back ? new Range(match.Index + match.Length, _at) : new Range(_at, match.Index);
                _at = back ? match.Index : match.Index + match.Length;
                return true;
            }
            Current = back ? new Range(0, _at) : new Range(_at, _length);
            _isDone = true;
            return true;
        }

        readonly object Collections.IEnumerator.Current => Current;
        void Collections.IEnumerator.Reset() => throw new NotSupportedException();
        readonly void IDisposable.Dispose()
        {
        }
    }

    // ---- escaping ---------------------------------------------------------------------------------------------

    public static string Escape(string str)
    {
        Throw.IfNull(str, nameof(str));
        const string Special = "\t\n\f\r #$()*+.?[\\^{|";
        if (str.AsSpan().IndexOfAny(Special) < 0)
            return str;
        var result = new StringBuilder();
        foreach (char c in str)
        {
            if (Special.Contains(c))
                result.Append('\\');
            result.Append(c switch { '\t' => 't', '\n' => 'n', '\f' => 'f', '\r' => 'r', _ => c });
        }
        return result.ToString();
    }

    public static string Unescape(string str)
    {
        Throw.IfNull(str, nameof(str));
        return str.Contains('\\') ? RegexParser.Unescape(str) : str;
    }

    // ---- static forms -----------------------------------------------------------------------------------------

    private static int s_cacheSize = 15;
    private static readonly Dictionary<(string, RegexOptions, TimeSpan), Regex> s_cache = new Dictionary<(string, RegexOptions, TimeSpan), Regex>();

    public static int CacheSize
    {
        get => s_cacheSize;
        set
        {
            if (value < 0)
                throw new ArgumentOutOfRangeException(nameof(value));
            s_cacheSize = value;
            lock (s_cache)
                if (s_cache.Count > value)
                    s_cache.Clear();
        }
    }

    private static Regex Cached(string pattern, RegexOptions options = RegexOptions.None) => Cached(pattern, options, InfiniteMatchTimeout);

    private static Regex Cached(string pattern, RegexOptions options, TimeSpan timeout)
    {
        Throw.IfNull(pattern, nameof(pattern));
        lock (s_cache)
            if (s_cache.TryGetValue((pattern, options, timeout), out Regex known))
                return known;
        var regex = new Regex(pattern, options, timeout);
        lock (s_cache)
        {
            if (s_cache.Count >= s_cacheSize)
                s_cache.Clear();
            if (s_cacheSize > 0)
                s_cache[(pattern, options, timeout)] = regex;
        }
        return regex;
    }

    public static bool IsMatch(string input, [StringSyntax("Regex")] string pattern) => Cached(pattern).IsMatch(input);
    public static bool IsMatch(string input, [StringSyntax("Regex", "options")] string pattern, RegexOptions options) => Cached(pattern, options).IsMatch(input);
    public static bool IsMatch(string input, [StringSyntax("Regex", "options")] string pattern, RegexOptions options, TimeSpan matchTimeout) => Cached(pattern, options, matchTimeout).IsMatch(input);
    public static bool IsMatch(ReadOnlySpan<char> input, [StringSyntax("Regex")] string pattern) => Cached(pattern).IsMatch(input);
    public static bool IsMatch(ReadOnlySpan<char> input, [StringSyntax("Regex", "options")] string pattern, RegexOptions options) => Cached(pattern, options).IsMatch(input);
    public static bool IsMatch(ReadOnlySpan<char> input, [StringSyntax("Regex", "options")] string pattern, RegexOptions options, TimeSpan matchTimeout) => Cached(pattern, options, matchTimeout).IsMatch(input);
    public static Match Match(string input, [StringSyntax("Regex")] string pattern) => Cached(pattern).Match(input);
    public static Match Match(string input, [StringSyntax("Regex", "options")] string pattern, RegexOptions options) => Cached(pattern, options).Match(input);
    public static Match Match(string input, [StringSyntax("Regex", "options")] string pattern, RegexOptions options, TimeSpan matchTimeout) => Cached(pattern, options, matchTimeout).Match(input);
    public static MatchCollection Matches(string input, [StringSyntax("Regex")] string pattern) => Cached(pattern).Matches(input);
    public static MatchCollection Matches(string input, [StringSyntax("Regex", "options")] string pattern, RegexOptions options) => Cached(pattern, options).Matches(input);
    public static MatchCollection Matches(string input, [StringSyntax("Regex", "options")] string pattern, RegexOptions options, TimeSpan matchTimeout) => Cached(pattern, options, matchTimeout).Matches(input);
    public static int Count(string input, [StringSyntax("Regex")] string pattern) => Cached(pattern).Count(input);
    public static int Count(string input, [StringSyntax("Regex", "options")] string pattern, RegexOptions options) => Cached(pattern, options).Count(input);
    public static int Count(string input, [StringSyntax("Regex", "options")] string pattern, RegexOptions options, TimeSpan matchTimeout) => Cached(pattern, options, matchTimeout).Count(input);
    public static int Count(ReadOnlySpan<char> input, [StringSyntax("Regex")] string pattern) => Cached(pattern).Count(input);
    public static int Count(ReadOnlySpan<char> input, [StringSyntax("Regex", "options")] string pattern, RegexOptions options) => Cached(pattern, options).Count(input);
    public static int Count(ReadOnlySpan<char> input, [StringSyntax("Regex", "options")] string pattern, RegexOptions options, TimeSpan matchTimeout) => Cached(pattern, options, matchTimeout).Count(input);
    public static ValueMatchEnumerator EnumerateMatches(ReadOnlySpan<char> input, [StringSyntax("Regex")] string pattern) => Cached(pattern).EnumerateMatches(input);
    public static ValueMatchEnumerator EnumerateMatches(ReadOnlySpan<char> input, [StringSyntax("Regex", "options")] string pattern, RegexOptions options) => Cached(pattern, options).EnumerateMatches(input);
    public static ValueMatchEnumerator EnumerateMatches(ReadOnlySpan<char> input, [StringSyntax("Regex", "options")] string pattern, RegexOptions options, TimeSpan matchTimeout) => Cached(pattern, options, matchTimeout).EnumerateMatches(input);
    public static ValueSplitEnumerator EnumerateSplits(ReadOnlySpan<char> input, [StringSyntax("Regex")] string pattern) => Cached(pattern).EnumerateSplits(input);
    public static ValueSplitEnumerator EnumerateSplits(ReadOnlySpan<char> input, [StringSyntax("Regex", "options")] string pattern, RegexOptions options) => Cached(pattern, options).EnumerateSplits(input);
    public static ValueSplitEnumerator EnumerateSplits(ReadOnlySpan<char> input, [StringSyntax("Regex", "options")] string pattern, RegexOptions options, TimeSpan matchTimeout) => Cached(pattern, options, matchTimeout).EnumerateSplits(input);
    public static string Replace(string input, [StringSyntax("Regex")] string pattern, string replacement) => Cached(pattern).Replace(input, replacement);
    public static string Replace(string input, [StringSyntax("Regex", "options")] string pattern, string replacement, RegexOptions options) => Cached(pattern, options).Replace(input, replacement);
    public static string Replace(string input, [StringSyntax("Regex", "options")] string pattern, string replacement, RegexOptions options, TimeSpan matchTimeout) => Cached(pattern, options, matchTimeout).Replace(input, replacement);
    public static string Replace(string input, [StringSyntax("Regex")] string pattern, MatchEvaluator evaluator) => Cached(pattern).Replace(input, evaluator);
    public static string Replace(string input, [StringSyntax("Regex", "options")] string pattern, MatchEvaluator evaluator, RegexOptions options) => Cached(pattern, options).Replace(input, evaluator);
    public static string Replace(string input, [StringSyntax("Regex", "options")] string pattern, MatchEvaluator evaluator, RegexOptions options, TimeSpan matchTimeout) => Cached(pattern, options, matchTimeout).Replace(input, evaluator);
    public static string[] Split(string input, [StringSyntax("Regex")] string pattern) => Cached(pattern).Split(input);
    public static string[] Split(string input, [StringSyntax("Regex", "options")] string pattern, RegexOptions options) => Cached(pattern, options).Split(input);
    public static string[] Split(string input, [StringSyntax("Regex", "options")] string pattern, RegexOptions options, TimeSpan matchTimeout) => Cached(pattern, options, matchTimeout).Split(input);
}
