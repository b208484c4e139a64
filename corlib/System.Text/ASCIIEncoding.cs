namespace System.Text;

/// <summary>The first 128 characters.</summary>
public class ASCIIEncoding : SingleByteEncoding
{
    public ASCIIEncoding() : base(20127, 0x7F)
    {
    }

    public override string WebName => "us-ascii";

    public override string EncodingName => "US-ASCII";
}
