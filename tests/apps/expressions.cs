// An expression evaluator: tokenizer, Pratt parser, variables, functions, assignment, symbolic derivatives, and errors with positions.
// compiler: both
// covers: classes, delegates, closures, iterators, floating point, exceptions
using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

enum TokenKind { Number, Name, Operator, End }

struct Token
{
    public TokenKind Kind;
    public string Text;
    public int Position;

    public override string ToString() { return Kind == TokenKind.End ? "the end" : "'" + Text + "'"; }
}

class SyntaxException : Exception
{
    public readonly int Position;
    public SyntaxException(string message, int position) : base(message) { Position = position; }
}

abstract class Node
{
    public abstract double Evaluate(Scope scope);
    public abstract Node Derive(string variable);
    public virtual Node Simplify() { return this; }

    public static Node operator +(Node a, Node b) { return new Binary('+', a, b); }
    public static Node operator -(Node a, Node b) { return new Binary('-', a, b); }
    public static Node operator *(Node a, Node b) { return new Binary('*', a, b); }
    public static Node operator /(Node a, Node b) { return new Binary('/', a, b); }
    public static implicit operator Node(double value) { return new Constant(value); }
}

sealed class Constant : Node
{
    public readonly double Value;
    public Constant(double value) { Value = value; }
    public override double Evaluate(Scope scope) { return Value; }
    public override Node Derive(string variable) { return 0; }
    public override string ToString() { return Value.ToString("R", CultureInfo.InvariantCulture); }
}

sealed class Variable : Node
{
    public readonly string Name;
    public Variable(string name) { Name = name; }
    public override double Evaluate(Scope scope) { return scope[Name]; }
    public override Node Derive(string variable) { return Name == variable ? 1 : 0; }
    public override string ToString() { return Name; }
}

sealed class Assignment : Node
{
    private readonly string name;
    private readonly Node value;
    public Assignment(string name, Node value) { this.name = name; this.value = value; }
    public override double Evaluate(Scope scope) { return scope[name] = value.Evaluate(scope); }
    public override Node Derive(string variable) { throw new NotSupportedException("an assignment has no derivative"); }
    public override string ToString() { return name + " = " + value; }
}

sealed class Binary : Node
{
    private readonly char op;
    private readonly Node left, right;

    public Binary(char op, Node left, Node right)
    {
        this.op = op;
        this.left = left;
        this.right = right;
    }

    public override double Evaluate(Scope scope)
    {
        double a = left.Evaluate(scope), b = right.Evaluate(scope);
        switch (op)
        {
            case '+': return a + b;
            case '-': return a - b;
            case '*': return a * b;
            case '/': return a / b;
            case '%': return a % b;
            case '^': return Math.Pow(a, b);
            default: throw new InvalidOperationException("operator " + op);
        }
    }

    public override Node Derive(string x)
    {
        switch (op)
        {
            case '+': return left.Derive(x) + right.Derive(x);
            case '-': return left.Derive(x) - right.Derive(x);
            case '*': return left.Derive(x) * right + left * right.Derive(x);
            case '/': return (left.Derive(x) * right - left * right.Derive(x)) / new Binary('^', right, 2);
            case '^':
                var exponent = right as Constant;
                if (exponent == null)
                    throw new NotSupportedException("only constant exponents");
                return right * new Binary('^', left, exponent.Value - 1) * left.Derive(x);
            default: throw new NotSupportedException("derivative of " + op);
        }
    }

    private static bool Is(Node node, double value)
    {
        var constant = node as Constant;
        return constant != null && constant.Value == value;
    }

    public override Node Simplify()
    {
        Node a = left.Simplify(), b = right.Simplify();
        if (a is Constant && b is Constant)
            return new Binary(op, a, b).Evaluate(null);
        if (op == '*' && (Is(a, 0) || Is(b, 0)))
            return 0;
        if (Is(a, 1) && op == '*' || Is(a, 0) && op == '+')
            return b;
        if (Is(b, 1) && (op == '*' || op == '/' || op == '^') || Is(b, 0) && (op == '+' || op == '-'))
            return a;
        return new Binary(op, a, b);
    }

    public override string ToString() { return "(" + left + " " + op + " " + right + ")"; }
}

sealed class Call : Node
{
    private readonly string name;
    private readonly Node[] arguments;

