namespace Auth.Frob.Recipes;

/// <summary>Walks one flow in the engine's order and keeps account of the slots that are filled.</summary>
internal sealed class FlowWalk(FrobProvider provider, FrobFlow flow, ImmutableArray<string>.Builder faults)
{
    private readonly HashSet<string> _filled = new(StringComparer.Ordinal) { Slot.ApiKey.Name, Slot.SharedSecret.Name };

    private bool CanSign => (flow.Signer ?? provider.Signer) is not null;

    public void Run()
    {
        Fill(provider.Settings.Where(static s => s.Default is not null).Select(static s => s.Slot));
        if (flow is ConsentFlow consent)
            Consent(consent);
        else
            Fill(Slot.Username, Slot.Password);
        foreach (var derived in flow.Derives)
        {
            Needs(derived.Reads.Select(static s => s.Name), $"what derives '{derived.To}'");
            Fill(derived.To);
        }
        foreach (var call in flow.Exchange)
            Call(call);
        Fault(!_filled.Contains(Slot.Token.Name), "no token is there at the end");
        Fill(Slot.AccountName, Slot.AccountId);
        if ((flow.Verify ?? provider.Verify) is { } verify)
            Call(verify);
        if ((flow.Use ?? provider.Use) is { } use)
            Use(use);
    }

    private void Consent(ConsentFlow consent)
    {
        const string Where = "the consent address";
        if (consent.Callback is { IsRegistered: false, IsOptional: false })
            Fill(Slot.Callback);
        if (consent.Callback is { State: not StatePlace.None })
            Fill(Slot.State);
        foreach (var call in consent.Prepare)
            Call(call);
        Address(consent.Consent.Template, Where);
        Parameters(consent.Consent.Query, Where);
        Fault(consent.Consent.Signed && (flow.Signer ?? provider.Signer) is OAuth1Signer, $"{Where} can't be signed in a header");
        Fault(consent.Consent.Signed && !CanSign, $"{Where} is signed and there is no signer");
        Fault(consent.Consent.CarriesPermissions && provider.Permissions is null, $"{Where} carries permissions and there is no rule for them");
        Bound(consent);
        Poll(consent);
        Fill((consent.Callback?.Reads ?? ReplyFields.None).Where(static f => !f.IsOptional).Select(static f => f.Slot));
        if (consent.TypedCode is { } typed)
            Fill(typed);
    }

    private void Bound(ConsentFlow consent)
    {
        Fault(consent.Binding == Binding.Unstated, "it does not say what binds the answer to the question");
        Fault(consent.Binding == Binding.Frob && !_filled.Contains(Slot.Frob.Name), "it says that the frob binds, and has none before consent");
        Fault(consent.Binding == Binding.State && consent.Callback is not { State: not StatePlace.None }, "it says that a state binds, and sends none");
        Fault(consent.Binding == Binding.BrowserOnly && consent.Callback is null, "it says that the browser binds, and has no redirect");
    }

    private void Poll(ConsentFlow consent)
    {
        if (consent.PollEvery is null)
            return;
        var rows = provider.Errors.Rows.Concat(consent.Exchange.SelectMany(static c => c.Errors?.Rows ?? []));
        Fault(consent.PollEvery <= TimeSpan.Zero, "it polls without a pause");
        Fault(rows.Any(static r => r.Kind == FrobErrorKind.PendingOrInvalid), "it is polled, and pending and invalid are one code (PendingOrInvalid)");
        Fault(consent.Callback is { IsOptional: false } || consent.TypedCode is not null, "it is polled and ends with a redirect or a typed code");
    }

    private void Call(ApiCall call)
    {
        var name = call.ApiMethod ?? call.Endpoint;
        Fault(call.Signed && !CanSign, $"{name}: the call is signed and there is no signer");
        Fault(call.Method == HttpMethod.Get && call.Body is not null, $"{name}: a GET has a body");
        Address(call.Endpoint, name);
        Parameters(call.Headers.Concat(call.Query).Concat(call.Body ?? ParameterSet.None), name);
        Needs(call.SecondSecret is { } second ? [second.Name] : [], name);
        Fill(call.Reads.Where(static f => !f.IsOptional).Select(static f => f.Slot));
    }

    private void Use(GrantUse use)
    {
        const string Where = "the use of a grant";
        Parameters(use.Parameters.Concat(use.Headers), Where);
        Fault(use.Signed && !CanSign, "later calls are signed and there is no signer");
        Needs(use.SecondSecret is { } second ? [second.Name] : [], Where);
    }

    private void Address(string template, string where)
    {
        var isSafe = template.StartsWith("{+", StringComparison.Ordinal) || template.StartsWith("https://", StringComparison.Ordinal);
        Fault(!isSafe, $"{where}: the address is not https");
        Needs(Template.Parse(template).SlotNames, where);
    }

    private void Parameters(IEnumerable<Parameter> parameters, string where)
    {
        foreach (var parameter in parameters.Where(static p => !p.IsOptional))
            Needs(parameter.Slot is { } slot ? [slot.Name] : Template.Parse(parameter.Text!).SlotNames, where);
    }

    private void Needs(IEnumerable<string> names, string where)
    {
        foreach (var name in names.Where(n => !_filled.Contains(n)))
            Fault(true, $"{where}: the slot '{name}' is read before anything fills it");
    }

    private void Fill(params IEnumerable<Slot> slots) => _filled.UnionWith(slots.Select(static s => s.Name));

    private void Fault(bool isFault, string text)
    {
        if (isFault)
            faults.Add($"flow '{flow.Name}': {text}");
    }
}
