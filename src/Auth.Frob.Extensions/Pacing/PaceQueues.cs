namespace Auth.Frob.Extensions.Pacing;

/// <summary>Who waits for a turn of one key. Not thread-safe; its pace locks.</summary>
/// <remarks>
/// Calls and polls have a queue each. Polls are spread, one at a time, so the queue of polls stands in line like one more caller: from the
/// moment at which its next poll may go. Neither queue starves the other, and within each it is first come, first served.
/// </remarks>
internal sealed class PaceQueues(TimeSpan spacing)
{
    private readonly LinkedList<PaceWaiter> _calls = new();
    private readonly LinkedList<PaceWaiter> _polls = new();
    private readonly SortedSet<PaceWaiter> _deadlines = [];
    private TimeSpan _nextPoll = TimeSpan.MinValue;
    private long _order;

    public int Count => _deadlines.Count;

    public PaceWaiter? FirstCall => _calls.First?.Value;

    /// <summary>Who must be answered first, whether a turn comes or not.</summary>
    public PaceWaiter? FirstDeadline => _deadlines.Min;

    /// <summary>When the first of the polls may go; never where none waits.</summary>
    public TimeSpan PollAt => _polls.First is not { Value: var poll } ? TimeSpan.MaxValue : poll.Entered > _nextPoll ? poll.Entered : _nextPoll;

    public bool IsCallFree(TimeSpan now) => _calls.Count == 0 && now < PollAt;

    public bool IsPollFree(TimeSpan now) => Count == 0 && now >= _nextPoll;

    public void Polled(TimeSpan now) => _nextPoll = now + spacing;

    public PaceWaiter Join(PaceWaiter waiter)
    {
        waiter.Order = ++_order;
        waiter.Place = (waiter.IsPoll ? _polls : _calls).AddLast(waiter);
        _deadlines.Add(waiter);
        return waiter;
    }

    public bool Leave(PaceWaiter waiter)
    {
        if (waiter.Place is not { } place)
            return false;
        place.List!.Remove(place);
        waiter.Place = null;
        _deadlines.Remove(waiter);
        return true;
    }

    /// <summary>Whose turn it is.</summary>
    public PaceWaiter? Next(TimeSpan now)
    {
        var call = FirstCall;
        return PollAt <= now && (call is null || (PollAt, _polls.First!.Value.Order).CompareTo((call.Entered, call.Order)) < 0) ? _polls.First!.Value : call;
    }

    public void Clear(Action<PaceWaiter> end)
    {
        foreach (var waiter in _deadlines)
        {
            waiter.Place = null;
            end(waiter);
        }
        _deadlines.Clear();
        _calls.Clear();
        _polls.Clear();
    }
}
