using System.Reflection;
using System.Runtime.Loader;

namespace Auth.Frob.Extensions.Plugins;

/// <summary>The libraries that a plugin brings with it: those that its <c>.deps.json</c> names, or, where it has none, those that lie beside it.</summary>
internal sealed class PluginNeighbours
{
    private readonly string _folder;
    private readonly AssemblyDependencyResolver? _resolver;

    public PluginNeighbours(string plugin)
    {
        _folder = Path.GetDirectoryName(plugin)!;
        try
        {
            _resolver = new AssemblyDependencyResolver(plugin);
        }
        catch (InvalidOperationException fault)
        {
            // The list names a file that is gone; which one matters is found by walking the references.
            Fault = fault.Message;
        }
    }

    /// <summary>Why the plugin's own list of what it needs could not be followed; null if it could.</summary>
    public string? Fault { get; }

    public string? Find(AssemblyName assembly)
    {
        if (_resolver is not null)
            return _resolver.ResolveAssemblyToPath(assembly);
        var beside = Path.Combine(_folder, assembly.Name + ".dll");
        return File.Exists(beside) ? beside : null;
    }

    public string? FindNative(string library) => _resolver?.ResolveUnmanagedDllToPath(library);
}
