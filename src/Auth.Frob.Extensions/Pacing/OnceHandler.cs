namespace Auth.Frob.Extensions.Pacing;

/// <summary>Lets what may spend a frob leave once: a handler of the host's that sends it again is given the first answer again.</summary>
/// <remarks>Hosts repeat for all their clients at once, and do not know that an exchange is among them.</remarks>
internal sealed class OnceHandler : DelegatingHandler
{
    private static readonly HttpRequestOptionsKey<FirstAnswer> First = new("Auth.Frob.FirstAnswer");

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (RepeatRule.IsRepeatableStep(request))
            return await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        if (request.Options.TryGetValue(First, out var first))
            return first.Again(request);
        try
        {
            var reply = await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
            request.Options.Set(First, await FirstAnswer.OfAsync(reply, cancellationToken).ConfigureAwait(false));
            return reply;
        }
        catch (Exception fault)
        {
            request.Options.Set(First, FirstAnswer.Of(fault));
            throw;
        }
    }
}
