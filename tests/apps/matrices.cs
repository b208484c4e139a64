// A matrix library with operators: products, LU decomposition, inverses, determinants, least squares, powers, and its error cases.
// compiler: both
// covers: operators, structs, arrays, floating point, math functions, number formatting, properties and indexers
using System;
using System.Globalization;
using System.Linq;
using System.Text;

sealed class Matrix : IEquatable<Matrix>
{
    private readonly double[,] cells;

    public Matrix(int rows, int columns)
    {
        if (rows <= 0 || columns <= 0)
            throw new ArgumentOutOfRangeException(rows <= 0 ? "rows" : "columns");
        cells = new double[rows, columns];
    }

    public Matrix(double[,] values) { cells = (double[,])values.Clone(); }

    public int Rows { get { return cells.GetLength(0); } }
    public int Columns { get { return cells.GetLength(1); } }

    public double this[int row, int column]
    {
        get { return cells[row, column]; }
        set { cells[row, column] = value; }
    }

    public static Matrix Identity(int n)
    {
        return Build(n, n, (i, j) => i == j ? 1 : 0);
    }

    public static Matrix Build(int rows, int columns, Func<int, int, double> cell)
    {
        var result = new Matrix(rows, columns);
        for (int i = 0; i < rows; i++)
            for (int j = 0; j < columns; j++)
                result[i, j] = cell(i, j);
        return result;
    }

    public static Matrix operator +(Matrix a, Matrix b) { SameShape(a, b); return Build(a.Rows, a.Columns, (i, j) => a[i, j] + b[i, j]); }
    public static Matrix operator -(Matrix a, Matrix b) { SameShape(a, b); return Build(a.Rows, a.Columns, (i, j) => a[i, j] - b[i, j]); }
    public static Matrix operator -(Matrix a) { return -1 * a; }
    public static Matrix operator *(double k, Matrix a) { return Build(a.Rows, a.Columns, (i, j) => k * a[i, j]); }
    public static Matrix operator ~(Matrix a) { return Build(a.Columns, a.Rows, (i, j) => a[j, i]); }
    public static bool operator ==(Matrix a, Matrix b) { return ReferenceEquals(a, b) || !ReferenceEquals(a, null) && a.Equals(b); }
    public static bool operator !=(Matrix a, Matrix b) { return !(a == b); }

    public static Matrix operator *(Matrix a, Matrix b)
    {
        if (a.Columns != b.Rows)
            throw new ArgumentException(string.Format("cannot multiply {0}x{1} by {2}x{3}", a.Rows, a.Columns, b.Rows, b.Columns));
        return Build(a.Rows, b.Columns, (i, j) =>
        {
            double sum = 0;
            for (int k = 0; k < a.Columns; k++)
                sum += a[i, k] * b[k, j];
            return sum;
        });
    }

    public static Matrix operator ^(Matrix a, int power)
    {
        if (power < 0)
            return a.Inverse() ^ -power;
        Matrix result = Identity(a.Rows);
        for (; power > 0; power >>= 1, a *= a)
            if ((power & 1) != 0)
                result *= a;
        return result;
    }

    public static implicit operator Matrix(double[,] values) { return new Matrix(values); }

    private static void SameShape(Matrix a, Matrix b)
    {
        if (a.Rows != b.Rows || a.Columns != b.Columns)
            throw new ArgumentException("shapes differ");
    }

    public double Trace { get { return Enumerable.Range(0, Math.Min(Rows, Columns)).Sum(i => cells[i, i]); } }

    public double Norm { get { return Math.Sqrt(cells.Cast<double>().Sum(x => x * x)); } }

    public double Determinant()
    {
        int[] order;
        int sign;
        Matrix lu = Decompose(out order, out sign);
        return lu == null ? 0 : Enumerable.Range(0, Rows).Aggregate((double)sign, (product, i) => product * lu[i, i]);
    }

