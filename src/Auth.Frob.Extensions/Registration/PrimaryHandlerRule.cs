using Auth.Frob.Extensions.Pacing;
using Microsoft.Extensions.Http;

namespace Auth.Frob.Extensions.Registration;

/// <summary>Our named clients follow no redirect and keep no cookies; a handler of the host's that does is refused.</summary>
internal sealed class PrimaryHandlerRule : IHttpMessageHandlerBuilderFilter
{
    public Action<HttpMessageHandlerBuilder> Configure(Action<HttpMessageHandlerBuilder> next) => builder =>
    {
        var instance = FrobHttpClients.InstanceOf(builder.Name);
        if (instance is not null)
            builder.PrimaryHandler = Own();
        next(builder);
        if (instance is null)
            return;
        Check(builder, instance);
        // Behind the host's own handlers, which may repeat; another stands before them all.
        builder.AdditionalHandlers.Add(new OnceHandler());
    };

    // A followed 308 would send the password again, elsewhere; a cookie would tie one user's flow to another's.
    private static SocketsHttpHandler Own() =>
        new() { AllowAutoRedirect = false, UseCookies = false, ConnectTimeout = TimeSpan.FromSeconds(15) };

    private static void Check(HttpMessageHandlerBuilder builder, string instance)
    {
        var fault = Faults(builder.PrimaryHandler).Concat(builder.AdditionalHandlers.SelectMany(Faults)).FirstOrDefault();
        if (fault is not null)
        {
            throw new FrobUsageException(new UsageFault(
                instance, nameof(builder.PrimaryHandler),
                $"a sign-in's handler must not {fault}; write services.AddHttpClient(FrobHttpClients.NameOf(\"{instance}\"))"
                + ".ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false })"));
        }
    }

    private static IEnumerable<string> Faults(HttpMessageHandler? handler)
    {
        for (; handler is not null; handler = (handler as DelegatingHandler)?.InnerHandler)
        {
            var (follows, keeps) = handler switch
            {
                SocketsHttpHandler sockets => (sockets.AllowAutoRedirect, sockets.UseCookies),
                HttpClientHandler own => (own.AllowAutoRedirect, own.UseCookies),
                _ => (false, false),
            };
            if (follows)
                yield return "follow redirects";
            if (keeps)
                yield return "keep cookies";
        }
    }
}
