namespace Auth.Frob.Internal;

/// <summary>Holds the browser's return against the question: a name fills an empty slot or must match a filled one.</summary>
internal static class CallbackMatch
{
    /// <summary>Null is a match, and what the redirect brought is in the values.</summary>
    public static FrobError? Take(CallbackRule rule, Uri redirect, SlotValues values)
    {
        var query = QueryText.Parse(redirect);
        if (rule.State != StatePlace.None && Match(rule.StateName, Slot.State, query, values) is { } state)
            return state;
        // What must match is looked at first: a refusal that belongs to another flow is a mismatch, not a refusal.
        foreach (var field in rule.Reads)
        {
            if (values[field.Slot] is not null && Match(field.Paths[0], field.Slot, query, values) is { } mismatch)
                return mismatch;
        }
        if (rule.Denied is { } denied && query.Exists(p => p.Name == denied.Name && (denied.Value is null || p.Value == denied.Value)))
            return new FrobError(FrobErrorKind.Denied) { Cause = "the browser came back with a refusal" };
        foreach (var field in rule.Reads)
        {
            if (values[field.Slot] is null && Fill(field, query, values) is { } mismatch)
                return mismatch;
        }
        return null;
    }

    private static FrobError? Match(string name, Slot slot, List<(string Name, string Value)> query, SlotValues values) =>
        Single(name, query, out var value) ?? (values[slot] is { } expected && Secret.FixedTimeEquals(expected, value)
            ? null
            : Mismatch($"the '{name}' of the redirect is not the one of this flow"));

    private static FrobError? Fill(ReplyField field, List<(string Name, string Value)> query, SlotValues values)
    {
        if (field.IsOptional && !query.Exists(p => p.Name == field.Paths[0]))
            return null;
        if (Single(field.Paths[0], query, out var value) is { } fault)
            return fault;
        if (!ValueRule.IsCleanToken(value))
            return Mismatch($"the '{field.Paths[0]}' of the redirect holds white space or a control character");
        values.Set(field.Slot, value);
        return null;
    }

    private static FrobError? Single(string name, List<(string Name, string Value)> query, out string value)
    {
        var found = query.FindAll(pair => string.Equals(pair.Name, name, StringComparison.Ordinal));
        value = found.Count == 1 ? found[0].Value : "";
        return found.Count == 0 ? Mismatch($"the redirect has no '{name}'")
            : found.Count > 1 ? Mismatch($"the redirect has '{name}' more than once")
            : value.Length == 0 ? Mismatch($"the '{name}' of the redirect is empty") : null;
    }

    private static FrobError Mismatch(string cause) => new(FrobErrorKind.Mismatch) { Cause = cause };
}
