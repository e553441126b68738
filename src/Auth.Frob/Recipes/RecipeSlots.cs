using Auth.Frob.Slots;

namespace Auth.Frob.Recipes;

/// <summary>Every slot that a recipe names, as often as it names it.</summary>
internal static class RecipeSlots
{
    public static IEnumerable<Slot> Of(FrobProvider provider)
    {
        foreach (var setting in provider.Settings)
            yield return setting.Slot;
        foreach (var slot in OfUse(provider.Use).Concat(OfCall(provider.Verify)).Concat(provider.Flows.SelectMany(OfFlow)))
            yield return slot;
    }

    private static IEnumerable<Slot> OfFlow(FrobFlow flow)
    {
        foreach (var slot in flow.Prepare.Concat(flow.Exchange).Append(flow.Verify).SelectMany(OfCall).Concat(OfUse(flow.Use)))
            yield return slot;
        foreach (var slot in flow.Derives.SelectMany(static d => d.Reads.Append(d.To)))
            yield return slot;
        if (flow is not ConsentFlow consent)
            yield break;
        foreach (var slot in OfParameters(consent.Consent.Query).Concat(consent.Callback?.Reads.Select(static f => f.Slot) ?? []))
            yield return slot;
        if (consent.TypedCode is { } typed)
            yield return typed;
    }

    private static IEnumerable<Slot> OfCall(ApiCall? call) => call is null
        ? []
        : OfParameters(call.Headers).Concat(OfParameters(call.Query)).Concat(OfParameters(call.Body ?? ParameterSet.None))
            .Concat(call.Reads.Select(static f => f.Slot)).Concat(call.SecondSecret is { } second ? [second] : []);

    private static IEnumerable<Slot> OfUse(GrantUse? use) => use is null
        ? []
        : OfParameters(use.Parameters).Concat(OfParameters(use.Headers)).Concat(use.SecondSecret is { } second ? [second] : []);

    private static IEnumerable<Slot> OfParameters(ParameterSet parameters) =>
        parameters.Where(static p => p.Slot is not null).Select(static p => p.Slot!.Value);
}
