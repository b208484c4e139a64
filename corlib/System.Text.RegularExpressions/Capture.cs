using System.Collections;
using System.Collections.Generic;

namespace System.Text.RegularExpressions;

/// <summary>A piece of the text that a group matched.</summary>
public class Capture
{
    internal static readonly Capture[] None = [];

    internal Capture(string text, int index, int length) => (Text, Index, Length) = (text, index, length);

    internal string Text { get; set; }

    public int Index { get; private protected set; }

    public int Length { get; private protected set; }

    public string Value => Text is null ? "" : Text.Substring(Index, Length);

    public ReadOnlySpan<char> ValueSpan => Text is null ? default : Text.AsSpan(Index, Length);

    public override string ToString() => Value;
}

/// <summary>What a group matched: its last capture, and all of them.</summary>
public class Group : Capture
{
    private static readonly Group s_unmatched = new Group(null, "", [], 0, 0);

    private readonly int[] _captures;
    private readonly int _count;
    private readonly int _shift;
    private CaptureCollection _collection;

    internal Group(string text, string name, int[] captures, int count, int shift)
        : base(text, count == 0 ? 0 : captures[2 * count - 2] + shift, count == 0 ? 0 : captures[2 * count - 1])
    {
        Name = name;
        _captures = captures;
        _count = count;
        _shift = shift;
    }

    public string Name { get; }

    public bool Success => _count > 0;

    public CaptureCollection Captures => _collection ??= new CaptureCollection(this);

    internal int CaptureCount => _count;

    internal Capture CaptureAt(int i) => i == _count - 1 ? this : new Capture(Text, _captures[2 * i] + _shift, _captures[2 * i + 1]);

    internal static Group Unmatched => s_unmatched;

    public static Group Synchronized(Group inner)
    {
        Throw.IfNull(inner, nameof(inner));
        return inner;
    }
}

/// <summary>The captures of one group, first to last.</summary>
public class CaptureCollection : IList<Capture>, IReadOnlyList<Capture>, IList
{
    private readonly Capture[] _items;

    internal CaptureCollection(Group group)
    {
        _items = new Capture[group.CaptureCount];
        for (int i = 0; i < _items.Length; i++)
            _items[i] = group.CaptureAt(i);
    }

    public Capture this[int i] => (uint)i < (uint)_items.Length ? _items[i] : throw new ArgumentOutOfRangeException(nameof(i));

    public int Count => _items.Length;

    public bool IsReadOnly => true;

    public bool IsSynchronized => false;

    public object SyncRoot => this;

    public IEnumerator GetEnumerator() => _items.GetEnumerator();

    IEnumerator<Capture> IEnumerable<Capture>.GetEnumerator() => ((IEnumerable<Capture>)_items).GetEnumerator();

    public void CopyTo(Array array, int arrayIndex) => _items.CopyTo(array, arrayIndex);

    public void CopyTo(Capture[] array, int arrayIndex) => _items.CopyTo(array, arrayIndex);

    private static NotSupportedException ReadOnly() => new NotSupportedException("Collection is read-only.");

    int IList<Capture>.IndexOf(Capture item) => Array.IndexOf(_items, item);
    void IList<Capture>.Insert(int index, Capture item) => throw ReadOnly();
    void IList<Capture>.RemoveAt(int index) => throw ReadOnly();
    Capture IList<Capture>.this[int index] { get => this[index]; set => throw ReadOnly(); }
    void ICollection<Capture>.Add(Capture item) => throw ReadOnly();
    void ICollection<Capture>.Clear() => throw ReadOnly();
    bool ICollection<Capture>.Contains(Capture item) => Array.IndexOf(_items, item) >= 0;
    bool ICollection<Capture>.Remove(Capture item) => throw ReadOnly();
    int IList.Add(object value) => throw ReadOnly();
    void IList.Clear() => throw ReadOnly();
    bool IList.Contains(object value) => Array.IndexOf(_items, value) >= 0;
    int IList.IndexOf(object value) => Array.IndexOf(_items, value);
    void IList.Insert(int index, object value) => throw ReadOnly();
    bool IList.IsFixedSize => true;
    void IList.Remove(object value) => throw ReadOnly();
    void IList.RemoveAt(int index) => throw ReadOnly();
    object IList.this[int index] { get => this[index]; set => throw ReadOnly(); }
}

