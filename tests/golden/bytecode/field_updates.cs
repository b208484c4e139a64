// A field that is counted up, and an element of an array that a field names, are one op each, also with `pc++` between.
// dump: Machine.Step:bytecode
class Machine
{
    int[] code = { 1, 2, 3 };
    int at;
    long steps;

    public int Step(int pc)
    {
        at++;
        steps += 2;
        return code[pc++] + code[at] * pc;
    }

    static void Main() => new Machine().Step(0);
}
