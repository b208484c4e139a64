using System.Collections.Generic;
using System.Globalization;
using System.Text;

namespace System;

public sealed partial class String
{
    private const string IndexLength = "Index and length must refer to a location within the string.";

    // ---- parts ------------------------------------------------------------------------------------------------

    public string Substring(int startIndex)
    {
        if (startIndex == 0)
            return this;
        int length = Length - startIndex;
        if (length == 0)
            return Empty;
        if ((uint)startIndex > (uint)Length)
            ThrowSubstring(startIndex, length);
        return SubstringUnchecked(startIndex, length);
    }

    public string Substring(int startIndex, int length)
    {
        if ((ulong)(uint)startIndex + (uint)length > (uint)Length)
            ThrowSubstring(startIndex, length);
        if (length == 0)
            return Empty;
        return length == Length ? this : SubstringUnchecked(startIndex, length);
    }

    private void ThrowSubstring(int startIndex, int length)
    {
        if (startIndex < 0)
            Throw.MustBeNonNegative(startIndex, nameof(startIndex));
        if (startIndex > Length)
            Throw.OutOfRange(nameof(startIndex), "startIndex cannot be larger than length of string.");
        if (length < 0)
            Throw.MustBeNonNegative(length, nameof(length));
        Throw.OutOfRange(nameof(length), IndexLength);
    }

    private string SubstringUnchecked(int startIndex, int length) => SubstringNative(this, startIndex, length);

    /// New string of a piece of another.
    [MethodImpl(MethodImplOptions.InternalCall)]
    private static extern string SubstringNative(string text, int startIndex, int length);

    public string Trim()
    {
        int start = 0;
        int end = Length - 1;
        while (start <= end && char.IsWhiteSpace(Unsafe.Add(ref _firstChar, start)))
            start++;
        while (end >= start && char.IsWhiteSpace(Unsafe.Add(ref _firstChar, end)))
            end--;
        return Cut(start, end);
    }

    public string TrimStart()
    {
        int start = 0;
        while (start < Length && char.IsWhiteSpace(Unsafe.Add(ref _firstChar, start)))
            start++;
        return Cut(start, Length - 1);
    }

    public string TrimEnd()
    {
        int end = Length - 1;
        while (end >= 0 && char.IsWhiteSpace(Unsafe.Add(ref _firstChar, end)))
            end--;
        return Cut(0, end);
    }

    public string Trim(char trimChar) => TrimSet(new ReadOnlySpan<char>(in trimChar), true, true);

    public string TrimStart(char trimChar) => TrimSet(new ReadOnlySpan<char>(in trimChar), true, false);

    public string TrimEnd(char trimChar) => TrimSet(new ReadOnlySpan<char>(in trimChar), false, true);

    public string Trim(params char[] trimChars) => trimChars is null || trimChars.Length == 0 ? Trim() : TrimSet(trimChars, true, true);

    public string TrimStart(params char[] trimChars) => trimChars is null || trimChars.Length == 0 ? TrimStart() : TrimSet(trimChars, true, false);

    public string TrimEnd(params char[] trimChars) => trimChars is null || trimChars.Length == 0 ? TrimEnd() : TrimSet(trimChars, false, true);

    private string TrimSet(scoped ReadOnlySpan<char> set, bool atStart, bool atEnd)
    {
        int start = 0;
        int end = Length - 1;
        if (atStart)
        {
            while (start <= end && SpanHelpers.Contains(set, Unsafe.Add(ref _firstChar, start)))
                start++;
        }
        if (atEnd)
        {
            while (end >= start && SpanHelpers.Contains(set, Unsafe.Add(ref _firstChar, end)))
                end--;
        }
        return Cut(start, end);
    }

    private string Cut(int start, int end)
    {
        int length = end - start + 1;
        if (length == Length)
            return this;
        return length == 0 ? Empty : SubstringUnchecked(start, length);
    }

    // ---- padding, insertion, removal --------------------------------------------------------------------------

    public string PadLeft(int totalWidth) => PadLeft(totalWidth, ' ');

