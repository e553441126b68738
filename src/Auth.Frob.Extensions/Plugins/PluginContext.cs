using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Runtime.Loader;

namespace Auth.Frob.Extensions.Plugins;

/// <summary>Where one plugin's assemblies live, apart from the host's and from other plugins'; collected when nothing refers to them any more.</summary>
/// <remarks>Files are read as a whole and not held open, so they can be replaced while they are in use.</remarks>
[RequiresUnreferencedCode(PluginLoader.WhyNotTrimmed)]
internal sealed class PluginContext(string name, PluginFolder folder, PluginNeighbours neighbours) : AssemblyLoadContext(name, isCollectible: true)
{
    public Assembly LoadPlugin(byte[] assembly)
    {
        using var stream = new MemoryStream(assembly, writable: false);
        return LoadFromStream(stream);
    }

    protected override Assembly? Load(AssemblyName assemblyName)
    {
        if (HostAssemblies.IsCore(assemblyName.Name))
            return HostAssemblies.Core;
        if (neighbours.Find(assemblyName) is { } path)
            return LoadPlugin(Allowed(path));
        // Null would let the host's own libraries in, of whatever version they happen to be.
        return HostAssemblies.IsFramework(assemblyName.Name)
            ? null
            : throw new FileNotFoundException($"The plugin {Name} needs {assemblyName}, which is not beside it.");
    }

    protected override IntPtr LoadUnmanagedDll(string unmanagedDllName)
    {
        if (neighbours.FindNative(unmanagedDllName) is not { } path)
            return IntPtr.Zero;
        Allowed(path);
        return LoadUnmanagedDllFromPath(path);
    }

    private byte[] Allowed(string path)
    {
        try
        {
            return folder.Read(path);
        }
        catch (PluginRefusal refusal)
        {
            throw new FileLoadException($"{folder.Shown(path)}: {refusal.Message}");
        }
    }
}
