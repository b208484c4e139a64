// A stock ticker of events and observers: custom accessors, weak and once-only handlers, property change notification, undo.
// compiler: both
// covers: events, delegates, interfaces, generics, System.ComponentModel, closures
using System;
using System.Collections.Generic;
using System.ComponentModel;
using System.Linq;

class PriceChangedEventArgs : EventArgs
{
    public PriceChangedEventArgs(string symbol, decimal before, decimal after)
    {
        Symbol = symbol;
        Before = before;
        After = after;
    }

    public string Symbol { get; private set; }
    public decimal Before { get; private set; }
    public decimal After { get; private set; }
    public bool Cancel { get; set; }
    public decimal Change { get { return Before == 0 ? 0 : Math.Round((After - Before) / Before * 100, 2); } }
}

class Ticker
{
    private readonly SortedDictionary<string, decimal> prices = new SortedDictionary<string, decimal>(StringComparer.Ordinal);
    private EventHandler<PriceChangedEventArgs> changed;
    private int subscriptions;

    public event EventHandler<PriceChangedEventArgs> Changing;

    public event EventHandler<PriceChangedEventArgs> Changed
    {
        add
        {
            changed += value;
            subscriptions++;
        }
        remove
        {
            int before = changed == null ? 0 : changed.GetInvocationList().Length;
            changed -= value;
            if (before != (changed == null ? 0 : changed.GetInvocationList().Length))
                subscriptions--;
        }
    }

    public int Subscriptions { get { return subscriptions; } }

    public decimal this[string symbol]
    {
        get { return prices[symbol]; }
        set
        {
            decimal before;
            prices.TryGetValue(symbol, out before);
            var args = new PriceChangedEventArgs(symbol, before, value);
            if (Changing != null)
                Changing(this, args);
            if (args.Cancel)
                return;
            prices[symbol] = value;
            OnChanged(args);
        }
    }

    protected virtual void OnChanged(PriceChangedEventArgs args)
    {
        EventHandler<PriceChangedEventArgs> handlers = changed;
        if (handlers == null)
            return;
        // One failing handler must not keep the others from hearing.
        var failures = new List<Exception>();
        foreach (EventHandler<PriceChangedEventArgs> handler in handlers.GetInvocationList())
        {
            try
            {
                handler(this, args);
            }
            catch (Exception e)
            {
                failures.Add(e);
            }
        }
        if (failures.Count > 0)
            throw new AggregateException("handlers failed", failures);
    }
}

class Subject<T> : IObservable<T>
{
    private readonly List<IObserver<T>> observers = new List<IObserver<T>>();

    public IDisposable Subscribe(IObserver<T> observer)
    {
        observers.Add(observer);
        return new Subscription(() => observers.Remove(observer));
    }

    public void Next(T value) { observers.ToList().ForEach(o => o.OnNext(value)); }
    public void Fail(Exception error) { observers.ToList().ForEach(o => o.OnError(error)); }
    public void Complete() { observers.ToList().ForEach(o => o.OnCompleted()); }
    public int Count { get { return observers.Count; } }

    private sealed class Subscription : IDisposable
    {
        private Action end;
        public Subscription(Action end) { this.end = end; }

        public void Dispose()
        {
            if (end != null)
                end();
            end = null;
        }
    }
}

class Observer<T> : IObserver<T>
{
    private readonly string name;
    private readonly Func<T, bool> filter;

    public Observer(string name, Func<T, bool> filter)
    {
        this.name = name;
        this.filter = filter;
    }

    public void OnNext(T value)
    {
        if (filter(value))
            Console.WriteLine("  {0} sees {1}", name, value);
    }

    public void OnError(Exception error) { Console.WriteLine("  {0} hears of {1}", name, error.Message); }
    public void OnCompleted() { Console.WriteLine("  {0} is done", name); }
}

class Person : INotifyPropertyChanged
{
    private string name;
    private int age;
    private readonly Stack<Action> undo = new Stack<Action>();

    public event PropertyChangedEventHandler PropertyChanged;

    public string Name
    {
        get { return name; }
        set { Set(ref name, value, "Name", old => Name = old); }
    }

    public int Age
    {
        get { return age; }
        set { Set(ref age, value, "Age", old => Age = old); }
    }

    private bool undoing;

    private void Set<T>(ref T field, T value, string property, Action<T> restore)
    {
        if (EqualityComparer<T>.Default.Equals(field, value))
            return;
        T old = field;
        field = value;
        if (!undoing)
            undo.Push(() => restore(old));
        PropertyChangedEventHandler handler = PropertyChanged;
        if (handler != null)
            handler(this, new PropertyChangedEventArgs(property));
    }

