namespace Auth.Frob.Extensions.Plugins;

/// <summary>One line of an allow-list.</summary>
internal sealed record PluginRule(string File, string Sha256, bool IsPlugin)
{
    public bool IsHash => Sha256.Length == 64 && Sha256.All(char.IsAsciiHexDigit);
}