    public string PadLeft(int totalWidth, char paddingChar)
    {
        if (totalWidth < 0)
            Throw.MustBeNonNegative(totalWidth, nameof(totalWidth));
        int count = totalWidth - Length;
        if (count <= 0)
            return this;
        string result = FastAllocateString(totalWidth);
        new Span<char>(ref result._firstChar, count).Fill(paddingChar);
        Buffer.Memmove(ref Unsafe.Add(ref result._firstChar, count), ref _firstChar, (nuint)Length);
        return result;
    }

    public string PadRight(int totalWidth) => PadRight(totalWidth, ' ');

    public string PadRight(int totalWidth, char paddingChar)
    {
        if (totalWidth < 0)
            Throw.MustBeNonNegative(totalWidth, nameof(totalWidth));
        int count = totalWidth - Length;
        if (count <= 0)
            return this;
        string result = FastAllocateString(totalWidth);
        Buffer.Memmove(ref result._firstChar, ref _firstChar, (nuint)Length);
        new Span<char>(ref Unsafe.Add(ref result._firstChar, Length), count).Fill(paddingChar);
        return result;
    }

    public string Insert(int startIndex, string value)
    {
        Throw.IfNull(value, nameof(value));
        if ((uint)startIndex > (uint)Length)
            Throw.MustBeAtMost((uint)startIndex, (uint)Length, nameof(startIndex));
        if (value.Length == 0)
            return this;
        if (Length == 0)
            return value;
        string result = FastAllocateString(Length + value.Length);
        ref char to = ref result._firstChar;
        Buffer.Memmove(ref to, ref _firstChar, (nuint)startIndex);
        Buffer.Memmove(ref Unsafe.Add(ref to, startIndex), ref value._firstChar, (nuint)value.Length);
        Buffer.Memmove(ref Unsafe.Add(ref to, startIndex + value.Length), ref Unsafe.Add(ref _firstChar, startIndex), (nuint)(Length - startIndex));
        return result;
    }

    public string Remove(int startIndex)
    {
        if ((uint)startIndex > (uint)Length)
            Throw.OutOfRange(nameof(startIndex), startIndex < 0 ? "StartIndex cannot be less than zero." : "startIndex cannot be larger than length of string.");
        return Substring(0, startIndex);
    }

    public string Remove(int startIndex, int count)
    {
        if (startIndex < 0)
            Throw.MustBeNonNegative(startIndex, nameof(startIndex));
        if (count < 0)
            Throw.MustBeNonNegative(count, nameof(count));
        if (count > Length - startIndex)
            Throw.MustBeAtMost(count, Length - startIndex, nameof(count));
        if (count == 0)
            return this;
        int length = Length - count;
        if (length == 0)
            return Empty;
        string result = FastAllocateString(length);
        Buffer.Memmove(ref result._firstChar, ref _firstChar, (nuint)startIndex);
        Buffer.Memmove(ref Unsafe.Add(ref result._firstChar, startIndex), ref Unsafe.Add(ref _firstChar, startIndex + count), (nuint)(length - startIndex));
        return result;
    }

    // ---- replacing --------------------------------------------------------------------------------------------

    public string Replace(char oldChar, char newChar)
    {
        if (oldChar == newChar)
            return this;
        int first = IndexOf(oldChar);
        if (first < 0)
            return this;
        string result = FastAllocateString(Length);
        Buffer.Memmove(ref result._firstChar, ref _firstChar, (nuint)Length);
        SpanHelpers.ReplaceChar(ref Unsafe.Add(ref result._firstChar, first), Length - first, oldChar, newChar);
        return result;
    }

    public string Replace(string oldValue, string newValue) => ReplaceAll(oldValue, newValue, false);

    public string Replace(string oldValue, string newValue, StringComparison comparisonType)
    {
        CheckComparison(comparisonType);
        return ReplaceAll(oldValue, newValue, IgnoresCase(comparisonType));
    }

    public string Replace(string oldValue, string newValue, bool ignoreCase, CultureInfo culture) => ReplaceAll(oldValue, newValue, ignoreCase);

