// A little reflection: names of types, members by name, invoking, creating, attributes, custom attributes on members.
// covers: System.Reflection, attributes, System
using System;
using System.Reflection;

[AttributeUsage(AttributeTargets.All)]
class NoteAttribute : Attribute
{
    public string Text { get; }
    public int Level { get; set; }
    public NoteAttribute(string text) => Text = text;
}

[Note("a class", Level = 3)]
class Target
{
    public int Field = 5;
    private string hidden = "hidden";
    public string Property { get; set; } = "property";
    public Target() { }
    public Target(int field) => Field = field;
    [Note("a method")]
    public int Add(int a, int b) => a + b + Field;
    public static string Join(string a, object b) => a + b + typeof(Target).Name;
    public T Echo<T>(T value) => value;
    private void Secret() => Console.WriteLine("secret " + hidden);
}

class Program
{
    static int Double(int x) => 2 * x;

    static void Main()
    {
        Type type = typeof(Target);
        Console.WriteLine(type.Name + " " + type.FullName + " " + type.BaseType + " " + type.IsClass + " " + type.IsValueType + " " + typeof(int).IsPrimitive);
        Console.WriteLine(typeof(int?) + " " + typeof(int[]).GetElementType() + " " + typeof(DayOfWeek).IsEnum + " " + typeof(IDisposable).IsInterface);
        object target = Activator.CreateInstance(type, 10);
        MethodInfo add = type.GetMethod("Add");
        Console.WriteLine(add.Invoke(target, new object[] { 1, 2 }) + " " + add.ReturnType + " " + add.GetParameters().Length);
        Console.WriteLine(type.GetMethod("Join").Invoke(null, new object[] { "x", 1 }));
        FieldInfo field = type.GetField("Field");
        field.SetValue(target, 77);
        Console.WriteLine(field.GetValue(target) + " " + type.GetProperty("Property").GetValue(target));
        type.GetMethod("Secret", BindingFlags.NonPublic | BindingFlags.Instance).Invoke(target, null);
        Console.WriteLine(type.GetMethod("Echo").MakeGenericMethod(typeof(string)).Invoke(target, new object[] { "echo" }));
        var note = (NoteAttribute)Attribute.GetCustomAttribute(type, typeof(NoteAttribute));
        Console.WriteLine(note.Text + note.Level + add.GetCustomAttribute<NoteAttribute>().Text + type.IsDefined(typeof(NoteAttribute), false));
        Func<int, int> f = Double;
        Console.WriteLine(f.Method.Name + " " + f.DynamicInvoke(21));
        Array made = Array.CreateInstance(typeof(int), 3);
        made.SetValue(4, 1);
        Console.WriteLine(made.GetValue(1) + " " + made.Length + " " + made.GetType());
        try
        {
            add.Invoke(target, new object[] { 1 });
        }
        catch (TargetParameterCountException e)
        {
            Console.WriteLine(e.Message);
        }
    }
}
