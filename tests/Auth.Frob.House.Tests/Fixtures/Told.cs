namespace Auth.Frob.House.Tests.Fixtures;

/// <summary>Members with and without a meaning.</summary>
/// <param name="Good">A number.</param>
/// <param name="BadPositional"></param>
public sealed record Told(int Good, int BadPositional)
{
    public const int BadField = 1;

    /// <summary> </summary>
    public int BadEmpty { get; init; }

    /// <inheritdoc cref="object.ToString"/>
    public int GoodInherited() => Good + BadPositional;

    public int BadMissing(int number) => number + Good;

    /// <inheritdoc/>
    public override string ToString() => nameof(Told);
}
