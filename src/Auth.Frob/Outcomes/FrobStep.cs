namespace Auth.Frob.Outcomes;

/// <summary>One thing that a client was asked to do, for those who watch: names and times, no value of the flow.</summary>
/// <param name="Name">What it is: one of the constants.</param>
/// <param name="Instance">The instance's name.</param>
/// <param name="Provider">The provider's id.</param>
/// <param name="Flow">The flow's name; null where the provider has none of the kind.</param>
/// <param name="FlowBeganAt">When the flow began; null for a step that begins one.</param>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed record FrobStep(string Name, string Instance, string Provider, string? Flow, DateTimeOffset? FlowBeganAt)
{
    /// <summary>The calls before consent.</summary>
    public const string Begin = "begin";

    /// <summary>The exchange of the frob.</summary>
    public const string Exchange = "exchange";

    /// <summary>An exchange that asks whether the user has consented.</summary>
    public const string Poll = "poll";

    /// <summary>All polls of a flow up to its end.</summary>
    public const string Wait = "wait";

    /// <summary>A sign-in with user name and password.</summary>
    public const string SignIn = "sign_in";

    /// <summary>The proof of a grant.</summary>
    public const string Verify = "verify";

    /// <summary>A call that the application makes in the name of a grant.</summary>
    public const string Later = "later";

    /// <summary>Where a request says which step sends it, for handlers on its way.</summary>
    /// <value>Filled where somebody watches (<see cref="StepObserver"/>).</value>
    public static HttpRequestOptionsKey<string> OfRequest { get; } = new("Auth.Frob.Step");
}