    public Call(string name, Node[] arguments)
    {
        this.name = name;
        this.arguments = arguments;
    }

    public override double Evaluate(Scope scope) { return scope.Function(name)(arguments.Select(a => a.Evaluate(scope)).ToArray()); }

    public override Node Derive(string x)
    {
        Node inner = arguments[0].Derive(x);
        switch (name)
        {
            case "sin": return new Call("cos", arguments) * inner;
            case "cos": return (Node)(-1) * new Call("sin", arguments) * inner;
            case "exp": return this * inner;
            case "ln": return inner / arguments[0];
            default: throw new NotSupportedException("derivative of " + name);
        }
    }

    public override Node Simplify() { return new Call(name, arguments.Select(a => a.Simplify()).ToArray()); }
    public override string ToString() { return name + "(" + string.Join(", ", arguments.Select(a => a.ToString()).ToArray()) + ")"; }
}

sealed class Scope
{
    private readonly Dictionary<string, double> variables = new Dictionary<string, double> { { "pi", Math.PI }, { "e", Math.E } };
    private readonly Dictionary<string, Func<double[], double>> functions = new Dictionary<string, Func<double[], double>>();

    public Scope()
    {
        Add("sin", 1, a => Math.Sin(a[0]));
        Add("cos", 1, a => Math.Cos(a[0]));
        Add("exp", 1, a => Math.Exp(a[0]));
        Add("ln", 1, a => Math.Log(a[0]));
        Add("sqrt", 1, a => Math.Sqrt(a[0]));
        Add("max", -1, a => a.Max());
        Add("sum", -1, a => a.Sum());
        Add("hypot", 2, a => Math.Sqrt(a[0] * a[0] + a[1] * a[1]));
    }

    private void Add(string name, int arity, Func<double[], double> body)
    {
        functions[name] = arguments =>
        {
            if (arity >= 0 && arguments.Length != arity)
                throw new ArgumentException(string.Format("{0} takes {1} argument{2}, not {3}", name, arity, arity == 1 ? "" : "s", arguments.Length));
            return body(arguments);
        };
    }

    public double this[string name]
    {
        get
        {
            double value;
            if (!variables.TryGetValue(name, out value))
                throw new KeyNotFoundException("no variable " + name);
            return value;
        }
        set { variables[name] = value; }
    }

    public Func<double[], double> Function(string name)
    {
        Func<double[], double> function;
        if (!functions.TryGetValue(name, out function))
            throw new KeyNotFoundException("no function " + name);
        return function;
    }
}

sealed class Parser
{
    private readonly IEnumerator<Token> tokens;
    private Token current;

    public Parser(string source)
    {
        tokens = Tokenize(source).GetEnumerator();
        Advance();
    }

    private void Advance()
    {
        tokens.MoveNext();
        current = tokens.Current;
    }

    public static IEnumerable<Token> Tokenize(string source)
    {
        int i = 0;
        while (i < source.Length)
        {
            char c = source[i];
            int start = i;
            if (char.IsWhiteSpace(c))
            {
                i++;
                continue;
            }
            TokenKind kind = TokenKind.Operator;
            if (char.IsDigit(c) || c == '.')
            {
                kind = TokenKind.Number;
                while (i < source.Length && (char.IsDigit(source[i]) || source[i] == '.'))
                    i++;
            }
            else if (char.IsLetter(c))
            {
                kind = TokenKind.Name;
                while (i < source.Length && char.IsLetterOrDigit(source[i]))
                    i++;
            }
            else if ("+-*/%^(),=".IndexOf(c) >= 0)
            {
                i++;
            }
            else
            {
                throw new SyntaxException("unexpected character '" + c + "'", i);
            }
            yield return new Token { Kind = kind, Text = source.Substring(start, i - start), Position = start };
        }
        yield return new Token { Kind = TokenKind.End, Text = "", Position = source.Length };
    }

    private static int Precedence(Token token)
    {
        if (token.Kind != TokenKind.Operator)
            return 0;
        switch (token.Text)
        {
            case "=": return 1;
            case "+": case "-": return 2;
            case "*": case "/": case "%": return 3;
            case "^": return 5;
            default: return 0;
        }
    }

    public Node Parse()
    {
        Node result = Expression(0);
        if (current.Kind != TokenKind.End)
            throw new SyntaxException("unexpected " + current, current.Position);
        return result;
    }

