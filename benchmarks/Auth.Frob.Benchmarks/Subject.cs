namespace Auth.Frob.Benchmarks;

/// <summary>Something that we do, beside its limit: the least that anybody must do for the same result.</summary>
/// <remarks>Not sealed where it is filled in: BenchmarkDotNet derives from it.</remarks>
public abstract class Subject
{
    /// <summary>The name in the table.</summary>
    public abstract string Name { get; }

    /// <summary>How much longer than the limit we may take; null where the time is told only.</summary>
    public abstract double? MostTimes { get; }

    /// <summary>How much we may allocate; null where it is told only.</summary>
    public abstract long? MostBytes { get; }

    /// <summary>The limit, once.</summary>
    /// <returns>A part of the result: nothing is optimised away then, and both can be seen to do the same.</returns>
    public abstract int Limit();

    /// <summary>Ours, once.</summary>
    /// <returns>The same as <see cref="Limit"/>.</returns>
    public abstract int Ours();
}
