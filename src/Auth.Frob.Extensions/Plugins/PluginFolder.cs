using System.Security.Cryptography;

namespace Auth.Frob.Extensions.Plugins;

/// <summary>A directory of plugins: every file of a plugin is read through here, once, within the directory and by its rules.</summary>
internal sealed class PluginFolder(string directory, PluginRules rules)
{
    private readonly string _root = RealPath(Path.GetFullPath(directory));

    public PluginRules Rules => rules;

    public string Root => _root;

    public bool Exists => Directory.Exists(_root);

    /// <summary>The path as messages show it: relative, with slashes.</summary>
    public string Shown(string path) => Path.GetRelativePath(_root, path).Replace('\\', '/');

    public string PathOf(string file) => Path.GetFullPath(Path.Combine(_root, file));

    /// <summary>The libraries that lie in the directory itself and in its subfolders; where anything may be loaded each of them may be a plugin.</summary>
    public IEnumerable<string> Libraries() =>
        Directory.EnumerateDirectories(_root).Prepend(_root)
            .SelectMany(static folder => Directory.EnumerateFiles(folder, "*.dll")).Order(StringComparer.Ordinal);

    /// <summary>Reads a file that may be loaded; what is hashed is what is given back.</summary>
    /// <exception cref="PluginRefusal">It may not, or can't be read.</exception>
    public byte[] Read(string path)
    {
        var real = RealPath(path);
        if (!real.StartsWith(_root + Path.DirectorySeparatorChar, StringComparison.Ordinal))
            throw new PluginRefusal("lies outside the directory of plugins: copy the file into it; a link must not leave it");
        if (!File.Exists(real))
            throw new PluginRefusal("is not there: put the file into the directory, or take it off the list");
        byte[] bytes;
        try
        {
            bytes = File.ReadAllBytes(real);
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            throw new PluginRefusal("can't be read: let the host's account read the file");
        }
        if (!rules.IsAny)
            CheckHash(Shown(path), bytes);
        return bytes;
    }

    private void CheckHash(string file, byte[] bytes)
    {
        var hash = Convert.ToHexStringLower(SHA256.HashData(bytes));
        var listed = rules.Listed.Where(rule => Shown(PathOf(rule.File)) == file).ToArray();
        if (listed.Length == 0)
            throw new PluginRefusal($"is not on the list: add rules.AllowDependency(\"{file}\", \"{hash}\") if it is the right file");
        if (!listed.Any(rule => rule.Sha256.Equals(hash, StringComparison.OrdinalIgnoreCase)))
            throw new PluginRefusal($"is another file than the one listed: its SHA-256 is {hash}; put the right file there, or list this one if it is meant");
    }

    // The name of a link says nothing of where it leads, and any folder on the way may be one.
    private static string RealPath(string path)
    {
        var real = Path.GetPathRoot(path)!;
        foreach (var part in path[real.Length..].Split(Path.DirectorySeparatorChar, StringSplitOptions.RemoveEmptyEntries))
        {
            real = Path.Combine(real, part);
            FileSystemInfo at = Directory.Exists(real) ? new DirectoryInfo(real) : new FileInfo(real);
            if (at.LinkTarget is not null)
                real = RealPath(Target(at) ?? real + ".gone");
        }
        return real;
    }

    private static string? Target(FileSystemInfo link)
    {
        try
        {
            return link.ResolveLinkTarget(true)?.FullName;
        }
        catch (IOException)
        {
            // It leads in a circle.
            return null;
        }
    }
}
