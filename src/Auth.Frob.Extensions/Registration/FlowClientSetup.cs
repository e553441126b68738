using Microsoft.Extensions.Http;
using Microsoft.Extensions.Options;

namespace Auth.Frob.Extensions.Registration;

/// <summary>Sets up the named clients of all instances: no timeout but the call's own, and our handlers on the way.</summary>
/// <remarks>One for all names: an <c>AddHttpClient</c> per instance would make each client walk through all set-ups.</remarks>
internal sealed class FlowClientSetup(FrobRegistry registry) : IConfigureNamedOptions<HttpClientFactoryOptions>
{
    public void Configure(HttpClientFactoryOptions options)
    {
    }

    public void Configure(string? name, HttpClientFactoryOptions options)
    {
        if (FrobHttpClients.InstanceOf(name) is not { } instance)
            return;
        options.HttpClientActions.Add(static client => client.Timeout = Timeout.InfiniteTimeSpan);
        options.HttpMessageHandlerBuilderActions.Add(builder => AddHandlers(builder, instance));
    }

    private void AddHandlers(HttpMessageHandlerBuilder builder, string instance)
    {
        foreach (var make in registry.FlowHandlers)
            builder.AdditionalHandlers.Add(make(builder.Services, instance));
    }
}
