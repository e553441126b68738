using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;

namespace Auth.Frob.AspNetCore;

/// <summary>A link whose grant was stored.</summary>
/// <remarks>Used by one request.</remarks>
public sealed class FrobLinkedContext : BaseContext<FrobAuthenticationOptions>
{
    internal FrobLinkedContext(HttpContext context, AuthenticationScheme scheme, FrobAuthenticationOptions options, StoredGrant stored)
        : base(context, scheme, options) => Stored = stored;

    /// <summary>The grant as the store has it; its key names the owner.</summary>
    public StoredGrant Stored { get; }
}
