using Auth.Frob.Extensions.Grants;
using Auth.Frob.Extensions.Pacing;
using Auth.Frob.Extensions.Telemetry;

namespace Auth.Frob.Extensions.Calls;

/// <summary>Sends calls in the name of grants: finds the grant, waits for a turn, signs, reads what the service says of it.</summary>
/// <remarks>Whose call it is stands on the request; nothing of an account is kept here. Fails closed: no grant, no request.</remarks>
internal sealed class SigningHandler(
    string instance, FrobClients clients, GrantWatch grants, KeyPaces paces, FrobTelemetry telemetry, TimeProvider time) : DelegatingHandler
{
    private bool _isChecked;

    protected override HttpResponseMessage Send(HttpRequestMessage request, CancellationToken cancellationToken) =>
        throw Misuse.Of(instance, nameof(HttpClient.Send), "calls are signed on the way of SendAsync alone: await that. Nothing was sent");

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        FrobRequestExtensions.Tell(request, null);
        CheckTransport();
        var (call, turn) = await PrepareAsync(request, KeyOf(request), cancellationToken).ConfigureAwait(false);
        using (turn)
        {
            var (response, isFromThere) = await SendAsync(request, call, turn, cancellationToken).ConfigureAwait(false);
            try
            {
                // The caller's request again, without a signature; some transports name none.
                response.RequestMessage = request;
                await HearAsync(response, call, isFromThere, turn, cancellationToken).ConfigureAwait(false);
                return response;
            }
            catch
            {
                response.Dispose();
                throw;
            }
        }
    }

    private async ValueTask<(SignedCall Call, PaceTurn Turn)> PrepareAsync(HttpRequestMessage request, GrantKey key, CancellationToken cancellationToken)
    {
        FrobClient? client = null;
        try
        {
            if (!clients.TryGet(instance, out client))
                throw new FrobCallException(NoProvider(), key);
            var (kept, words) = await ReadAsync(client, key, request, cancellationToken).ConfigureAwait(false);
            var entering = paces.Of(client).EnterAsync(cancellationToken);
            var hadToWait = !entering.IsCompleted;
            var turn = await entering.ConfigureAwait(false);
            try
            {
                // While it waited the user may have signed in anew, even by another flow, or another call may have found the grant dead.
                if (hadToWait)
                    (kept, words) = await ReadAsync(client, key, request, cancellationToken).ConfigureAwait(false);
                return (SignedCall.Sign(client, kept, words, request, time), turn);
            }
            catch
            {
                turn.GiveBack();
                turn.Dispose();
                throw;
            }
        }
        catch (FrobCallException refused)
        {
            telemetry.CallRefused(instance, client?.Provider.Id ?? "", refused.Error);
            throw;
        }
    }

    private async ValueTask<(StoredGrant Kept, CallWords Words)> ReadAsync(
        FrobClient client, GrantKey key, HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var kept = await grants.UsableAsync(key, cancellationToken).ConfigureAwait(false);
        var words = await CallWords.ReadAsync(client, kept.Grant!, request, cancellationToken).ConfigureAwait(false);
        CallPermission.Check(client, kept, FrobRequestExtensions.NeededBy(request));
        return (kept, words);
    }

    private async ValueTask<(HttpResponseMessage Reply, bool IsFromThere)> SendAsync(
        HttpRequestMessage request, SignedCall call, PaceTurn turn, CancellationToken cancellationToken)
    {
        try
        {
            using var written = await WrittenRequest.WriteAsync(request, call, cancellationToken).ConfigureAwait(false);
            FrobRequestExtensions.MarkSent(request);
            var response = await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
            return (response, written.IsWhereItWasSent);
        }
        catch (Exception fault)
        {
            turn.GiveBack();
            telemetry.CallAnswered(call.Client.Provider.Id, call.Grant.Flow, null, fault);
            throw;
        }
    }

    private async ValueTask HearAsync(
        HttpResponseMessage response, SignedCall call, bool isFromThere, PaceTurn turn, CancellationToken cancellationToken)
    {
        var start = await ReplyStart.ReadAsync(response, cancellationToken).ConfigureAwait(false);
        // What another address answered, or what broke off, says nothing of this grant and this key.
        var isTheirs = isFromThere && start.Fault is null;
        var error = isTheirs ? call.Client.ErrorOf(call.Grant, call.Draft, response, start.Whole ?? default) : null;
        // In none of the provider's forms: data, if the status says so; else a failure of somebody's, which is no success of the service's.
        var isUnknown = error is { Kind: FrobErrorKind.Malformed };
        error = isUnknown ? null : error;
        if (isTheirs && (!isUnknown || response.IsSuccessStatusCode))
            paces.Of(call.Client).Heard(error, turn);
        var request = response.RequestMessage!;
        var outcome = error is null ? null : CallPermission.Outcome(call, error, FrobRequestExtensions.NeededBy(request));
        telemetry.CallAnswered(call.Client.Provider.Id, call.Grant.Flow, outcome?.Error, start.Fault);
        if (outcome is null)
            return;
        FrobRequestExtensions.Tell(request, outcome);
        if (outcome.Error.Kind != FrobErrorKind.InvalidGrant)
            return;
        // This call is over; whoever is told may want a turn for one of its own.
        turn.Dispose();
        await grants.DiedAsync(call, outcome, cancellationToken).ConfigureAwait(false);
    }

    private GrantKey KeyOf(HttpRequestMessage request)
    {
        if (FrobRequestExtensions.GrantKeyOf(request) is not { } key)
            throw Misuse.Of(instance, "GrantKey", "the request does not say in whose name it is made: write request.WithGrant(key). Nothing was sent");
        if (key.Instance != instance)
            throw Misuse.Of(instance, "GrantKey", $"the request names a grant of '{key.Instance}': send it through a client that signs for that instance");
        // An attempt outside of signing that can't work would say something of streams, and not why.
        if (FrobRequestExtensions.WasSent(request) && !CallBody.CanBeSentAgain(request))
            throw Misuse.Of(instance, "Content", "the call was sent before, and its body can be read only once: make the request anew, with a new stream");
        return key;
    }

    // A redirect that is followed takes the token to another address, and cookies mix accounts.
    private void CheckTransport()
    {
        if (_isChecked)
            return;
        var handler = InnerHandler;
        while (handler is DelegatingHandler { InnerHandler: { } inner })
            handler = inner;
        if (handler is SocketsHttpHandler { AllowAutoRedirect: true } or HttpClientHandler { AllowAutoRedirect: true }
            or SocketsHttpHandler { UseCookies: true } or HttpClientHandler { UseCookies: true })
            throw Misuse.Of(instance, "PrimaryHandler", "the transport follows redirects or keeps cookies: set AllowAutoRedirect and UseCookies to false");
        _isChecked = true;
    }

    private FrobError NoProvider() => new(FrobErrorKind.Mismatch)
    {
        Cause = $"no provider for this grant: there is no instance '{instance}'",
        Remedy = "Register the instance, or load the plugin that brings it; the grant is kept. Nothing was sent.",
    };
}
