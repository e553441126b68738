namespace Auth.Frob.Extensions.Pacing;

/// <summary>The permits of the last span in a ring, oldest first, each with the number of its ticket. Not thread-safe.</summary>
internal sealed class SlidingLog(int permits, TimeSpan within)
{
    private const int SmallestRing = 16;

    private (TimeSpan At, long Ticket)[] _ring = new (TimeSpan, long)[Math.Min(permits, SmallestRing)];
    private int _first;
    private long _tickets;

    public int Permits => permits;

    public int Count { get; private set; }

    /// <summary>The ticket that leaves the span first; 0 where there is none.</summary>
    public long Oldest => Count == 0 ? 0 : _ring[_first].Ticket;

    /// <summary>Forgets what is older than the span; says when the log became empty, if it did.</summary>
    public TimeSpan? Trim(TimeSpan now)
    {
        TimeSpan? emptied = null;
        while (Count > 0 && now - _ring[_first].At >= within)
        {
            emptied = _ring[_first].At + within;
            _first = Place(1);
            Count--;
        }
        return Count == 0 ? emptied : null;
    }

    /// <summary>How long until there is room for so many; zero where there is.</summary>
    public TimeSpan Wait(int count, TimeSpan now)
    {
        var mustLeave = Count + count - permits;
        return mustLeave <= 0 ? TimeSpan.Zero : _ring[Place(mustLeave - 1)].At + within - now;
    }

    /// <summary>Notes permits; the first one's ticket, the others' follow.</summary>
    public long Add(int count, TimeSpan now)
    {
        for (var i = 0; i < count; i++)
        {
            if (Count == _ring.Length)
                Grow();
            _ring[Place(Count++)] = (now, ++_tickets);
        }
        return _tickets - count + 1;
    }

    /// <summary>Takes a permit out; false where it left the span or was taken out before.</summary>
    public bool Remove(long ticket)
    {
        var (low, high) = (0, Count - 1);
        while (low <= high)
        {
            var middle = (low + high) / 2;
            var found = _ring[Place(middle)].Ticket;
            if (found == ticket)
            {
                for (var i = middle; i < Count - 1; i++)
                    _ring[Place(i)] = _ring[Place(i + 1)];
                Count--;
                return true;
            }
            (low, high) = found < ticket ? (middle + 1, high) : (low, middle - 1);
        }
        return false;
    }

    private int Place(int index) => (int)(((long)_first + index) % _ring.Length);

    private void Grow()
    {
        var larger = new (TimeSpan, long)[(int)Math.Min(permits, _ring.Length * 2L)];
        for (var i = 0; i < Count; i++)
            larger[i] = _ring[Place(i)];
        (_ring, _first) = (larger, 0);
    }
}
