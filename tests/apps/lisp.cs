// A Lisp interpreter: reader, environments, closures, tail calls, macros, strings, lists, errors; it runs programs in its own language.
// compiler: both
// covers: System.Collections.Generic, classes, delegates, boxing, recursion, exceptions, System.Text
using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;

sealed class Symbol
{
    private static readonly Dictionary<string, Symbol> all = new Dictionary<string, Symbol>();
    public readonly string Name;
    private Symbol(string name) { Name = name; }

    public static Symbol Of(string name)
    {
        Symbol symbol;
        if (!all.TryGetValue(name, out symbol))
            all.Add(name, symbol = new Symbol(name));
        return symbol;
    }

    public override string ToString() { return Name; }
}

sealed class Pair
{
    public object Head, Tail;

    public Pair(object head, object tail)
    {
        Head = head;
        Tail = tail;
    }

    public static object List(IEnumerable<object> items, object tail = null)
    {
        return items.Reverse().Aggregate(tail, (rest, item) => new Pair(item, rest));
    }

    public static IEnumerable<object> Items(object list)
    {
        for (; list != null; list = ((Pair)list).Tail)
        {
            if (!(list is Pair))
                throw new LispException("not a list: " + Lisp.Show(list));
            yield return ((Pair)list).Head;
        }
    }
}

class LispException : Exception
{
    public LispException(string message) : base(message) { }
}

sealed class Scope
{
    private readonly Dictionary<Symbol, object> values = new Dictionary<Symbol, object>();
    private readonly Scope outer;

    public Scope(Scope outer) { this.outer = outer; }

    public object this[Symbol name]
    {
        get { return Owner(name).values[name]; }
        set { Owner(name).values[name] = value; }
    }

    private Scope Owner(Symbol name)
    {
        for (Scope s = this; s != null; s = s.outer)
            if (s.values.ContainsKey(name))
                return s;
        throw new LispException("unbound " + name);
    }

    public void Define(Symbol name, object value) { values[name] = value; }
}

delegate object Primitive(object[] arguments);

sealed class Closure
{
    public object Parameters, Body;
    public Scope Scope;
    public bool IsMacro;

    public Scope Bind(IList<object> arguments)
    {
        var scope = new Scope(Scope);
        object parameters = Parameters;
        int i = 0;
        for (; parameters is Pair; parameters = ((Pair)parameters).Tail)
        {
            if (i == arguments.Count)
                throw new LispException("too few arguments for " + Lisp.Show(Parameters));
            scope.Define((Symbol)((Pair)parameters).Head, arguments[i++]);
        }
        if (parameters is Symbol)
            scope.Define((Symbol)parameters, Pair.List(arguments.Skip(i)));
        else if (i < arguments.Count)
            throw new LispException("too many arguments for " + Lisp.Show(Parameters));
        return scope;
    }
}

sealed class Reader
{
    private readonly string text;
    private int at;

    public Reader(string text) { this.text = text; }

    private char Skip()
    {
        for (; at < text.Length; at++)
        {
            if (text[at] == ';')
                while (at < text.Length && text[at] != '\n')
                    at++;
            else if (!char.IsWhiteSpace(text[at]))
                return text[at];
        }
        return '\0';
    }

    public bool AtEnd { get { return Skip() == '\0'; } }

    public object Read()
    {
        switch (Skip())
        {
            case '\0': throw new LispException("unexpected end");
            case ')': throw new LispException("unexpected )");
            case '\'': at++; return Quoted("quote");
            case '`': at++; return Quoted("quasiquote");
            case ',': at++; return Quoted("unquote");
            case '(': at++; return Rest();
            case '"':
                var s = new StringBuilder();
                for (at++; ; at++)
                {
                    if (at >= text.Length)
                        throw new LispException("unterminated string");
                    if (text[at] == '"')
                        break;
                    s.Append(text[at] == '\\' ? text[++at] == 'n' ? '\n' : text[at] : text[at]);
                }
                at++;
                return s.ToString();
        }
        int start = at;
        while (at < text.Length && !char.IsWhiteSpace(text[at]) && "()'\";`,".IndexOf(text[at]) < 0)
            at++;
        string atom = text.Substring(start, at - start);
        long integer;
        double real;
        if (long.TryParse(atom, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out integer))
            return integer;
        if (char.IsDigit(atom[atom.Length - 1]) && double.TryParse(atom, NumberStyles.Float, CultureInfo.InvariantCulture, out real))
            return real;
        return atom == "#t" ? true : atom == "#f" ? false : (object)Symbol.Of(atom);
    }

