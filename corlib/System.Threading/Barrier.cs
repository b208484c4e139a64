namespace System.Threading;

/// Participants that wait for each other, phase by phase.
public class Barrier : IDisposable
{
    private readonly object gate = new object();
    private readonly Action<Barrier> postPhase;
    private int participants, arrived;
    private long phase;
    private Exception failure;

    public Barrier(int participantCount) : this(participantCount, null) { }
    public Barrier(int participantCount, Action<Barrier> postPhaseAction)
    {
        if (participantCount < 0 || participantCount > 32767) throw new ArgumentOutOfRangeException(nameof(participantCount), participantCount, "The participantCount argument must be non-negative and less than or equal to 32767.");
        participants = participantCount;
        postPhase = postPhaseAction;
    }

    public int ParticipantCount => participants;
    public int ParticipantsRemaining => participants - arrived;
    public long CurrentPhaseNumber => phase;

    public long AddParticipant() => AddParticipants(1);
    public long AddParticipants(int participantCount)
    {
        lock (gate)
        {
            participants += participantCount;
            return phase;
        }
    }
    public void RemoveParticipant() => RemoveParticipants(1);
    public void RemoveParticipants(int participantCount)
    {
        lock (gate)
        {
            if (participantCount > participants) throw new ArgumentOutOfRangeException(nameof(participantCount));
            participants -= participantCount;
            if (participants > 0 && arrived == participants) Advance();
        }
    }

    private void Advance()
    {
        failure = null;
        try
        {
            postPhase?.Invoke(this);
        }
        catch (Exception e)
        {
            failure = e;
        }
        arrived = 0;
        phase++;
        Monitor.PulseAll(gate);
    }

    public void SignalAndWait() => SignalAndWait(-1);
    public void SignalAndWait(CancellationToken cancellationToken) => SignalAndWait(-1);
    public bool SignalAndWait(TimeSpan timeout) => SignalAndWait(Monitor.ToMilliseconds(timeout));
    public bool SignalAndWait(int millisecondsTimeout)
    {
        long deadline = millisecondsTimeout < 0 ? -1 : Environment.TickCount64 + millisecondsTimeout;
        lock (gate)
        {
            if (participants == 0) throw new InvalidOperationException("The barrier has no registered participants.");
            long mine = phase;
            if (++arrived == participants) Advance();
            while (phase == mine)
            {
                if (deadline < 0) Monitor.Wait(gate);
                else
                {
                    long left = deadline - Environment.TickCount64;
                    if (left <= 0)
                    {
                        arrived--;
                        return false;
                    }
                    Monitor.Wait(gate, (int)left);
                }
            }
            if (failure != null) throw new BarrierPostPhaseException("The postPhaseAction failed with an exception.", failure);
            return true;
        }
    }

    public void Dispose() { }
    protected virtual void Dispose(bool disposing) { }
}
