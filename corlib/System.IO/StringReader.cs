namespace System.IO;

public class StringReader : TextReader
{
    private string text;
    private int position;

    public StringReader(string s)
    {
        if (s == null) throw new ArgumentNullException(nameof(s));
        text = s;
    }

    public override void Close() => Dispose(true);

    protected override void Dispose(bool disposing)
    {
        text = null;
        base.Dispose(disposing);
    }

    private void Check()
    {
        if (text == null) throw new ObjectDisposedException(null, "Cannot read from a closed TextReader.");
    }

    public override int Peek()
    {
        Check();
        return position == text.Length ? -1 : text[position];
    }

    public override int Read()
    {
        Check();
        return position == text.Length ? -1 : text[position++];
    }

    public override int Read(char[] buffer, int index, int count)
    {
        if (buffer == null) throw new ArgumentNullException(nameof(buffer));
        if (index < 0) throw new ArgumentOutOfRangeException(nameof(index), "Non-negative number required.");
        if (count < 0) throw new ArgumentOutOfRangeException(nameof(count), "Non-negative number required.");
        if (buffer.Length - index < count) throw new ArgumentException("Offset and length were out of bounds for the array or count is greater than the number of elements from index to the end of the source collection.");
        Check();
        int n = Math.Min(text.Length - position, count);
        if (n > 0)
        {
            text.CopyTo(position, buffer, index, n);
            position += n;
        }
        return n;
    }

    public override string ReadToEnd()
    {
        Check();
        string rest = position == 0 ? text : text.Substring(position);
        position = text.Length;
        return rest;
    }

    public override string ReadLine()
    {
        Check();
        if (position == text.Length) return null;
        int end = position;
        while (end < text.Length && text[end] != '\r' && text[end] != '\n') end++;
        string line = text.Substring(position, end - position);
        position = end;
        if (position < text.Length && text[position++] == '\r' && position < text.Length && text[position] == '\n') position++;
        return line;
    }
}
