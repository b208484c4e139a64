// A dense switch: one jump table, then blocks that share an exit.
// dump: Program.Days:il,bytecode
class Program {
    static int Days(int month) {
        switch (month) {
            case 1: return 31;
            case 2: return 28;
            case 3: return 31;
            case 4: return 30;
            case 5: return 31;
            default: return 0;
        }
    }
    static void Main() => System.Console.WriteLine((Days(2) + Days(5) + Days(9)).ToString());
}
