using Auth.Frob.Testing.Simulation;

namespace Auth.Frob.Cli.Tests;

/// <summary>The command where nothing is: no home, a place that can't be, a disk that is full or can only be read. What each command says, and its exit code.</summary>
public sealed class BarePlacesTests : IAsyncLifetime
{
    private const string Login = "login lastfm $at --flow mobile --username alice --yes";
    private const string ReadOnly = "mount -t tmpfs none $home; export HOME=$home; ";
    private const string Freeze = "mount -o remount,ro $home; ";
    private const string Full = "mount -t tmpfs -o size=64k none $home; export HOME=$home; ";
    private const string Fill = "cat /dev/zero >$home/filler 2>/dev/null || true; ";

    private SimulatedTown _town = null!;

    public async Task InitializeAsync() => _town = await SimulatedTown.StartAsync();

    public async Task DisposeAsync() => await _town.DisposeAsync();

    [Theory]
    [InlineData("list")]
    [InlineData("whoami")]
    [InlineData("verify lastfm $at")]
    [InlineData("logout lastfm")]
    [InlineData("export lastfm --show-token")]
    [InlineData("configure lastfm $at")]
    [InlineData("configure lastfm --show")]
    [InlineData("call lastfm user.getInfo $at")]
    [InlineData(Login)]
    public async Task A_user_without_a_home_and_a_place_that_can_not_be_are_told(string line)
    {
        // Whoever is not in the list of users has no home unless HOME names one.
        var homeless = await RunAsync($"mount --bind /dev/null /etc/passwd; mount --bind /dev/null /etc/nsswitch.conf; $frob {line}");
        homeless.Exit.Should().Be(ExitCode.Store, homeless.Output + homeless.Error);
        homeless.Error.Should().Contain("This user has no home directory.").And.Contain("Set HOME or XDG_STATE_HOME").And.NotContain("Exception");
        var beneath = await RunAsync($"export FROB_STORE=/dev/null/store; $frob {line}");
        beneath.Exit.Should().Be(ExitCode.Store, beneath.Output + beneath.Error);
        beneath.Error.Should().Contain("'/dev/null/store', or a directory above it, is a file.").And.Contain("choose another directory");
        _town["lastfm"].Route.Service.Calls.Should().BeEmpty("nothing was asked for that could not be kept");
    }

    [Fact]
    public async Task A_home_that_can_only_be_read_and_holds_nothing_is_told_by_what_would_write()
    {
        var kept = await RunAsync($"{ReadOnly}{Freeze}$frob list");
        (kept.Exit, kept.Output).Should().Be((ExitCode.Done, kept.Output), kept.Error);
        kept.Output.Should().Contain("No sign-in is kept in ");
        foreach (var line in new[] { Login, "configure lastfm $at" })
        {
            var ran = await RunAsync($"{ReadOnly}{Freeze}$frob {line}");
            ran.Exit.Should().Be(ExitCode.Store, ran.Output + ran.Error);
            ran.Error.Should().Contain("is on a file system that can only be read.").And.Contain("Choose a directory");
        }
        _town["lastfm"].Route.Service.Calls.Should().BeEmpty();
    }

    [Theory]
    [InlineData("list", ExitCode.Done, "alice")]
    [InlineData("whoami", ExitCode.Done, "alice")]
    [InlineData("verify lastfm $at", ExitCode.Done, "live")]
    [InlineData("export lastfm --show-token", ExitCode.Done, "\"alice\"")]
    [InlineData("configure lastfm --show", ExitCode.Done, "***")]
    [InlineData("call lastfm user.getInfo $at", ExitCode.Done, "alice")]
    [InlineData("logout lastfm", ExitCode.Store, "can only be read")]
    [InlineData("configure lastfm --remove", ExitCode.Store, "can only be read")]
    [InlineData("configure lastfm $at", ExitCode.Store, "can only be read")]
    [InlineData(Login, ExitCode.Store, "can only be read")]
    [InlineData("doctor --json", ExitCode.Differs, "can only be read")]
    public async Task What_is_kept_where_nothing_can_be_written_is_still_read(string line, int exit, string said)
    {
        var ran = await RunAsync($"{ReadOnly}{Kept(line)}{Freeze}$frob {line}");
        ran.Exit.Should().Be(exit, ran.Output + ran.Error);
        (ran.Output + ran.Error).Should().Contain(said).And.NotContain("Exception");
    }

