// Calls: static, virtual through a vtable slot, interface through a cell. Arguments go to the outgoing slots in one op.
// dump: Program.Measure:il,bytecode
interface IShape { int Corners(); }
abstract class Shape : IShape {
    public abstract int Area(int scale);
    public int Corners() => 4;
}
class Square : Shape {
    public override int Area(int scale) => scale * scale;
}
class Program {
    static int Plus(int a, int b) => a + b;
    static int Measure(Shape shape, IShape other) => Plus(shape.Area(3), other.Corners());
    static void Main() {
        var square = new Square();
        System.Console.WriteLine(Measure(square, square).ToString());
    }
}
