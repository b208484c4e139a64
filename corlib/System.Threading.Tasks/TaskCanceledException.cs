namespace System.Threading.Tasks;

[Serializable]
public class TaskCanceledException : OperationCanceledException
{
    private readonly Task _canceledTask;

    public TaskCanceledException() : base("A task was canceled.") { }
    public TaskCanceledException(string message) : base(message) { }
    public TaskCanceledException(string message, Exception innerException) : base(message, innerException) { }
    public TaskCanceledException(string message, Exception innerException, CancellationToken token) : base(message, innerException, token) { }
    public TaskCanceledException(Task task) : base("A task was canceled.", task == null ? CancellationToken.None : task.CancellationToken) { _canceledTask = task; }

    public Task Task => _canceledTask;
}
