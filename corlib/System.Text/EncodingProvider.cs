namespace System.Text;

/// <summary>A source of further encodings; registered ones are accepted and not asked.</summary>
public abstract class EncodingProvider
{
    public abstract Encoding GetEncoding(string name);

    public abstract Encoding GetEncoding(int codepage);
}
