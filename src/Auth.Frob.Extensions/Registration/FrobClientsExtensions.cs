namespace Auth.Frob.Extensions.Registration;

/// <summary>Finds the client for what was kept.</summary>
/// <remarks>Thread-safe.</remarks>
public static class FrobClientsExtensions
{
    /// <summary>The client that made a grant.</summary>
    /// <param name="clients">The clients.</param>
    /// <param name="grant">A grant that was kept.</param>
    /// <returns>The client; Mismatch where its provider is not there: never registered here, or a plugin that was unloaded.</returns>
    public static FrobResult<FrobClient> For(this FrobClients clients, Grant grant)
    {
        ArgumentNullException.ThrowIfNull(grant);
        return Find(clients, "grant", grant.Instance, grant.Provider);
    }

    /// <summary>The client that began a flow.</summary>
    /// <param name="clients">The clients.</param>
    /// <param name="pending">A flow that was kept until the user is back.</param>
    /// <returns>The client; Mismatch where its provider is not there: never registered here, or a plugin that was unloaded.</returns>
    public static FrobResult<FrobClient> For(this FrobClients clients, PendingConsent pending)
    {
        ArgumentNullException.ThrowIfNull(pending);
        return Find(clients, "pending consent", pending.Instance, pending.Provider);
    }

    private static FrobResult<FrobClient> Find(FrobClients clients, string kept, string instance, string provider)
    {
        ArgumentNullException.ThrowIfNull(clients);
        if (clients.TryGet(instance, out var client) && client.Provider.Id == provider)
            return client;
        var there = client is null
            ? $"there is no instance '{instance}'"
            : $"the instance '{instance}' is of '{client.Provider.Id}', not of '{provider}'";
        return new FrobError(FrobErrorKind.Mismatch)
        {
            Cause = $"no provider for this {kept}: {there}",
            Remedy = "Register the provider under this name, or load its plugin again; keep what was kept until then.",
        };
    }
}
