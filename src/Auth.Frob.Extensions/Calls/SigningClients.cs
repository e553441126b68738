using Microsoft.Extensions.DependencyInjection;

namespace Auth.Frob.Extensions.Calls;

/// <summary>Which named HTTP clients sign, and for which instance: each for one. One in a service collection.</summary>
internal sealed class SigningClients
{
    private readonly Dictionary<string, string> _instances = new(StringComparer.Ordinal);

    public static SigningClients Of(IServiceCollection services)
    {
        if (services.FirstOrDefault(static s => s.ServiceType == typeof(SigningClients))?.ImplementationInstance is SigningClients known)
            return known;
        var made = new SigningClients();
        services.AddSingleton(made);
        return made;
    }

    /// <summary>Notes a client; false if it signs for this instance already.</summary>
    public bool Add(string client, string instance)
    {
        if (_instances.TryAdd(client, instance))
            return true;
        return _instances[client] == instance ? false : throw Misuse.Of(
            instance, "AddFrobSigning", $"the HTTP client '{client}' signs for '{_instances[client]}' already: add another named client for this instance");
    }
}
