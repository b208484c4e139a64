namespace System.Runtime.Serialization;

using System.Collections.Generic;

/// A bag of named values; formatters are not part of this library.
public sealed class SerializationInfo
{
    private readonly List<string> names = new List<string>();
    private readonly List<object> values = new List<object>();

    public SerializationInfo(Type type, IFormatterConverter converter) { ObjectType = type; FullTypeName = type.FullName; }

    public Type ObjectType { get; }
    public string FullTypeName { get; set; }
    public string AssemblyName { get; set; }
    public int MemberCount => names.Count;

    public void SetType(Type type) { FullTypeName = type.FullName; }

    public void AddValue(string name, object value, Type type)
    {
        if (name == null) throw new ArgumentNullException(nameof(name));
        names.Add(name);
        values.Add(value);
    }

    public void AddValue(string name, object value) => AddValue(name, value, typeof(object));
    public void AddValue(string name, int value) => AddValue(name, (object)value, typeof(int));
    public void AddValue(string name, long value) => AddValue(name, (object)value, typeof(long));
    public void AddValue(string name, bool value) => AddValue(name, (object)value, typeof(bool));
    public void AddValue(string name, double value) => AddValue(name, (object)value, typeof(double));

    public object GetValue(string name, Type type)
    {
        int i = names.IndexOf(name);
        if (i < 0) throw new SerializationException("Member '" + name + "' was not found.");
        return values[i];
    }

    public string GetString(string name) => (string)GetValue(name, typeof(string));
    public int GetInt32(string name) => (int)GetValue(name, typeof(int));
    public long GetInt64(string name) => (long)GetValue(name, typeof(long));
    public bool GetBoolean(string name) => (bool)GetValue(name, typeof(bool));
    public double GetDouble(string name) => (double)GetValue(name, typeof(double));
}
