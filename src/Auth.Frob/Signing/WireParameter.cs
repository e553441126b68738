using System.Diagnostics;
using System.Text.Json.Serialization;

namespace Auth.Frob.Signing;

/// <summary>One name and value as they will be sent, before any encoding.</summary>
/// <param name="Name">The name.</param>
/// <param name="Value">The raw value.</param>
/// <param name="IsSecret">Whether the value is masked when a base string is explained.</param>
/// <param name="Place">Where it travels.</param>
/// <remarks>Immutable; its text, JSON and debugger display show no value.</remarks>
[DebuggerDisplay("{Name,nq}")]
public readonly record struct WireParameter(string Name, [property: JsonIgnore] string Value, bool IsSecret = false, WirePlace Place = WirePlace.Body)
{
    /// <summary>The name, never the value.</summary>
    /// <returns>The name.</returns>
    public override string ToString() => Name;
}
