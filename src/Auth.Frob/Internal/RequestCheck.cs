namespace Auth.Frob.Internal;

/// <summary>Finds every fault of a request before anything is sent.</summary>
internal static class RequestCheck
{
    public static void Begin(ClientPlan plan, ConsentFlow flow, ConsentRequest request) => Throw(
        plan,
        PermissionText.Faults(plan.Provider.Permissions, request.Permissions).Select(static f => ($"Permissions.{f.Area}", f.Message))
            .Concat(Callback(flow, request.Callback).Select(static fault => (nameof(ConsentRequest.Callback), fault))));

    public static void SignIn(ClientPlan plan, SignInRequest request)
    {
        var faults = new List<(string, string)>();
        if (string.IsNullOrWhiteSpace(request.Username) || request.Username.Length > 256 || request.Username.Any(char.IsControl))
            faults.Add((nameof(request.Username), "must be there, without control characters, at most 256 characters"));
        if (request.Password is null or { IsEmpty: true })
            faults.Add((nameof(request.Password), "is missing"));
        Throw(plan, faults);
    }

    /// <summary>An answer must be of the kind that the flow takes.</summary>
    public static void Exchange(ClientPlan plan, ConsentFlow flow, ConsentReturn answer, SlotValues values)
    {
        var fault = answer switch
        {
            { Address: { } } when flow.Callback is null => "has no redirect; give ConsentReturn.None when the user says that access was allowed",
            { Address.IsAbsoluteUri: false } => "ends with a redirect; give the whole address that the browser was sent to",
            { Typed: not null } when flow.TypedCode is null => "has no typed code",
            { Address: null, Typed: null } when flow.TypedCode is not null && flow.Callback is null => "ends with a typed code; give ConsentReturn.Code",
            { Address: null, Typed: null } when flow.Callback is { } rule && (!rule.IsOptional || values[Slot.Callback] is not null) =>
                "ends with a redirect; give ConsentReturn.Redirect with the address that the browser was sent to",
            _ => null,
        };
        if (fault is not null)
            Throw(plan, [(nameof(answer), $"the flow '{flow.Name}' {fault}")]);
    }

    private static IEnumerable<string> Callback(ConsentFlow flow, Uri? callback)
    {
        if (callback is null && flow.Callback is { IsRegistered: false, IsOptional: false })
            yield return "is missing: the address that the browser comes back to";
        if (callback is null)
            yield break;
        if (flow.Callback is not { } rule)
            yield return $"the flow '{flow.Name}' has no redirect; leave it out";
        else if (ValueRule.OpaqueFault(callback.OriginalString) is { } fault)
            yield return fault;
        else if (!callback.IsAbsoluteUri || callback.Fragment.Length > 0)
            yield return "must be an absolute address without a fragment";
        else
        {
            var brought = rule.Reads.Select(static f => f.Paths[0]).Append(rule.Denied?.Name).Append(rule.State == StatePlace.None ? null : rule.StateName);
            foreach (var (name, _) in QueryText.Parse(callback).Where(p => brought.Contains(p.Name, StringComparer.Ordinal)))
                yield return $"already carries '{name}', which the redirect will bring";
        }
    }

    private static void Throw(ClientPlan plan, IEnumerable<(string Property, string Message)> faults)
    {
        ImmutableArray<UsageFault> all = [.. faults.Select(f => new UsageFault(plan.Instance, f.Property, f.Message))];
        if (!all.IsEmpty)
            throw new FrobUsageException(all);
    }
}