/// <summary>The groups of a match, by number and by name.</summary>
public class GroupCollection : IList<Group>, IReadOnlyList<Group>, IReadOnlyDictionary<string, Group>, IList
{
    private readonly Match _match;
    private readonly Group[] _groups;

    internal GroupCollection(Match match, Group[] groups) => (_match, _groups) = (match, groups);

    public int Count => _groups.Length;

    public bool IsReadOnly => true;

    public bool IsSynchronized => false;

    public object SyncRoot => _match;

    public Group this[int groupnum]
    {
        get
        {
            int slot = _match.Regex is null ? groupnum : _match.Regex.SlotOf(groupnum);
            return (uint)slot < (uint)_groups.Length ? _groups[slot] : Group.Unmatched;
        }
    }

    public Group this[string groupname]
    {
        get
        {
            int number = _match.Regex is null ? -1 : _match.Regex.GroupNumberFromName(groupname);
            return number < 0 ? Group.Unmatched : this[number];
        }
    }

    public IEnumerator GetEnumerator() => _groups.GetEnumerator();

    IEnumerator<Group> IEnumerable<Group>.GetEnumerator() => ((IEnumerable<Group>)_groups).GetEnumerator();

    IEnumerator<KeyValuePair<string, Group>> IEnumerable<KeyValuePair<string, Group>>.GetEnumerator()
    {
        foreach (Group group in _groups)
            yield return new KeyValuePair<string, Group>(group.Name, group);
    }

    public bool ContainsKey(string key) => _match.Regex is not null && _match.Regex.GroupNumberFromName(key) >= 0;

    public bool TryGetValue(string key, out Group value)
    {
        value = ContainsKey(key) ? this[key] : null;
        return value is not null;
    }

    public IEnumerable<string> Keys
    {
        get
        {
            foreach (Group group in _groups)
                yield return group.Name;
        }
    }

    public IEnumerable<Group> Values => _groups;

    public void CopyTo(Array array, int arrayIndex) => _groups.CopyTo(array, arrayIndex);

    public void CopyTo(Group[] array, int arrayIndex) => _groups.CopyTo(array, arrayIndex);

    private static NotSupportedException ReadOnly() => new NotSupportedException("Collection is read-only.");

    int IList<Group>.IndexOf(Group item) => Array.IndexOf(_groups, item);
    void IList<Group>.Insert(int index, Group item) => throw ReadOnly();
    void IList<Group>.RemoveAt(int index) => throw ReadOnly();
    Group IList<Group>.this[int index] { get => _groups[index]; set => throw ReadOnly(); }
    void ICollection<Group>.Add(Group item) => throw ReadOnly();
    void ICollection<Group>.Clear() => throw ReadOnly();
    bool ICollection<Group>.Contains(Group item) => Array.IndexOf(_groups, item) >= 0;
    bool ICollection<Group>.Remove(Group item) => throw ReadOnly();
    int IList.Add(object value) => throw ReadOnly();
    void IList.Clear() => throw ReadOnly();
    bool IList.Contains(object value) => Array.IndexOf(_groups, value) >= 0;
    int IList.IndexOf(object value) => Array.IndexOf(_groups, value);
    void IList.Insert(int index, object value) => throw ReadOnly();
    bool IList.IsFixedSize => true;
    void IList.Remove(object value) => throw ReadOnly();
    void IList.RemoveAt(int index) => throw ReadOnly();
    object IList.this[int index] { get => _groups[index]; set => throw ReadOnly(); }
}
