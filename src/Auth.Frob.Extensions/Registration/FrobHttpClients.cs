namespace Auth.Frob.Extensions.Registration;

/// <summary>The named clients of <see cref="IHttpClientFactory"/> that carry the requests of sign-ins.</summary>
/// <remarks>Thread-safe. A host adds handlers of its own with <c>services.AddHttpClient(FrobHttpClients.NameOf(instance))</c>.</remarks>
public static class FrobHttpClients
{
    internal const string Prefix = "Auth.Frob:";

    /// <summary>The name of an instance's client.</summary>
    /// <param name="instance">The instance's name.</param>
    /// <returns>The name to give to <c>AddHttpClient</c>.</returns>
    public static string NameOf(string instance) => Prefix + (instance ?? throw new ArgumentNullException(nameof(instance)));

    /// <summary>The instance whose client this is; null for a client of somebody else's.</summary>
    internal static string? InstanceOf(string? client) =>
        client?.StartsWith(Prefix, StringComparison.Ordinal) == true ? client[Prefix.Length..] : null;
}
