namespace Auth.Frob.Recipes;

/// <summary>One documented way to a grant.</summary>
/// <param name="Name">The flow's name: <c>desktop</c>, <c>web</c>, <c>mobile</c>, <c>oauth</c>, ...</param>
/// <remarks>Where signer, use or verify is null, the provider's holds. Immutable and thread-safe.</remarks>
public abstract record FrobFlow(string Name)
{
    /// <summary>The calls before consent, in order.</summary>
    /// <value>Default: none, the redirect brings the frob.</value>
    public ImmutableArray<ApiCall> Prepare { get; init; } = [];

    /// <summary>The calls that turn the frob into a grant, in order.</summary>
    /// <value>At least one; together they fill the token.</value>
    public ImmutableArray<ApiCall> Exchange { get; init; } = [];

    /// <summary>Values computed from others.</summary>
    /// <value>Default: none.</value>
    public ImmutableArray<Derived> Derives { get; init; } = [];

    /// <summary>The signer of this flow.</summary>
    /// <value>Null: the provider's.</value>
    public Signer? Signer { get; init; }

    /// <summary>How later calls use this flow's grant.</summary>
    /// <value>Null: the provider's.</value>
    public GrantUse? Use { get; init; }

    /// <summary>The call that proves this flow's grant.</summary>
    /// <value>Null: the provider's.</value>
    public ApiCall? Verify { get; init; }

    /// <summary>What this flow asks of its user, in one sentence.</summary>
    /// <value>For <c>frob describe</c> and people; may be empty.</value>
    public string Summary { get; init; } = "";
}
