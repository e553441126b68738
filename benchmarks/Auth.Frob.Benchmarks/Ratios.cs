using System.Diagnostics;
using System.Globalization;

namespace Auth.Frob.Benchmarks;

/// <summary>Each subject beside its limit, turn by turn in one process, so that the machine's drift meets both alike.</summary>
internal static class Ratios
{
    private const int Pairs = 801;
    private const int Counted = 2000;

    private static readonly TimeSpan Slice = TimeSpan.FromMilliseconds(1);
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(2);

    public static RatioRow Measure(Subject subject)
    {
        Warm(subject);
        var turns = TurnsPerSlice(subject);
        var ratios = new double[Pairs];
        for (var pair = 0; pair < Pairs; pair++)
        {
            // Who goes first changes from pair to pair.
            var limitFirst = pair % 2 == 0;
            var first = limitFirst ? TimeLimit(subject, turns) : TimeOurs(subject, turns);
            var second = limitFirst ? TimeOurs(subject, turns) : TimeLimit(subject, turns);
            ratios[pair] = limitFirst ? (double)second / first : (double)first / second;
        }
        Array.Sort(ratios);
        var ratio = Math.Round(ratios[Pairs / 2], 3);
        var bytes = Allocated(subject);
        var ok = !(ratio > subject.MostTimes) && !(bytes > subject.MostBytes);
        return new RatioRow(subject.Name, ratio, bytes, Must(subject), ok);
    }

    // Long enough for the last tier of the compiler, which works beside us and takes its time.
    private static void Warm(Subject subject)
    {
        var started = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(started) < WarmUp)
        {
            TimeLimit(subject, 200);
            TimeOurs(subject, 200);
        }
    }

    private static int TurnsPerSlice(Subject subject)
    {
        const int Probe = 1000;
        var each = Stopwatch.GetElapsedTime(0, TimeOurs(subject, Probe)) / Probe;
        return Math.Max(10, (int)(Slice / each));
    }

    private static long TimeLimit(Subject subject, int turns)
    {
        var started = Stopwatch.GetTimestamp();
        var sum = 0;
        for (var i = 0; i < turns; i++)
            sum += subject.Limit();
        GC.KeepAlive(sum);
        return Stopwatch.GetTimestamp() - started;
    }

    private static long TimeOurs(Subject subject, int turns)
    {
        var started = Stopwatch.GetTimestamp();
        var sum = 0;
        for (var i = 0; i < turns; i++)
            sum += subject.Ours();
        GC.KeepAlive(sum);
        return Stopwatch.GetTimestamp() - started;
    }

    private static long Allocated(Subject subject)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < Counted; i++)
            subject.Ours();
        // A box of the loop's own is no allocation of the subject: less than one byte a turn is nothing.
        return (GC.GetAllocatedBytesForCurrentThread() - before) / Counted;
    }

    private static string Must(Subject subject)
    {
        var times = subject.MostTimes is { } most ? string.Create(CultureInfo.InvariantCulture, $"<= {most:0.00}") : "time told";
        return subject.MostBytes is { } bytes ? string.Create(CultureInfo.InvariantCulture, $"{times}, <= {bytes} B") : times;
    }
}
