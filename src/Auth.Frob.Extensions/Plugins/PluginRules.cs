namespace Auth.Frob.Extensions.Plugins;

/// <summary>Which files of a directory may be loaded as plugins: those of a list, each with its hash, or any.</summary>
/// <remarks>
/// The list protects against the wrong file, not against a malicious one: a plugin is trusted code that runs in the host's process with the
/// host's rights. Not thread-safe.
/// </remarks>
public sealed class PluginRules
{
    private readonly List<PluginRule> _listed = [];

    internal PluginRules()
    {
    }

    internal bool IsAny { get; private set; }

    internal IReadOnlyList<PluginRule> Listed => _listed;

    /// <summary>Lists a plugin.</summary>
    /// <param name="file">The plugin's assembly, relative to the directory: <c>my-service/My.Service.dll</c>.</param>
    /// <param name="sha256">The SHA-256 of the file: 64 hexadecimal digits in either case.</param>
    /// <returns>These rules.</returns>
    /// <remarks>What a plugin needs beside itself is listed too, with <see cref="AllowDependency"/>.</remarks>
    public PluginRules Allow(string file, string sha256) => List(file, sha256, true);

    /// <summary>Lists a file that a plugin brings with it: a library of its own.</summary>
    /// <param name="file">The file, relative to the directory.</param>
    /// <param name="sha256">The SHA-256 of the file: 64 hexadecimal digits in either case.</param>
    /// <returns>These rules.</returns>
    public PluginRules AllowDependency(string file, string sha256) => List(file, sha256, false);

    /// <summary>Takes any plugin in this directory and its subfolders, and whatever they bring with them.</summary>
    /// <returns>These rules.</returns>
    /// <remarks>Whoever may write to the directory may run code in the host's process.</remarks>
    public PluginRules AllowAny()
    {
        IsAny = true;
        return this;
    }

    private PluginRules List(string file, string sha256, bool isPlugin)
    {
        ArgumentNullException.ThrowIfNull(file);
        ArgumentNullException.ThrowIfNull(sha256);
        _listed.Add(new PluginRule(file.Replace('\\', '/'), sha256, isPlugin));
        return this;
    }
}