    private string ReplaceAll(string oldValue, string newValue, bool ignoreCase)
    {
        Throw.IfNull(oldValue, nameof(oldValue));
        if (oldValue.Length == 0)
            Throw.Argument("The value cannot be an empty string.", nameof(oldValue));
        newValue ??= Empty;
        if (!ignoreCase && oldValue.Length == 1 && newValue.Length == 1)
            return Replace(oldValue[0], newValue[0]);
        ReadOnlySpan<char> rest = Span;
        int at = Find(rest, oldValue, ignoreCase);
        if (at < 0)
            return this;
        var sink = new ValueStringBuilder(stackalloc char[256]);
        while (at >= 0)
        {
            sink.Append(rest.Slice(0, at));
            sink.Append(newValue);
            rest = rest.Slice(at + oldValue.Length);
            at = Find(rest, oldValue, ignoreCase);
        }
        sink.Append(rest);
        return sink.ToString();
    }

    private static int Find(scoped ReadOnlySpan<char> text, string value, bool ignoreCase) =>
        ignoreCase ? Ordinal.IndexOfIgnoreCase(text, value.Span) : SpanHelpers.IndexOf(text, value.Span);

    public string ReplaceLineEndings() => ReplaceLineEndings("\n");

    public string ReplaceLineEndings(string replacementText)
    {
        Throw.IfNull(replacementText, nameof(replacementText));
        var sink = new ValueStringBuilder(stackalloc char[256]);
        for (int i = 0; i < Length; i++)
        {
            char c = this[i];
            if (c is '\n' or '\r' or '\f' or '\u0085' or '\u2028' or '\u2029')
            {
                if (c == '\r' && i + 1 < Length && this[i + 1] == '\n')
                    i++;
                sink.Append(replacementText);
            }
            else
            {
                sink.Append(c);
            }
        }
        return sink.ToString();
    }

    // ---- case -------------------------------------------------------------------------------------------------

    public string ToLower() => TextInfo.Invariant.ToLower(this);

    public string ToLower(CultureInfo culture) => TextInfo.Invariant.ToLower(this);

    public string ToLowerInvariant() => TextInfo.Invariant.ToLower(this);

    public string ToUpper() => TextInfo.Invariant.ToUpper(this);

    public string ToUpper(CultureInfo culture) => TextInfo.Invariant.ToUpper(this);

    public string ToUpperInvariant() => TextInfo.Invariant.ToUpper(this);

    // ---- splitting --------------------------------------------------------------------------------------------

    public string[] Split(params char[] separator) => SplitAny(separator, int.MaxValue, StringSplitOptions.None);

    public string[] Split(params ReadOnlySpan<char> separator) => SplitAny(separator, int.MaxValue, StringSplitOptions.None);

    public string[] Split(char[] separator, int count) => SplitAny(separator, count, StringSplitOptions.None);

    public string[] Split(char[] separator, StringSplitOptions options) => SplitAny(separator, int.MaxValue, options);

    public string[] Split(char[] separator, int count, StringSplitOptions options) => SplitAny(separator, count, options);

    public string[] Split(char separator, StringSplitOptions options = StringSplitOptions.None) =>
        SplitAny(new ReadOnlySpan<char>(in separator), int.MaxValue, options);

    public string[] Split(char separator, int count, StringSplitOptions options = StringSplitOptions.None) =>
        SplitAny(new ReadOnlySpan<char>(in separator), count, options);

    public string[] Split(string separator, StringSplitOptions options = StringSplitOptions.None) =>
        SplitStrings(separator ?? Empty, null, int.MaxValue, options);

    public string[] Split(string separator, int count, StringSplitOptions options = StringSplitOptions.None) =>
        SplitStrings(separator ?? Empty, null, count, options);

    public string[] Split(string[] separator, StringSplitOptions options) => Split(separator, int.MaxValue, options);

    public string[] Split(string[] separator, int count, StringSplitOptions options) =>
        separator is null || separator.Length == 0 ? SplitAny(default, count, options) : SplitStrings(null, separator, count, options);

    private static void CheckSplit(int count, StringSplitOptions options)
    {
        if (count < 0)
            Throw.MustBeNonNegative(count, nameof(count));
        if ((options & ~(StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)) != 0)
            Throw.Argument("Value of flags is invalid.", nameof(options));
    }

