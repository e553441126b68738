namespace Auth.Frob.Desktop.Keys;

/// <summary>Where the session bus is.</summary>
internal static class SessionBus
{
    public static string? Find(string? given) => Find(given, Environment.GetEnvironmentVariable, File.Exists);

    public static string? Find(string? given, Func<string, string?> variable, Func<string, bool> isThere)
    {
        if (!string.IsNullOrEmpty(given))
            return given;
        if (variable("DBUS_SESSION_BUS_ADDRESS") is { Length: > 0 } address)
            return address;
        if (variable("XDG_RUNTIME_DIR") is not { Length: > 0 } directory)
            return null;
        string socket = Path.Combine(directory, "bus");
        return isThere(socket) ? "unix:path=" + Escape(socket) : null;
    }

    // The specification of D-Bus allows less in an address than a URI does.
    private static string Escape(string path) =>
        string.Join('/', path.Split('/').Select(static part => Uri.EscapeDataString(part).Replace("~", "%7E", StringComparison.Ordinal)));
}
