// System.Reflection.Emit.OpCodes: every field with its encoding, stack effect, operand and flow, as the IL table says
// covers: System.Reflection.Emit
using System;
using System.Linq;
using System.Reflection;
using System.Reflection.Emit;

var fields = typeof(OpCodes).GetFields(BindingFlags.Public | BindingFlags.Static).Where(f => f.Name != "Matt").ToArray();  // minivm's own
Console.WriteLine($"{fields.Length} fields");
foreach (var (field, code) in fields.Select(f => (f, (OpCode)f.GetValue(null)!)).OrderBy(p => (ushort)p.Item2.Value))
    Console.WriteLine($"{(ushort)code.Value:X2} {field.Name} {code} {code.Size} {code.StackBehaviourPop} {code.StackBehaviourPush} {code.EvaluationStackDelta} " +
                      $"{code.OperandType} {code.FlowControl} {code.OpCodeType} {OpCodes.TakesSingleByteArgument(code)}");

foreach (var type in new[] { typeof(FlowControl), typeof(OpCodeType), typeof(OperandType), typeof(StackBehaviour) })
{
    var names = Enum.GetNames(type).Where(name => typeof(FlowControl).Assembly.GetType(type.FullName!)!.GetField(name)!.GetCustomAttribute<ObsoleteAttribute>() == null);
    Console.WriteLine($"{type.Name}: {string.Join(" ", names.Select(name => $"{name}={(int)Enum.Parse(type, name)}"))}");
}
OpCode none = default;
Console.WriteLine($"[{none.Name}] {none.Size} {none == OpCodes.Nop} {none.Equals(OpCodes.Add)} {OpCodes.Add.Equals((object)OpCodes.Add)} {OpCodes.Ceq.GetHashCode()} {OpCodes.Add != OpCodes.Sub}");
