namespace Auth.Frob.Internal;

/// <summary>Takes what a good reply holds into the flow's state.</summary>
internal static class FieldReading
{
    /// <summary>Null is success; else what is missing or unusable.</summary>
    public static (FrobErrorKind Kind, string Cause)? Take(CallPlan plan, ReplyReading reading, FlowState state)
    {
        foreach (var (field, places) in plan.Fields)
        {
            if (field.TakesAll)
            {
                Collect(field, places, reading, state);
                continue;
            }
            var value = reading.First(places);
            if (value is null && !field.IsOptional)
                return (plan.Call.WhenMissing, $"the reply has no {field.Slot.Name}");
            if (value is null)
                continue;
            if (Fault(field.Slot, value) is { } fault)
                return (FrobErrorKind.Malformed, fault);
            state.Values.Set(field.Slot, value);
        }
        return null;
    }

    private static string? Fault(Slot slot, string value) =>
        slot.IsSecret && !ValueRule.IsCleanToken(value) ? $"the {slot.Name} holds white space or a control character"
        : slot.Equals(Slot.ConsentUri) && !AddressRule.Allows(value) ? $"the consent address {AddressRule.Text}" : null;

    private static void Collect(ReplyField field, ImmutableArray<int> places, ReplyReading reading, FlowState state)
    {
        if (field.Slot.Equals(Slot.Permissions))
            state.Granted ??= Permissions.None;
        foreach (var (place, name, value) in reading.Collected)
        {
            if (!places.Contains(place))
                continue;
            if (field.Slot.Equals(Slot.Permissions))
                state.Granted = state.Granted!.With(name, value);
            else
                (state.Extras ??= new(StringComparer.Ordinal)).TryAdd($"{field.Slot.Name}.{name}", value);
        }
    }
}
