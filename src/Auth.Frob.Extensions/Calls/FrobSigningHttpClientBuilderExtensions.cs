using Auth.Frob;
using Auth.Frob.Extensions.Calls;
using Auth.Frob.Extensions.Grants;
using Auth.Frob.Extensions.Pacing;
using Auth.Frob.Extensions.Telemetry;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Signs the calls of an HTTP client.</summary>
public static class FrobSigningHttpClientBuilderExtensions
{
    /// <summary>Has every call of this client made in the name of the grant that its request names.</summary>
    /// <param name="builder">The client, as <c>AddHttpClient</c> gives it.</param>
    /// <param name="instance">The instance that signs.</param>
    /// <returns>The builder.</returns>
    /// <remarks>
    /// Say whose call it is with <c>request.WithGrant(key)</c>. Handlers added before this stand outside of signing, and what they send again is
    /// signed anew. The primary handler is told to follow no redirect and keep no cookies; one of your own that does is refused.
    /// </remarks>
    /// <exception cref="FrobUsageException">
    /// The client signs for another instance already. That there is no such instance, or that its provider does not say how calls use a grant, is
    /// said with the other faults of registration.
    /// </exception>
    /// <example><code>services.AddHttpClient("scrobbler").AddFrobSigning("my-service");</code></example>
    public static IHttpClientBuilder AddFrobSigning(this IHttpClientBuilder builder, string instance)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrEmpty(instance);
        // The defaults of all clients have no name, and those of sign-ins are among them.
        if (string.IsNullOrEmpty(builder.Name))
            throw Misuse.Of(instance, nameof(AddFrobSigning), "signs for one named client: write services.AddHttpClient(\"name\").AddFrobSigning(...)");
        if (!SigningClients.Of(builder.Services).Add(builder.Name, instance))
            return builder;
        // Whether there is such an instance, and whether its provider signs, is known when the clients are made.
        FrobServiceCollectionExtensions.RegistryOf(builder.Services).SigningInstances.Add(instance);
        builder.Services.TryAddSingleton<IGrantStore, InMemoryGrantStore>();
        builder.Services.TryAddSingleton<GrantWatch>();
        return builder
            .ConfigurePrimaryHttpMessageHandler(static (handler, _) => KeepToAddressAndAccount(handler))
            .AddHttpMessageHandler(services => new RetryHandler(services, instance, RepeatRule.Calls))
            .AddHttpMessageHandler(services => new SigningHandler(
                instance,
                services.GetRequiredService<FrobClients>(),
                services.GetRequiredService<GrantWatch>(),
                services.GetRequiredService<KeyPaces>(),
                services.GetRequiredService<FrobTelemetry>(),
                services.GetRequiredService<TimeProvider>()));
    }

    // Only what is otherwise: a handler that is in use takes no word any more, not even the same.
    private static void KeepToAddressAndAccount(HttpMessageHandler handler)
    {
        if (handler is SocketsHttpHandler sockets && (sockets.AllowAutoRedirect || sockets.UseCookies))
            (sockets.AllowAutoRedirect, sockets.UseCookies) = (false, false);
        else if (handler is HttpClientHandler own && (own.AllowAutoRedirect || own.UseCookies))
            (own.AllowAutoRedirect, own.UseCookies) = (false, false);
    }
}
