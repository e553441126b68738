using Auth.Frob.Outcomes;
using Auth.Frob.Recipes;

namespace Auth.Frob.Internal;

/// <summary>Finds every fault of a request before anything is sent.</summary>
internal static class RequestCheck
{
    public static void Begin(ClientPlan plan, ConsentFlow flow, ConsentRequest request)
    {
        var faults = ImmutableArray.CreateBuilder<UsageFault>();
        void Add(string property, string message) => faults.Add(new UsageFault(plan.Instance, property, message));
        foreach (var (area, message) in PermissionText.Faults(plan.Provider.Permissions, request.Permissions))
            Add($"Permissions.{area}", message);
        Callback(flow, request.Callback, Add);
        Throw(faults);
    }

    public static void SignIn(ClientPlan plan, SignInRequest request)
    {
        var faults = ImmutableArray.CreateBuilder<UsageFault>();
        if (string.IsNullOrWhiteSpace(request.Username) || request.Username.Length > 256 || request.Username.Any(char.IsControl))
            faults.Add(new UsageFault(plan.Instance, nameof(request.Username), "must be there, without control characters, at most 256 characters"));
        if (request.Password is null || request.Password.IsEmpty)
            faults.Add(new UsageFault(plan.Instance, nameof(request.Password), "is missing"));
        Throw(faults);
    }

    /// <summary>An answer must be of the kind that the flow takes.</summary>
    public static void Exchange(ClientPlan plan, ConsentFlow flow, ConsentReturn answer, SlotValues values)
    {
        string? fault = null;
        if (answer.Address is { } address && flow.Callback is null)
            fault = $"the flow '{flow.Name}' has no redirect; give ConsentReturn.None when the user says that access was allowed";
        else if (answer.Address is { IsAbsoluteUri: false })
            fault = "give the whole address that the browser was sent to";
        else if (answer.Typed is not null && flow.TypedCode is null)
            fault = $"the flow '{flow.Name}' has no typed code";
        else if (answer is { Address: null, Typed: null } && flow.Callback is { } rule && (!rule.IsOptional || values[Slot.Callback] is not null))
            fault = $"the flow '{flow.Name}' ends with a redirect; give ConsentReturn.Redirect with the address that the browser was sent to";
        if (fault is not null)
            throw new FrobUsageException([new UsageFault(plan.Instance, "answer", fault)]);
    }

    private static void Callback(ConsentFlow flow, Uri? callback, Action<string, string> add)
    {
        const string Property = nameof(ConsentRequest.Callback);
        if (flow.Callback is not { } rule)
        {
            if (callback is not null)
                add(Property, $"the flow '{flow.Name}' has no redirect; leave it out");
            return;
        }
        if (callback is null)
        {
            if (!rule.IsRegistered && !rule.IsOptional)
                add(Property, "is missing: the address that the browser comes back to");
            return;
        }
        if (!callback.IsAbsoluteUri || callback.Fragment.Length > 0 || callback.AbsoluteUri.Length > 2048)
        {
            add(Property, "must be an absolute address without a fragment, at most 2048 characters");
            return;
        }
        var names = rule.Reads.Select(static f => f.Paths[0]).Append(rule.State == StatePlace.None ? "" : rule.StateName).ToArray();
        foreach (var pair in QueryText.Parse(callback))
        {
            if (names.Contains(pair.Name, StringComparer.Ordinal))
                add(Property, $"already carries '{pair.Name}', which the redirect will bring");
        }
    }

    private static void Throw(ImmutableArray<UsageFault>.Builder faults)
    {
        if (faults.Count > 0)
            throw new FrobUsageException(faults.ToImmutable());
    }
}
