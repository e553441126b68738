namespace Auth.Frob.Desktop.Storage;

/// <summary>Where the platform wants a program's state to be kept.</summary>
internal static class StateDirectory
{
    private const string Name = "auth-frob";

    /// <summary>The person's directory for us.</summary>
    public static string Find() => Find(Environment.GetEnvironmentVariable, Environment.GetFolderPath);

    /// <summary>The same, from given surroundings.</summary>
    public static string Find(Func<string, string?> variable, Func<Environment.SpecialFolder, string> folder)
    {
        // A relative one is to be ignored, says the XDG Base Directory Specification.
        if (OperatingSystem.IsLinux() && variable("XDG_STATE_HOME") is { } state && Path.IsPathRooted(state))
            return Path.Combine(state, Name);
        if (OperatingSystem.IsWindows())
            return Path.Combine(Rooted(folder(Environment.SpecialFolder.LocalApplicationData)), Name);
        var home = variable("HOME") is { } set && Path.IsPathRooted(set) ? set : Home(folder(Environment.SpecialFolder.UserProfile));
        return OperatingSystem.IsMacOS()
            ? Path.Combine(home, "Library", "Application Support", Name)
            : Path.Combine(home, ".local", "state", Name);
    }

    // Of a user who has none, .NET says the root.
    private static string Home(string path) => Rooted(path == "/" ? "" : path);

    private static string Rooted(string path) => Path.IsPathRooted(path) ? path : throw new StoreException(
        "This user has no home directory.", "Set HOME or XDG_STATE_HOME to an absolute path, or choose a directory for the store.");
}
