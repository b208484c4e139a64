using System.Globalization;

namespace System.Text;

/// <summary>The engine of string.Format: text with <c>{index,alignment:format}</c> items.</summary>
internal static class CompositeFormatter
{
    private const int IndexLimit = 1_000_000;
    private const int WidthLimit = 1_000_000;

    /// <summary>One item as it stands in the format string.</summary>
    private struct Item
    {
        internal int Index;
        internal int Width;
        internal bool LeftAlign;
        internal int FormatStart;
        internal int FormatLength;
        internal int End;
    }

    internal static void Append(ref ValueStringBuilder sink, IFormatProvider provider, string format, scoped ReadOnlySpan<object> args)
    {
        var custom = provider is null ? null : (ICustomFormatter)provider.GetFormat(typeof(ICustomFormatter));
        int pos = 0;
        while (true)
        {
            int open = NextItem(ref sink, format, pos);
            if (open < 0)
                return;
            Item item = ParseItem(format, open);
            if (item.Index >= args.Length)
                throw new FormatException("Index (zero based) must be greater than or equal to zero and less than the size of the argument list.");
            AppendItem(ref sink, provider, custom, format, in item, args[item.Index]);
            pos = item.End;
        }
    }

    internal static int CountArguments(string format)
    {
        int count = 0;
        int pos = 0;
        var sink = new ValueStringBuilder(stackalloc char[256]);
        while (true)
        {
            int open = NextItem(ref sink, format, pos);
            if (open < 0)
                return count;
            Item item = ParseItem(format, open);
            count = Math.Max(count, item.Index + 1);
            pos = item.End;
        }
    }

    /// <summary>Copies literal text up to the next item; the index after its brace, or -1 at the end.</summary>
    private static int NextItem(ref ValueStringBuilder sink, string format, int pos)
    {
        int start = pos;
        while (pos < format.Length)
        {
            char c = format[pos];
            if (c != '{' && c != '}')
            {
                pos++;
                continue;
            }
            sink.Append(format.AsSpan(start, pos - start));
            pos++;
            if (pos >= format.Length)
                ThrowUnclosed(pos);
            if (format[pos] == c)
            {
                // A doubled brace stands for itself.
                sink.Append(c);
                start = ++pos;
                continue;
            }
            if (c == '}')
                throw new FormatException($"Input string was not in a correct format. Failure to parse near offset {pos}. Unexpected closing brace without a corresponding opening brace.");
            return pos;
        }
        sink.Append(format.AsSpan(start, pos - start));
        return -1;
    }

    private static void ThrowUnclosed(int offset) =>
        throw new FormatException($"Input string was not in a correct format. Failure to parse near offset {offset}. Format item ends prematurely.");

    private static void ThrowNoDigit(int offset) =>
        throw new FormatException($"Input string was not in a correct format. Failure to parse near offset {offset}. Expected an ASCII digit.");

    private static char Next(string format, ref int pos)
    {
        if (++pos >= format.Length)
            ThrowUnclosed(pos);
        return format[pos];
    }

    private static Item ParseItem(string format, int pos)
    {
        Item item = default;
        char c = format[pos];
        if ((uint)(c - '0') > 9)
            ThrowNoDigit(pos);
        while ((uint)(c - '0') <= 9 && item.Index < IndexLimit)
        {
            item.Index = item.Index * 10 + (c - '0');
            c = Next(format, ref pos);
        }
        while (c == ' ')
            c = Next(format, ref pos);
        if (c == ',')
        {
            do
                c = Next(format, ref pos);
            while (c == ' ');
            if (c == '-')
            {
                item.LeftAlign = true;
                c = Next(format, ref pos);
            }
            if ((uint)(c - '0') > 9)
                ThrowNoDigit(pos);
            while ((uint)(c - '0') <= 9 && item.Width < WidthLimit)
            {
                item.Width = item.Width * 10 + (c - '0');
                c = Next(format, ref pos);
            }
            while (c == ' ')
                c = Next(format, ref pos);
        }
        if (c != '}')
        {
            if (c != ':')
                ThrowUnclosed(pos);
            item.FormatStart = pos + 1;
            while (true)
            {
                c = Next(format, ref pos);
                if (c == '}')
                    break;
                if (c == '{')
                    ThrowUnclosed(pos);
            }
            item.FormatLength = pos - item.FormatStart;
        }
        item.End = pos + 1;
        return item;
    }

    private static void AppendItem(ref ValueStringBuilder sink, IFormatProvider provider, ICustomFormatter custom, string format, scoped in Item item, object arg)
    {
        int start = sink.Length;
        if (custom is not null)
        {
            string itemFormat = item.FormatLength != 0 ? format.Substring(item.FormatStart, item.FormatLength) : null;
            string text = custom.Format(itemFormat, arg, provider);
            if (text is not null)
            {
                sink.Append(text);
                Align(ref sink, start, item.Width, item.LeftAlign);
                return;
            }
        }
        if (arg is string s)
            sink.Append(s);
        else if (arg is IFormattable formattable)
            sink.Append(formattable.ToString(item.FormatLength != 0 ? format.Substring(item.FormatStart, item.FormatLength) : null, provider));
        else if (arg is not null)
            sink.Append(arg.ToString());
        Align(ref sink, start, item.Width, item.LeftAlign);
    }

    /// <summary>Pads what was appended since <paramref name="start"/> to a width.</summary>
    internal static void Align(ref ValueStringBuilder sink, int start, int width, bool leftAlign)
    {
        int length = sink.Length - start;
        int padding = width - length;
        if (padding <= 0)
            return;
        sink.Append(' ', padding);
        if (!leftAlign && !sink.Failed)
        {
            for (int i = start + length - 1; i >= start; i--)
                sink[i + padding] = sink[i];
            for (int i = 0; i < padding; i++)
                sink[start + i] = ' ';
        }
    }
}