    /// Doolittle's LU decomposition with partial pivoting; null if the matrix is singular.
    private Matrix Decompose(out int[] order, out int sign)
    {
        if (Rows != Columns)
            throw new InvalidOperationException("not square");
        var lu = new Matrix(cells);
        int n = Rows;
        order = Enumerable.Range(0, n).ToArray();
        sign = 1;
        for (int k = 0; k < n; k++)
        {
            int pivot = k;
            for (int i = k + 1; i < n; i++)
                if (Math.Abs(lu[i, k]) > Math.Abs(lu[pivot, k]))
                    pivot = i;
            if (Math.Abs(lu[pivot, k]) < 1e-12)
                return null;
            if (pivot != k)
            {
                sign = -sign;
                Swap(ref order[k], ref order[pivot]);
                for (int j = 0; j < n; j++)
                    Swap(ref lu.cells[k, j], ref lu.cells[pivot, j]);
            }
            for (int i = k + 1; i < n; i++)
            {
                lu[i, k] /= lu[k, k];
                for (int j = k + 1; j < n; j++)
                    lu[i, j] -= lu[i, k] * lu[k, j];
            }
        }
        return lu;
    }

    private static void Swap<T>(ref T a, ref T b)
    {
        T t = a;
        a = b;
        b = t;
    }

    public Matrix Solve(Matrix right)
    {
        int[] order;
        int sign;
        Matrix lu = Decompose(out order, out sign);
        if (lu == null)
            throw new InvalidOperationException("singular");
        int n = Rows;
        Matrix x = Build(n, right.Columns, (i, j) => right[order[i], j]);
        for (int column = 0; column < right.Columns; column++)
        {
            for (int i = 0; i < n; i++)
                for (int k = 0; k < i; k++)
                    x[i, column] -= lu[i, k] * x[k, column];
            for (int i = n - 1; i >= 0; i--)
            {
                for (int k = i + 1; k < n; k++)
                    x[i, column] -= lu[i, k] * x[k, column];
                x[i, column] /= lu[i, i];
            }
        }
        return x;
    }

    public Matrix Inverse() { return Solve(Identity(Rows)); }

    public bool Equals(Matrix other)
    {
        return !ReferenceEquals(other, null) && Rows == other.Rows && Columns == other.Columns && cells.Cast<double>().SequenceEqual(other.cells.Cast<double>());
    }

    public override bool Equals(object other) { return Equals(other as Matrix); }
    public override int GetHashCode() { return Rows * 31 + Columns; }

    public string ToString(string format)
    {
        var text = new StringBuilder();
        for (int i = 0; i < Rows; i++)
        {
            text.Append(i == 0 ? "[" : " ");
            for (int j = 0; j < Columns; j++)
                text.Append(cells[i, j].ToString(format, CultureInfo.InvariantCulture).PadLeft(9));
            text.Append(i == Rows - 1 ? " ]" : "\n");
        }
        return text.ToString();
    }

    public override string ToString() { return ToString("0.####"); }
}

struct Vector3
{
    public readonly double X, Y, Z;
    public Vector3(double x, double y, double z) { X = x; Y = y; Z = z; }
    public static Vector3 operator +(Vector3 a, Vector3 b) { return new Vector3(a.X + b.X, a.Y + b.Y, a.Z + b.Z); }
    public static Vector3 operator *(double k, Vector3 a) { return new Vector3(k * a.X, k * a.Y, k * a.Z); }
    public static double operator *(Vector3 a, Vector3 b) { return a.X * b.X + a.Y * b.Y + a.Z * b.Z; }
    public static Vector3 operator %(Vector3 a, Vector3 b) { return new Vector3(a.Y * b.Z - a.Z * b.Y, a.Z * b.X - a.X * b.Z, a.X * b.Y - a.Y * b.X); }
    public static explicit operator Matrix(Vector3 v) { return new double[,] { { v.X }, { v.Y }, { v.Z } }; }
    public double Length { get { return Math.Sqrt(this * this); } }
    public override string ToString() { return string.Format(CultureInfo.InvariantCulture, "({0:0.###}, {1:0.###}, {2:0.###})", X, Y, Z); }
}