    /// <summary>No separators at all mean white space.</summary>
    private string[] SplitAny(scoped ReadOnlySpan<char> separators, int count, StringSplitOptions options)
    {
        CheckSplit(count, options);
        if (count <= 1 || Length == 0)
            return WholeOrNothing(count, options);
        var positions = new SplitPositions(this, options, count);
        if (separators.Length != 0)
        {
            ref char set = ref MemoryMarshal.GetReference(separators);
            for (int at = 0; at < Length && !positions.Done; at++)
            {
                int next = SpanHelpers.IndexOfAnyChar(ref Unsafe.Add(ref _firstChar, at), Length - at, ref set, separators.Length);
                if (next < 0)
                    break;
                at += next;
                positions.Add(at, 1);
            }
            return positions.Finish();
        }
        for (int i = 0; i < Length && !positions.Done; i++)
        {
            char c = Unsafe.Add(ref _firstChar, i);
            if (char.IsWhiteSpace(c))
                positions.Add(i, 1);
        }
        return positions.Finish();
    }

    private string[] SplitStrings(string separator, string[] separators, int count, StringSplitOptions options)
    {
        CheckSplit(count, options);
        if (count <= 1 || Length == 0)
            return WholeOrNothing(count, options);
        if (separator is not null && separator.Length == 0)
            return WholeOrNothing(1, options);
        var positions = new SplitPositions(this, options, count);
        for (int i = 0; i < Length && !positions.Done; i++)
        {
            int length = separators is null ? MatchAt(i, separator) : 0;
            for (int j = 0; separators is not null && j < separators.Length && length == 0; j++)
                length = MatchAt(i, separators[j]);
            if (length > 0)
            {
                positions.Add(i, length);
                i += length - 1;
            }
        }
        return positions.Finish();
    }

    /// <summary>The separator's length if it stands at an index, else 0.</summary>
    private int MatchAt(int index, string separator)
    {
        if (IsNullOrEmpty(separator) || separator._firstChar != Unsafe.Add(ref _firstChar, index) || separator.Length > Length - index)
            return 0;
        return SpanHelpers.SequenceEqual(ref Unsafe.Add(ref _firstChar, index), ref separator._firstChar, separator.Length) ? separator.Length : 0;
    }

    private string[] WholeOrNothing(int count, StringSplitOptions options)
    {
        if (count == 0)
            return Array.Empty<string>();
        string whole = (options & StringSplitOptions.TrimEntries) != 0 ? Trim() : this;
        if (whole.Length == 0 && (options & StringSplitOptions.RemoveEmptyEntries) != 0)
            return Array.Empty<string>();
        return [whole];
    }

    /// <summary>Takes separators from left to right and makes the pieces between them.</summary>
    private struct SplitPositions
    {
        private readonly string _text;
        private readonly StringSplitOptions _options;
        private readonly int _max;
        private string[] _pieces;
        private int _count;
        private int _start;
        private bool _done;

        internal SplitPositions(string text, StringSplitOptions options, int max)
        {
            _text = text;
            _options = options;
            _max = max;
            _pieces = new string[4];
        }

        private readonly bool Full => _count >= _max - 1;

        private readonly bool RemovesEmpty => (_options & StringSplitOptions.RemoveEmptyEntries) != 0;

        /// <summary>Nothing further can change the result: the last piece takes all the rest.</summary>
        internal readonly bool Done => _done || (Full && !RemovesEmpty);

        internal void Add(int at, int separatorLength)
        {
            if (Full)
            {
                // Before the last piece only empty ones are still skipped.
                int start = _start;
                int end = at;
                Trim(ref start, ref end);
                if (start != end)
                {
                    _done = true;
                    return;
                }
            }
            else
            {
                AddPiece(_start, at);
            }
            _start = at + separatorLength;
        }

        private readonly void Trim(ref int start, ref int end)
        {
            if ((_options & StringSplitOptions.TrimEntries) == 0)
                return;
            while (start < end && char.IsWhiteSpace(_text[start]))
                start++;
            while (start < end && char.IsWhiteSpace(_text[end - 1]))
                end--;
        }

