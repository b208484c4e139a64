namespace System;

using System.Collections.Generic;
using System.Collections.ObjectModel;

[Serializable]
public class AggregateException : Exception
{
    private readonly Exception[] _innerExceptions;
    private ReadOnlyCollection<Exception> _rocView;

    public AggregateException() : this("One or more errors occurred.", new Exception[0]) { }
    public AggregateException(string message) : this(message, new Exception[0]) { }
    public AggregateException(string message, Exception innerException) : base(message, innerException)
    {
        if (innerException == null) throw new ArgumentNullException(nameof(innerException));
        _innerExceptions = new[] { innerException };
    }
    public AggregateException(IEnumerable<Exception> innerExceptions) : this("One or more errors occurred.", innerExceptions) { }
    public AggregateException(params Exception[] innerExceptions) : this("One or more errors occurred.", innerExceptions) { }
    public AggregateException(string message, IEnumerable<Exception> innerExceptions)
        : this(message, innerExceptions == null ? null : new List<Exception>(innerExceptions).ToArray()) { }

    public AggregateException(string message, params Exception[] innerExceptions)
        : base(message, innerExceptions == null || innerExceptions.Length == 0 ? null : innerExceptions[0])
    {
        if (innerExceptions == null) throw new ArgumentNullException(nameof(innerExceptions));
        _innerExceptions = (Exception[])innerExceptions.Clone();
        foreach (Exception e in _innerExceptions)
            if (e == null) throw new ArgumentException("An element of innerExceptions was null.");
    }

    public ReadOnlyCollection<Exception> InnerExceptions => _rocView ??= new ReadOnlyCollection<Exception>(_innerExceptions);

    internal Exception[] InternalInnerExceptions => _innerExceptions;

    public override Exception GetBaseException()
    {
        Exception back = this;
        for (AggregateException a = this; a != null && a._innerExceptions.Length == 1; a = back as AggregateException)
            back = a._innerExceptions[0];
        return back;
    }

    public void Handle(Func<Exception, bool> predicate)
    {
        if (predicate == null) throw new ArgumentNullException(nameof(predicate));
        List<Exception> unhandled = null;
        foreach (Exception e in _innerExceptions)
            if (!predicate(e)) (unhandled ??= new List<Exception>()).Add(e);
        if (unhandled != null) throw new AggregateException(Message, unhandled.ToArray());
    }

    public AggregateException Flatten()
    {
        List<Exception> flat = new List<Exception>();
        List<AggregateException> open = new List<AggregateException> { this };
        for (int i = 0; i < open.Count; i++)
            foreach (Exception e in open[i]._innerExceptions)
            {
                if (e is AggregateException inner) open.Add(inner);
                else flat.Add(e);
            }
        return new AggregateException(GetType() == typeof(AggregateException) ? base.Message : Message, flat.ToArray());
    }

    public override string Message
    {
        get
        {
            if (_innerExceptions.Length == 0) return base.Message;
            string text = base.Message + " (";
            for (int i = 0; i < _innerExceptions.Length; i++)
                text = string.Concat(text, i == 0 ? "" : ") (", _innerExceptions[i].Message);
            return text + ")";
        }
    }

    public override string ToString()
    {
        string text = base.ToString();
        for (int i = 0; i < _innerExceptions.Length; i++)
        {
            if (_innerExceptions[i] == InnerException) continue;
            text = string.Concat(text, "\n ---> (Inner Exception #" + i.ToString() + ") ", _innerExceptions[i].ToString(), "<---\n");
        }
        return text;
    }

    internal int InnerExceptionCount => _innerExceptions.Length;
}
