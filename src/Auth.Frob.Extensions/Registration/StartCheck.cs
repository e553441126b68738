using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Auth.Frob.Extensions.Registration;

/// <summary>Makes the clients when a host starts, so that what is wrong is said then and not at the first sign-in.</summary>
internal sealed class StartCheck(IServiceProvider services) : IValidateOptions<StartCheck.Marker>
{
    public ValidateOptionsResult Validate(string? name, Marker options)
    {
        try
        {
            services.GetRequiredService<FrobClients>();
            return ValidateOptionsResult.Success;
        }
        catch (FrobUsageException found)
        {
            return ValidateOptionsResult.Fail(found.Faults.Select(static f => f.ToString()));
        }
    }

    /// <summary>Options of nothing: a host validates options at its start, and this is how to be asked.</summary>
    internal sealed class Marker;
}
