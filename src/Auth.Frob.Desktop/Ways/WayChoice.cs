namespace Auth.Frob.Desktop.Ways;

/// <summary>Chooses flow and way back from recipe, machine and request alone.</summary>
internal static class WayChoice
{
    // A poll needs nothing of the browser: it works by SSH, in a container, with a phone, and where a redirect never comes.
    private static readonly ImmutableArray<WayBack> InOrder = [WayBack.Poll, WayBack.Loopback, WayBack.Enter, WayBack.Paste, WayBack.Password];

    /// <summary>The first flow with its first way that fits.</summary>
    /// <exception cref="FrobUsageException">None fits; every reason is in it.</exception>
    public static DesktopPlan Choose(FrobProvider provider, string instance, Situation here)
    {
        var request = here.Request;
        var flows = Flows(provider, request.Flow);
        if (flows.Count == 0)
        {
            var names = string.Join(", ", provider.Flows.Select(static f => f.Name));
            throw new FrobUsageException(new UsageFault(instance, nameof(request.Flow), $"{provider.DisplayName} has no such flow; there are: {names}"));
        }
        ImmutableArray<WayBack> ways = request.Way is { } forced ? [forced] : InOrder;
        var faults = ImmutableArray.CreateBuilder<UsageFault>();
        foreach (var flow in flows)
        {
            foreach (var way in ways.Where(way => WayFit.IsOf(flow, way)))
            {
                if (WayFit.Fault(flow, way, here) is not { } fault)
                    return new DesktopPlan(flow, way);
                faults.Add(new UsageFault(instance, nameof(request.Way), $"{way} does not fit the flow '{flow.Name}' here: {fault}"));
            }
        }
        if (request.Way is not null || request.Flow is not null)
            faults.Add(new UsageFault(instance, nameof(request.Way), Possible(provider, here)));
        throw new FrobUsageException(faults.ToImmutable());
    }

    // What only the browser binds may be another's answer, so such a flow waits behind those that are bound.
    private static List<FrobFlow> Flows(FrobProvider provider, string? name) => name is not null
        ? provider.FindFlow(name) is { } named ? [named] : []
        : [.. provider.Flows.Where(IsBound), .. provider.Flows.Where(static f => !IsBound(f) && f is ConsentFlow), .. provider.Flows.OfType<DirectFlow>()];

    private static bool IsBound(FrobFlow flow) => flow is ConsentFlow { Binding: not Binding.BrowserOnly };

    private static string Possible(FrobProvider provider, Situation here)
    {
        var request = here.Request;
        var free = here with { Request = request with { Way = null } };
        var fits = from flow in Flows(provider, null)
                   from way in InOrder
                   where WayFit.IsOf(flow, way) && WayFit.Fault(flow, way, free) is null
                   select $"{way} with the flow '{flow.Name}'";
        var asked = $"{request.Way?.ToString() ?? "any way"}{(request.Flow is { } name ? $" with the flow '{name}'" : "")}";
        return $"{provider.DisplayName} does not offer {asked} here; what it offers here: {(fits.Any() ? string.Join(", ", fits) : "nothing")}";
    }
}
