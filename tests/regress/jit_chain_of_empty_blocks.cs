// Inlined constructors leave a long chain of blocks that only jump; branches to its start lost their target.
// covers: classes, switch
using System;
using System.Runtime.CompilerServices;

class A { }
class B : A { }
class C : B { }
class D : C {
    public int Same(int x) => x;
}

static class P {
    static int[] numbers = { 4, 1, 5 };

    [MethodImpl(MethodImplOptions.NoInlining)]
    static int Nothing(int i) {
        switch (numbers[i] - 3) {
            case 1:
                new D().Same(new D().Same(new D().Same(i)));
                break;
            case 2:
                new D().Same(new D().Same(new D().Same(new D().Same(i))));
                break;
        }
        if (numbers[i] > 3) new D().Same(new D().Same(new D().Same(new D().Same(new D().Same(i)))));
        return numbers[i] >>> 1;
    }

    static void Main() {
        int sum = 0;
        for (int i = 0; i < 300; i++) sum = sum * 3 + Nothing(i % 3);
        Console.WriteLine(sum);
    }
}
