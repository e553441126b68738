using System.Threading.Channels;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;

namespace Auth.Frob.Cli.Hosting;

/// <summary>The application's own end of a redirect: answers the browser and keeps the address that it was sent to.</summary>
internal sealed class CallbackCatcher
{
    private readonly Channel<Uri> _caught = Channel.CreateUnbounded<Uri>();

    public async Task HandleAsync(HttpContext context, CancellationToken cancellationToken)
    {
        _caught.Writer.TryWrite(new Uri(context.Request.GetEncodedUrl()));
        await context.Response.WriteAsync("You may close this window.", cancellationToken);
    }

    /// <summary>The address of the next redirect.</summary>
    public ValueTask<Uri> NextAsync(CancellationToken cancellationToken) => _caught.Reader.ReadAsync(cancellationToken);
}
