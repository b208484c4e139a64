// A small virtual machine: an assembler with labels, a stack and call frames, a heap, traps, single-stepping and a profile.
// compiler: both
// covers: enums, switch, arrays, delegates, System.Text, checked arithmetic, exceptions
using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;

enum Op : byte
{
    Halt, Push, Pop, Dup, Swap, Over, Add, Sub, Mul, Div, Mod, Neg, And, Or, Xor, Shl, Shr, Less, Equal, Not,
    Jump, JumpIf, Call, Return, Load, Store, LoadLocal, StoreLocal, Print, PrintChar, Throw, Try, EndTry
}

class AssemblyException : Exception
{
    public AssemblyException(int line, string message, Exception inner = null) : base("line " + line + ": " + message, inner) { }
}

class Trap : Exception
{
    public readonly int Code;
    public Trap(int code, string message) : base(message) { Code = code; }
}

class Image
{
    public byte[] Code;
    public readonly Dictionary<string, int> Labels = new Dictionary<string, int>();
    public readonly List<string> Strings = new List<string>();

    public string Disassemble()
    {
        var text = new StringBuilder();
        for (int at = 0; at < Code.Length;)
        {
            foreach (KeyValuePair<string, int> label in Labels.Where(l => l.Value == at).OrderBy(l => l.Key, StringComparer.Ordinal))
                text.AppendLine(label.Key + ":");
            var op = (Op)Code[at];
            text.AppendFormat("  {0:x4}  {1}", at, op.ToString().ToLowerInvariant());
            at++;
            if (Assembler.HasOperand(op))
            {
                int operand = BitConverter.ToInt32(Code, at);
                string name = Labels.Where(l => l.Value == operand && Assembler.TakesLabel(op)).Select(l => l.Key).FirstOrDefault();
                text.Append(' ').Append(name ?? operand.ToString());
                at += 4;
            }
            text.AppendLine();
        }
        return text.ToString();
    }
}

static class Assembler
{
    public static bool TakesLabel(Op op) { return op == Op.Jump || op == Op.JumpIf || op == Op.Call || op == Op.Try; }
    public static bool HasOperand(Op op) { return TakesLabel(op) || op == Op.Push || op == Op.Load || op == Op.Store || op == Op.LoadLocal || op == Op.StoreLocal; }

    public static Image Assemble(string source)
    {
        var image = new Image();
        var code = new List<byte>();
        var fixups = new List<Tuple<int, string, int>>();
        string[] lines = source.Split('\n');
        for (int i = 0; i < lines.Length; i++)
        {
            string line = lines[i].Split(';')[0].Trim();
            int colon = line.IndexOf(':');
            if (colon >= 0)
            {
                string label = line.Substring(0, colon);
                if (image.Labels.ContainsKey(label))
                    throw new AssemblyException(i + 1, "label " + label + " again");
                image.Labels.Add(label, code.Count);
                line = line.Substring(colon + 1).Trim();
            }
            if (line.Length == 0)
                continue;
            string[] parts = line.Split(new[] { ' ', '\t' }, 2, StringSplitOptions.RemoveEmptyEntries);
            Op op;
            if (!Enum.TryParse(parts[0], true, out op) || char.IsDigit(parts[0][0]))
                throw new AssemblyException(i + 1, "no instruction " + parts[0]);
            if (HasOperand(op) != (parts.Length == 2))
                throw new AssemblyException(i + 1, op + (parts.Length == 2 ? " takes no operand" : " needs an operand"));
            code.Add((byte)op);
            if (!HasOperand(op))
                continue;
            int value = 0;
            if (TakesLabel(op))
                fixups.Add(Tuple.Create(code.Count, parts[1].Trim(), i + 1));
            else
                value = Constant(parts[1].Trim(), i + 1);
            code.AddRange(BitConverter.GetBytes(value));
        }
        image.Code = code.ToArray();
        foreach (Tuple<int, string, int> fixup in fixups)
        {
            int target;
            if (!image.Labels.TryGetValue(fixup.Item2, out target))
                throw new AssemblyException(fixup.Item3, "no label " + fixup.Item2);
            Buffer.BlockCopy(BitConverter.GetBytes(target), 0, image.Code, fixup.Item1, 4);
        }
        return image;
    }