    public bool Undo()
    {
        if (undo.Count == 0)
            return false;
        undoing = true;
        try
        {
            undo.Pop()();
        }
        finally
        {
            undoing = false;
        }
        return true;
    }

    public override string ToString() { return (Name ?? "?") + "/" + Age; }
}

static class Program
{
    static void Once(Ticker ticker, Action<PriceChangedEventArgs> action)
    {
        EventHandler<PriceChangedEventArgs> handler = null;
        handler = (sender, e) =>
        {
            ticker.Changed -= handler;
            action(e);
        };
        ticker.Changed += handler;
    }

    static void Log(object sender, PriceChangedEventArgs e)
    {
        Console.WriteLine("  {0}: {1} -> {2} ({3}{4} %)", e.Symbol, e.Before, e.After, e.Change > 0 ? "+" : "", e.Change);
    }

    static void Main()
    {
        var ticker = new Ticker();
        Console.WriteLine("events");
        ticker.Changed += Log;
        Once(ticker, e => Console.WriteLine("  first of all: " + e.Symbol));
        ticker.Changing += (sender, e) => e.Cancel = e.After <= 0;
        var highs = new Dictionary<string, decimal>();
        ticker.Changed += delegate(object sender, PriceChangedEventArgs e)
        {
            decimal high;
            if (!highs.TryGetValue(e.Symbol, out high) || e.After > high)
                highs[e.Symbol] = e.After;
        };
        Console.WriteLine("subscriptions " + ticker.Subscriptions);
        ticker["ACME"] = 12.50m;
        ticker["INIT"] = 8m;
        ticker["ACME"] = 13.75m;
        ticker["ACME"] = -1m;
        ticker["ACME"] = 11m;
        Console.WriteLine("subscriptions {0}, high {1}, now {2}", ticker.Subscriptions, highs["ACME"], ticker["ACME"]);
        ticker.Changed -= Log;
        ticker.Changed -= Log;
        Console.WriteLine("subscriptions " + ticker.Subscriptions);
        ticker.Changed += (s, e) => { throw new InvalidOperationException("no ink"); };
        ticker.Changed += (s, e) => { throw new FormatException("no paper"); };
        ticker.Changed += (s, e) => Console.WriteLine("  still heard: " + e.After);
        try
        {
            ticker["INIT"] = 9m;
        }
        catch (AggregateException e)
        {
            Console.WriteLine(string.Join(", ", e.InnerExceptions.Select(i => i.GetType().Name + " " + i.Message)));
            e.Handle(i => i is FormatException || i is InvalidOperationException);
        }
        try
        {
            Console.WriteLine(ticker["NONE"]);
        }
        catch (KeyNotFoundException e)
        {
            Console.WriteLine(e.Message);
        }

        Console.WriteLine("observers");
        var temperatures = new Subject<double>();
        IDisposable all = temperatures.Subscribe(new Observer<double>("everyone", t => true));
        using (temperatures.Subscribe(new Observer<double>("frost watch", t => t < 0)))
        {
            temperatures.Next(3.5);
            temperatures.Next(-2.25);
        }
        temperatures.Next(-10);
        temperatures.Fail(new TimeoutException("sensor lost"));
        temperatures.Complete();
        all.Dispose();
        all.Dispose();
        temperatures.Next(99);
        Console.WriteLine("observers left " + temperatures.Count);

        Console.WriteLine("properties");
        var person = new Person();
        var changes = new List<string>();
        person.PropertyChanged += (sender, e) => changes.Add(e.PropertyName + "=" + sender);
        person.Name = "Ann";
        person.Age = 30;
        person.Age = 30;
        person.Age = 31;
        person.Name = "Anne";
        Console.WriteLine(string.Join(" ", changes));
        while (person.Undo())
            Console.Write(person + " ");
        Console.WriteLine(changes.Count);

        Console.WriteLine("multicast");
        Func<int, int> chain = x => x + 1;
        chain += x => x * 10;
        chain += x => x - 3;
        Console.WriteLine(chain(5) + " " + chain.GetInvocationList().Cast<Func<int, int>>().Aggregate(5, (x, f) => f(x)));
        Action a = () => Console.Write("a"), b = () => Console.Write("b");
        Action both = a + b + a + b;
        (both - (a + b))();
        (both - (b + a))();
        Console.WriteLine(" " + ((a - a) == null) + " " + (a + b).Equals(a + b) + " " + both.GetInvocationList().Length);
    }
}
