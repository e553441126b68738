using Microsoft.AspNetCore.Http;

namespace Auth.Frob.AspNetCore.Flows;

/// <summary>Holds what came to the callback against the browser's open flows. Sends nothing, spends nothing.</summary>
internal sealed class CallbackDoor(HttpRequest request, FlowCookies cookies, FrobClient client, IUsedFlows used)
{
    /// <summary>The name of our own parameter in a callback address that is sent along.</summary>
    public const string FlowName = "flow";

    // Far more than any service sends, and less than what servers take.
    private const int MostCharacters = 4096;

    /// <summary>The flow that the answer belongs to, or why there is none.</summary>
    public async ValueTask<(Admission? Admitted, FrobCallbackException? Failure)> FindAsync(
        TimeSpan life, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (request.QueryString.Value?.Length > MostCharacters)
            return (null, CallbackFaults.Because("the address is longer than any service's answer"));
        var named = request.Query[FlowName];
        FlowId? id = null;
        if (named.Count > 1 || (named.Count == 1 && !FlowId.TryParse(named[0], out id)))
            return (null, CallbackFaults.Because($"the '{FlowName}' of the address is none of this site's"));
        FrobCallbackException? failure = null;
        foreach (var candidate in id is null ? cookies.Present : [id])
        {
            if (Take(candidate, now, out var admitted, out var fault))
                return (admitted, null);
            if (fault is { Fault: not FrobCallbackFault.NoCookie })
                failure ??= fault;
        }
        return (null, failure is null or { Fault: FrobCallbackFault.CookieDamaged or FrobCallbackFault.KeysDiffer }
            ? await WhyNotAsync(id, failure, now - life, cancellationToken).ConfigureAwait(false)
            : failure);
    }

    private bool Take(FlowId id, DateTimeOffset now, out Admission? admitted, out FrobCallbackException? failure)
    {
        (admitted, failure) = (null, null);
        if (cookies.Read(id, out var fault) is not { } flow)
            failure = CallbackFaults.Of(fault);
        else if (flow.Until <= now)
            failure = CallbackFaults.Of(FrobCallbackFault.Expired);
        else if (flow.Origin != $"{request.Scheme}://{request.Host}")
            failure = CallbackFaults.Of(FrobCallbackFault.AnotherHost);
        else
            failure = Match(id, flow, out admitted);
        // A flow that is over for good makes room.
        if (failure?.Fault is FrobCallbackFault.Expired)
            cookies.Close(id);
        return admitted is not null;
    }

    private FrobCallbackException? Match(FlowId id, OpenFlow flow, out Admission? admitted)
    {
        admitted = null;
        var path = request.PathBase.Add(request.Path).ToUriComponent();
        if (!Uri.TryCreate($"{flow.Origin}{path}{request.QueryString.Value}", UriKind.Absolute, out var address))
            return CallbackFaults.Because("the address is not one");
        try
        {
            var pending = PendingConsent.FromEnvelope(flow.Pending);
            var answer = ConsentReturn.Redirect(address);
            var error = client.Match(pending, answer);
            if (error is { Kind: not FrobErrorKind.Denied })
                return CallbackFaults.Of(FrobCallbackFault.Mismatch, error);
            admitted = new Admission(id, flow, pending, answer, error is not null);
            return null;
        }
        catch (FormatException)
        {
            return CallbackFaults.Of(FrobCallbackFault.CookieDamaged);
        }
    }

    /// <summary>What can honestly be said of a flow whose cookie is missing or unreadable.</summary>
    private async ValueTask<FrobCallbackException> WhyNotAsync(
        FlowId? id, FrobCallbackException? failure, DateTimeOffset oldest, CancellationToken cancellationToken)
    {
        var meant = id ?? cookies.Listed.FirstOrDefault();
        if (meant is not null && await IsUsedAsync(used, meant, cancellationToken).ConfigureAwait(false))
            return CallbackFaults.Of(FrobCallbackFault.AlreadyUsed);
        if (failure is not null)
            return failure;
        if (meant is not null && meant.BeganAt <= oldest)
            return CallbackFaults.Of(FrobCallbackFault.Expired);
        // Without any cookie it can't be told whether the browser blocks them or is another one.
        return CallbackFaults.Of(id is null || request.Cookies.Count == 0 ? FrobCallbackFault.NoCookie : FrobCallbackFault.AnotherBrowser);
    }

    /// <summary>Whether a flow has ended; false where the records can't tell.</summary>
    public static async ValueTask<bool> IsUsedAsync(IUsedFlows used, FlowId id, CancellationToken cancellationToken)
    {
        try
        {
            return await used.IsUsedAsync(id.Text, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception) when (!cancellationToken.IsCancellationRequested)
        {
            // Only the words of the failure are at stake.
            return false;
        }
    }
}