    private static int Constant(string text, int line)
    {
        try
        {
            if (text.Length == 3 && text[0] == '\'')
                return text[1];
            return text.StartsWith("0x", StringComparison.Ordinal) ? Convert.ToInt32(text.Substring(2), 16) : int.Parse(text);
        }
        catch (Exception e) when (e is FormatException || e is OverflowException)
        {
            throw new AssemblyException(line, "bad number " + text, e);
        }
    }
}

class Machine
{
    private struct Frame
    {
        public int ReturnTo, StackHeight;
        public int[] Locals;
    }

    private struct Handler
    {
        public int Target, StackHeight, Frames;
    }

    private readonly Image image;
    private readonly int[] stack = new int[256];
    private readonly Dictionary<int, int> memory = new Dictionary<int, int>();
    private readonly Stack<Frame> frames = new Stack<Frame>();
    private readonly Stack<Handler> handlers = new Stack<Handler>();
    private readonly long[] profile = new long[Enum.GetValues(typeof(Op)).Length];
    private readonly StringBuilder output = new StringBuilder();
    private int sp, ip;

    public Machine(Image image)
    {
        this.image = image;
        frames.Push(new Frame { ReturnTo = -1, Locals = new int[8] });
    }

    public long Steps { get; private set; }
    public string Output { get { return output.ToString(); } }
    public event Action<int, Op> Stepping;

    public IEnumerable<KeyValuePair<Op, long>> Profile
    {
        get { return profile.Select((n, i) => new KeyValuePair<Op, long>((Op)i, n)).Where(p => p.Value > 0).OrderByDescending(p => p.Value).ThenBy(p => p.Key); }
    }

    private void Push(int value)
    {
        if (sp == stack.Length)
            throw new Trap(1, "stack overflow");
        stack[sp++] = value;
    }

    private int Pop()
    {
        if (sp == frames.Peek().StackHeight && frames.Count == 1 || sp == 0)
            throw new Trap(2, "stack underflow");
        return stack[--sp];
    }

    private int Operand()
    {
        int value = BitConverter.ToInt32(image.Code, ip);
        ip += 4;
        return value;
    }

    public void Run(long budget = 100000)
    {
        for (;;)
        {
            if (Steps++ >= budget)
                throw new Trap(3, "budget of " + budget + " steps used up");
            int at = ip;
            var op = (Op)image.Code[ip++];
            profile[(int)op]++;
            if (Stepping != null)
                Stepping(at, op);
            try
            {
                if (!Step(op))
                    return;
            }
            catch (Exception e) when (handlers.Count > 0 && (e is Trap || e is ArithmeticException))
            {
                Handler handler = handlers.Pop();
                while (frames.Count > handler.Frames)
                    frames.Pop();
                sp = handler.StackHeight;
                var trap = e as Trap;
                Push(trap != null ? trap.Code : e is DivideByZeroException ? -1 : -2);
                ip = handler.Target;
            }
        }
    }

    private bool Step(Op op)
    {
        int a, b;
        switch (op)
        {
            case Op.Halt: return false;
            case Op.Push: Push(Operand()); break;
            case Op.Pop: Pop(); break;
            case Op.Dup: a = Pop(); Push(a); Push(a); break;
            case Op.Swap: b = Pop(); a = Pop(); Push(b); Push(a); break;
            case Op.Over: b = Pop(); a = Pop(); Push(a); Push(b); Push(a); break;
            case Op.Add: b = Pop(); a = Pop(); Push(checked(a + b)); break;
            case Op.Sub: b = Pop(); a = Pop(); Push(checked(a - b)); break;
            case Op.Mul: b = Pop(); a = Pop(); Push(checked(a * b)); break;
            case Op.Div: b = Pop(); a = Pop(); Push(a / b); break;
            case Op.Mod: b = Pop(); a = Pop(); Push(a % b); break;
            case Op.Neg: Push(checked(-Pop())); break;
            case Op.And: Push(Pop() & Pop()); break;
            case Op.Or: Push(Pop() | Pop()); break;
            case Op.Xor: Push(Pop() ^ Pop()); break;
            case Op.Shl: b = Pop(); Push(Pop() << b); break;
            case Op.Shr: b = Pop(); Push(Pop() >> b); break;
            case Op.Less: b = Pop(); Push(Pop() < b ? 1 : 0); break;
            case Op.Equal: Push(Pop() == Pop() ? 1 : 0); break;
            case Op.Not: Push(Pop() == 0 ? 1 : 0); break;
            case Op.Jump: ip = Operand(); break;
            case Op.JumpIf: a = Operand(); if (Pop() != 0) ip = a; break;
            case Op.Call:
                a = Operand();
                frames.Push(new Frame { ReturnTo = ip, StackHeight = sp, Locals = new int[8] });
                if (frames.Count > 200)
                    throw new Trap(4, "calls too deep");
                ip = a;
                break;
            case Op.Return: ip = frames.Pop().ReturnTo; break;
            case Op.Load: memory.TryGetValue(Operand() + Pop(), out a); Push(a); break;
            case Op.Store: a = Operand() + Pop(); memory[a] = Pop(); break;
            case Op.LoadLocal: Push(frames.Peek().Locals[Operand()]); break;
            case Op.StoreLocal: frames.Peek().Locals[Operand()] = Pop(); break;
            case Op.Print: output.Append(Pop()).Append(' '); break;
            case Op.PrintChar: output.Append((char)Pop()); break;
            case Op.Throw: throw new Trap(Pop(), "thrown");
            case Op.Try: handlers.Push(new Handler { Target = Operand(), StackHeight = sp, Frames = frames.Count }); break;
            case Op.EndTry: handlers.Pop(); break;
            default: throw new Trap(5, "bad instruction " + (byte)op);
        }
        return true;
    }
}

