using System.Net;
using System.Net.Http.Headers;
using Auth.Frob.Extensions.Calls;
using Auth.Frob.Extensions.Registration;
using Auth.Frob.Extensions.Telemetry;
using Microsoft.Extensions.DependencyInjection;

namespace Auth.Frob.Extensions.Pacing;

/// <summary>Paces the requests of sign-ins with those of calls: one budget for a key.</summary>
/// <remarks>
/// A poll has its turn already: the gate gave it. A refusal must not leave as an exception, which the core would pass to whoever signs in; so one
/// whose turn would come too late is answered here with HTTP 429 and the time left: the core makes RateLimited of it, frob not spent, and that
/// is true, for nothing was sent. The wait for a turn counts against the call's timeout, so it takes half of that at most: the answer needs time
/// too, and a call that ended in the line would be said to have left.
/// </remarks>
internal sealed class FlowHandler(IServiceProvider services, string instance) : DelegatingHandler
{
    // Tells a reply of ours from one of the service's, in the error too that the core makes of it.
    private const string OwnReply = "application/x.auth-frob.pace+json";

    // Not before the first request: the clients are made while handlers are.
    private readonly Lazy<(FrobClients Clients, KeyPaces Paces, FrobTelemetry Telemetry, TimeProvider Time, TimeSpan LongestWait)> _host = new(() => (
        services.GetRequiredService<FrobClients>(),
        services.GetRequiredService<KeyPaces>(),
        services.GetRequiredService<FrobTelemetry>(),
        services.GetRequiredService<TimeProvider>(),
        LongestWait(services, instance)));

    /// <summary>Whether a reply is a refusal of ours.</summary>
    public static bool IsOwn(HttpResponseMessage reply) => IsOwn(reply.Content.Headers.ContentType?.MediaType);

    /// <summary>Whether an error was made of a refusal of ours.</summary>
    public static bool IsOwn(string? mediaType) => mediaType == OwnReply;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (!_host.Value.Clients.TryGet(instance, out var client))
            return await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        var pace = _host.Value.Paces.Of(client);
        if (request.Options.TryGetValue(FrobStep.OfRequest, out var step) && step == FrobStep.Poll)
            return await SendPollAsync(pace, request, cancellationToken).ConfigureAwait(false);
        PaceTurn turn;
        try
        {
            turn = await pace.EnterAsync(_host.Value.LongestWait, cancellationToken).ConfigureAwait(false);
        }
        catch (FrobCallException refused)
        {
            _host.Value.Telemetry.CallRefused(instance, client.Provider.Id, refused.Error);
            return Refuse(request, refused.Error);
        }
        using (turn)
            return await SendAsync(pace, turn, request, cancellationToken).ConfigureAwait(false);
    }

    private async Task<HttpResponseMessage> SendPollAsync(KeyPace pace, HttpRequestMessage request, CancellationToken cancellationToken)
    {
        try
        {
            return Hear(pace, default, await base.SendAsync(request, cancellationToken).ConfigureAwait(false));
        }
        catch
        {
            pace.ReturnPoll();
            throw;
        }
    }

    private async Task<HttpResponseMessage> SendAsync(KeyPace pace, PaceTurn turn, HttpRequestMessage request, CancellationToken cancellationToken)
    {
        try
        {
            return Hear(pace, turn, await base.SendAsync(request, cancellationToken).ConfigureAwait(false));
        }
        catch
        {
            turn.GiveBack();
            throw;
        }
    }

    // The status alone, and at once, so that a repetition waits already; what the body says the core tells at the end of the step.
    private HttpResponseMessage Hear(KeyPace pace, PaceTurn turn, HttpResponseMessage reply)
    {
        if (RepeatRule.KindOf(reply.StatusCode) is { } kind)
            pace.Heard(new FrobError(kind) { RetryAfter = Asked(reply.Headers.RetryAfter) }, turn);
        return reply;
    }

    private TimeSpan? Asked(RetryConditionHeaderValue? header)
    {
        var wait = header?.Delta ?? (header?.Date is { } date ? date - _host.Value.Time.GetUtcNow() : null);
        return wait < TimeSpan.Zero ? TimeSpan.Zero : wait;
    }

    private static TimeSpan LongestWait(IServiceProvider services, string instance)
    {
        var longest = services.GetRequiredService<KeyPaces>().Options.LongestWait;
        var half = services.GetRequiredService<FrobRegistry>().Find(instance)?.OptionsFrom(services).CallTimeout / 2;
        return half < longest ? half.Value : longest;
    }

    private static HttpResponseMessage Refuse(HttpRequestMessage request, FrobError error)
    {
        var reply = new HttpResponseMessage(HttpStatusCode.TooManyRequests)
        {
            RequestMessage = request,
            Content = new ByteArrayContent("{}"u8.ToArray()),
        };
        reply.Content.Headers.ContentType = new MediaTypeHeaderValue(OwnReply);
        if (error.RetryAfter is { } left)
            reply.Headers.RetryAfter = new RetryConditionHeaderValue(TimeSpan.FromSeconds(Math.Ceiling(left.TotalSeconds)));
        return reply;
    }
}
