using System.Collections.Immutable;

namespace Auth.Frob.Testing;

/// <summary>What a stub expects to be asked; a part that is null is not looked at.</summary>
/// <remarks>Immutable and thread-safe. Each named set but the headers is the whole set, unless <see cref="IsPartial"/>.</remarks>
public sealed record StubHttpRequest
{
    /// <summary>The HTTP method.</summary>
    /// <value>Null: any.</value>
    public string? Method { get; init; }

    /// <summary>The address without its query.</summary>
    /// <value>Null: any.</value>
    public string? Url { get; init; }

    /// <summary>The parameters of the address, decoded.</summary>
    /// <value>Null: any; empty: none may be there.</value>
    public ImmutableSortedDictionary<string, string>? Query { get; init; }

    /// <summary>The parameters of a form body, decoded.</summary>
    /// <value>Null: any; empty: none may be there.</value>
    public ImmutableSortedDictionary<string, string>? Form { get; init; }

    /// <summary>The parameters of address and form together.</summary>
    /// <value>Null: any; empty: none may be there.</value>
    public ImmutableSortedDictionary<string, string>? Parameters { get; init; }

    /// <summary>The members of a flat JSON body, as text.</summary>
    /// <value>Null: any.</value>
    public ImmutableSortedDictionary<string, string>? Json { get; init; }

    /// <summary>Headers that must be there with these values; others may be there too.</summary>
    /// <value>Default: none.</value>
    public ImmutableSortedDictionary<string, string> Headers { get; init; } = None;

    /// <summary>Whether the named sets may lack what was sent.</summary>
    /// <value>Default: false, each named set is the whole set.</value>
    public bool IsPartial { get; init; }

    private static ImmutableSortedDictionary<string, string> None { get; } =
        ImmutableSortedDictionary.Create<string, string>(StringComparer.OrdinalIgnoreCase);
}
