namespace System.IO;

using System.Globalization;
using System.Text;

public class StringWriter : TextWriter
{
    private readonly StringBuilder text;
    private bool open = true;

    public StringWriter() : this(new StringBuilder(), null) { }
    public StringWriter(IFormatProvider formatProvider) : this(new StringBuilder(), formatProvider) { }
    public StringWriter(StringBuilder sb) : this(sb, null) { }
    public StringWriter(StringBuilder sb, IFormatProvider formatProvider) : base(formatProvider)
    {
        if (sb == null) throw new ArgumentNullException(nameof(sb));
        text = sb;
    }

    public override Encoding Encoding => new UnicodeEncoding(false, false);
    public override void Close() => Dispose(true);
    protected override void Dispose(bool disposing) => open = false;
    public virtual StringBuilder GetStringBuilder() => text;
    public override string ToString() => text.ToString();

    private void Check()
    {
        if (!open) throw new ObjectDisposedException(null, "Cannot write to a closed TextWriter.");
    }

    public override void Write(char value)
    {
        Check();
        text.Append(value);
    }

    public override void Write(char[] buffer, int index, int count)
    {
        if (buffer == null) throw new ArgumentNullException(nameof(buffer));
        if (index < 0) throw new ArgumentOutOfRangeException(nameof(index), "Non-negative number required.");
        if (count < 0) throw new ArgumentOutOfRangeException(nameof(count), "Non-negative number required.");
        if (buffer.Length - index < count) throw new ArgumentException("Offset and length were out of bounds for the array or count is greater than the number of elements from index to the end of the source collection.");
        Check();
        text.Append(buffer, index, count);
    }

    public override void Write(ReadOnlySpan<char> buffer)
    {
        Check();
        text.Append(buffer);
    }

    public override void Write(string value)
    {
        Check();
        if (value != null) text.Append(value);
    }
}
