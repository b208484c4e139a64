namespace System.IO;

using System.Globalization;
using System.Text;
using System.Threading;
using System.Threading.Tasks;

public abstract class TextWriter : MarshalByRefObject, IDisposable, IAsyncDisposable
{
    private sealed class NullWriter : TextWriter
    {
        public override Encoding Encoding => Encoding.Unicode;
        public override void Write(char value) { }
        public override void Write(char[] buffer, int index, int count) { }
        public override void Write(string value) { }
        public override void WriteLine() { }
        public override void WriteLine(string value) { }
    }

    private static readonly char[] s_newLine = { '\n' };
    private static TextWriter s_null;
    public static readonly TextWriter Null = s_null ??= new NullWriter();

    protected char[] CoreNewLine = s_newLine;
    private string newLine = "\n";
    private readonly IFormatProvider formatProvider;

    protected TextWriter() { }

    protected TextWriter(IFormatProvider formatProvider) { this.formatProvider = formatProvider; }

    private protected TextWriter(IFormatProvider formatProvider, bool noEagerStatics) { this.formatProvider = formatProvider; }

    public virtual IFormatProvider FormatProvider => formatProvider ?? CultureInfo.CurrentCulture;
    public abstract Encoding Encoding { get; }

    public virtual string NewLine
    {
        get => newLine;
        set
        {
            newLine = value ?? "\n";
            CoreNewLine = newLine.ToCharArray();
        }
    }

