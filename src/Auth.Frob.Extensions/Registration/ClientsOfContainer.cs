using Auth.Frob.Extensions.Pacing;
using Auth.Frob.Extensions.Telemetry;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Auth.Frob.Extensions.Registration;

/// <summary>Makes the clients of a container from everything that was registered; every fault of every instance is named at once.</summary>
internal sealed class ClientsOfContainer(FrobRegistry registry, IServiceProvider services, KeyPaces paces, FrobTelemetry telemetry)
{
    private const string ChangedName = "was another at registration; give it where the instance is added, the same each time";

    private FrobClients? _made;

    public FrobClients Make()
    {
        var faults = registry.BeforeClients.SelectMany(static add => add()).ToList();
        var factory = services.GetRequiredService<IHttpClientFactory>();
        var builder = new FrobBuilder()
            .UseTime(services.GetRequiredService<TimeProvider>())
            .UseTransports(instance => new HttpMessageInvoker(new FactoryTransport(factory, FrobHttpClients.NameOf(instance))))
            .UsePollGate(GateAsync)
            .UseObserver(Observe);
        faults.AddRange([.. SectionFaults.Of(registry), .. SigningFaults.Of(registry), .. LimiterFaults.Of(registry, paces.Options)]);
        foreach (var instance in registry.Instances)
            Add(builder, instance, faults);
        return _made = Build(builder, faults);
    }

    private void Add(FrobBuilder builder, FrobInstance instance, List<UsageFault> faults)
    {
        try
        {
            var options = instance.OptionsFrom(services);
            // Kept beside the options, which get their name back: who asks again is told again.
            if (options.Name != instance.Name)
                OptionsFaults.Report(options, [new UsageFault(instance.Name, nameof(options.Name), ChangedName)]);
            faults.AddRange(OptionsFaults.Of(options).Select(f => f with { Instance = instance.Name }));
            // The core's own check goes on under the name that is known.
            options.Name = instance.Name;
            builder.Add(instance.Provider, options);
        }
        catch (FrobUsageException found)
        {
            faults.AddRange(found.Faults.Select(f => f with { Instance = instance.Name }));
        }
        catch (OptionsValidationException found)
        {
            faults.AddRange(found.Failures.Select(f => new UsageFault(instance.Name, "options", f)));
        }
    }

    private FrobClients Build(FrobBuilder builder, List<UsageFault> faults)
    {
        try
        {
            var clients = registry.Count == 0 ? NoInstance.Build(builder) : builder.Build();
            if (faults.Count == 0)
                return clients;
            clients.Dispose();
        }
        catch (FrobUsageException found)
        {
            faults.AddRange(found.Faults);
        }
        throw new FrobUsageException([.. faults.Distinct()]);
    }

    // A flow whose instance was taken away has no pace any more, and ends as it would.
    private ValueTask<bool> GateAsync(PendingConsent pending, CancellationToken cancellationToken) =>
        PaceOf(pending.Instance) is { } pace ? pace.EnterPollAsync(pending.ExpiresAt, cancellationToken) : ValueTask.FromResult(true);

    private Action<FrobError?, Exception?>? Observe(FrobStep step)
    {
        var told = telemetry.Observe(step);
        // A wait's end repeats what its last poll heard.
        if (step.Name == FrobStep.Wait)
            return told;
        return (error, fault) =>
        {
            if (fault is null)
                PaceOf(step.Instance)?.Heard(error);
            told?.Invoke(error, fault);
        };
    }

    private KeyPace? PaceOf(string instance) => _made is not null && _made.TryGet(instance, out var client) ? paces.Of(client) : null;
}
