namespace Auth.Frob.Cli.Diagnosis;

/// <summary>Says where keys come from, and what can't be right with them; never a key.</summary>
internal sealed class KeysCheck(IReadOnlyList<AppFound> apps) : Check
{
    public override string Name => "keys";

    protected override Task<IReadOnlyList<Finding>> LookAsync(CancellationToken cancellationToken)
    {
        var found = apps.Where(static a => a.IsAsked || a.IsConfigured).Select(Of).ToList();
        if (found.Count == 0)
            found.Add(Warn("No provider has a key here.", $"{Places()} Then frob configure PROVIDER keeps it; frob providers names the variables."));
        return Task.FromResult<IReadOnlyList<Finding>>(found);
    }

    private string Places() => string.Join(" ", apps.Select(static a => a.Known.KeysFrom));

    private Finding Of(AppFound app)
    {
        var known = app.Known;
        if (app.Place.Fault is { } fault)
            return Bad($"{known.Id}: what frob configure kept can't be read: {fault.Message}", fault.Remedy);
        if (app.Faults.Count > 0)
            return Bad($"{known.Id}: {string.Join(" ", app.Faults)}", $"Set {known.KeyVariable} and {known.SecretVariable}, or run frob configure {known.Id}.");
        if ((Doubt(app.Order.ApiKey) ?? Doubt(app.Order.Secret)) is { } doubt)
            return Warn($"{known.Id}: key or secret {doubt}.", $"Copy it again, without anything around it. {known.KeysFrom}");
        if (app.Order.ApiKey == app.Order.Secret)
            return Bad($"{known.Id}: key and secret are the same.", $"Copy both again: they are two values. {known.KeysFrom}");
        return Ok($"{known.Id}: key from {app.Place.Key}, secret from {app.Place.Secret}.");
    }

    // What was typed or pasted with something that is not the value's own.
    private static string? Doubt(string? value) => value switch
    {
        null => null,
        { Length: < 8 } => "is very short",
        ['"' or '\'' or '<' or '$' or '%' or '{', ..] or [.., '"' or '\'' or '>' or '}'] => "looks like a quotation or a placeholder",
        _ => null,
    };
}
