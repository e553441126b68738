using Auth.Frob.Cli.Commands;
using Auth.Frob.Errors;
using Auth.Frob.Extensions.Calls;
using Auth.Frob.Extensions.Grants;
using Microsoft.Extensions.DependencyInjection;

namespace Auth.Frob.Cli.Calls;

/// <summary>Makes calls in the name of a kept grant, as a host would: pace kept, and a grant that turns out dead marked in the store.</summary>
internal sealed class SignedCaller : IAsyncDisposable
{
    private const string Client = "calls";
    private readonly ServiceProvider _services;

    public SignedCaller(AppOrder app, IGrantStore grants, TimeProvider time)
    {
        var services = new ServiceCollection();
        services.AddSingleton(time);
        services.AddSingleton(grants);
        services.AddFrob(frob => frob.Add(app.Provider.Recipe, app.Instance, options =>
        {
            app.Fill(options);
            options.Name = app.Instance;
        }));
        services.AddHttpClient(Client).AddFrobSigning(app.Instance);
        _services = services.BuildServiceProvider();
        Api = _services.GetRequiredService<FrobClients>()[app.Instance].ApiAddress;
    }

    /// <summary>The API's address.</summary>
    public Uri Api { get; }

    /// <summary>Makes a call.</summary>
    /// <exception cref="CommandFailure">It was not sent, or no answer came.</exception>
    public async Task<CallReply> SendAsync(HttpRequestMessage request, StoredGrant kept, CancellationToken cancellationToken)
    {
        var http = _services.GetRequiredService<IHttpClientFactory>().CreateClient(Client);
        try
        {
            using var reply = await http.SendAsync(request.WithGrant(kept.Key), cancellationToken);
            var body = await reply.Content.ReadAsByteArrayAsync(cancellationToken);
            return new CallReply((int)reply.StatusCode, reply.Content.Headers.ContentType?.MediaType, body)
            {
                Error = reply.TryGetFrobError(out var outcome) ? outcome.Error : Refused(reply),
            };
        }
        catch (FrobCallException refused)
        {
            throw CommandFailure.From(refused.Error);
        }
        catch (Exception fault) when (fault is HttpRequestException || (fault is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            throw CommandFailure.From(new FrobError(FrobErrorKind.Unreachable)
            {
                Call = "The call",
                Cause = fault is HttpRequestException { HttpRequestError: var error } ? $"no answer came ({error})" : "no answer came in time",
            });
        }
    }

    public ValueTask DisposeAsync() => _services.DisposeAsync();

    // In none of the service's own forms: what stands between says so by the status alone.
    private static FrobError? Refused(HttpResponseMessage reply) => reply.IsSuccessStatusCode ? null
        : new FrobError(FrobErrorKind.Unavailable) { Call = "The call", HttpStatus = (int)reply.StatusCode };
}
