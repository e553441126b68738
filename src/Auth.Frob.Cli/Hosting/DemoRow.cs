using Auth.Frob.Outcomes;

namespace Auth.Frob.Cli.Hosting;

/// <summary>What became of one flow.</summary>
internal sealed record DemoRow(string Provider, string Flow)
{
    public IReadOnlyList<DemoStep> Steps { get; init; } = [];

    /// <summary>The grant, as the service described it when it was asked; null where the flow failed.</summary>
    public Grant? Verified { get; init; }

    /// <summary>Why it failed, in a sentence.</summary>
    public CommandFailure? Failure { get; init; }

    public bool IsVerified => Verified is not null;
}