    public virtual void Close()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing) { }

    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    public virtual ValueTask DisposeAsync()
    {
        Dispose();
        return default;
    }

    public virtual void Flush() { }

    public virtual void Write(char value) { }

    public virtual void Write(char[] buffer)
    {
        if (buffer != null) Write(buffer, 0, buffer.Length);
    }

    public virtual void Write(char[] buffer, int index, int count)
    {
        if (buffer == null) throw new ArgumentNullException(nameof(buffer));
        if (index < 0) throw new ArgumentOutOfRangeException(nameof(index), "Non-negative number required.");
        if (count < 0) throw new ArgumentOutOfRangeException(nameof(count), "Non-negative number required.");
        if (buffer.Length - index < count) throw new ArgumentException("Offset and length were out of bounds for the array or count is greater than the number of elements from index to the end of the source collection.");
        for (int i = 0; i < count; i++) Write(buffer[index + i]);
    }

    public virtual void Write(ReadOnlySpan<char> buffer)
    {
        char[] copy = buffer.ToArray();
        Write(copy, 0, copy.Length);
    }

    public virtual void Write(bool value) => Write(value ? "True" : "False");
    public virtual void Write(int value) => Write(value.ToString(FormatProvider));
    public virtual void Write(uint value) => Write(value.ToString(FormatProvider));
    public virtual void Write(long value) => Write(value.ToString(FormatProvider));
    public virtual void Write(ulong value) => Write(value.ToString(FormatProvider));
    public virtual void Write(float value) => Write(value.ToString(FormatProvider));
    public virtual void Write(double value) => Write(value.ToString(FormatProvider));
    public virtual void Write(decimal value) => Write(value.ToString(FormatProvider));

    public virtual void Write(string value)
    {
        if (value != null) Write(value.ToCharArray());
    }

    private string Text(object value) => value is IFormattable formattable ? formattable.ToString(null, FormatProvider) : value.ToString();

    public virtual void Write(object value)
    {
        if (value != null) Write(Text(value));
    }

    public virtual void Write(StringBuilder value)
    {
        if (value != null) Write(value.ToString());
    }

    public virtual void Write(string format, object arg0) => Write(string.Format(FormatProvider, format, arg0));
    public virtual void Write(string format, object arg0, object arg1) => Write(string.Format(FormatProvider, format, arg0, arg1));
    public virtual void Write(string format, object arg0, object arg1, object arg2) => Write(string.Format(FormatProvider, format, arg0, arg1, arg2));
    public virtual void Write(string format, params object[] arg) => Write(string.Format(FormatProvider, format, arg));
    public virtual void Write(string format, params ReadOnlySpan<object> arg) => Write(string.Format(FormatProvider, format, arg.ToArray()));

    public virtual void WriteLine() => Write(CoreNewLine);

    public virtual void WriteLine(char value)
    {
        Write(value);
        WriteLine();
    }

    public virtual void WriteLine(char[] buffer)
    {
        Write(buffer);
        WriteLine();
    }

    public virtual void WriteLine(char[] buffer, int index, int count)
    {
        Write(buffer, index, count);
        WriteLine();
    }

    public virtual void WriteLine(ReadOnlySpan<char> buffer)
    {
        Write(buffer);
        WriteLine();
    }

    public virtual void WriteLine(bool value) => WriteLine(value ? "True" : "False");
    public virtual void WriteLine(int value) => WriteLine(value.ToString(FormatProvider));
    public virtual void WriteLine(uint value) => WriteLine(value.ToString(FormatProvider));
    public virtual void WriteLine(long value) => WriteLine(value.ToString(FormatProvider));
    public virtual void WriteLine(ulong value) => WriteLine(value.ToString(FormatProvider));
    public virtual void WriteLine(float value) => WriteLine(value.ToString(FormatProvider));
    public virtual void WriteLine(double value) => WriteLine(value.ToString(FormatProvider));
    public virtual void WriteLine(decimal value) => WriteLine(value.ToString(FormatProvider));

    public virtual void WriteLine(string value)
    {
        Write(value);
        WriteLine();
    }

    public virtual void WriteLine(StringBuilder value) => WriteLine(value?.ToString());
    public virtual void WriteLine(object value) => WriteLine(value == null ? (string)null : Text(value));
    public virtual void WriteLine(string format, object arg0) => WriteLine(string.Format(FormatProvider, format, arg0));
    public virtual void WriteLine(string format, object arg0, object arg1) => WriteLine(string.Format(FormatProvider, format, arg0, arg1));
    public virtual void WriteLine(string format, object arg0, object arg1, object arg2) => WriteLine(string.Format(FormatProvider, format, arg0, arg1, arg2));
    public virtual void WriteLine(string format, params object[] arg) => WriteLine(string.Format(FormatProvider, format, arg));
    public virtual void WriteLine(string format, params ReadOnlySpan<object> arg) => WriteLine(string.Format(FormatProvider, format, arg.ToArray()));

    // Asynchronous forms complete at once: nothing behind them waits.
    private static Task Done(Action action)
    {
        try
        {
            action();
            return Task.CompletedTask;
        }
        catch (Exception e)
        {
            return Task.FromException(e);
        }
    }

    public virtual Task WriteAsync(char value) => Done(() => Write(value));
    public virtual Task WriteAsync(string value) => Done(() => Write(value));
    public Task WriteAsync(char[] buffer) => Done(() => Write(buffer));
    public virtual Task WriteAsync(char[] buffer, int index, int count) => Done(() => Write(buffer, index, count));
    public virtual Task WriteAsync(ReadOnlyMemory<char> buffer, CancellationToken cancellationToken = default) => Done(() => Write(buffer.Span));
    public virtual Task WriteLineAsync(char value) => Done(() => WriteLine(value));
    public virtual Task WriteLineAsync(string value) => Done(() => WriteLine(value));
    public Task WriteLineAsync(char[] buffer) => Done(() => WriteLine(buffer));
    public virtual Task WriteLineAsync(char[] buffer, int index, int count) => Done(() => WriteLine(buffer, index, count));
    public virtual Task WriteAsync(StringBuilder value, CancellationToken cancellationToken = default) => Done(() => Write(value));
    public virtual Task WriteLineAsync(StringBuilder value, CancellationToken cancellationToken = default) => Done(() => WriteLine(value));
    public virtual Task WriteLineAsync(ReadOnlyMemory<char> buffer, CancellationToken cancellationToken = default) => Done(() => WriteLine(buffer.Span));
    public virtual Task WriteLineAsync() => Done(WriteLine);
    public virtual Task FlushAsync() => Done(Flush);
    public virtual Task FlushAsync(CancellationToken cancellationToken) => FlushAsync();

    public static TextWriter Synchronized(TextWriter writer)
    {
        if (writer == null) throw new ArgumentNullException(nameof(writer));
        return writer is SyncTextWriter or ConsoleWriter ? writer : new SyncTextWriter(writer);
    }

    /// Takes its own lock around every call.
    private sealed class SyncTextWriter : TextWriter
    {
        private readonly TextWriter inner;
        internal SyncTextWriter(TextWriter inner) { this.inner = inner; }
        public override Encoding Encoding => inner.Encoding;
        public override IFormatProvider FormatProvider => inner.FormatProvider;
        public override string NewLine
        {
            get { lock (this) return inner.NewLine; }
            set { lock (this) inner.NewLine = value; }
        }
        public override void Close() { lock (this) inner.Close(); }
        protected override void Dispose(bool disposing) { lock (this) if (disposing) inner.Dispose(); }
        public override void Flush() { lock (this) inner.Flush(); }
        public override void Write(char value) { lock (this) inner.Write(value); }
        public override void Write(char[] buffer) { lock (this) inner.Write(buffer); }
        public override void Write(char[] buffer, int index, int count) { lock (this) inner.Write(buffer, index, count); }
        public override void Write(string value) { lock (this) inner.Write(value); }
        public override void Write(object value) { lock (this) inner.Write(value); }
        public override void WriteLine() { lock (this) inner.WriteLine(); }
        public override void WriteLine(char value) { lock (this) inner.WriteLine(value); }
        public override void WriteLine(char[] buffer) { lock (this) inner.WriteLine(buffer); }
        public override void WriteLine(char[] buffer, int index, int count) { lock (this) inner.WriteLine(buffer, index, count); }
        public override void WriteLine(string value) { lock (this) inner.WriteLine(value); }
        public override void WriteLine(object value) { lock (this) inner.WriteLine(value); }
    }
}
