namespace Auth.Frob.Extensions.Plugins;

/// <summary>Collects what is wrong with the plugins of a directory, so that one bad file does not hide another.</summary>
internal sealed class PluginFaults
{
    private readonly List<UsageFault> _found = [];

    public int Count => _found.Count;

    public void Add(string file, Version? version, string message) =>
        _found.Add(new UsageFault("", version is null ? file : $"{file} {version}", message));

    public void ThrowIfAny()
    {
        if (_found.Count > 0)
            throw new FrobUsageException([.. _found]);
    }
}
