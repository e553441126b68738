namespace Auth.Frob.Extensions.Plugins;

/// <summary>Finds the files that are plugins: those of the list, or all that have a manifest.</summary>
internal sealed class PluginFiles(PluginFolder folder, PluginFaults faults)
{
    private const string NoManifest =
        "has no manifest: it needs [assembly: FrobPlugin(...)]; a library that a plugin brings is listed with AllowDependency";

    private const string NoRules =
        "says nothing of what may be loaded: write rules.Allow(\"file.dll\", \"its SHA-256\") for each file, or rules.AllowAny() for any in this directory";

    public IEnumerable<(string Path, byte[] Bytes, PluginImage Image)> Find()
    {
        var rules = folder.Rules;
        if (rules.IsAny == rules.Listed.Count > 0)
        {
            faults.Add("AddProvidersFrom", null, rules.IsAny ? "has a list and takes any file: write one of the two" : NoRules);
            return [];
        }
        if (!folder.Exists)
        {
            faults.Add("AddProvidersFrom", null, $"the directory '{folder.Root}' is not there: create it, or name another");
            return [];
        }
        return rules.IsAny ? Any() : Listed(rules);
    }

    private List<(string, byte[], PluginImage)> Any()
    {
        var found = new List<(string, byte[], PluginImage)>();
        foreach (var path in folder.Libraries())
        {
            if (Read(path) is not { } bytes)
                continue;
            if (PluginImage.Read(bytes) is { } image)
            {
                // An assembly without a manifest is a library of some plugin's.
                if (image.Manifest is not null)
                    found.Add((path, bytes, image));
            }
            else if (!PluginImage.IsNative(bytes))
            {
                faults.Add(folder.Shown(path), null, "is no .NET assembly, or is cut: copy it anew, or take it out of the directory");
            }
        }
        if (found.Count == 0 && faults.Count == 0)
            faults.Add("AddProvidersFrom", null, "there is no plugin in the directory: copy each into a folder of its own");
        return found;
    }

    private List<(string, byte[], PluginImage)> Listed(PluginRules rules)
    {
        var found = new List<(string, byte[], PluginImage)>();
        foreach (var rule in rules.Listed.Distinct())
        {
            var path = folder.PathOf(rule.File);
            if (!rule.IsHash)
                faults.Add(rule.File, null, "its SHA-256 must be 64 hexadecimal digits");
            else if (Read(path) is { } bytes && rule.IsPlugin)
                Take(path, bytes);
        }
        return found;

        void Take(string path, byte[] bytes)
        {
            if (PluginImage.Read(bytes) is not { } image)
                faults.Add(folder.Shown(path), null, "is no .NET assembly: list the plugin's own file, or copy it anew");
            else if (image.Manifest is null)
                faults.Add(folder.Shown(path), image.Version, NoManifest);
            else
                found.Add((path, bytes, image));
        }
    }

    private byte[]? Read(string path)
    {
        try
        {
            return folder.Read(path);
        }
        catch (PluginRefusal refusal)
        {
            faults.Add(folder.Shown(path), null, refusal.Message);
            return null;
        }
    }
}
