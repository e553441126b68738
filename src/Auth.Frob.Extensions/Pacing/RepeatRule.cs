using System.Net;
using Auth.Frob.Extensions.Calls;

namespace Auth.Frob.Extensions.Pacing;

/// <summary>Says which requests may be sent again, and after what.</summary>
internal abstract class RepeatRule
{
    /// <summary>Calls that an application makes in the name of a grant.</summary>
    public static RepeatRule Calls { get; } = new OfCalls();

    /// <summary>The requests of sign-ins.</summary>
    public static RepeatRule Flows { get; } = new OfFlows();

    /// <summary>What a status says of pace and maintenance, where no code of the service is read; null: nothing.</summary>
    public static FrobErrorKind? KindOf(HttpStatusCode status) => (int)status switch
    {
        429 => FrobErrorKind.RateLimited,
        502 or 503 or 504 => FrobErrorKind.Unavailable,
        _ => null,
    };

    /// <summary>Whether a request is of a step that may be made twice: not of one that may spend a frob, or is asked again anyway.</summary>
    public static bool IsRepeatableStep(HttpRequestMessage request) =>
        !request.Options.TryGetValue(FrobStep.OfRequest, out var step) || step is FrobStep.Begin or FrobStep.Verify;

    /// <summary>Whether the request may be sent a second time at all.</summary>
    public bool Allows(HttpRequestMessage request) => IsSafe(request) && CallBody.CanBeSentAgain(request);

    /// <summary>Whether it may be sent again after this failure of the network.</summary>
    public abstract bool HelpsAfter(Exception fault);

    /// <summary>Whether it may be sent again after this reply.</summary>
    public abstract bool HelpsAfter(HttpRequestMessage request, HttpResponseMessage reply);

    protected abstract bool IsSafe(HttpRequestMessage request);

    private sealed class OfCalls : RepeatRule
    {
        // A quota is not over in seconds; whoever hears of it decides.
        public override bool HelpsAfter(HttpRequestMessage request, HttpResponseMessage reply) =>
            FrobRequestExtensions.OutcomeOf(request)?.Error.Kind is FrobErrorKind.RateLimited or FrobErrorKind.Unavailable;

        public override bool HelpsAfter(Exception fault) => fault is HttpRequestException or IOException;

        protected override bool IsSafe(HttpRequestMessage request) =>
            request.Method == HttpMethod.Get || request.Method == HttpMethod.Head || FrobRequestExtensions.IsMarkedRepeatable(request);
    }

    private sealed class OfFlows : RepeatRule
    {
        // A signature with a nonce must not arrive twice.
        public override bool HelpsAfter(HttpRequestMessage request, HttpResponseMessage reply) =>
            KindOf(reply.StatusCode) is not null && !FlowHandler.IsOwn(reply) && !request.Headers.NonValidated.Contains("Authorization");

        // Nothing has left after these; after any other the service may have done what it was asked.
        public override bool HelpsAfter(Exception fault) => (fault as HttpRequestException)?.HttpRequestError is HttpRequestError.NameResolutionError
            or HttpRequestError.ConnectionError or HttpRequestError.SecureConnectionError or HttpRequestError.ProxyTunnelError;

        // Never what may spend a frob or is asked again anyway: an exchange, a poll, a sign-in.
        protected override bool IsSafe(HttpRequestMessage request) =>
            request.Options.TryGetValue(FrobStep.OfRequest, out var step) && step is FrobStep.Begin or FrobStep.Verify;
    }
}
