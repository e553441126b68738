using System.Net.Http.Headers;

namespace Auth.Frob.Internal;

/// <summary>Sends one call, once, and has its reply judged. Every failure of network and service comes back as a value.</summary>
internal sealed class CallSender(Host host)
{
    private static readonly MediaTypeHeaderValue FormType = new("application/x-www-form-urlencoded");
    private static readonly MediaTypeHeaderValue JsonType = new("application/json");

    // The end of a call's time, kept for the next call where it was not reached.
    private CancellationTokenSource? _spare;

    /// <summary>Makes the call; null is success, and what the reply held is in the state.</summary>
    public async ValueTask<FrobError?> CallAsync(CallPlan plan, FlowState state, CancellationToken cancellationToken)
    {
        // Not every transport looks: who has cancelled already sends nothing.
        cancellationToken.ThrowIfCancellationRequested();
        var address = plan.Address(state);
        var draft = Draft(plan, state.Values, address);
        using var request = Request(plan, draft, address);
        // Taken before sending: a transport that follows a redirect changes the request itself.
        var asked = request.RequestUri!;
        var end = Interlocked.Exchange(ref _spare, null) ?? new CancellationTokenSource(Timeout.InfiniteTimeSpan, host.Time);
        end.CancelAfter(plan.Client.CallTimeout);
        var callers = cancellationToken.UnsafeRegister(static source => ((CancellationTokenSource)source!).Cancel(), end);
        try
        {
            using var response = await SendAsync(request, end.Token).ConfigureAwait(false);
            using var body = await BoundedBody.ReadAsync(response, end.Token).ConfigureAwait(false);
            return new ReplyJudge(plan, draft, host.Time).Judge(response, body, asked, state);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return Lost(plan, "no whole answer came within the call's timeout");
        }
        catch (Exception fault) when (fault is HttpRequestException or IOException)
        {
            return NeverLeft(fault) is { } cause
                ? new FrobError(FrobErrorKind.Unreachable) { Call = plan.Name, Cause = cause, Spent = Spent.No }
                : Lost(plan, "the connection broke before the answer was whole");
        }
        finally
        {
            await callers.DisposeAsync().ConfigureAwait(false);
            if (!end.TryReset() || Interlocked.CompareExchange(ref _spare, end, null) is not null)
                end.Dispose();
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
            if (p.Place == WirePlace.Header)
                request.Headers.TryAddWithoutValidation(p.Name, p.Value);
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
        host.Transport is HttpClient client
            ? client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken)
            : host.Transport.SendAsync(request, cancellationToken);

    private static string? NeverLeft(Exception fault) => (fault as HttpRequestException)?.HttpRequestError switch
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
