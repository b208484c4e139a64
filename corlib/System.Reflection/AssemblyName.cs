namespace System.Reflection;

using System.Globalization;
using System.Text;

public sealed class AssemblyName : ICloneable, System.Runtime.Serialization.ISerializable
{
    private byte[] publicKey;
    private byte[] publicKeyToken;

    public AssemblyName() { }

    public AssemblyName(string assemblyName)
    {
        if (assemblyName == null) throw new ArgumentNullException(nameof(assemblyName));
        if (assemblyName.Length == 0) throw new ArgumentException("The value cannot be an empty string.", nameof(assemblyName));
        string[] parts = assemblyName.Split(',');
        Name = parts[0].Trim();
        for (int i = 1; i < parts.Length; i++)
        {
            int equal = parts[i].IndexOf('=');
            if (equal < 0) throw new System.IO.FileLoadException("The given assembly name was invalid.", assemblyName);
            string key = parts[i].Substring(0, equal).Trim();
            string value = parts[i].Substring(equal + 1).Trim();
            if (string.Equals(key, "Version", StringComparison.OrdinalIgnoreCase)) Version = new Version(value);
            else if (string.Equals(key, "Culture", StringComparison.OrdinalIgnoreCase)) CultureName = string.Equals(value, "neutral", StringComparison.OrdinalIgnoreCase) ? "" : value;
            else if (string.Equals(key, "PublicKeyToken", StringComparison.OrdinalIgnoreCase)) publicKeyToken = value == "null" ? new byte[0] : Hex(value);
            else if (string.Equals(key, "PublicKey", StringComparison.OrdinalIgnoreCase)) publicKey = Hex(value);
        }
    }

    private static byte[] Hex(string text)
    {
        byte[] bytes = new byte[text.Length / 2];
        for (int i = 0; i < bytes.Length; i++) bytes[i] = (byte)(Digit(text[2 * i]) * 16 + Digit(text[2 * i + 1]));
        return bytes;

        static int Digit(char c) => c <= '9' ? c - '0' : (c | 0x20) - 'a' + 10;
    }

    public string Name { get; set; }
    public Version Version { get; set; }
    public string CultureName { get; set; }
    public CultureInfo CultureInfo
    {
        get => CultureName == null ? null : CultureInfo.InvariantCulture;
        set => CultureName = value?.Name;
    }
    public string CodeBase { get; set; }
    public string EscapedCodeBase => CodeBase;
    public AssemblyNameFlags Flags { get; set; }
    public ProcessorArchitecture ProcessorArchitecture { get; set; }
    public AssemblyContentType ContentType { get; set; }
    public byte[] GetPublicKey() => publicKey;
    public void SetPublicKey(byte[] publicKey) => this.publicKey = publicKey;
    public byte[] GetPublicKeyToken() => publicKeyToken;
    public void SetPublicKeyToken(byte[] publicKeyToken) => this.publicKeyToken = publicKeyToken;

    public string FullName
    {
        get
        {
            if (string.IsNullOrEmpty(Name)) return "";
            StringBuilder text = new StringBuilder(Name);
            if (Version != null) text.Append(", Version=").Append(Version.ToString());
            if (CultureName != null) text.Append(", Culture=").Append(CultureName.Length == 0 ? "neutral" : CultureName);
            if (publicKeyToken != null)
            {
                text.Append(", PublicKeyToken=");
                if (publicKeyToken.Length == 0) text.Append("null");
                foreach (byte b in publicKeyToken) text.Append("0123456789abcdef"[b >> 4]).Append("0123456789abcdef"[b & 15]);
            }
            return text.ToString();
        }
    }

    public object Clone() => MemberwiseClone();
    public void GetObjectData(System.Runtime.Serialization.SerializationInfo info, System.Runtime.Serialization.StreamingContext context) => throw new PlatformNotSupportedException();
    public override string ToString() => FullName.Length == 0 ? base.ToString() : FullName;
    public static bool ReferenceMatchesDefinition(AssemblyName reference, AssemblyName definition) => string.Equals(reference.Name, definition.Name, StringComparison.OrdinalIgnoreCase);
}
