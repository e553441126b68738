using Auth.Frob;
using Auth.Frob.Extensions.Grants;
using Auth.Frob.Extensions.Pacing;
using Auth.Frob.Extensions.Registration;
using Auth.Frob.Extensions.Telemetry;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Http;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds sign-ins to a container.</summary>
public static class FrobServiceCollectionExtensions
{
    /// <summary>Adds providers: <see cref="FrobClients"/> for all, and a <see cref="FrobClient"/> per instance, keyed by its name.</summary>
    /// <param name="services">The collection.</param>
    /// <param name="configure">Adds the providers; null: they are added elsewhere.</param>
    /// <returns>The collection.</returns>
    /// <remarks>
    /// May be called again: what is added adds up, and services that the host registered are left alone. Faults are named all at once: when a
    /// host starts, or, without one, when the clients are first asked for. Options are read once; later changes need a new container.
    /// </remarks>
    /// <exception cref="Auth.Frob.Errors.FrobUsageException">Two instances have one name.</exception>
    /// <example><code>services.AddFrob(frob => frob.BindFrom(configuration.GetSection("Frob")).Add(recipe));</code></example>
    public static IServiceCollection AddFrob(this IServiceCollection services, Action<FrobServicesBuilder>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        var builder = new FrobServicesBuilder(services, RegistryOf(services));
        configure?.Invoke(builder);
        return services;
    }

    /// <summary>The registry of a collection, with everything that goes with it.</summary>
    internal static FrobRegistry RegistryOf(IServiceCollection services)
    {
        foreach (var service in services)
        {
            if (service.ServiceType == typeof(FrobRegistry))
                return (FrobRegistry)service.ImplementationInstance!;
        }
        var registry = new FrobRegistry();
        services.AddSingleton(registry);
        registry.FlowHandlers.Add(static (_, _) => new OnceHandler());
        registry.FlowHandlers.Add(static (s, instance) => new RetryHandler(s, instance, RepeatRule.Flows));
        registry.FlowHandlers.Add(static (s, instance) => new FlowHandler(s, instance));
        AddHttp(services, registry);
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<IGrantStore, InMemoryGrantStore>();
        services.TryAddSingleton<IUsedFlows>(static s => new InMemoryUsedFlows(s.GetRequiredService<TimeProvider>()));
        services.TryAddSingleton<KeyPaces>();
        services.TryAddSingleton<FrobTelemetry>();
        services.TryAddSingleton<ClientsOfContainer>();
        services.TryAddSingleton(static s => s.GetRequiredService<ClientsOfContainer>().Make());
        // Transient, so that the container keeps no client of a plugin alive.
        services.TryAddKeyedTransient(KeyedService.AnyKey, static (s, key) => s.GetRequiredService<FrobClients>()[key as string ?? ""]);
        services.AddOptions<StartCheck.Marker>().ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<StartCheck.Marker>, StartCheck>());
        return registry;
    }

    private static void AddHttp(IServiceCollection services, FrobRegistry registry)
    {
        services.AddHttpClient();
        services.AddSingleton<IConfigureOptions<HttpClientFactoryOptions>>(new FlowClientSetup(registry));
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHttpMessageHandlerBuilderFilter, PrimaryHandlerRule>());
    }
}
