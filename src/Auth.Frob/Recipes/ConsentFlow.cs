namespace Auth.Frob.Recipes;

/// <summary>A flow with a consent page.</summary>
/// <param name="Name">The flow's name.</param>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed record ConsentFlow(string Name) : FrobFlow(Name)
{
    /// <summary>The page on which the user consents.</summary>
    public required ConsentLink Consent { get; init; }

    /// <summary>How the browser comes back.</summary>
    /// <value>Null: it does not; the service's page says that the user may return.</value>
    public CallbackRule? Callback { get; init; }

    /// <summary>The slot of a code that the user types.</summary>
    /// <value>Null: there is none.</value>
    public Slot? TypedCode { get; init; }

    /// <summary>What ties the answer to the question.</summary>
    public required Binding Binding { get; init; }

    /// <summary>The time between two polls.</summary>
    /// <value>Null: never poll, because pending and invalid cannot be told apart or because the redirect brings the frob.</value>
    public TimeSpan? PollEvery { get; init; }

    /// <summary>How long the frob lives.</summary>
    /// <value>Default: 60 minutes. Limits waiting, not exchanging.</value>
    public TimeSpan FrobLifetime { get; init; } = TimeSpan.FromMinutes(60);
}
