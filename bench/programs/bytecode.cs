// A bytecode interpreter with a stack, as a program of an interpreter: one big switch in a loop, over arrays.
using System;

static class Bytecode
{
    enum Op { Push, Load, Store, Add, Sub, Mul, Mod, Less, Equal, Jump, JumpIfZero, Call, Return, Print, Halt }

    sealed class Machine
    {
        readonly int[] code;
        readonly int[] stack = new int[1000], locals = new int[1000], returns = new int[200];
        public long Printed;
        public int Executed;

        public Machine(int[] code)
        {
            this.code = code;
        }

        // A call has a frame of eight locals of its own; its argument becomes local 0.
        public void Run()
        {
            int pc = 0, top = 0, frame = 0, calls = 0;
            for (;;)
            {
                Executed++;
                switch ((Op)code[pc++])
                {
                    case Op.Push: stack[top++] = code[pc++]; break;
                    case Op.Load: stack[top++] = locals[frame + code[pc++]]; break;
                    case Op.Store: locals[frame + code[pc++]] = stack[--top]; break;
                    case Op.Add: top--; stack[top - 1] += stack[top]; break;
                    case Op.Sub: top--; stack[top - 1] -= stack[top]; break;
                    case Op.Mul: top--; stack[top - 1] *= stack[top]; break;
                    case Op.Mod: top--; stack[top - 1] %= stack[top]; break;
                    case Op.Less: top--; stack[top - 1] = stack[top - 1] < stack[top] ? 1 : 0; break;
                    case Op.Equal: top--; stack[top - 1] = stack[top - 1] == stack[top] ? 1 : 0; break;
                    case Op.Jump: pc = code[pc]; break;
                    case Op.JumpIfZero: pc = stack[--top] == 0 ? code[pc] : pc + 1; break;
                    case Op.Call:
                        returns[calls++] = pc + 1;
                        frame += 8;
                        locals[frame] = stack[--top];
                        pc = code[pc];
                        break;
                    case Op.Return:
                        frame -= 8;
                        pc = returns[--calls];
                        break;
                    case Op.Print: Printed = Printed * 31 + stack[--top]; break;
                    case Op.Halt: return;
                    default: throw new InvalidOperationException();
                }
            }
        }
    }

    // for (i = 2; i < n; i++) { for (d = 2; d * d < i + 1; d++) if (i % d == 0) goto next; print i; next: } print fib(n / 400);
    static int[] Program(int n)
    {
        const int push = (int)Op.Push, load = (int)Op.Load, store = (int)Op.Store, add = (int)Op.Add, sub = (int)Op.Sub, mul = (int)Op.Mul, mod = (int)Op.Mod,
                  less = (int)Op.Less, equal = (int)Op.Equal, jump = (int)Op.Jump, jumpIfZero = (int)Op.JumpIfZero, call = (int)Op.Call,
                  ret = (int)Op.Return, print = (int)Op.Print, halt = (int)Op.Halt;
        return new[]
        {
            /* 0 */ push, 2, store, 0,
            /* 4 */ load, 0, push, n, less, jumpIfZero, 61,
            /* 11 */ push, 2, store, 1,
            /* 15 */ load, 1, load, 1, mul, load, 0, push, 1, add, less, jumpIfZero, 49,
            /* 28 */ load, 0, load, 1, mod, push, 0, equal, jumpIfZero, 40, jump, 52,
            /* 40 */ load, 1, push, 1, add, store, 1, jump, 15,
            /* 49 */ load, 0, print,
            /* 52 */ load, 0, push, 1, add, store, 0, jump, 4,
            /* 61 */ push, n / 400, call, 67, print, halt,
            /* 67 */ load, 0, push, 2, less, jumpIfZero, 77, load, 0, ret,
            /* 77 */ load, 0, push, 1, sub, call, 67, load, 0, push, 2, sub, call, 67, add, ret,
        };
    }

    static int Main(string[] args)
    {
        var bench = new Bench(args, size: 8000, checksum: -631732913988090227, tinySize: 200, tinyChecksum: 8476779639982206484);
        while (bench.Next())
        {
            var machine = new Machine(Program(bench.Size));
            machine.Run();
            bench.Done(machine.Printed + machine.Executed);
        }
        return bench.Finish();
    }
}
