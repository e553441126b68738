using Microsoft.AspNetCore.Authentication;

namespace Auth.Frob.AspNetCore;

/// <summary>How a scheme signs people in by an instance of a provider.</summary>
/// <remarks>Not thread-safe; filled at start.</remarks>
public sealed class FrobAuthenticationOptions : RemoteAuthenticationOptions
{
    /// <summary>The instance's name.</summary>
    /// <value>Null: the scheme's name.</value>
    public string? Instance { get; set; }
}
