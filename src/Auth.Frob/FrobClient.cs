using System.Runtime.CompilerServices;
using Auth.Frob.Internal;

namespace Auth.Frob;

/// <summary>Signs users in at one instance of a provider: begin, let the user consent, exchange.</summary>
/// <remarks>Thread-safe; keeps nothing between calls. Failures of the protocol are values, misuse throws <see cref="FrobUsageException"/>.</remarks>
public sealed class FrobClient
{
    private readonly Engine _engine;
    private readonly Host _host;

    internal FrobClient(Engine engine, Host host)
    {
        _engine = engine;
        _host = host;
    }

    /// <summary>The instance's name.</summary>
    public string Instance => _engine.Plan.Instance;

    /// <summary>The recipe, as this instance uses it.</summary>
    public FrobProvider Provider => _engine.Plan.Provider;

    /// <summary>The address beneath which the API's calls are; a grant is for no other.</summary>
    /// <value>The first address among the provider's settings, as this instance has it.</value>
    public Uri ApiAddress => _engine.Plan.ApiAddress;

    /// <summary>The print of api key and API address.</summary>
    /// <value>12 lower-case hex digits; pending consents and grants carry it.</value>
    public string KeyPrint => _engine.Plan.KeyPrint;

    /// <summary>Makes the calls before consent and the address of the consent page.</summary>
    /// <param name="request">Flow, permissions, callback.</param>
    /// <param name="cancellationToken">Ends the calls.</param>
    /// <returns>What to keep until the user is back, or the service's error.</returns>
    /// <exception cref="FrobUsageException">The request does not fit the flow; every fault is in it, nothing was sent.</exception>
    /// <example><code>var begun = await client.BeginAsync(new ConsentRequest { Flow = "desktop" });</code></example>
    public ValueTask<FrobResult<PendingConsent>> BeginAsync(ConsentRequest request, CancellationToken cancellationToken = default) =>
        _engine.WatchAsync(
            FrobStep.Begin, _engine.Plan.NameOf<ConsentFlow>(Given(request).Flow), null,
            (_engine, request), static (a, ct) => a._engine.BeginAsync(a.request, ct), cancellationToken);

    /// <summary>Exchanges the frob for a grant. Sends once, and never again by itself.</summary>
    /// <param name="pending">What <see cref="BeginAsync"/> gave.</param>
    /// <param name="answer">How the user came back.</param>
    /// <param name="cancellationToken">Ends the call; the frob may be spent then.</param>
    /// <returns>The grant, or an error that says whether the frob is spent.</returns>
    /// <exception cref="FrobUsageException">The answer is not of the kind that the flow takes; nothing was sent.</exception>
    /// <example><code>var granted = await client.ExchangeAsync(pending, ConsentReturn.Redirect(address));</code></example>
    public ValueTask<FrobResult<Grant>> ExchangeAsync(
        PendingConsent pending, ConsentReturn answer, CancellationToken cancellationToken = default) =>
        _engine.WatchAsync(
            FrobStep.Exchange, Given(pending).Flow, pending.BeganAt, (_engine, pending, answer: Given(answer)),
            static (a, ct) => a._engine.ExchangeAsync(a.pending, a.answer, FrobStep.Exchange, ct), cancellationToken);

    /// <summary>Holds an answer against a pending consent; nothing is sent and nothing is spent.</summary>
    /// <param name="pending">What <see cref="BeginAsync"/> gave.</param>
    /// <param name="answer">How somebody came back.</param>
    /// <returns>Null where <see cref="ExchangeAsync"/> would exchange; otherwise what it would answer: Mismatch, or Denied.</returns>
    /// <exception cref="FrobUsageException">The answer is not of the kind that the flow takes.</exception>
    public FrobError? Match(PendingConsent pending, ConsentReturn answer) => _engine.Match(Given(pending), Given(answer));

