using Auth.Frob.Recipes;

namespace Auth.Frob.Cli.Hosting;

/// <summary>A provider that the command knows, and where its application's key is looked for.</summary>
/// <param name="Recipe">The recipe.</param>
public sealed record KnownProvider(FrobProvider Recipe)
{
    /// <summary>The page where the provider gives keys.</summary>
    /// <value>Null where none is known, or where no keys are given.</value>
    internal Uri? KeyPage { get; init; }

    /// <summary>Whether the provider gives no keys because it takes any.</summary>
    /// <value>Default: false.</value>
    internal bool TakesAnyKey { get; init; }

    /// <summary>Where an application's key and secret come from, as a sentence.</summary>
    /// <value>Names <see cref="KeyPage"/> where there is one; never empty.</value>
    internal string KeysFrom => KeyPage is not null ? $"At {KeyPage} {Recipe.DisplayName} gives applications their keys."
        : TakesAnyKey ? $"{Recipe.DisplayName} takes any key and secret: make up a pair of your own."
        : $"{Recipe.DisplayName} gives applications their keys on its own pages.";

    /// <summary>The provider's id.</summary>
    public string Id => Recipe.Id;

    /// <summary>The environment variable that holds the api key.</summary>
    /// <value>The id in capitals and <c>_API_KEY</c>.</value>
    public string KeyVariable => $"{Prefix}_API_KEY";

    /// <summary>The environment variable that holds the shared secret.</summary>
    /// <value>The id in capitals and <c>_SHARED_SECRET</c>.</value>
    public string SecretVariable => $"{Prefix}_SHARED_SECRET";

    private string Prefix => Id.ToUpperInvariant().Replace('-', '_');
}
