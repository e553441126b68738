using System.Text.Json.Serialization;

namespace Auth.Frob.Testing.Simulation;

/// <summary>What a visit to a consent page led to.</summary>
/// <param name="Redirect">The address that the browser was sent to; null where the page itself said that the person may return.</param>
/// <param name="Page">The last page's HTML; empty after a redirect.</param>
public sealed record PageVisit([property: JsonIgnore] Uri? Redirect, string Page)
{
    /// <summary>Whether there was a redirect, without its address.</summary>
    /// <returns>A text that may be logged.</returns>
    public override string ToString() => Redirect is null ? "a page" : "a redirect";
}
