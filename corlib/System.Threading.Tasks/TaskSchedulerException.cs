namespace System.Threading.Tasks;

/// An exception was thrown by a TaskScheduler.
[Serializable]
public class TaskSchedulerException : Exception
{
    public TaskSchedulerException() : base("An exception was thrown by a TaskScheduler.")
    {
    }

    public TaskSchedulerException(string message) : base(message)
    {
    }

    public TaskSchedulerException(string message, Exception innerException) : base(message, innerException)
    {
    }

    public TaskSchedulerException(Exception innerException) : base("An exception was thrown by a TaskScheduler.", innerException) { }

    protected TaskSchedulerException(System.Runtime.Serialization.SerializationInfo info, System.Runtime.Serialization.StreamingContext context) : base(info, context) { }
}
