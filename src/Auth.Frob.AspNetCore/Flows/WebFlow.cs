namespace Auth.Frob.AspNetCore.Flows;

/// <summary>Chooses the flow of a scheme, and says why another can't be one.</summary>
internal static class WebFlow
{
    public static ConsentFlow? Find(FrobProvider provider, string? name, out string fault)
    {
        fault = "";
        if (name is null && provider.Flows.OfType<ConsentFlow>().FirstOrDefault(static flow => FaultOf(flow) is null) is { } first)
            return first;
        if (name is null)
        {
            fault = provider.Flows.OfType<ConsentFlow>().Where(static flow => flow.Callback is not null).Select(FaultOf).FirstOrDefault()
                ?? $"no flow of '{provider.Id}' comes back to the site";
            return null;
        }
        if (provider.FindFlow(name) is not { } flow)
            fault = $"'{provider.Id}' has no flow '{name}'. It has: {string.Join(", ", provider.Flows.Select(static f => f.Name))}.";
        else
            fault = FaultOf(flow) is { } why ? $"{why}{Instead(provider)}" : "";
        return fault.Length == 0 ? (ConsentFlow)provider.FindFlow(name)! : null;
    }

    private static string Instead(FrobProvider provider)
    {
        var fit = string.Join(", ", provider.Flows.Where(static other => FaultOf(other) is null).Select(static other => other.Name));
        return fit.Length == 0 ? "" : $". Use {fit}, or name no flow.";
    }

    private static string? FaultOf(FrobFlow flow) => flow switch
    {
        ConsentFlow { Callback: null } or not ConsentFlow => $"the flow '{flow.Name}' has no callback, nobody comes back to the site by it",
        ConsentFlow { Binding: Binding.Frob } =>
            $"the flow '{flow.Name}' is bound by the frob alone: who begins it can let somebody else consent and then has that person's grant, "
            + "and the other way round (session fixation). Use a flow with a state of its own, or a program instead of a site.",
        _ => null,
    };
}