    private object Quoted(string name) { return new Pair(Symbol.Of(name), new Pair(Read(), null)); }

    private object Rest()
    {
        if (Skip() == ')')
        {
            at++;
            return null;
        }
        object head = Read();
        if (head == Symbol.Of("."))
        {
            object tail = Read();
            if (Skip() != ')')
                throw new LispException("expected ) after the tail");
            at++;
            return tail;
        }
        return new Pair(head, Rest());
    }
}

sealed class Lisp
{
    private readonly Scope global = new Scope(null);
    private readonly StringBuilder output = new StringBuilder();

    public Lisp()
    {
        Number("+", 0, (a, b) => checked(a + b), (a, b) => a + b);
        Number("*", 1, (a, b) => checked(a * b), (a, b) => a * b);
        Number("-", 0, (a, b) => checked(a - b), (a, b) => a - b);
        Number("/", 1, (a, b) => a / b, (a, b) => a / b);
        Number("mod", null, (a, b) => a % b, (a, b) => a % b);
        Compare("=", c => c == 0);
        Compare("<", c => c < 0);
        Compare(">", c => c > 0);
        Define("cons", 2, a => new Pair(a[0], a[1]));
        Define("car", 1, a => Cast<Pair>(a[0]).Head);
        Define("cdr", 1, a => Cast<Pair>(a[0]).Tail);
        Define("set-cdr!", 2, a => Cast<Pair>(a[0]).Tail = a[1]);
        Define("list", -1, a => Pair.List(a));
        Define("null?", 1, a => a[0] == null);
        Define("pair?", 1, a => a[0] is Pair);
        Define("eq?", 2, a => Equals(a[0], a[1]));
        Define("not", 1, a => a[0] is bool && !(bool)a[0]);
        Define("length", 1, a => (long)Pair.Items(a[0]).Count());
        Define("display", 1, a => { output.Append(a[0] is string ? a[0] : Show(a[0])); return null; });
        Define("string-append", -1, a => string.Concat(a.Select(Cast<string>).ToArray()));
        Define("number->string", 1, a => Show(a[0]));
        Define("sqrt", 1, a => Math.Sqrt(Convert.ToDouble(a[0], CultureInfo.InvariantCulture)));
        Define("error", 1, a => { throw new LispException(a[0] is string ? (string)a[0] : Show(a[0])); });
        Define("apply", 2, a => Apply(a[0], Pair.Items(a[1]).ToArray()));
    }

    private static T Cast<T>(object value)
    {
        if (value is T)
            return (T)value;
        throw new LispException("expected a " + typeof(T).Name.ToLowerInvariant() + ", found " + Show(value));
    }

    private void Define(string name, int arity, Primitive body)
    {
        global.Define(Symbol.Of(name), arity < 0 ? body : a =>
        {
            if (a.Length != arity)
                throw new LispException(name + " takes " + arity + ", not " + a.Length);
            return body(a);
        });
    }

    private void Number(string name, long? unit, Func<long, long, long> exact, Func<double, double, double> inexact)
    {
        Func<object, object, object> both = (a, b) =>
        {
            if (a is long && b is long)
                return exact((long)a, (long)b);
            return inexact(a is long ? (long)a : Cast<double>(a), b is long ? (long)b : Cast<double>(b));
        };
        Define(name, -1, a => a.Length == 1 && unit.HasValue ? both(unit.Value, a[0]) : a.Length == 0 ? unit : a.Skip(1).Aggregate(a[0], both));
    }

    private void Compare(string name, Func<int, bool> test)
    {
        Define(name, 2, a => test(a[0] is long && a[1] is long ? ((long)a[0]).CompareTo((long)a[1])
            : Convert.ToDouble(a[0], CultureInfo.InvariantCulture).CompareTo(Convert.ToDouble(a[1], CultureInfo.InvariantCulture))));
    }

