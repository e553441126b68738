using Auth.Frob.Errors;
using Auth.Frob.Ipernity;
using Auth.Frob.Ipernity.Simulator;
using Auth.Frob.LastFm;
using Auth.Frob.LastFm.Simulator;
using Auth.Frob.Recipes;
using Auth.Frob.Testing.Simulation;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Auth.Frob.Extensions.Tests.Registration;

/// <summary>A host's container as the tests of registration build it, and simulated services behind its named clients.</summary>
internal static class RegistrationBench
{
    public const string Key = "00000000000000000000000000000001";
    public const string OtherKey = "00000000000000000000000000000002";
    public const string Shared = "canary-ssssssssssssssssssssssss";

    public static FrobProvider Recipe => LastFmRecipe.Provider;

    public static void Fill(FrobOptions options)
    {
        options.ApiKey = Key;
        options.SharedSecret = Shared;
        options.AppName = "Tests";
        options.AppVersion = "1.0";
    }

    public static Action<LastFmOptions> OfLastFm(string? name = null) => o =>
    {
        Fill(o);
        o.Name = name ?? o.Name;
    };

    public static Action<IpernityOptions> OfIpernity(string? name = null, string key = Key) => o =>
    {
        Fill(o);
        o.ApiKey = key;
        o.Name = name ?? o.Name;
    };

    public static IServiceCollection Behind(this IServiceCollection services, string instance, SimulatedService service)
    {
        services.AddHttpClient("Auth.Frob:" + instance).ConfigurePrimaryHttpMessageHandler(() => new SimulatedServiceHandler(service));
        return services;
    }

    public static SimulatedLastFm SimulatedLastFm(params string[] keys) => new(new SimulatedLastFmOptions
    {
        Apps = [.. keys.Select(key => new SimulatedApp(key, Shared))],
        Users = [new SimulatedUser("alice", "p@ss w0rd")],
    });

    public static SimulatedIpernity SimulatedIpernity(params string[] keys) => new(new SimulatedIpernityOptions
    {
        Apps = [.. keys.Select(key => new SimulatedApp(key, Shared))],
        Users = [new SimulatedUser("alice", "p@ss w0rd")],
    });

    public static IConfigurationRoot Configuration(params (string Key, string? Value)[] values) =>
        new ConfigurationBuilder().AddInMemoryCollection(values.Select(v => KeyValuePair.Create(v.Key, v.Value))).Build();

    public static IReadOnlyList<UsageFault> FaultsOf(this IServiceCollection services)
    {
        using var provider = services.BuildServiceProvider();
        return provider.Invoking(p => p.GetRequiredService<FrobClients>()).Should().Throw<FrobUsageException>().Which.Faults;
    }
}