static class Program
{
    const string Sieve = @"
        push 2
        storelocal 0
outer:  loadlocal 0      ; i
        push 60
        less
        not
        jumpif end
        loadlocal 0
        load 1000
        jumpif next
        loadlocal 0
        print
        loadlocal 0
        dup
        mul
        storelocal 1
inner:  loadlocal 1
        push 60
        less
        not
        jumpif next
        push 1
        loadlocal 1
        store 1000
        loadlocal 1
        loadlocal 0
        add
        storelocal 1
        jump inner
next:   loadlocal 0
        push 1
        add
        storelocal 0
        jump outer
end:    halt";

    const string Factorial = @"
        try overflow
        push 1
again:  dup
        call fact
        print
        push 1
        add
        jump again
overflow: print
        push 'o'
        printchar
        push 'k'
        printchar
        halt
fact:   storelocal 0
        loadlocal 0
        push 2
        less
        jumpif one
        loadlocal 0
        loadlocal 0
        push 1
        sub
        call fact
        mul
        return
one:    push 1
        return";

    const string Traps = @"
        try first
        push 7
        push 0
        div
        halt
first:  print
        try second
        push 42
        throw
second: print
        try third
        call deep
        halt
third:  print
        push 1
        push 31
        shl
        print
        push 0x7f
        push 0x15
        xor
        print
        pop
        halt
deep:   call deep
        return";

    static void Run(string name, string source, long budget = 100000)
    {
        Console.WriteLine("== " + name);
        try
        {
            var machine = new Machine(Assembler.Assemble(source));
            try
            {
                machine.Run(budget);
            }
            catch (Trap trap)
            {
                Console.WriteLine("trap {0}: {1}", trap.Code, trap.Message);
            }
            catch (DivideByZeroException e)
            {
                Console.WriteLine("unhandled: " + e.Message);
            }
            Console.WriteLine(machine.Output);
            Console.WriteLine("{0} steps: {1}", machine.Steps, string.Join(", ", machine.Profile.Take(4).Select(p => p.Key + " " + p.Value)));
        }
        catch (AssemblyException e)
        {
            Console.WriteLine(e.Message + (e.InnerException == null ? "" : " (" + e.InnerException.GetType().Name + ")"));
        }
    }

    static void Main()
    {
        Console.Write(Assembler.Assemble(Factorial).Disassemble());
        Run("sieve", Sieve);
        Run("factorial", Factorial);
        Run("traps", Traps);
        Run("forever", "loop: jump loop", 5000);
        Run("unhandled", "push 1\npush 0\nmod\nhalt");
        Run("flood", "loop: push 1\njump loop");
        foreach (string wrong in new[] { "frob", "push", "dup 3", "jump nowhere", "push 12x", "push 0x1ffffffff", "a: halt\na: halt", "3" })
            Run("wrong", wrong);
        var steps = new List<string>();
        var traced = new Machine(Assembler.Assemble("push 6\npush 7\nmul\nprint\nhalt"));
        traced.Stepping += (at, op) => steps.Add(at + ":" + op);
        traced.Run();
        Console.WriteLine(string.Join(" ", steps) + " -> " + traced.Output);
    }
}
