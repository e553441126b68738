using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;

namespace Auth.Frob.LinkedAccounts.Tests.Nodes;

/// <summary>What stands before the nodes: asks one after the other, goes on to the next where one is gone, and knows nothing of sessions.</summary>
internal sealed class RoundRobin : IAsyncDisposable
{
    private static readonly string[] OfTheConnection = ["Host", "Connection", "Keep-Alive", "Transfer-Encoding", "Content-Length"];

    private readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, UseProxy = false });
    private readonly IReadOnlyList<Uri> _nodes;
    private readonly WebApplication _app;
    private int _turn;

    private RoundRobin(WebApplication app, IReadOnlyList<Uri> nodes) => (_app, _nodes) = (app, nodes);

    public Uri Address { get; private set; } = null!;

    /// <summary>The node that gets everything; null: each in turn.</summary>
    public int? Only { get; set; }

    /// <summary>Who answered what.</summary>
    public ConcurrentQueue<(int Node, string Path)> Served { get; } = [];

    public static async Task<RoundRobin> StartAsync(params IReadOnlyList<Uri> nodes)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(static kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var proxy = new RoundRobin(builder.Build(), nodes);
        proxy._app.Run(proxy.PassAsync);
        await proxy._app.StartAsync();
        proxy.Address = new Uri(proxy._app.Urls.First());
        return proxy;
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _http.Dispose();
    }

    private async Task PassAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        var first = Only ?? Interlocked.Increment(ref _turn);
        for (var i = 0; i < _nodes.Count; i++)
        {
            var node = (first + i) % _nodes.Count;
            if (!await IsThereAsync(_nodes[node], context.RequestAborted))
                continue;
            try
            {
                using var request = Copy(context.Request, _nodes[node], body.ToArray());
                using var reply = await _http.SendAsync(request, context.RequestAborted);
                Served.Enqueue((node, context.Request.Path));
                await WriteAsync(context.Response, reply);
                return;
            }
            catch (HttpRequestException)
            {
                // It was sent: no other node may be asked.
                break;
            }
        }
        context.Response.StatusCode = StatusCodes.Status502BadGateway;
        context.Response.ContentType = "text/html";
        await context.Response.WriteAsync("<!DOCTYPE html><html lang=en><title>Gone</title><h1>The node is gone</h1></html>");
    }

    private static async Task<bool> IsThereAsync(Uri node, CancellationToken cancellationToken)
    {
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        try
        {
            await socket.ConnectAsync(node.Host, node.Port, cancellationToken);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private static HttpRequestMessage Copy(HttpRequest request, Uri node, byte[] body)
    {
        var copy = new HttpRequestMessage(new HttpMethod(request.Method), new Uri(node, request.GetEncodedPathAndQuery()));
        if (body.Length > 0)
            copy.Content = new ByteArrayContent(body);
        foreach (var (name, values) in request.Headers.Where(static header => !OfTheConnection.Contains(header.Key, StringComparer.OrdinalIgnoreCase)))
        {
            if (!copy.Headers.TryAddWithoutValidation(name, values.ToArray()))
                copy.Content?.Headers.TryAddWithoutValidation(name, values.ToArray());
        }
        copy.Headers.Host = request.Host.Value;
        copy.Headers.Add("X-Forwarded-For", $"{request.HttpContext.Connection.RemoteIpAddress}");
        copy.Headers.Add("X-Forwarded-Proto", request.Scheme);
        return copy;
    }

    private static async Task WriteAsync(HttpResponse response, HttpResponseMessage reply)
    {
        response.StatusCode = (int)reply.StatusCode;
        foreach (var (name, values) in reply.Headers.Concat(reply.Content.Headers).Where(static header => !OfTheConnection.Contains(header.Key)))
            response.Headers.Append(name, values.ToArray());
        await response.Body.WriteAsync(await reply.Content.ReadAsByteArrayAsync());
    }
}
