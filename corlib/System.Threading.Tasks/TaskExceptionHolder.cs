namespace System.Threading.Tasks;

using System.Collections.Generic;

/// The exceptions of a faulted task. Its finalizer tells TaskScheduler.UnobservedTaskException when nobody looked at them: an object of its own, so that only
/// tasks that fail have a finalizer.
internal sealed class TaskExceptionHolder : List<Exception>
{
    private readonly Task task;
    private bool isObserved;

    internal TaskExceptionHolder(Task task) { this.task = task; }

    internal void MarkObserved()
    {
        if (isObserved) return;
        isObserved = true;
        GC.SuppressFinalize(this);
    }

    ~TaskExceptionHolder()
    {
        if (isObserved) return;
        TaskScheduler.PublishUnobserved(task, new UnobservedTaskExceptionEventArgs(new AggregateException(
            "A Task's exception(s) were not observed either by Waiting on the Task or accessing its Exception property. As a result, the unobserved exception was rethrown by the finalizer thread.",
            ToArray())));
    }
}
