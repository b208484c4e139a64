// A struct of two doubles: it lives in registers, its fields are read and written there, its address is not taken.
// dump: Program.Add:il,bytecode
struct Point {
    public double X, Y;
    public Point(double x, double y) { X = x; Y = y; }
}
class Program {
    static Point Add(Point a, Point b) {
        Point sum;
        sum.X = a.X + b.X;
        sum.Y = a.Y + b.Y;
        return sum;
    }
    static void Main() => System.Console.WriteLine(((int)Add(new Point(1, 2), new Point(3, 4)).Y).ToString());
}
