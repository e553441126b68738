using Auth.Frob.Signing;

namespace Auth.Frob.Recipes;

/// <summary>Walks one flow in the engine's order and keeps account of the slots that are filled.</summary>
internal sealed class FlowWalk(FrobProvider provider, FrobFlow flow, ImmutableArray<string>.Builder faults)
{
    private readonly HashSet<string> _filled = new(StringComparer.Ordinal);

    public void Run()
    {
        _filled.UnionWith([Slot.ApiKey.Name, Slot.SharedSecret.Name]);
        _filled.UnionWith(provider.Settings.Where(static s => s.Default is not null).Select(static s => s.Slot.Name));
        if (flow is ConsentFlow consent)
            Consent(consent);
        else
            _filled.UnionWith([Slot.Username.Name, Slot.Password.Name]);
        foreach (var derived in flow.Derives)
        {
            Needs(derived.Reads.Select(static s => s.Name), $"what derives '{derived.To}'");
            _filled.Add(derived.To.Name);
        }
        foreach (var call in flow.Exchange)
            Call(call);
        if (!_filled.Contains(Slot.Token.Name))
            Fault("no token is there at the end");
        _filled.UnionWith([Slot.AccountName.Name, Slot.AccountId.Name]);
        if ((flow.Verify ?? provider.Verify) is { } verify)
            Call(verify);
        if ((flow.Use ?? provider.Use) is { } use)
            Use(use);
    }

    private void Consent(ConsentFlow consent)
    {
        if (consent.Callback is { } rule)
        {
            if (!rule.IsRegistered && !rule.IsOptional)
                _filled.Add(Slot.Callback.Name);
            if (rule.State != StatePlace.None)
                _filled.Add(Slot.State.Name);
        }
        foreach (var call in consent.Prepare)
            Call(call);
        Needs(Template.Parse(consent.Consent.Template).SlotNames, "the consent address");
        Parameters(consent.Consent.Query, "the consent address");
        if (consent.Consent.Template.StartsWith("http:", StringComparison.OrdinalIgnoreCase))
            Fault("the consent address is http");
        if (consent.Consent.Signed && Signer is null)
            Fault("the consent address is signed and there is no signer");
        if (consent.Consent.CarriesPermissions && provider.Permissions is null)
            Fault("the consent address carries permissions and there is no rule for them");
        Bound(consent);
        Poll(consent);
        _filled.UnionWith(consent.Callback?.Reads.Where(static f => !f.IsOptional).Select(static f => f.Slot.Name) ?? []);
        if (consent.TypedCode is { } typed)
            _filled.Add(typed.Name);
    }

    private void Bound(ConsentFlow consent)
    {
        switch (consent.Binding)
        {
            case Binding.Unstated:
                Fault("it does not say what binds the answer to the question");
                break;
            case Binding.Frob when !_filled.Contains(Slot.Frob.Name):
                Fault("it says that the frob binds, and has none before consent");
                break;
            case Binding.State when consent.Callback is not { State: not StatePlace.None }:
                Fault("it says that a state binds, and sends none");
                break;
            case Binding.BrowserOnly when consent.Callback is null:
                Fault("it says that the browser binds, and has no redirect");
                break;
        }
    }

    private void Poll(ConsentFlow consent)
    {
        if (consent.PollEvery is null)
            return;
        if (consent.PollEvery <= TimeSpan.Zero)
            Fault("it polls without a pause");
        var rows = provider.Errors.Rows.Concat(consent.Exchange.SelectMany(static c => c.Errors?.Rows ?? []));
        if (rows.Any(static r => r.Kind == FrobErrorKind.PendingOrInvalid))
            Fault("it is polled, and pending and invalid are one code (PendingOrInvalid)");
        if (consent.Callback is { IsOptional: false })
            Fault("it is polled and ends with a redirect");
    }

    private void Call(ApiCall call)
    {
        var name = call.ApiMethod ?? call.Endpoint;
        if (call.Endpoint.StartsWith("http:", StringComparison.OrdinalIgnoreCase))
            Fault($"{name}: the address is http");
        if (call.Signed && Signer is null)
            Fault($"{name}: the call is signed and there is no signer");
        if (call.Method == HttpMethod.Get && call.Body is not null)
            Fault($"{name}: a GET has a body");
        Needs(Template.Parse(call.Endpoint).SlotNames, name);
        Parameters(call.Headers, name);
        Parameters(call.Query, name);
        Parameters(call.Body ?? ParameterSet.None, name);
        if (call.SecondSecret is { } second)
            Needs([second.Name], name);
        _filled.UnionWith(call.Reads.Where(static f => !f.IsOptional).Select(static f => f.Slot.Name));
    }

    private void Use(GrantUse use)
    {
        Parameters(use.Parameters, "the use of a grant");
        Parameters(use.Headers, "the use of a grant");
        if (use.Signed && Signer is null)
            Fault("later calls are signed and there is no signer");
        if (use.SecondSecret is { } second)
            Needs([second.Name], "the use of a grant");
    }

    private Signer? Signer => flow.Signer ?? provider.Signer;

    private void Parameters(ParameterSet parameters, string where)
    {
        foreach (var parameter in parameters)
        {
            if (parameter.IsOptional)
                continue;
            Needs(parameter.Slot is { } slot ? [slot.Name] : Template.Parse(parameter.Text!).SlotNames, where);
        }
    }

    private void Needs(IEnumerable<string> names, string where)
    {
        foreach (var name in names.Where(n => !_filled.Contains(n)))
            Fault($"{where}: the slot '{name}' is read before anything fills it");
    }

    private void Fault(string text) => faults.Add($"flow '{flow.Name}': {text}");
}
