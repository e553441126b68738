namespace Auth.Frob.Internal;

/// <summary>Fills drafts from slots.</summary>
internal static class DraftWriter
{
    /// <summary>Adds what the call sends, in the recipe's order. A required slot that nobody filled stops here.</summary>
    public static void Fill(SigningDraft draft, CallPlan plan, SlotValues values)
    {
        foreach (var (parameter, place) in plan.Sends)
            Add(draft, parameter, values, place);
    }

    public static void Add(SigningDraft draft, Parameter parameter, SlotValues values, WirePlace place)
    {
        if (Value(parameter, values, draft.ApiMethod) is { } value)
            draft.Add(new WireParameter(parameter.Name, value, parameter.Slot is { IsSecret: true }, place));
        else if (!parameter.IsOptional)
            throw new InvalidOperationException($"The parameter '{parameter.Name}' is required and its slot '{parameter.Slot}' is empty.");
    }

    private static string? Value(Parameter parameter, SlotValues values, string? apiMethod) =>
        parameter.Slot is { } slot ? values[slot]
        : parameter.Text!.Contains('{', StringComparison.Ordinal) ? Template.Parse(parameter.Text).Expand(values, apiMethod)
        : parameter.Text;
}
