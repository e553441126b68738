using System.Reflection;

namespace Auth.Frob.Extensions.Plugins;

/// <summary>Walks what a plugin refers to, and what that refers to, before anything is loaded.</summary>
internal sealed class PluginReferences(PluginFolder folder, PluginNeighbours neighbours)
{
    private readonly HashSet<string> _seen = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<string> _faults = [];

    /// <summary>One sentence for everything that is missing or does not fit.</summary>
    public IReadOnlyList<string> Check(PluginImage plugin)
    {
        Walk(plugin, null);
        if (_faults.Count == 0 && neighbours.Fault is { } fault)
            _faults.Add($"its .deps.json names what is not there: publish the plugin anew and copy everything ({fault.ReplaceLineEndings(" ").Trim()})");
        return _faults;
    }

    private void Walk(PluginImage image, string? by)
    {
        foreach (var reference in image.References)
        {
            if (HostAssemblies.IsCore(reference.Name))
                Note(HostAssemblies.CoreFault(reference.Version!), by);
            else if (_seen.Add(reference.Name!))
                Follow(reference, by);
        }
    }

    private void Follow(AssemblyName reference, string? by)
    {
        if (neighbours.Find(reference) is { } path)
            Read(reference, path);
        else if (!HostAssemblies.IsFramework(reference.Name))
            Note($"needs {reference.Name} {reference.Version}, which is not beside it: copy it there (EnableDynamicLoading in the plugin's project does)", by);
        else if (reference.Name == "System.Runtime" && reference.Version > HostAssemblies.Runtime)
            Note($"needs .NET {reference.Version!.ToString(2)}, the host runs on {HostAssemblies.Runtime.ToString(2)}: use a version of the plugin for it", by);
    }

    private void Read(AssemblyName reference, string path)
    {
        try
        {
            if (PluginImage.Read(folder.Read(path)) is not { } image)
                _faults.Add($"needs {reference.Name} {reference.Version}, but {folder.Shown(path)} is no .NET assembly or is cut: copy it anew");
            else if (image.Version < reference.Version)
                _faults.Add($"needs {reference.Name} {reference.Version}, but {folder.Shown(path)} is {image.Version}: copy the right version there");
            else
                Walk(image, folder.Shown(path));
        }
        catch (PluginRefusal refusal)
        {
            _faults.Add($"needs {reference.Name} {reference.Version}, but {folder.Shown(path)} {refusal.Message}");
        }
    }

    private void Note(string? fault, string? by)
    {
        if (fault is not null)
            _faults.Add(by is null ? fault : $"{by} {fault}");
    }
}
