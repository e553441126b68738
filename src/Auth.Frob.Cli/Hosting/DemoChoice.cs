using Auth.Frob.Recipes;

namespace Auth.Frob.Cli.Hosting;

/// <summary>Which flows a demo shows; what is not named is not chosen by.</summary>
internal sealed record DemoChoice(string? Provider = null, string? Flow = null)
{
    public bool IsNarrow => Provider is not null || Flow is not null;

    public IReadOnlyList<(SimulatedSite Site, FrobFlow Flow)> Of(IEnumerable<SimulatedSite> sites) =>
    [
        .. sites.Where(s => Provider is null || string.Equals(s.Recipe.Id, Provider, StringComparison.OrdinalIgnoreCase))
            .SelectMany(static s => s.Recipe.Flows, static (site, flow) => (site, flow))
            .Where(f => Flow is null || string.Equals(f.flow.Name, Flow, StringComparison.OrdinalIgnoreCase)),
    ];

    /// <summary>What is wrong with the choice; null where there is something to show.</summary>
    public string? Fault(IReadOnlyList<SimulatedSite> sites)
    {
        if (Of(sites).Count > 0)
            return null;
        var there = sites.SelectMany(static s => s.Recipe.Flows, static (site, flow) => $"{site.Recipe.Id} {flow.Name}");
        return $"No such flow is simulated; there are: {string.Join(", ", there)}.";
    }
}
