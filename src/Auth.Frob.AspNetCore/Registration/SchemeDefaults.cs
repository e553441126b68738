using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection;

namespace Auth.Frob.AspNetCore.Registration;

/// <summary>What a scheme has where nobody said otherwise.</summary>
internal static class SchemeDefaults
{
    public static void Fill(string scheme, FrobAuthenticationOptions options, IDataProtectionProvider protection)
    {
        options.DataProtectionProvider ??= protection;
        options.Instance ??= scheme;
        if (!options.CallbackPath.HasValue)
            options.CallbackPath = $"/signin-{Uri.EscapeDataString(scheme)}";
    }

    public static void Name(AuthenticationOptions options, string scheme, string instance, IServiceProvider services)
    {
        try
        {
            if (services.GetRequiredService<FrobClients>().TryGet(instance, out var client) && options.SchemeMap.TryGetValue(scheme, out var added))
                added.DisplayName ??= client.Provider.DisplayName;
        }
        catch (FrobUsageException)
        {
            // The check at start names these faults, all of them; a name is no reason to stop before.
        }
    }
}