    private static bool True(object value) { return !(value is bool) || (bool)value; }

    private object Apply(object function, object[] arguments)
    {
        var primitive = function as Primitive;
        if (primitive != null)
            return primitive(arguments);
        Closure closure = Cast<Closure>(function);
        return Sequence(closure.Body, closure.Bind(arguments));
    }

    private object Sequence(object body, Scope scope)
    {
        object result = null;
        foreach (object form in Pair.Items(body))
            result = Evaluate(form, scope);
        return result;
    }

    private object Quasi(object template, Scope scope)
    {
        var pair = template as Pair;
        if (pair == null)
            return template;
        if (pair.Head == Symbol.Of("unquote"))
            return Evaluate(((Pair)pair.Tail).Head, scope);
        return new Pair(Quasi(pair.Head, scope), Quasi(pair.Tail, scope));
    }

    public object Evaluate(object form, Scope scope)
    {
        for (;;) // tail calls go round here
        {
            if (form is Symbol)
                return scope[(Symbol)form];
            var pair = form as Pair;
            if (pair == null)
                return form;
            object[] rest = null;
            var keyword = pair.Head as Symbol;
            switch (keyword == null ? "" : keyword.Name)
            {
                case "quote": return ((Pair)pair.Tail).Head;
                case "quasiquote": return Quasi(((Pair)pair.Tail).Head, scope);
                case "if":
                    rest = Pair.Items(pair.Tail).ToArray();
                    if (rest.Length < 2 || rest.Length > 3)
                        throw new LispException("if takes two or three forms");
                    if (True(Evaluate(rest[0], scope)))
                        form = rest[1];
                    else if (rest.Length == 3)
                        form = rest[2];
                    else
                        return null;
                    continue;
                case "define":
                case "define-macro":
                    object target = ((Pair)pair.Tail).Head, body = ((Pair)pair.Tail).Tail;
                    var signature = target as Pair;
                    object value = signature != null ? new Closure { Parameters = signature.Tail, Body = body, Scope = scope, IsMacro = keyword.Name != "define" } : Evaluate(((Pair)body).Head, scope);
                    scope.Define((Symbol)(signature != null ? signature.Head : target), value);
                    return value;
                case "set!":
                    rest = Pair.Items(pair.Tail).ToArray();
                    return scope[(Symbol)rest[0]] = Evaluate(rest[1], scope);
                case "lambda":
                    return new Closure { Parameters = ((Pair)pair.Tail).Head, Body = ((Pair)pair.Tail).Tail, Scope = scope };
                case "begin":
                    rest = Pair.Items(pair.Tail).ToArray();
                    for (int i = 0; i < rest.Length - 1; i++)
                        Evaluate(rest[i], scope);
                    form = rest[rest.Length - 1];
                    continue;
                case "try":
                    try
                    {
                        return Evaluate(((Pair)pair.Tail).Head, scope);
                    }
                    catch (Exception e) when (e is LispException || e is ArithmeticException)
                    {
                        return e.Message;
                    }
            }
            object function = Evaluate(pair.Head, scope);
            var closure = function as Closure;
            if (closure != null && closure.IsMacro)
            {
                form = Sequence(closure.Body, closure.Bind(Pair.Items(pair.Tail).ToArray()));
                continue;
            }
            object[] arguments = Pair.Items(pair.Tail).Select(a => Evaluate(a, scope)).ToArray();
            if (closure == null)
                return Apply(function, arguments);
            scope = closure.Bind(arguments);
            rest = Pair.Items(closure.Body).ToArray();
            for (int i = 0; i < rest.Length - 1; i++)
                Evaluate(rest[i], scope);
            form = rest[rest.Length - 1];
        }
    }

    public static string Show(object value)
    {
        if (value == null)
            return "()";
        if (value is bool)
            return (bool)value ? "#t" : "#f";
        if (value is string)
            return "\"" + value + "\"";
        if (value is IFormattable)
            return ((IFormattable)value).ToString(null, CultureInfo.InvariantCulture);
        var pair = value as Pair;
        if (pair == null)
            return value is Symbol ? value.ToString() : "#<" + value.GetType().Name.ToLowerInvariant() + ">";
        var text = new StringBuilder("(");
        for (; ; pair = (Pair)pair.Tail)
        {
            text.Append(Show(pair.Head));
            if (pair.Tail == null)
                return text.Append(')').ToString();
            if (!(pair.Tail is Pair))
                return text.Append(" . ").Append(Show(pair.Tail)).Append(')').ToString();
            text.Append(' ');
        }
    }