    private Node Expression(int minimum)
    {
        Node left = Prefix();
        while (Precedence(current) > minimum)
        {
            Token op = current;
            Advance();
            bool toTheRight = op.Text == "^" || op.Text == "=";
            Node right = Expression(Precedence(op) - (toTheRight ? 1 : 0));
            if (op.Text == "=")
            {
                var variable = left as Variable;
                if (variable == null)
                    throw new SyntaxException("cannot assign to " + left, op.Position);
                left = new Assignment(variable.Name, right);
            }
            else
            {
                left = new Binary(op.Text[0], left, right);
            }
        }
        return left;
    }

    private Node Prefix()
    {
        Token token = current;
        Advance();
        if (token.Kind == TokenKind.Number)
        {
            double value;
            if (!double.TryParse(token.Text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out value))
                throw new SyntaxException("bad number " + token, token.Position);
            return value;
        }
        if (token.Kind == TokenKind.Name)
            return current.Text == "(" ? (Node)new Call(token.Text, Arguments()) : new Variable(token.Text);
        if (token.Text == "-")
            return 0.0 - Expression(4);
        if (token.Text == "(")
        {
            Node inner = Expression(0);
            Expect(")");
            return inner;
        }
        throw new SyntaxException("expected an expression, found " + token, token.Position);
    }

    private Node[] Arguments()
    {
        var arguments = new List<Node>();
        Expect("(");
        if (current.Text != ")")
        {
            arguments.Add(Expression(0));
            while (current.Text == ",")
            {
                Advance();
                arguments.Add(Expression(0));
            }
        }
        Expect(")");
        return arguments.ToArray();
    }

    private void Expect(string text)
    {
        if (current.Text != text || current.Kind == TokenKind.End)
            throw new SyntaxException("expected '" + text + "', found " + current, current.Position);
        Advance();
    }
}

static class Program
{
    static void Main()
    {
        var scope = new Scope();
        string[] lines =
        {
            "1 + 2 * 3", "(1 + 2) * 3", "2 ^ 3 ^ 2", "-2 ^ 2", "10 - 4 - 3", "7 % 4 * 2", "1 / 3", "x = y = 4", "x * y + 1", "r = hypot(3, x)",
            "2 * pi * r", "max(1, x, 9, sum(1, 2, 3, 4.5))", "sum()", "sin(pi / 6) + cos(0)", "exp(ln(10))", "1 / 0", "-1 / 0", "0 / 0", "sqrt(-(1))",
            "z + 1", "hypot(1)", "frob(2)", "1 +", "(1 + 2", "3 = x", "1 $ 2", "1 2", "1.2.3", ")", "",
        };
        foreach (string line in lines)
        {
            try
            {
                Node tree = new Parser(line).Parse();
                Console.WriteLine("{0,-32} {1,-36} = {2}", line, tree, tree.Evaluate(scope).ToString("R", CultureInfo.InvariantCulture));
            }
            catch (SyntaxException e)
            {
                Console.WriteLine("{0}\n{1}^ {2}", line, new string(' ', e.Position), e.Message);
            }
            catch (Exception e) when (!(e is NullReferenceException))
            {
                Console.WriteLine("{0,-32} {1}: {2}", line, e.GetType().Name, e.Message);
            }
        }
        foreach (string line in new[] { "x ^ 3 + 2 * x + 7", "sin(x ^ 2)", "x / (1 + x)", "exp(2 * x) * cos(x)", "ln(x) - 5 * t", "2 ^ x", "x = 2" })
        {
            Node tree = new Parser(line).Parse();
            try
            {
                Node derivative = tree.Derive("x").Simplify();
                scope["t"] = 1;
                scope["x"] = 1.5;
                double exact = derivative.Evaluate(scope);
                scope["x"] = 1.5 + 1e-6;
                double above = tree.Evaluate(scope);
                scope["x"] = 1.5 - 1e-6;
                double numeric = (above - tree.Evaluate(scope)) / 2e-6;
                Console.WriteLine("d/dx {0} = {1}; at 1.5: {2:F6} {3}", tree, derivative, exact, Math.Abs(exact - numeric) < 1e-5);
            }
            catch (NotSupportedException e)
            {
                Console.WriteLine("d/dx {0}: {1}", tree, e.Message);
            }
        }
    }
}
