using Auth.Frob.Recipes;

namespace Auth.Frob.Cli.Hosting;

/// <summary>A provider that the command knows, and where its application's key is looked for.</summary>
/// <param name="Recipe">The recipe.</param>
public sealed record KnownProvider(FrobProvider Recipe)
{
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
