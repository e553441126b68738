using System.Reflection;
using System.Runtime.InteropServices;

namespace Auth.Frob.Extensions.Plugins;

/// <summary>What the host gives to every plugin: this library's core and the .NET runtime, and nothing of its own.</summary>
internal static class HostAssemblies
{
    private static readonly Lazy<HashSet<string>> Framework = new(FrameworkNames);

    /// <summary>The core: the one assembly that host and plugins share, for its types are what they speak in.</summary>
    public static Assembly Core { get; } = typeof(FrobProvider).Assembly;

    public static AssemblyName CoreName { get; } = Core.GetName();

    public static Version Runtime { get; } = typeof(object).Assembly.GetName().Version!;

    public static bool IsCore(string? assembly) => string.Equals(assembly, CoreName.Name, StringComparison.OrdinalIgnoreCase);

    public static bool IsFramework(string? assembly) => assembly is not null && Framework.Value.Contains(assembly);

    /// <summary>Why a plugin for this version of the core can't run here; null if it can.</summary>
    public static string? CoreFault(Version needed) => CoreFault(needed, CoreName.Version!);

    /// <summary>The same major; the same minor while the major is 0, where every minor may break; nothing newer than what is here.</summary>
    internal static string? CoreFault(Version needed, Version here)
    {
        if (Newer(needed, here))
            return $"needs {CoreName.Name} {needed}, which is newer than the host's {here}: update the host, or use an older version of the plugin";
        return needed.Major == here.Major && (here.Major > 0 || needed.Minor == here.Minor)
            ? null
            : $"was made for {CoreName.Name} {needed}, which the host's {here} does not fit: use a version of the plugin that was made for it";
    }

    // A version of two figures leaves the others at -1.
    private static bool Newer(Version one, Version other) =>
        (one.Major, one.Minor, Math.Max(one.Build, 0), Math.Max(one.Revision, 0))
            .CompareTo((other.Major, other.Minor, Math.Max(other.Build, 0), Math.Max(other.Revision, 0))) > 0;

    // Beside a self-contained host its own libraries stand among the runtime's, so there the name decides.
    private static HashSet<string> FrameworkNames()
    {
        var folder = Path.TrimEndingDirectorySeparator(Path.GetFullPath(RuntimeEnvironment.GetRuntimeDirectory()));
        var isOwn = string.Equals(folder, Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory), StringComparison.Ordinal);
        return Directory.EnumerateFiles(folder, "*.dll").Select(Path.GetFileNameWithoutExtension)
            .Where(name => !isOwn || IsRuntimeName(name!)).ToHashSet(StringComparer.OrdinalIgnoreCase)!;
    }

    private static bool IsRuntimeName(string name) =>
        name is "System" or "netstandard" or "mscorlib" or "WindowsBase" or "Microsoft.CSharp"
        || name.StartsWith("System.", StringComparison.Ordinal)
        || name.StartsWith("Microsoft.Win32.", StringComparison.Ordinal)
        || name.StartsWith("Microsoft.VisualBasic", StringComparison.Ordinal);
}
