using System.Globalization;
using Auth.Frob.Cli.Hosting;

namespace Auth.Frob.Cli.Diagnosis;

/// <summary>Proves the store by an entry of its own, and looks at its directory.</summary>
internal sealed class StoreCheck(TriedStore tried, Func<string, long>? free = null, Func<string, UnixFileMode>? mode = null) : Check
{
    private const long Enough = 1024 * 1024;
    private const UnixFileMode Others = UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.GroupExecute
        | UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;

    public override string Name => "store";

    protected override async Task<IReadOnlyList<Finding>> LookAsync(CancellationToken cancellationToken)
    {
        var store = tried.Store ?? throw tried.Fault!;
        await store.ProbeAsync(cancellationToken);
        List<Finding> found = [Ok($"{store.Directory} keeps, finds and forgets an entry; its key comes from {store.KeySource}.")];
        if (!Directory.Exists(store.Directory))
            return found;
        if (!OperatingSystem.IsWindows() && ((mode ?? File.GetUnixFileMode)(store.Directory) & Others) != 0)
            found.Add(Bad($"{store.Directory} is open to other people.", $"chmod 700 {store.Directory}"));
        var left = (free ?? Free)(store.Directory);
        if (left < Enough)
        {
            found.Add(Warn(
                string.Create(CultureInfo.InvariantCulture, $"Only {left} bytes are free there."), "Make room, or choose another place with --store."));
        }
        return found;
    }

    private static long Free(string directory) => new DriveInfo(directory).AvailableFreeSpace;
}