    [Theory]
    [InlineData("list", ExitCode.Done, "alice")]
    [InlineData("whoami", ExitCode.Done, "alice")]
    [InlineData("verify lastfm $at", ExitCode.Done, "live")]
    [InlineData("export lastfm --show-token", ExitCode.Done, "\"alice\"")]
    [InlineData("call lastfm user.getInfo $at", ExitCode.Done, "alice")]
    [InlineData("logout lastfm", ExitCode.Done, "Forgotten here: lastfm alice.")]
    [InlineData("configure lastfm $at", ExitCode.Store, "No space is left for '")]
    [InlineData(Login, ExitCode.Store, "No space is left for '")]
    [InlineData("doctor --json", ExitCode.Differs, "No space is left for '")]
    public async Task On_a_full_disk_what_is_kept_is_read_and_forgotten_and_what_can_not_be_kept_is_not_asked_for(string line, int exit, string said)
    {
        var ran = await RunAsync($"{Full}{Kept(line)}{Fill}$frob {line}");
        ran.Exit.Should().Be(exit, ran.Output + ran.Error);
        (ran.Output + ran.Error).Should().Contain(said).And.NotContain("Exception");
        if (line == Login)
            ran.Error.Should().Contain("so nothing was asked for").And.Contain("Free some space");
    }

    [Theory]
    [InlineData("verify lastfm $at", "That could not be noted here: ")]
    [InlineData("call lastfm user.getInfo $at --post", "Let the user sign in again.")]
    public async Task That_a_sign_in_is_dead_is_said_also_where_it_can_not_be_noted(string line, string said)
    {
        var place = Directory.CreateTempSubdirectory("frob-kept-").FullName;
        try
        {
            (await RunAsync($"export HOME={place}; $frob {Login}")).Exit.Should().Be(ExitCode.Done);
            _town["lastfm"].Route.Service.Faults.Always("user.getInfo", Fault.Code(9));
            var ran = await RunAsync($"mount --bind {place} {place}; mount -o remount,ro,bind {place}; export HOME={place}; $frob {line}");
            ran.Exit.Should().Be(ExitCode.Refused, ran.Output + ran.Error);
            ran.Error.Should().Contain("InvalidGrant").And.Contain(said).And.NotContain("Exception");
        }
        finally
        {
            Directory.Delete(place, recursive: true);
        }
    }

    [Theory]
    [InlineData("login lastfm $at --flow web", "what it offers here: Poll with the flow 'desktop'")]
    [InlineData("login lastfm $at --flow mobile --username alice", "--username and the variable FROB_PASSWORD")]
    [InlineData("configure librefm", "LIBREFM_API_KEY")]
    public async Task Without_anybody_to_ask_it_says_what_is_left(string line, string said)
    {
        var ran = await RunAsync($"export HOME=$home; unset FROB_PASSWORD; $frob {line}");
        ran.Exit.Should().Be(ExitCode.Usage, ran.Output + ran.Error);
        ran.Error.Should().Contain(said);
    }

    // What the line is about: the application's key, or a sign-in.
    private static string Kept(string line) =>
        $"$frob {(line.StartsWith("configure", StringComparison.Ordinal) ? "configure lastfm $at" : Login)} >$home/said || exit 99; ";

    private async Task<Ran> RunAsync(string lines)
    {
        var at = string.Join(' ', _town["lastfm"].Addresses(_town.Address).Select(static a => $"--set {a.Setting}={a.Address}"));
        using var process = FrobProcess.InNamespace($"at='{at}'; {lines}", Variables());
        return await process.EndAsync();
    }

    private Dictionary<string, string> Variables()
    {
        var site = _town["lastfm"];
        return new()
        {
            ["LASTFM_API_KEY"] = site.App.Key, ["LASTFM_SHARED_SECRET"] = site.App.Secret, ["FROB_PASSWORD"] = site.User.Password,
        };
    }
}