static class Program
{
    static void Try(string what, Func<object> action)
    {
        try
        {
            Console.WriteLine(what + ": " + action());
        }
        catch (Exception e)
        {
            Console.WriteLine(what + ": " + e.GetType().Name + ": " + e.Message.Replace(Environment.NewLine, " "));
        }
    }

    static void Main()
    {
        Matrix a = new double[,] { { 2, 1, -1 }, { -3, -1, 2 }, { -2, 1, 2 } };
        Matrix b = new double[,] { { 8 }, { -11 }, { -3 } };
        Console.WriteLine("A =\n" + a);
        Console.WriteLine("A x = b, x =\n" + a.Solve(b));
        Console.WriteLine("det {0:F6}, trace {1}, norm {2:R}", a.Determinant(), a.Trace, a.Norm);
        Matrix inverse = a.Inverse();
        Console.WriteLine("inverse =\n" + inverse.ToString("F3"));
        Console.WriteLine("residual below 1e-12: " + ((a * inverse - Matrix.Identity(3)).Norm < 1e-12));
        Console.WriteLine("A' =\n" + ~a + "\n-A + 2A =\n" + (-a + 2 * a));
        Console.WriteLine((-a + 2 * a == a) + " " + (a != ~a) + " " + a.Equals((object)null) + " " + (~~a).Equals(a));

        Matrix fibonacci = new double[,] { { 1, 1 }, { 1, 0 } };
        Console.WriteLine("F(50) = " + (fibonacci ^ 50)[0, 1].ToString("F0", CultureInfo.InvariantCulture) + ", back again " + ((fibonacci ^ 10) * (fibonacci ^ -10)).Trace);

        double angle = Math.PI / 6;
        Matrix rotation = new double[,] { { Math.Cos(angle), -Math.Sin(angle), 0 }, { Math.Sin(angle), Math.Cos(angle), 0 }, { 0, 0, 1 } };
        Console.WriteLine("twelve rotations by 30 degrees =\n" + (rotation ^ 12).ToString("F6").Replace("-0.000000", " 0.000000"));
        Console.WriteLine("rotated =\n" + rotation * (Matrix)new Vector3(1, 0, 0));

        // A parabola through noisy points, by least squares.
        double[] xs = { -2, -1, 0, 1, 2, 3 }, ys = { 9.1, 3.9, 1.2, 1.9, 5.2, 10.8 };
        Matrix v = Matrix.Build(xs.Length, 3, (i, j) => Math.Pow(xs[i], j));
        Matrix y = Matrix.Build(ys.Length, 1, (i, j) => ys[i]);
        Matrix fit = (~v * v).Solve(~v * y);
        Console.WriteLine("fit =\n" + fit.ToString("F6"));
        Console.WriteLine("error {0:F6}", (v * fit - y).Norm);

        Matrix hilbert = Matrix.Build(5, 5, (i, j) => 1.0 / (i + j + 1));
        Console.WriteLine("Hilbert: det {0:E6}, inverse[4,4] {1:F0}", hilbert.Determinant(), hilbert.Inverse()[4, 4]);

        var p = new Vector3(1, 2, 3);
        var q = new Vector3(-2, 0.5, 4);
        Console.WriteLine("{0} {1} {2} {3:F4} {4}", p + q, p * q, p % q, (p % q).Length, 2 * p + -1 * q);

        Try("shapes", () => a + b);
        Try("product", () => b * a);
        Try("singular", () => new Matrix(new double[,] { { 1, 2 }, { 2, 4 } }).Inverse());
        Try("singular determinant", () => new Matrix(new double[,] { { 1, 2 }, { 2, 4 } }).Determinant());
        Try("not square", () => b.Determinant());
        Try("no rows", () => new Matrix(0, 3));
        Try("outside", () => a[3, 0]);
    }
}
