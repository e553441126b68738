using System.Net.Http.Headers;

namespace Auth.Frob.Internal;

/// <summary>Sends one call, once, and has its reply judged. Every failure of network and service comes back as a value.</summary>
internal sealed class CallSender(Host host, string instance)
{
    private static readonly MediaTypeHeaderValue FormType = new("application/x-www-form-urlencoded");
    private static readonly MediaTypeHeaderValue JsonType = new("application/json");

    private readonly HttpMessageInvoker _transport = host.TransportOf(instance);

    /// <summary>Makes the call; null is success, and what the reply held is in the state.</summary>
    public async ValueTask<FrobError?> CallAsync(CallPlan plan, FlowState state, CancellationToken cancellationToken)
    {
        // Not every transport looks: who has cancelled already sends nothing.
        cancellationToken.ThrowIfCancellationRequested();
        if (plan.Address(state) is not { } address)
            return new FrobError(FrobErrorKind.Malformed) { Call = plan.Name, Cause = $"the address that the service gave {AddressRule.Text}" };
        var draft = Draft(plan, state.Values, address);
        using var request = Request(plan, draft, address);
        if (host.Observer is not null)
            request.Options.Set(FrobStep.OfRequest, state.Step);
        // Taken before sending: a transport that follows a redirect changes the request itself.
        var asked = request.RequestUri!;
        using var end = new CancellationTokenSource(plan.Client.CallTimeout, host.Time);
        using var callers = cancellationToken.UnsafeRegister(static source => ((CancellationTokenSource)source!).Cancel(), end);
        try
        {
            using var response = await SendAsync(request, end.Token).ConfigureAwait(false);
            using var body = new BoundedBody();
            await body.FillAsync(response.Content, end.Token).ConfigureAwait(false);
            return new ReplyJudge(plan, draft, host.Time).Judge(response, body.Bytes, body.IsTooLarge, asked, state);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // Our own handler ends a call by itself in one case alone: when it can't connect in time.
            var hasLeft = end.IsCancellationRequested || !host.OwnsTransport;
            return hasLeft ? Lost(plan, "no whole answer came within the call's timeout") : NeverLeft(plan, "no connection to the host in time");
        }
        catch (Exception fault) when (fault is HttpRequestException or IOException or InvalidDataException)
        {
            return Cause(fault) is { } cause ? NeverLeft(plan, cause) : Lost(plan, "the connection broke before the answer was whole");
        }
    }

    private SigningDraft Draft(CallPlan plan, SlotValues values, Uri address)
    {
        var draft = new SigningDraft
        {
            Address = address.AbsoluteUri,
            Method = plan.Call.Method,
            ApiMethod = plan.Call.ApiMethod,
            SignaturePlace = plan.Call.Body is null ? WirePlace.Query : WirePlace.Body,
            Time = host.Time,
            NextNonce = host.NextNonce,
            // One more than what the recipe sends: the signature.
            Room = plan.Sends.Length + 1,
        };
        DraftWriter.Fill(draft, plan, values);
        if (plan.Signer is not null)
        {
            var second = plan.Call.SecondSecret is { } slot ? values[slot] : null;
            plan.Signer.Sign(draft, plan.Client.Key, second);
        }
        return draft;
    }

    private static HttpRequestMessage Request(CallPlan plan, SigningDraft draft, Uri address)
    {
        var request = new HttpRequestMessage(plan.Call.Method, WireText.WithQuery(address, draft.Parameters));
        request.Headers.TryAddWithoutValidation("User-Agent", plan.Client.UserAgent);
        foreach (ref readonly var p in draft.Parameters)
        {
            // A line break would begin another header, and what the request does not take would be left out in silence.
            if (p.Place == WirePlace.Header
                && (p.Value.AsSpan().ContainsAnyExceptInRange(' ', '~') || !request.Headers.TryAddWithoutValidation(p.Name, p.Value)))
                throw new InvalidOperationException($"The header '{p.Name}' can't carry its value.");
        }
        if (plan.Call.Body is not null)
        {
            request.Content = new ByteArrayContent(WireText.Body(draft.Parameters, plan.Call.BodyFormat));
            request.Content.Headers.ContentType = plan.Call.BodyFormat == BodyFormat.Json ? JsonType : FormType;
        }
        return request;
    }

    // HttpClient buffers a whole reply by itself unless it is told not to; the bound is ours to keep.
    private Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        _transport is HttpClient client
            ? client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken)
            : _transport.SendAsync(request, cancellationToken);

    private static FrobError NeverLeft(CallPlan plan, string cause) =>
        new(FrobErrorKind.Unreachable) { Call = plan.Name, Cause = cause, Spent = Spent.No };

    private static string? Cause(Exception fault) => (fault as HttpRequestException)?.HttpRequestError switch
    {
        HttpRequestError.NameResolutionError => "the host's name was not found",
        HttpRequestError.ConnectionError => "no connection to the host",
        HttpRequestError.SecureConnectionError => "no secure connection to the host",
        HttpRequestError.ProxyTunnelError => "the proxy gave no connection",
        _ => null,
    };

    private static FrobError Lost(CallPlan plan, string cause) =>
        new(FrobErrorKind.Unreachable) { Call = plan.Name, Cause = cause, Spent = Spent.Unknown };
}
