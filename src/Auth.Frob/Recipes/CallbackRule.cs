namespace Auth.Frob.Recipes;

/// <summary>How the browser comes back, and what of that is believed.</summary>
/// <remarks>A name fills an empty slot or must match a filled one, in constant time. Immutable and thread-safe.</remarks>
public sealed record CallbackRule
{
    /// <summary>The names that are read from the redirect's query; each must be there exactly once and not empty.</summary>
    /// <value>A field's paths are parameter names; the first is used.</value>
    public required ReplyFields Reads { get; init; }

    /// <summary>Where our nonce rides.</summary>
    /// <value>Default: nowhere.</value>
    public StatePlace State { get; init; }

    /// <summary>The nonce's parameter.</summary>
    /// <value>Default: <c>state</c>.</value>
    public string StateName { get; init; } = "state";

    /// <summary>Whether the address is registered with the key and never sent.</summary>
    /// <value>Default: false, it is part of the request and must be given.</value>
    public bool IsRegistered { get; init; }

    /// <summary>Whether a flow may begin without a callback, the user then saying that access was allowed.</summary>
    /// <value>Default: false.</value>
    public bool IsOptional { get; init; }

    /// <summary>The parameter by which the service says that the user refused.</summary>
    /// <value>Null: refusals are not told. A null value matches any.</value>
    public (string Name, string? Value)? Denied { get; init; }
}
