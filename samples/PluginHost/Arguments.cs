namespace PluginHost;

/// <summary>What was typed.</summary>
internal sealed record Arguments(string Settings, string Plugins, bool IsAny, string? Unload)
{
    /// <summary>Null where it makes no sense.</summary>
    public static Arguments? Read(string[] args)
    {
        var read = new Arguments("", Path.Combine(AppContext.BaseDirectory, "plugins"), false, null);
        for (var i = 0; i < args.Length; i++)
        {
            var value = i + 1 < args.Length ? args[i + 1] : null;
            switch (args[i])
            {
                case "--any":
                    read = read with { IsAny = true };
                    break;
                case "--plugins" or "--unload" when value is not null:
                    read = args[i++] == "--plugins" ? read with { Plugins = value } : read with { Unload = value };
                    break;
                case var file when read.Settings.Length == 0 && !file.StartsWith('-'):
                    read = read with { Settings = file };
                    break;
                default:
                    return null;
            }
        }
        return read.Settings.Length == 0 ? null : read;
    }
}
