// A loop whose ops are known, for --count-ops, --profile and --stats.
using System;

class Program
{
    static int Spin(int rounds)
    {
        int sum = 0;
        for (int i = 0; i < rounds; i++)
        {
            sum += i * 3;
            sum ^= i;
            sum -= i * 5;
        }
        return sum;
    }

    static void Main(string[] args) => Console.WriteLine(Spin(int.Parse(args[0])));
}
