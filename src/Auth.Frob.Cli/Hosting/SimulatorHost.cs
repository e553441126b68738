using System.Globalization;
using System.Net;
using Auth.Frob.Testing.Simulation;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Auth.Frob.Cli.Hosting;

/// <summary>Simulated services behind one listener on this machine's loopback address.</summary>
/// <remarks>Thread-safe. Logs nothing. Disposing it stops the listener.</remarks>
public sealed class SimulatorHost : IAsyncDisposable
{
    private const int LongestBody = 1024 * 1024;
    private readonly WebApplication _app;
    private readonly IReadOnlyList<SimulatorRoute> _routes;
    private readonly RequestDelegate? _otherwise;
    private readonly CancellationTokenSource _stopping = new();

    private SimulatorHost(WebApplication app, IReadOnlyList<SimulatorRoute> routes, RequestDelegate? otherwise)
    {
        _app = app;
        _routes = routes;
        _otherwise = otherwise;
    }

    /// <summary>Where the listener is.</summary>
    /// <value>For example <c>http://127.0.0.1:49152/</c>.</value>
    public Uri Address { get; private set; } = new("http://127.0.0.1/");

    /// <summary>Starts a listener.</summary>
    /// <param name="routes">The services by their paths; the first that owns a path answers.</param>
    /// <param name="port">The port; 0 for any that is free.</param>
    /// <param name="otherwise">What answers for paths that no service owns, a callback for example; null for 404.</param>
    /// <param name="cancellationToken">Ends the start.</param>
    /// <returns>The running host.</returns>
    /// <exception cref="IOException">The port is taken.</exception>
    public static async Task<SimulatorHost> StartAsync(
        IReadOnlyList<SimulatorRoute> routes,
        int port = 0,
        RequestDelegate? otherwise = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(routes);

        // An empty builder: no configuration of the surroundings can move the listener off the loopback address, and nothing is logged.
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = LongestBody;
            kestrel.Listen(IPAddress.Loopback, port);
        });
        WebApplication app = builder.Build();
        var host = new SimulatorHost(app, routes, otherwise);
        app.Run(context => host.HandleAsync(context, context.RequestAborted));
        try
        {
            await app.StartAsync(cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            await app.DisposeAsync().ConfigureAwait(false);
            throw;
        }

        host.Address = new Uri(app.Urls.First());
        return host;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        // A slow answer may wait on a clock that nobody moves any more; it must not hold the stop up.
        await _stopping.CancelAsync().ConfigureAwait(false);
        await _app.StopAsync(CancellationToken.None).ConfigureAwait(false);
        await _app.DisposeAsync().ConfigureAwait(false);
        _stopping.Dispose();
    }

    private async Task HandleAsync(HttpContext context, CancellationToken cancellationToken)
    {
        Uri? address = AddressOf(context);
        SimulatorRoute? route = address is null ? null : _routes.FirstOrDefault(candidate => candidate.Owns(address.AbsolutePath));
        if (address is null || route is null)
        {
            context.Response.StatusCode = address is null ? StatusCodes.Status400BadRequest : StatusCodes.Status404NotFound;
            if (address is not null && _otherwise is not null)
            {
                context.Response.StatusCode = StatusCodes.Status200OK;
                await _otherwise(context).ConfigureAwait(false);
            }

            return;
        }

        SimulatedRequest request = await ReadAsync(context, address, cancellationToken).ConfigureAwait(false);
        SimulatedReply reply = await route.Service.HandleAsync(request, cancellationToken).ConfigureAwait(false);
        if (await WaitAsync(reply.Delay, route.Service.Time, cancellationToken).ConfigureAwait(false))
        {
            await WriteAsync(context, reply, cancellationToken).ConfigureAwait(false);
        }
        else
        {
            context.Abort();
        }
    }

    /// <summary>Waits by the service's clock; false where the client or the host went away meanwhile.</summary>
    private async Task<bool> WaitAsync(TimeSpan delay, TimeProvider time, CancellationToken cancellationToken)
    {
        if (delay <= TimeSpan.Zero)
        {
            return true;
        }

        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _stopping.Token);
        Task waiting = Task.Delay(delay, time, ending.Token);
        await waiting.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return waiting.IsCompletedSuccessfully;
    }

    // The target as it stood on the wire; an absolute one comes from clients that take this listener for their proxy.
    private static Uri? AddressOf(HttpContext context)
    {
        string target = context.Features.Get<IHttpRequestFeature>()?.RawTarget ?? "/";
        string host = context.Request.Host.HasValue
            ? context.Request.Host.Value!
            : string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{context.Connection.LocalPort}");
        string text = target.StartsWith('/') ? $"{context.Request.Scheme}://{host}{target}" : target;
        return Uri.TryCreate(text, UriKind.Absolute, out Uri? address) && address.Scheme is "http" or "https" ? address : null;
    }

    private static async Task<SimulatedRequest> ReadAsync(HttpContext context, Uri address, CancellationToken cancellationToken)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, cancellationToken).ConfigureAwait(false);
        return new SimulatedRequest(context.Request.Method, address)
        {
            Headers =
            [
                .. context.Request.Headers.SelectMany(
                    header => header.Value, (header, value) => new KeyValuePair<string, string>(header.Key, value ?? "")),
            ],
            Body = body.ToArray(),
            RemoteAddress = context.Connection.RemoteIpAddress ?? IPAddress.Loopback,
        };
    }

    private static async Task WriteAsync(HttpContext context, SimulatedReply reply, CancellationToken cancellationToken)
    {
        if (reply.Ending == ReplyEnding.Reset)
        {
            context.Abort();
            return;
        }

        HttpResponse response = context.Response;
        response.StatusCode = reply.Status;
        response.ContentType = reply.ContentType;
        response.ContentLength = reply.Body.Length;
        foreach ((string name, string value) in reply.Headers)
        {
            response.Headers.Append(name, value);
        }

        bool isWhole = reply.Ending == ReplyEnding.Whole;
        ReadOnlyMemory<byte> sent = isWhole ? reply.Body : reply.Body[..(reply.Body.Length / 2)];
        await response.Body.WriteAsync(sent, cancellationToken).ConfigureAwait(false);
        if (!isWhole)
        {
            await response.Body.FlushAsync(cancellationToken).ConfigureAwait(false);
            context.Abort();
        }
    }
}
