namespace Auth.Frob.Recipes;

/// <summary>A service as a recipe: immutable data, with code only at named seams, run by one engine.</summary>
/// <param name="Id">Lower-case letters, digits and hyphens.</param>
/// <remarks>One static object per provider, shared by all; holds no secret. <see cref="FlowCheck"/> proves it without a network. Thread-safe.</remarks>
public sealed record FrobProvider(string Id)
{
    /// <summary>The name that people see.</summary>
    public required string DisplayName { get; init; }

    /// <summary>What an application may decide.</summary>
    /// <value>Default: nothing.</value>
    public ImmutableArray<Setting> Settings { get; init; } = [];

    /// <summary>The signer of its calls and links.</summary>
    /// <value>Null: nothing is signed.</value>
    public Signer? Signer { get; init; }

    /// <summary>The reader of its replies.</summary>
    /// <value>Default: by content.</value>
    public ReplyReader Reader { get; init; } = ReplyReader.ByContent;

    /// <summary>Its error table.</summary>
    public required ErrorMap Errors { get; init; }

    /// <summary>The permissions that it knows.</summary>
    /// <value>Null: it has none.</value>
    public PermissionRule? Permissions { get; init; }

    /// <summary>How later calls use a grant.</summary>
    /// <value>Null: unknown.</value>
    public GrantUse? Use { get; init; }

    /// <summary>The call that proves a grant.</summary>
    /// <value>Null: there is none.</value>
    public ApiCall? Verify { get; init; }

    /// <summary>The page on which the user removes the application.</summary>
    /// <value>Null: unknown.</value>
    public Uri? RevokePage { get; init; }

    /// <summary>Whether a new frob ends the one before it, for all users of the key.</summary>
    /// <value>Default: false. Where true, let no two sign-ins of one key run at once.</value>
    public bool OnePendingPerKey { get; init; }

    /// <summary>How many calls the service takes from one application.</summary>
    /// <value>So many calls within so long a time, in whatever rhythm; null: it publishes no figure.</value>
    public (int Calls, TimeSpan Within)? Pace { get; init; }

    /// <summary>Its flows; the first consent flow and the first direct flow are the defaults.</summary>
    public required ImmutableArray<FrobFlow> Flows { get; init; }

    /// <summary>Finds a flow.</summary>
    /// <param name="name">The flow's name, compared ordinally.</param>
    /// <returns>The flow, or null.</returns>
    public FrobFlow? FindFlow(string name) => Flows.FirstOrDefault(flow => string.Equals(flow.Name, name, StringComparison.Ordinal));
}
