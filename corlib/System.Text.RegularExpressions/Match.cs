using System.Collections;
using System.Collections.Generic;

namespace System.Text.RegularExpressions;

public delegate string MatchEvaluator(Match match);

/// <summary>One match of a pattern, or none.</summary>
public class Match : Group
{
    private static readonly Match s_empty = new Match(null, null, "", 0, 0, [], [0], 0);

    private readonly int[][] _captures;
    private readonly int[] _counts;
    private readonly int _begin;
    private readonly int _end;
    private GroupCollection _groups;

    internal Match(Regex regex, string text, string name, int begin, int end, int[][] captures, int[] counts, int shift)
        : base(text, name, captures.Length == 0 ? [] : captures[0], captures.Length == 0 ? 0 : counts[0], shift)
    {
        Regex = regex;
        _begin = begin;
        _end = end;
        _captures = captures;
        _counts = counts;
        Shift = shift;
    }

    internal Regex Regex { get; }

    private int Shift { get; }

    public static Match Empty => s_empty;

    public virtual GroupCollection Groups => _groups ??= MakeGroups();

    private GroupCollection MakeGroups()
    {
        var groups = new Group[Math.Max(_captures.Length, 1)];
        groups[0] = this;
        for (int i = 1; i < groups.Length; i++)
            groups[i] = new Group(Text, Regex.NameOfSlot(i), _captures[i], _counts[i], Shift);
        return new GroupCollection(this, groups);
    }

    /// <summary>The next match after this one; after an empty one, a character further.</summary>
    public Match NextMatch()
    {
        if (!Success || Regex is null)
            return this;
        bool back = Regex.RightToLeft;
        int at = back ? Index : Index + Length;
        int scanStart = at;
        if (Length == 0)
        {
            if (at == (back ? _begin : _end))
                return Empty;
            at += back ? -1 : 1;
        }
        return Regex.Run(Text, _begin, _end, at, scanStart);
    }

    public virtual string Result(string replacement)
    {
        Throw.IfNull(replacement, nameof(replacement));
        if (Regex is null)
            throw new NotSupportedException("Result cannot be called on a failed Match.");
        var result = new StringBuilder();
        Regex.ReplacementOf(replacement).Append(result, this);
        return result.ToString();
    }

    public static Match Synchronized(Match inner)
    {
        Throw.IfNull(inner, nameof(inner));
        return inner;
    }
}

/// <summary>The matches of a text, found as they are asked for.</summary>
public class MatchCollection : IList<Match>, IReadOnlyList<Match>, IList
{
    private readonly List<Match> _matches = new List<Match>();
    private Match _next;

    internal MatchCollection(Match first) => _next = first;

    private bool Fill(int count)
    {
        while (_next is not null && _matches.Count < count)
        {
            if (!_next.Success)
            {
                _next = null;
                break;
            }
            _matches.Add(_next);
            _next = _next.NextMatch();
        }
        return _matches.Count >= count;
    }

    public int Count
    {
        get
        {
            Fill(int.MaxValue);
            return _matches.Count;
        }
    }

    public virtual Match this[int i] => i >= 0 && Fill(i == int.MaxValue ? i : i + 1) ? _matches[i] : throw new ArgumentOutOfRangeException(nameof(i));

    public bool IsReadOnly => true;

    public bool IsSynchronized => false;

    public object SyncRoot => this;

    public IEnumerator GetEnumerator() => ((IEnumerable<Match>)this).GetEnumerator();

    IEnumerator<Match> IEnumerable<Match>.GetEnumerator()
    {
        for (int i = 0; Fill(i + 1); i++)
            yield return _matches[i];
    }

    public void CopyTo(Array array, int arrayIndex)
    {
        Fill(int.MaxValue);
        ((ICollection)_matches).CopyTo(array, arrayIndex);
    }

    public void CopyTo(Match[] array, int arrayIndex)
    {
        Fill(int.MaxValue);
        _matches.CopyTo(array, arrayIndex);
    }

    private static NotSupportedException ReadOnly() => new NotSupportedException("Collection is read-only.");

    private int IndexOf(object item) => Count > 0 && item is Match match ? _matches.IndexOf(match) : -1;

    int IList<Match>.IndexOf(Match item) => IndexOf(item);
    void IList<Match>.Insert(int index, Match item) => throw ReadOnly();
    void IList<Match>.RemoveAt(int index) => throw ReadOnly();
    Match IList<Match>.this[int index] { get => this[index]; set => throw ReadOnly(); }
    void ICollection<Match>.Add(Match item) => throw ReadOnly();
    void ICollection<Match>.Clear() => throw ReadOnly();
    bool ICollection<Match>.Contains(Match item) => IndexOf(item) >= 0;
    bool ICollection<Match>.Remove(Match item) => throw ReadOnly();
    int IList.Add(object value) => throw ReadOnly();
    void IList.Clear() => throw ReadOnly();
    bool IList.Contains(object value) => IndexOf(value) >= 0;
    int IList.IndexOf(object value) => IndexOf(value);
    void IList.Insert(int index, object value) => throw ReadOnly();
    bool IList.IsFixedSize => true;
    void IList.Remove(object value) => throw ReadOnly();
    void IList.RemoveAt(int index) => throw ReadOnly();
    object IList.this[int index] { get => this[index]; set => throw ReadOnly(); }
}

/// <summary>A match without its text: where it is.</summary>
public readonly ref struct ValueMatch
{
    internal ValueMatch(int index, int length) => (Index, Length) = (index, length);

    public int Index { get; }

    public int Length { get; }
}
