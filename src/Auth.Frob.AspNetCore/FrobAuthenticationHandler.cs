using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Auth.Frob.AspNetCore;

/// <summary>Signs people in, and links their accounts, by any provider whose flow comes back to the site.</summary>
/// <param name="options">The schemes' options.</param>
/// <param name="logger">Makes loggers.</param>
/// <param name="encoder">Encodes addresses.</param>
public sealed class FrobAuthenticationHandler(IOptionsMonitor<FrobAuthenticationOptions> options, ILoggerFactory logger, UrlEncoder encoder)
    : RemoteAuthenticationHandler<FrobAuthenticationOptions>(options, logger, encoder)
{
    /// <inheritdoc/>
    protected override Task<HandleRequestResult> HandleRemoteAuthenticateAsync() => throw new NotImplementedException();
}