        private void AddPiece(int start, int end)
        {
            Trim(ref start, ref end);
            if (start == end && RemovesEmpty)
                return;
            if (_count == _pieces.Length)
                Array.Resize(ref _pieces, _count * 2);
            _pieces[_count++] = _text.Substring(start, end - start);
        }

        internal string[] Finish()
        {
            AddPiece(_start, _text.Length);
            if (_count == 0)
                return Array.Empty<string>();
            if (_count != _pieces.Length)
                Array.Resize(ref _pieces, _count);
            return _pieces;
        }
    }

    // ---- concatenation ----------------------------------------------------------------------------------------

    private static string Allocate(long length)
    {
        if (length > int.MaxValue)
            throw new OutOfMemoryException();
        return FastAllocateString((int)length);
    }

    private static void Put(string to, int at, string from) =>
        Buffer.Memmove(ref Unsafe.Add(ref to._firstChar, at), ref from._firstChar, (nuint)from._stringLength);

    /// The strings one after the other; null counts as empty, and what equals a part is that part.
    [MethodImpl(MethodImplOptions.InternalCall)]
    public static extern string Concat(string str0, string str1);

    /// The same for three strings.
    [MethodImpl(MethodImplOptions.InternalCall)]
    public static extern string Concat(string str0, string str1, string str2);

    /// The same for four strings.
    [MethodImpl(MethodImplOptions.InternalCall)]
    public static extern string Concat(string str0, string str1, string str2, string str3);

    public static string Concat(params string[] values)
    {
        Throw.IfNull(values, nameof(values));
        return Concat(new ReadOnlySpan<string>(values));
    }

    public static string Concat(params ReadOnlySpan<string> values)
    {
        if (values.Length <= 1)
            return values.Length == 0 ? Empty : values[0] ?? Empty;
        long total = 0;
        for (int i = 0; i < values.Length; i++)
        {
            if (values[i] is string s)
                total += s.Length;
        }
        if (total == 0)
            return Empty;
        string result = Allocate(total);
        int at = 0;
        for (int i = 0; i < values.Length; i++)
        {
            string s = values[i];
            if (IsNullOrEmpty(s))
                continue;
            // Another thread may have changed the array since the lengths were added up.
            if (s.Length > result.Length - at)
                return Concat(values.ToArray());
            Put(result, at, s);
            at += s.Length;
        }
        return at == result.Length ? result : Concat(values.ToArray());
    }

    public static string Concat(object arg0) => arg0?.ToString() ?? Empty;

    public static string Concat(object arg0, object arg1) => Concat(arg0?.ToString(), arg1?.ToString());

    public static string Concat(object arg0, object arg1, object arg2) => Concat(arg0?.ToString(), arg1?.ToString(), arg2?.ToString());

    public static string Concat(params object[] args)
    {
        Throw.IfNull(args, nameof(args));
        return Concat(new ReadOnlySpan<object>(args));
    }

    public static string Concat(params ReadOnlySpan<object> args)
    {
        if (args.Length <= 1)
            return args.Length == 0 ? Empty : args[0]?.ToString() ?? Empty;
        var strings = new string[args.Length];
        for (int i = 0; i < args.Length; i++)
            strings[i] = args[i]?.ToString();
        return Concat(strings);
    }

    public static string Concat(ReadOnlySpan<char> str0, ReadOnlySpan<char> str1)
    {
        if (str0.Length == 0 && str1.Length == 0)
            return Empty;
        string result = Allocate((long)str0.Length + str1.Length);
        var to = new Span<char>(ref result._firstChar, result.Length);
        str0.CopyTo(to);
        str1.CopyTo(to.Slice(str0.Length));
        return result;
    }

    public static string Concat(ReadOnlySpan<char> str0, ReadOnlySpan<char> str1, ReadOnlySpan<char> str2)
    {
        if (str0.Length == 0 && str1.Length == 0 && str2.Length == 0)
            return Empty;
        string result = Allocate((long)str0.Length + str1.Length + str2.Length);
        var to = new Span<char>(ref result._firstChar, result.Length);
        str0.CopyTo(to);
        to = to.Slice(str0.Length);
        str1.CopyTo(to);
        str2.CopyTo(to.Slice(str1.Length));
        return result;
    }

