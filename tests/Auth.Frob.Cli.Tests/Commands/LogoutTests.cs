using System.Collections.Immutable;
using Auth.Frob.Cli.Output;
using Auth.Frob.Desktop.Storage;
using Auth.Frob.Extensions.Grants;
using Auth.Frob.Outcomes;
using Auth.Frob.Slots;

namespace Auth.Frob.Cli.Tests.Commands;

/// <summary>What is forgotten is what was named, and nothing beside it.</summary>
public sealed class LogoutTests : IDisposable
{
    private readonly CommandBench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Theory]
    [InlineData("--all")]
    [InlineData("--account alice")]
    public async Task Another_service_and_the_applications_key_stay(string what)
    {
        using (var store = _bench.OpenStore())
        {
            foreach (var instance in new[] { "lastfm", "ipernity" })
            {
                var grant = GrantOf(instance);
                await store.Grants.PutAsync(GrantKey.For(grant), grant);
            }
            var key = new KeptAppKey("kept-key", new Secret("kept-secret"), ImmutableSortedDictionary<string, string>.Empty);
            await store.AppKeys.PutAsync("lastfm", key, CancellationToken.None);
        }

        (await _bench.StartAsync(["logout", "lastfm", .. what.Split(' ')])).Exit.Should().Be(ExitCode.Done);

        using var after = _bench.OpenStore();
        (await after.Grants.ListAsync(null)).Should().ContainSingle().Which.Key.Instance.Should().Be("ipernity");
        (await after.AppKeys.FindAsync("lastfm", CancellationToken.None))!.ApiKey.Should().Be("kept-key");
    }

    [Theory]
    [InlineData("n", false)]
    [InlineData(" NO ", false)]
    [InlineData("", true)]
    [InlineData("yes", true)]
    public async Task A_question_is_answered_as_a_person_writes(string typed, bool isAgreed)
    {
        _bench.Around = _bench.Around with { ReadHidden = static () => null };
        _bench.Input.Type(typed);
        _bench.Around.HasKeyboard.Should().BeTrue();
        (await new Prompt(_bench.Around).IsAgreedAsync("Keep it?", CancellationToken.None)).Should().Be(isAgreed);
    }

    private static Grant GrantOf(string instance) => Grant.FromEnvelope(
        $$"""
        {"grant":1,"origin":{"instance":"{{instance}}","provider":"{{instance}}","flow":"desktop","keyPrint":"0123456789ab"},
        "credential":{"token":"canary-token","grantedAt":"2026-01-01T00:00:00+00:00"},
        "account":{"id":"7","name":"alice"},"permissions":{},"extras":{} }
        """);
}
