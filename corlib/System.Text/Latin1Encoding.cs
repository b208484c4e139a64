namespace System.Text;

/// <summary>ISO 8859-1: the first 256 characters.</summary>
internal sealed class Latin1Encoding : SingleByteEncoding
{
    internal Latin1Encoding() : base(28591, 0xFF)
    {
    }

    public override string WebName => "iso-8859-1";

    public override string EncodingName => "Western European (ISO)";
}