    public static string Concat(ReadOnlySpan<char> str0, ReadOnlySpan<char> str1, ReadOnlySpan<char> str2, ReadOnlySpan<char> str3)
    {
        if (str0.Length == 0 && str1.Length == 0 && str2.Length == 0 && str3.Length == 0)
            return Empty;
        string result = Allocate((long)str0.Length + str1.Length + str2.Length + str3.Length);
        var to = new Span<char>(ref result._firstChar, result.Length);
        str0.CopyTo(to);
        to = to.Slice(str0.Length);
        str1.CopyTo(to);
        to = to.Slice(str1.Length);
        str2.CopyTo(to);
        str3.CopyTo(to.Slice(str2.Length));
        return result;
    }

    public static string Concat(IEnumerable<string> values) => Join(Empty, values);

    public static string Concat<T>(IEnumerable<T> values) => Join(Empty, values);

    // ---- joining ----------------------------------------------------------------------------------------------

    public static string Join(string separator, params string[] value)
    {
        Throw.IfNull(value, nameof(value));
        return JoinStrings(separator.AsSpan(), new ReadOnlySpan<string>(value));
    }

    public static string Join(string separator, params ReadOnlySpan<string> value) => JoinStrings(separator.AsSpan(), value);

    public static string Join(char separator, params string[] value)
    {
        Throw.IfNull(value, nameof(value));
        return JoinStrings(new ReadOnlySpan<char>(in separator), new ReadOnlySpan<string>(value));
    }

    public static string Join(char separator, params ReadOnlySpan<string> value) => JoinStrings(new ReadOnlySpan<char>(in separator), value);

    public static string Join(string separator, string[] value, int startIndex, int count) => JoinRange(separator.AsSpan(), value, startIndex, count);

    public static string Join(char separator, string[] value, int startIndex, int count) =>
        JoinRange(new ReadOnlySpan<char>(in separator), value, startIndex, count);

    private static string JoinRange(scoped ReadOnlySpan<char> separator, string[] value, int startIndex, int count)
    {
        Throw.IfNull(value, nameof(value));
        if (startIndex < 0)
            Throw.MustBeNonNegative(startIndex, nameof(startIndex));
        if (count < 0)
            Throw.MustBeNonNegative(count, nameof(count));
        if (startIndex > value.Length - count)
            Throw.OutOfRange(nameof(startIndex), "Index and count must refer to a location within the buffer.");
        return JoinStrings(separator, new ReadOnlySpan<string>(value, startIndex, count));
    }

    private static string JoinStrings(scoped ReadOnlySpan<char> separator, scoped ReadOnlySpan<string> values)
    {
        if (values.Length <= 1)
            return values.Length == 0 ? Empty : values[0] ?? Empty;
        long total = (long)separator.Length * (values.Length - 1);
        for (int i = 0; i < values.Length; i++)
        {
            if (values[i] is string s)
                total += s.Length;
        }
        if (total == 0)
            return Empty;
        string result = Allocate(total);
        int at = 0;
        for (int i = 0; i < values.Length; i++)
        {
            if (i > 0 && separator.Length != 0)
            {
                if (separator.Length > result.Length - at)
                    break;
                Buffer.Memmove(ref Unsafe.Add(ref result._firstChar, at), ref MemoryMarshal.GetReference(separator), (nuint)separator.Length);
                at += separator.Length;
            }
            if (values[i] is string s)
            {
                // Another thread may have changed the array since the lengths were added up.
                if (s.Length > result.Length - at)
                    break;
                Put(result, at, s);
                at += s.Length;
            }
        }
        return at == result.Length ? result : JoinStrings(separator, values.ToArray());
    }

    public static string Join(string separator, params object[] values)
    {
        Throw.IfNull(values, nameof(values));
        return JoinObjects(separator.AsSpan(), new ReadOnlySpan<object>(values));
    }

    public static string Join(string separator, params ReadOnlySpan<object> values) => JoinObjects(separator.AsSpan(), values);

    public static string Join(char separator, params object[] values)
    {
        Throw.IfNull(values, nameof(values));
        return JoinObjects(new ReadOnlySpan<char>(in separator), new ReadOnlySpan<object>(values));
    }