    public string Run(string source)
    {
        output.Clear();
        try
        {
            var reader = new Reader(source);
            object last = null;
            while (!reader.AtEnd)
                last = Evaluate(reader.Read(), global);
            return output.Length > 0 ? output + (last == null ? "" : " => " + Show(last)) : Show(last);
        }
        catch (LispException e)
        {
            return "error: " + e.Message;
        }
        catch (ArithmeticException e)
        {
            return "arithmetic: " + e.Message;
        }
    }
}

static class Program
{
    static void Main()
    {
        var lisp = new Lisp();
        string[] programs =
        {
            "(+ 1 2 (* 3 4) (- 5))", "(/ 7 2)", "(/ 7.0 2)", "(+)", "'(1 (2 . 3) \"four\" five #t)", "'(a . (b . (c . d)))",
            "(define (fact n) (if (= n 0) 1 (* n (fact (- n 1)))))", "(fact 20)", "(fact 21)", "(fact 21.0)",
            "(define (loop n acc) (if (= n 0) acc (loop (- n 1) (+ acc n)))) (loop 20000 0)",
            "(define (map f l) (if (null? l) '() (cons (f (car l)) (map f (cdr l))))) (map (lambda (x) (* x x)) '(1 2 3 4))",
            "(define (filter p l) (if (null? l) '() (if (p (car l)) (cons (car l) (filter p (cdr l))) (filter p (cdr l)))))",
            "(define (range a b) (if (= a b) '() (cons a (range (+ a 1) b))))",
            "(define (sieve l) (if (null? l) '() (cons (car l) (sieve (filter (lambda (x) (not (= 0 (mod x (car l))))) (cdr l)))))) (sieve (range 2 60))",
            "(define (counter) (define n 0) (lambda () (set! n (+ n 1)) n)) (define a (counter)) (define b (counter)) (a) (a) (b) (list (a) (b))",
            "(define-macro (unless c . body) `(if ,c #f (begin . ,body))) (unless (= 1 2) (display \"ran \") 42)",
            "(define-macro (swap! x y) `((lambda (t) (begin (set! ,x ,y) (set! ,y t))) ,x)) (define p 1) (define q 2) (swap! p q) (list p q)",
            "(define (compose . fs) (if (null? fs) (lambda (x) x) (lambda (x) ((car fs) ((apply compose (cdr fs)) x))))) ((compose sqrt sqrt (lambda (x) (* x 8))) 2)",
            "(define (hanoi n a b c) (if (= n 0) 0 (+ (hanoi (- n 1) a c b) 1 (hanoi (- n 1) c b a)))) (hanoi 8 'a 'b 'c)",
            "(define (qsort l) (if (null? l) l ((lambda (p r) (append (qsort (filter (lambda (x) (< x p)) r)) (cons p (qsort (filter (lambda (x) (not (< x p))) r))))) (car l) (cdr l))))",
            "(define (append a b) (if (null? a) b (cons (car a) (append (cdr a) b)))) (qsort '(3 1 4 1 5 9 2 6 5 3 5))",
            "(display \"pi is about \") (display 3.14159) (display '(x \"y\"))", "(string-append \"con\" \"cat\" (number->string 7))",
            "(try (car '()))", "(try (/ 1 0))", "(try (error \"my own\"))", "(list car map 'x (eq? 'x 'x) (eq? \"a\" \"a\"))",
            "(undefined 1)", "(car 5)", "((lambda (x) x))", "((lambda (x) x) 1 2)", "(1 2 3)", "(+ 1 \"2\")", "(", ")", "\"open", "(if)", "(cons 1)", "(length '(1 . 2))",
        };
        foreach (string program in programs)
            Console.WriteLine("{0}\n  {1}", program, lisp.Run(program));
    }
}
