using System.Text.Json.Nodes;
using Auth.Frob.Testing.Simulation;

namespace Auth.Frob.Extensions.Tests.Plugins;

/// <summary>The sample as a user runs it: simulated services in one process, the host in another, a person between them.</summary>
public sealed class PluginHostSampleTests : IAsyncLifetime, IDisposable
{
    private const string Sample = "PluginHost";

    private readonly string _settings = Path.Combine(Directory.CreateTempSubdirectory("frob-sample-").FullName, "services.json");
    private SampleProcess _services = null!;
    private string _password = "";

    public async Task InitializeAsync()
    {
        _services = SampleProcess.Start("PluginHost.Services", _settings);
        _password = (await _services.ReadLineAsync())!.Split(' ')[^1];
    }

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose()
    {
        _services.Dispose();
        Directory.Delete(Path.GetDirectoryName(_settings)!, true);
    }

    [Theory]
    [InlineData("lastfm")]
    [InlineData("gallery")]
    public async Task It_signs_in_with_every_plugin_calls_and_unloads_one(string unloaded)
    {
        List("LastFm/Auth.Frob.LastFm.dll", "Ipernity/Auth.Frob.Ipernity.dll", "Gallery/Gallery.dll");
        using var host = SampleProcess.Start(Sample, _settings, "--unload", unloaded);
        var seen = await WatchAsync(host);
        var (exit, output, error) = await host.EndAsync();
        seen.AddRange(output.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        exit.Should().Be(0, error + string.Join('\n', seen));
        seen.Should().ContainInOrder(
            "loaded    gallery 0.1.0.0 from Gallery/Gallery.dll: gallery",
            "loaded    ipernity 0.1.0.0 from Ipernity/Auth.Frob.Ipernity.dll: ipernity",
            "loaded    lastfm 0.1.0.0 from LastFm/Auth.Frob.LastFm.dll: lastfm, librefm, listenbrainz",
            "signed in gallery as alice",
            "signed in ipernity as alice",
            "signed in lastfm as alice",
            "called    gallery: 200, as it should be",
            "called    ipernity: 200, as it should be",
            "called    lastfm: 200, as it should be",
            $"unloaded  {unloaded}");
        seen[^2].Should().StartWith($"called    {unloaded}: no provider for this grant");
        seen[^1].Should().Be($"kept      a grant of {unloaded}: Live");
    }

    [Fact]
    public async Task A_sign_in_that_nobody_allowed_is_a_failure_with_its_reason()
    {
        using var host = SampleProcess.Start(Sample, _settings, "--any");
        var (exit, output, _) = await host.EndAsync();
        exit.Should().Be(1);
        output.Should().Contain("failed    lastfm: Pending").And.Contain("failed    gallery: PendingOrInvalid");
    }

    [Fact]
    public async Task What_is_wrong_is_said_with_the_file_and_what_to_do()
    {
        List("LastFm/Auth.Frob.LastFm.dll");
        File.WriteAllText(_settings, File.ReadAllText(_settings).Replace("LastFm/", "Lost/", StringComparison.Ordinal));
        using var host = SampleProcess.Start(Sample, _settings);
        var (exit, _, error) = await host.EndAsync();
        exit.Should().Be(2);
        error.Should().StartWith("Lost/Auth.Frob.LastFm.dll: is not there: put the file into the directory, or take it off the list");
        using var nothing = SampleProcess.Start(Sample);
        (await nothing.EndAsync()).Exit.Should().Be(2);
        using var help = SampleProcess.Start(Sample, "--help");
        var helped = await help.EndAsync();
        helped.Exit.Should().Be(0);
        helped.Output.Should().StartWith("usage: PluginHost SETTINGS.json").And.Contain("exit codes");
    }

    [Fact]
    public async Task The_libraries_of_a_plugin_are_listed_beside_it()
    {
        using var plugins = new PluginBench().With("Conflicting");
        const string Folder = "Conflicting/";
        Add("Allowed", plugins, Folder + "Frob.Fixture.Conflicting.dll");
        Add("AllowedDependencies", plugins, Folder + "Polly.Core.dll", Folder + "System.Threading.RateLimiting.dll");
        File.WriteAllText(_settings, File.ReadAllText(_settings).Replace("\"Calls\"", "\"NoCalls\"", StringComparison.Ordinal));
        using var host = SampleProcess.Start(Sample, _settings, "--plugins", plugins.Root);
        var (exit, output, error) = await host.EndAsync();
        exit.Should().Be(0, error);
        output.Should().StartWith("loaded    fixture ");
    }

    [Fact]
    public async Task The_services_end_at_an_interrupt_and_take_their_settings_away()
    {
        var (exit, _, error) = await _services.InterruptAsync();
        exit.Should().Be(0, error);
        File.Exists(_settings).Should().BeFalse();
    }

    private async Task<List<string>> WatchAsync(SampleProcess host)
    {
        using var browser = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false });
        var seen = new List<string>();
        while (seen.Count(static l => l.StartsWith("open ", StringComparison.Ordinal)) < 3 && await host.ReadLineAsync() is { } line)
        {
            seen.Add(line);
            if (!line.StartsWith("open ", StringComparison.Ordinal))
                continue;
            var page = new Uri(line.Split(' ')[^1]);
            if (page.AbsolutePath.StartsWith("/gallery/", StringComparison.Ordinal))
                (await browser.GetStringAsync(page)).Should().Contain("Allowed");
            else
                await new PageVisitor(browser, "alice", _password).VisitAsync(page);
            await host.PressEnterAsync();
        }
        return seen;
    }

    private void List(params string[] files) => Add("Allowed", Path.Combine(SampleProcess.FolderOf(Sample), "plugins"), files);

    private void Add(string list, PluginBench plugins, params string[] files) => Add(list, plugins.Root, files);

    private void Add(string list, string plugins, string[] files)
    {
        var settings = JsonNode.Parse(File.ReadAllText(_settings))!;
        settings[list] = new JsonObject(files.Select(f => KeyValuePair.Create(f, (JsonNode?)PluginBench.Hash(Path.Combine(plugins, f)))));
        File.WriteAllText(_settings, settings.ToJsonString());
    }
}