    public static string Join(char separator, params ReadOnlySpan<object> values) => JoinObjects(new ReadOnlySpan<char>(in separator), values);

    private static string JoinObjects(scoped ReadOnlySpan<char> separator, scoped ReadOnlySpan<object> values)
    {
        var sink = new ValueStringBuilder(stackalloc char[256]);
        for (int i = 0; i < values.Length; i++)
        {
            if (i > 0)
                sink.Append(separator);
            sink.Append(values[i]?.ToString());
        }
        return sink.ToString();
    }

    public static string Join(string separator, IEnumerable<string> values) => JoinAny<string>(separator.AsSpan(), values);

    public static string Join<T>(string separator, IEnumerable<T> values) => JoinAny(separator.AsSpan(), values);

    public static string Join<T>(char separator, IEnumerable<T> values) => JoinAny(new ReadOnlySpan<char>(in separator), values);

    private static string JoinAny<T>(scoped ReadOnlySpan<char> separator, IEnumerable<T> values)
    {
        Throw.IfNull(values, nameof(values));
        var sink = new ValueStringBuilder(stackalloc char[256]);
        bool first = true;
        foreach (T value in values)
        {
            if (!first)
                sink.Append(separator);
            first = false;
            sink.Append(value?.ToString());
        }
        return sink.ToString();
    }

    // ---- formatting -------------------------------------------------------------------------------------------

    public static string Format(string format, object arg0) => FormatAll(null, format, new ReadOnlySpan<object>(in arg0));

    public static string Format(string format, object arg0, object arg1) => FormatAll(null, format, [arg0, arg1]);

    public static string Format(string format, object arg0, object arg1, object arg2) => FormatAll(null, format, [arg0, arg1, arg2]);

    public static string Format(string format, params object[] args)
    {
        if (args is null)
            Throw.Null(format is null ? nameof(format) : nameof(args));
        return FormatAll(null, format, args);
    }

    public static string Format(string format, params ReadOnlySpan<object> args) => FormatAll(null, format, args);

    public static string Format(IFormatProvider provider, string format, object arg0) => FormatAll(provider, format, new ReadOnlySpan<object>(in arg0));

    public static string Format(IFormatProvider provider, string format, object arg0, object arg1) => FormatAll(provider, format, [arg0, arg1]);

    public static string Format(IFormatProvider provider, string format, object arg0, object arg1, object arg2) =>
        FormatAll(provider, format, [arg0, arg1, arg2]);

    public static string Format(IFormatProvider provider, string format, params object[] args)
    {
        if (args is null)
            Throw.Null(format is null ? nameof(format) : nameof(args));
        return FormatAll(provider, format, args);
    }

    public static string Format(IFormatProvider provider, string format, params ReadOnlySpan<object> args) => FormatAll(provider, format, args);

    public static string Format<TArg0>(IFormatProvider provider, CompositeFormat format, TArg0 arg0) => Format(provider, format, [(object)arg0]);

    public static string Format<TArg0, TArg1>(IFormatProvider provider, CompositeFormat format, TArg0 arg0, TArg1 arg1) =>
        Format(provider, format, [(object)arg0, arg1]);

    public static string Format<TArg0, TArg1, TArg2>(IFormatProvider provider, CompositeFormat format, TArg0 arg0, TArg1 arg1, TArg2 arg2) =>
        Format(provider, format, [(object)arg0, arg1, arg2]);

    public static string Format(IFormatProvider provider, CompositeFormat format, params object[] args)
    {
        Throw.IfNull(format, nameof(format));
        Throw.IfNull(args, nameof(args));
        return FormatAll(provider, format.Format, args);
    }

    public static string Format(IFormatProvider provider, CompositeFormat format, params ReadOnlySpan<object> args)
    {
        Throw.IfNull(format, nameof(format));
        return FormatAll(provider, format.Format, args);
    }

    private static string FormatAll(IFormatProvider provider, string format, scoped ReadOnlySpan<object> args)
    {
        Throw.IfNull(format, nameof(format));
        var sink = new ValueStringBuilder(stackalloc char[256]);
        CompositeFormatter.Append(ref sink, provider, format, args);
        return sink.ToString();
    }
}
