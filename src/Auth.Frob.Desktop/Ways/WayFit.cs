namespace Auth.Frob.Desktop.Ways;

/// <summary>Whether one way back fits one flow: by its recipe, and then here.</summary>
internal static class WayFit
{
    /// <summary>Whether the recipe has this way at all.</summary>
    public static bool IsOf(FrobFlow flow, WayBack way) => (flow, way) switch
    {
        (DirectFlow, WayBack.Password) => true,
        (ConsentFlow { PollEvery: not null } consent, WayBack.Poll) => EndsUnseen(consent),
        (ConsentFlow { Callback: not null }, WayBack.Loopback) => true,
        (ConsentFlow consent, WayBack.Enter) => EndsUnseen(consent),
        (ConsentFlow consent, WayBack.Paste) => consent.Callback is not null || consent.TypedCode is not null,
        _ => false,
    };

    /// <summary>Why the way can't be gone here; null where it can.</summary>
    public static string? Fault(FrobFlow flow, WayBack way, Situation here) => way switch
    {
        WayBack.Loopback => Loopback(((ConsentFlow)flow).Callback!, here),
        WayBack.Poll => Unused(here),
        WayBack.Enter => Unused(here) ?? here.NobodyToAsk,
        WayBack.Paste => Pasted((ConsentFlow)flow, here) ?? here.NobodyToAsk,
        _ => Unused(here) ?? (here.Request is { Username: not null, Password: not null } ? null : here.NobodyToAsk),
    };

    /// <summary>Whether an exchange needs nothing that only a redirect or the page brings.</summary>
    private static bool EndsUnseen(ConsentFlow flow) => flow.TypedCode is null && flow.Callback is null or { IsOptional: true };

    // A callback that is given and then not used would be a surprise: the service may well send the browser there.
    private static string? Unused(Situation here) => here.Request.Callback is null ? null : "a callback is given, and this way has none";

    private static string? Pasted(ConsentFlow flow, Situation here) => flow.Callback switch
    {
        null => Unused(here),
        { IsRegistered: true } => null,
        _ => here.Request.Callback is null ? here.ListenerFault : null,
    };

    private static string? Loopback(CallbackRule rule, Situation here) => here.Request.Callback switch
    {
        null when rule.IsRegistered => "the callback is registered with the key; give it, and let it be a loopback address",
        { } callback when !IsHere(callback) => "the callback is no http address of this machine (127.0.0.1, [::1] or localhost)",
        _ => here.ListenerFault ?? (here.Request.Way == WayBack.Loopback ? null : here.NoBrowser),
    };

    private static bool IsHere(Uri callback) =>
        callback is { IsAbsoluteUri: true, Host: "127.0.0.1" or "[::1]" or "localhost" } && callback.Scheme == Uri.UriSchemeHttp;
}
