using System.Diagnostics.CodeAnalysis;
using Auth.Frob.Extensions.Grants;

namespace Auth.Frob.Extensions.Calls;

/// <summary>What a request says of itself to the handler that signs it, and what the handler says of it.</summary>
/// <remarks>It all travels on the request, never in a handler: a handler serves many accounts at once.</remarks>
public static class FrobRequestExtensions
{
    private static readonly HttpRequestOptionsKey<GrantKey> Key = new("Auth.Frob.GrantKey");
    private static readonly HttpRequestOptionsKey<Permissions> Needed = new("Auth.Frob.Needed");
    private static readonly HttpRequestOptionsKey<bool> Repeatable = new("Auth.Frob.Repeatable");
    private static readonly HttpRequestOptionsKey<CallOutcome> Outcome = new("Auth.Frob.Outcome");
    private static readonly HttpRequestOptionsKey<bool> Sent = new("Auth.Frob.Sent");

    /// <summary>Says in whose name the call is made.</summary>
    /// <param name="request">The request.</param>
    /// <param name="key">Where the grant is kept.</param>
    /// <returns>The request.</returns>
    public static HttpRequestMessage WithGrant(this HttpRequestMessage request, GrantKey key) => Set(request, Key, key);

    /// <summary>Says what the call needs, so that a grant that does not cover it is refused before a request, and what is missing can be named.</summary>
    /// <param name="request">The request.</param>
    /// <param name="permissions">What it needs.</param>
    /// <returns>The request.</returns>
    public static HttpRequestMessage WithNeeded(this HttpRequestMessage request, Permissions permissions) => Set(request, Needed, permissions);

    /// <summary>Says that the call may be sent again after a failure, though it is a POST.</summary>
    /// <param name="request">The request.</param>
    /// <returns>The request.</returns>
    public static HttpRequestMessage AsRepeatable(this HttpRequestMessage request) => Set(request, Repeatable, true);

    /// <summary>What the handler made of the reply.</summary>
    /// <param name="response">The reply to a signed call.</param>
    /// <param name="outcome">The outcome.</param>
    /// <returns>True if the service answered with an error; false for a success, and for a reply that no signing handler saw.</returns>
    public static bool TryGetFrobError(this HttpResponseMessage response, [NotNullWhen(true)] out CallOutcome? outcome)
    {
        ArgumentNullException.ThrowIfNull(response);
        outcome = null;
        return response.RequestMessage?.Options.TryGetValue(Outcome, out outcome) == true && outcome is not null;
    }

    internal static GrantKey? GrantKeyOf(HttpRequestMessage request) => request.Options.TryGetValue(Key, out var key) ? key : null;

    internal static Permissions? NeededBy(HttpRequestMessage request) => request.Options.TryGetValue(Needed, out var needed) ? needed : null;

    internal static bool IsMarkedRepeatable(HttpRequestMessage request) => request.Options.TryGetValue(Repeatable, out var marked) && marked;

    internal static CallOutcome? OutcomeOf(HttpRequestMessage request) => request.Options.TryGetValue(Outcome, out var outcome) ? outcome : null;

    internal static bool WasSent(HttpRequestMessage request) => request.Options.TryGetValue(Sent, out var sent) && sent;

    internal static void MarkSent(HttpRequestMessage request) => request.Options.Set(Sent, true);

    // Null takes away what an earlier attempt left.
    internal static void Tell(HttpRequestMessage request, CallOutcome? outcome) => request.Options.Set(Outcome, outcome!);

    private static HttpRequestMessage Set<T>(HttpRequestMessage request, HttpRequestOptionsKey<T> key, T value)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(value);
        request.Options.Set(key, value);
        return request;
    }
}
