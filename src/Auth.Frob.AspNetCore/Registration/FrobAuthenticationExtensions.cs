using Auth.Frob.AspNetCore;
using Auth.Frob.AspNetCore.Links;
using Auth.Frob.AspNetCore.Registration;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds sign-in and linked accounts to a site.</summary>
public static class FrobAuthenticationExtensions
{
    /// <summary>Adds a scheme for the instance of the same name.</summary>
    /// <param name="builder">The site's authentication.</param>
    /// <param name="scheme">The scheme's name: letters, digits, <c>.</c>, <c>-</c>, <c>_</c>.</param>
    /// <returns>The builder.</returns>
    /// <remarks>Faults are named all at once when the host starts. See the longest overload.</remarks>
    /// <example><code>services.AddAuthentication("Cookies").AddCookie().AddFrob("my-service");</code></example>
    public static AuthenticationBuilder AddFrob(this AuthenticationBuilder builder, string scheme) => builder.AddFrob(scheme, null, null);

    /// <summary>Adds a scheme.</summary>
    /// <param name="builder">The site's authentication.</param>
    /// <param name="scheme">The scheme's name.</param>
    /// <param name="configure">Fills the options.</param>
    /// <returns>The builder.</returns>
    public static AuthenticationBuilder AddFrob(this AuthenticationBuilder builder, string scheme, Action<FrobAuthenticationOptions> configure) =>
        builder.AddFrob(scheme, null, configure);

    /// <summary>Adds a scheme with a name that people see.</summary>
    /// <param name="builder">The site's authentication.</param>
    /// <param name="scheme">The scheme's name; the callback path is <c>/signin-</c> and this, unless the options say another.</param>
    /// <param name="displayName">What people see; null: the provider's own name.</param>
    /// <param name="configure">Fills the options; runs here too, on options thrown away, to learn the instance.</param>
    /// <returns>The builder.</returns>
    /// <remarks>Providers are added by <c>services.AddFrob(...)</c>, before or after.</remarks>
    public static AuthenticationBuilder AddFrob(
        this AuthenticationBuilder builder, string scheme, string? displayName, Action<FrobAuthenticationOptions>? configure)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrEmpty(scheme);
        var services = builder.Services;
        services.AddFrob();
        services.AddDataProtection();
        services.AddAntiforgery();
        services.TryAddSingleton(static _ => new FrobOwners());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<FrobAuthenticationOptions>, SchemeCheck>());
        services.AddOptions<FrobAuthenticationOptions>(scheme).ValidateOnStart()
            .PostConfigure<IDataProtectionProvider>((options, protection) => SchemeDefaults.Fill(scheme, options, protection));
        var scratch = new FrobAuthenticationOptions();
        configure?.Invoke(scratch);
        if (displayName is null)
        {
            services.AddOptions<AuthenticationOptions>()
                .PostConfigure<IServiceProvider>((options, s) => SchemeDefaults.Name(options, scheme, scratch.Instance ?? scheme, s));
        }
        return builder.AddRemoteScheme<FrobAuthenticationOptions, FrobAuthenticationHandler>(scheme, displayName, configure);
    }
}
