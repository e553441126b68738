using Auth.Frob.Desktop.Keys;
using Auth.Frob.Desktop.Storage;
using Auth.Frob.Desktop.Tests.SignIn;
using Auth.Frob.Desktop.Tests.Storage;
using Auth.Frob.LastFm;
using Microsoft.Extensions.DependencyInjection;
using MyPlayer;

namespace Auth.Frob.Desktop.Tests.Snippets;

public sealed class DesktopPlayerTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();
    private readonly List<string> _said = [];

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task The_page_of_the_package_signs_in_and_keeps_the_grant()
    {
        using var bench = new SignInBench();
        using var store = new FileGrantStore(await KeptAsync());
        _said.Clear();
        var signingIn = DesktopPlayer.SignInAsync((bench.At(TestMachines.Desk), bench.LastFm, store), _said.Add, CancellationToken.None);
        await bench.VisitAsync(bench.LastFmService);
        await bench.PollIsArmedAsync();
        bench.Clock.Advance(TimeSpan.FromSeconds(5));
        (await signingIn)!.Account.Name.Should().Be("alice");
        _said.Should().Equal("Last.fm: Get a token, let the user allow it on the consent page, poll for the session.", "Signed in as alice.");
        (await store.ListAsync(null)).Should().ContainSingle().Which.Grant!.Account.Name.Should().Be("alice");
    }

    [Fact]
    public async Task The_page_of_the_package_chooses_a_key_and_keeps_grants_through_a_container()
    {
        var services = new ServiceCollection();
        DesktopPlayer.Register(services, await KeptAsync(), LastFmRecipe.Provider, ("a-key", "a-secret"));
        await using var container = services.BuildServiceProvider();
        var (signIn, client, store) = DesktopPlayer.Resolve(container);
        signIn.Plan(client, new DesktopRequest { Way = WayBack.Poll }).Flow.Name.Should().Be("desktop");
        client.Instance.Should().Be("my-service");
        store.Should().BeOfType<FileGrantStore>().Which.Directory.Should().Be(_directory.Path);
        _said.Should().ContainSingle().Which.Should().Contain("session bus");
    }

    private Task<FileStoreOptions> KeptAsync()
    {
        // Never the keyring of whoever runs the tests.
        var nowhere = new SecretServiceSource(new SecretServiceOptions { BusAddress = "unix:path=/nowhere/bus" });
        return DesktopPlayer.KeepAsync(_directory.Path, nowhere, _said.Add, CancellationToken.None);
    }
}
