namespace Auth.Frob.AspNetCore.Flows;

/// <summary>How long a flow may stay open.</summary>
internal static class FlowLife
{
    public static readonly TimeSpan Longest = TimeSpan.FromDays(1);

    // Nothing but the cookie ties such an answer to its question: the shorter it is open, the smaller the door.
    private static readonly TimeSpan BrowserOnly = TimeSpan.FromMinutes(15);

    /// <summary>The site's own limit, which a flow without an echo may only shorten.</summary>
    public static TimeSpan Most(ConsentFlow flow, FrobAuthenticationOptions options) =>
        flow.Binding == Binding.BrowserOnly && options.RemoteAuthenticationTimeout > BrowserOnly ? BrowserOnly : options.RemoteAuthenticationTimeout;

    /// <summary>When a flow closes: the frob's own time counts where the frob was there before the user went.</summary>
    public static DateTimeOffset Until(PendingConsent pending, ConsentFlow flow, FrobAuthenticationOptions options)
    {
        var until = pending.BeganAt + Most(flow, options);
        return !flow.Prepare.IsEmpty && pending.ExpiresAt < until ? pending.ExpiresAt : until;
    }
}
