namespace Auth.Frob.Extensions.Telemetry;

/// <summary>The names under which sign-ins and signed calls are seen from outside: sources, instruments, spans and tags.</summary>
/// <remarks>
/// They follow OpenTelemetry's conventions and stay as they are. A tag of a counter has few values: instances, accounts and the services' own codes
/// are in none.
/// </remarks>
public static class FrobTelemetryNames
{
    /// <summary>The ActivitySource; give it to <c>AddSource</c>.</summary>
    public const string ActivitySource = "Auth.Frob";

    /// <summary>The Meter; give it to <c>AddMeter</c>.</summary>
    public const string Meter = "Auth.Frob";

    /// <summary>Counts authorizations: exchanges but for those that are still pending, waits and sign-ins.</summary>
    /// <value>Unit {authorization}; tags provider, flow, and error type where it failed.</value>
    public const string Authorizations = "auth.frob.authorizations";

    /// <summary>How long an authorization took, from the beginning of its flow to its end, the user's time included.</summary>
    /// <value>Seconds; tags as <see cref="Authorizations"/>.</value>
    public const string AuthorizationDuration = "auth.frob.authorization.duration";

    /// <summary>Counts the questions whether a user has consented.</summary>
    /// <value>Unit {poll}; tags provider, flow, and error type: <c>pending</c> for most of them.</value>
    public const string Polls = "auth.frob.polls";

    /// <summary>Counts the stored grants that were marked dead.</summary>
    /// <value>Unit {grant}; tag provider.</value>
    public const string GrantInvalidations = "auth.frob.grant.invalidations";

    /// <summary>Counts the calls that were signed and sent.</summary>
    /// <value>Unit {call}; tags provider, flow, and error type where it failed.</value>
    public const string SignedCalls = "auth.frob.signed_calls";

    /// <summary>Counts the calls and polls that waited for their turn.</summary>
    /// <value>Unit {wait}; tag provider.</value>
    public const string PaceWaits = "auth.frob.pace.waits";

    /// <summary>How long a call or a poll waited for its turn.</summary>
    /// <value>Seconds; tag provider.</value>
    public const string PaceWaitDuration = "auth.frob.pace.wait.duration";

    /// <summary>The span of the calls before consent.</summary>
    public const string Begin = "auth.frob.begin";

    /// <summary>The span of an exchange.</summary>
    public const string Exchange = "auth.frob.exchange";

    /// <summary>The span of a wait for consent; it counts its polls and has none of their spans.</summary>
    public const string Wait = "auth.frob.wait";

    /// <summary>The span of a sign-in with user name and password.</summary>
    public const string SignIn = "auth.frob.sign_in";

    /// <summary>The span of the proof of a grant.</summary>
    public const string Verify = "auth.frob.verify";

    /// <summary>The event, on the span of a wait, of a poll that failed in another way than that the user has not consented yet.</summary>
    /// <value>At most 16 in a span.</value>
    public const string PollFailed = "auth.frob.poll.failed";

    /// <summary>The tag with the provider's id.</summary>
    public const string ProviderTag = "auth.frob.provider";

    /// <summary>The tag with the flow's name.</summary>
    /// <value>Missing where the caller left the choice to the recipe, or misnamed it.</value>
    public const string FlowTag = "auth.frob.flow";

    /// <summary>The tag with the instance's name; on spans alone.</summary>
    public const string InstanceTag = "auth.frob.instance";

    /// <summary>The tag with the number of polls of a wait; on its span alone.</summary>
    public const string PollsTag = "auth.frob.wait.polls";

    /// <summary>The tag with what went wrong.</summary>
    /// <value>The error's kind as <c>invalid_grant</c>, or the full name of an exception's type; missing for a success.</value>
    public const string ErrorTypeTag = "error.type";
}