    /// <summary>Polls until the user consents, the frob expires or the caller cancels.</summary>
    /// <param name="pending">What <see cref="BeginAsync"/> gave; its flow must have a poll interval.</param>
    /// <param name="progress">Told after each question.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The grant, or the error that ended the wait.</returns>
    /// <exception cref="FrobUsageException">The flow is never polled; exchange once when the user says that access was allowed.</exception>
    /// <example><code>var granted = await client.WaitAsync(pending, progress, stop.Token);</code></example>
    public ValueTask<FrobResult<Grant>> WaitAsync(
        PendingConsent pending, IProgress<ConsentProgress>? progress = null, CancellationToken cancellationToken = default) =>
        _engine.WatchAsync(
            FrobStep.Wait, Given(pending).Flow, pending.BeganAt, new ConsentWait(_engine, _host, pending, progress),
            static (wait, ct) => wait.RunAsync(ct), cancellationToken);

    /// <summary>Signs in with user name and password, where the service has such a flow.</summary>
    /// <param name="request">Flow, user name, password.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The grant, or the service's error.</returns>
    /// <exception cref="FrobUsageException">There is no such flow, or something is missing; nothing was sent.</exception>
    /// <example><code>var granted = await client.SignInAsync(new SignInRequest { Username = name, Password = new Secret(typed) });</code></example>
    public ValueTask<FrobResult<Grant>> SignInAsync(SignInRequest request, CancellationToken cancellationToken = default) =>
        _engine.WatchAsync(
            FrobStep.SignIn, _engine.Plan.NameOf<DirectFlow>(Given(request).Flow), null,
            (_engine, request), static (a, ct) => a._engine.SignInAsync(a.request, ct), cancellationToken);

    /// <summary>Asks the service whether a grant is still good, and for what it says of account and permissions now.</summary>
    /// <param name="grant">The grant.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The grant with what the service said, or its error; InvalidGrant means: sign in again.</returns>
    /// <exception cref="FrobUsageException">The provider has no way to ask (see <see cref="CanVerify"/>); nothing was sent.</exception>
    /// <example><code>var verified = await client.VerifyAsync(grant);</code></example>
    public ValueTask<FrobResult<Grant>> VerifyAsync(Grant grant, CancellationToken cancellationToken = default) =>
        _engine.WatchAsync(
            FrobStep.Verify, Given(grant).Flow, grant.GrantedAt, (_engine, grant), static (a, ct) => a._engine.VerifyAsync(a.grant, ct), cancellationToken);

    /// <summary>Whether the provider has a call that proves a grant of this flow.</summary>
    /// <param name="grant">The grant.</param>
    /// <returns>True if <see cref="VerifyAsync"/> can be called.</returns>
    public bool CanVerify(Grant grant) => _engine.Plan.FindFlow(Given(grant).Flow)?.Verify is not null;

    /// <summary>What is wrong with permissions that somebody wants to ask for.</summary>
    /// <param name="asked">What is to be asked for.</param>
    /// <returns>A sentence for each area at fault, such as <c>docs: is no area; there are: blog, doc</c>; none where all is well.</returns>
    public IEnumerable<string> FaultsOf(Permissions asked) =>
        PermissionText.Faults(Provider.Permissions, Given(asked)).Select(static fault => $"{fault.Area}: {fault.Message}");

    /// <summary>Adds to a call of the application's own what the service asks of a call in the name of a grant: key, token, signature.</summary>
    /// <param name="grant">The grant.</param>
    /// <param name="draft">The call as the application wrote it; what is added stands after that.</param>
    /// <returns>Null, or why this grant can't be used here; nothing was added then.</returns>
    /// <exception cref="FrobUsageException">The provider does not say how later calls use a grant.</exception>
    public FrobError? Sign(Grant grant, SigningDraft draft) => _engine.Sign(Given(grant), Given(draft));

    /// <summary>Says what the reply to a call in the name of a grant means: the body's code before the HTTP status.</summary>
    /// <param name="grant">The grant that signed.</param>
    /// <param name="draft">What was signed.</param>
    /// <param name="response">Status and headers.</param>
    /// <param name="body">The whole body.</param>
    /// <returns>Null for a success; Malformed for a reply that is in none of the provider's forms, which a call for data may well get.</returns>
    public FrobError? ErrorOf(Grant grant, SigningDraft draft, HttpResponseMessage response, ReadOnlyMemory<byte> body) =>
        _engine.ErrorOf(Given(grant), Given(draft), Given(response), body);

    private static T Given<T>(T value, [CallerArgumentExpression(nameof(value))] string? name = null)
        where T : class => value ?? throw new ArgumentNullException(name);
}
