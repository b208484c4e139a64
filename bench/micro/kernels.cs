// Loops around one mechanism each, called by managed_bench.cpp with a number of rounds. Empty is what the loop itself costs.
using System;

interface IStep
{
    int Step(int x);
}

class Base : IStep
{
    public virtual int Virtual(int x) => x + 1;
    public int Step(int x) => x + 2;
    public int Direct(int x) => x + 3;
}

class Derived : Base
{
    public override int Virtual(int x) => x + 4;
}

class Other : IStep
{
    public int Step(int x) => x + 5;
}

sealed class Node
{
    public Node Next;
    public int Value;
}

static class Kernels
{
    static readonly Base one = new Derived();
    static readonly IStep[] two = { new Derived(), new Other() };
    static readonly object[] objects = { new Derived(), "text", new int[1], new Other() };
    static readonly Exception failure = new InvalidOperationException("kept");

    public static int Nothing(int x) => x;

    public static int Empty(int rounds)
    {
        int sum = 0;
        for (int i = 0; i < rounds; i++) sum += i;
        return sum;
    }

    public static int StaticCall(int rounds)
    {
        int sum = 0;
        for (int i = 0; i < rounds; i++) sum = Nothing(sum + i);
        return sum;
    }

    public static int InstanceCall(int rounds)
    {
        Base target = one;
        int sum = 0;
        for (int i = 0; i < rounds; i++) sum = target.Direct(sum);
        return sum;
    }

    public static int VirtualCall(int rounds)
    {
        Base target = one;
        int sum = 0;
        for (int i = 0; i < rounds; i++) sum = target.Virtual(sum);
        return sum;
    }

    public static int InterfaceCall(int rounds)
    {
        IStep target = two[0];
        int sum = 0;
        for (int i = 0; i < rounds; i++) sum = target.Step(sum);
        return sum;
    }

    public static int InterfaceCallTwoTypes(int rounds)
    {
        IStep[] targets = two;
        int sum = 0;
        for (int i = 0; i < rounds; i++) sum = targets[i & 1].Step(sum);
        return sum;
    }

    public static int DelegateCall(int rounds)
    {
        Func<int, int> target = one.Direct;
        int sum = 0;
        for (int i = 0; i < rounds; i++) sum = target(sum);
        return sum;
    }

    public static int CastToClass(int rounds)
    {
        object[] all = objects;
        int sum = 0;
        for (int i = 0; i < rounds; i++)
            if (all[i & 3] is Base) sum++;
        return sum;
    }

    public static int CastToInterface(int rounds)
    {
        object[] all = objects;
        int sum = 0;
        for (int i = 0; i < rounds; i++)
            if (all[i & 3] is IStep) sum++;
        return sum;
    }

    public static int Allocate(int rounds)
    {
        Node last = null;
        for (int i = 0; i < rounds; i++) last = new Node { Next = (i & 15) == 0 ? null : last };
        return last.Value;
    }

    public static int AllocateArray(int rounds)
    {
        int sum = 0;
        for (int i = 0; i < rounds; i++) sum += new int[8].Length;
        return sum;
    }

    public static int ThrowAndCatch(int rounds)
    {
        int caught = 0;
        for (int i = 0; i < rounds; i++)
        {
            try
            {
                throw failure;
            }
            catch (InvalidOperationException)
            {
                caught++;
            }
        }
        return caught;
    }

    static void ThrowDeep(int depth)
    {
        if (depth == 0) throw new InvalidOperationException();
        ThrowDeep(depth - 1);
    }

    public static int ThrowThroughTenFrames(int rounds)
    {
        int caught = 0;
        for (int i = 0; i < rounds; i++)
        {
            try
            {
                ThrowDeep(10);
            }
            catch (InvalidOperationException)
            {
                caught++;
            }
        }
        return caught;
    }

    static void Main() { }
}
