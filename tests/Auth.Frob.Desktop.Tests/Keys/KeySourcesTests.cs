using Auth.Frob.Desktop.Keys;

namespace Auth.Frob.Desktop.Tests.Keys;

/// <summary>The choice among key sources, with a keyring that works and one that can't.</summary>
public sealed class KeySourcesTests(SecretServiceSession session) : IClassFixture<SecretServiceSession>
{
    private static readonly SecretServiceSource Broken = new(new SecretServiceOptions { BusAddress = "unix:path=/nonexistent/bus" });

    private readonly SecretServiceSource _works = new(new SecretServiceOptions { BusAddress = session.Address });
    private readonly NamedSource _file = new("key-file");
    private readonly NamedSource _passphrase = new("passphrase");

    [Fact]
    public async Task A_keyring_that_works_is_chosen_and_the_others_still_read()
    {
        ChosenKeys chosen = await KeySources.ChooseAsync(Request(_works));

        chosen.Name.Should().Be("keyring");
        chosen.WhyNotKeyring.Should().BeNull();
        chosen.Sources.Should().Equal(_works, _file, _passphrase);
    }

    [Fact]
    public async Task A_keyring_that_can_not_be_used_gives_way_to_the_key_file_and_the_reason_is_kept()
    {
        ChosenKeys chosen = await KeySources.ChooseAsync(Request(Broken) with { InUse = ["key-file"] });

        chosen.Name.Should().Be("key-file");
        chosen.Sources.Should().Equal(_file, _passphrase);
        chosen.WhyNotKeyring!.Message.Should().Contain("can't be reached");
    }

    [Theory]
    [InlineData("secret-service")]
    [InlineData("keychain")]
    [InlineData("dpapi")]
    public async Task A_store_that_needs_the_keyring_never_falls_back(string source)
    {
        Func<Task> choosing = async () => await KeySources.ChooseAsync(Request(Broken) with { InUse = ["key-file", source] });

        (await choosing.Should().ThrowAsync<StoreException>().WithMessage("*were written with the keyring*can't be used now*")).Which.Remedy.Should().NotBeEmpty();
    }

    [Fact]
    public async Task A_store_that_needs_a_passphrase_never_falls_back_to_a_file()
    {
        ChosenKeys chosen = await KeySources.ChooseAsync(Request(Broken) with { InUse = ["key-file", "passphrase"] });
        Func<Task> unasked = async () => await KeySources.ChooseAsync(Request(Broken) with { InUse = ["passphrase"], Passphrase = null });

        chosen.Name.Should().Be("passphrase");
        chosen.Sources.Should().Equal(_passphrase, _file);
        chosen.WhyNotKeyring.Should().NotBeNull();
        await unasked.Should().ThrowAsync<StoreException>().WithMessage("*written with a passphrase*");
        (await KeySources.ChooseAsync(Request(Broken) with { InUse = ["passphrase"], Passphrase = null, Choice = "key-file" })).Name.Should().Be("key-file");
    }

    [Fact]
    public async Task A_keyring_that_was_asked_for_never_falls_back()
    {
        Func<Task> choosing = async () => await KeySources.ChooseAsync(Request(Broken) with { Choice = "keyring" });

        await choosing.Should().ThrowAsync<StoreException>().WithMessage("*can't be reached*");
    }

    [Theory]
    [InlineData("key-file")]
    [InlineData("passphrase")]
    public async Task What_was_asked_for_writes_and_the_keyring_is_not_tried(string choice)
    {
        ChosenKeys chosen = await KeySources.ChooseAsync(Request(Broken) with { Choice = choice });

        chosen.Name.Should().Be(choice);
        chosen.Sources[0].Name.Should().Be(choice);
        chosen.Sources.Should().HaveCount(3).And.OnlyHaveUniqueItems();
    }

    [Theory]
    [InlineData("vault")]
    [InlineData("Keyring")]
    [InlineData("")]
    public async Task An_unknown_choice_is_one_error_that_lists_the_others(string choice)
    {
        Func<Task> choosing = async () => await KeySources.ChooseAsync(Request(_works) with { Choice = choice });

        (await choosing.Should().ThrowAsync<StoreException>().WithMessage($"*'{choice}'*")).Which.Remedy
            .Should().Be("Choose one of auto, keyring, key-file, passphrase.");
    }

    [Fact]
    public async Task A_passphrase_that_nobody_can_give_is_an_error()
    {
        Func<Task> choosing = async () => await KeySources.ChooseAsync(Request(_works) with { Choice = "passphrase", Passphrase = null });

        await choosing.Should().ThrowAsync<StoreException>().WithMessage("*nobody can be asked*");
    }

    [Fact]
    public async Task The_keyrings_of_other_platforms_say_so()
    {
        StoreException?[] faults = [await new KeychainSource().ProbeAsync(), await new DpapiSource().ProbeAsync()];

        faults.Select(fault => fault!.Message).Should().Equal("The Keychain is there on macOS alone.", "DPAPI is there on Windows alone.");
    }

    private KeyRequest Request(KeyringSource keyring) => new() { Keyring = keyring, KeyFile = _file, Passphrase = _passphrase, InUse = [] };

    private sealed class NamedSource(string name) : KeySource
    {
        public override string Name => name;

        public override ValueTask<StoreKey> ForWritingAsync(CancellationToken cancellationToken = default) =>
            ValueTask.FromResult(new StoreKey(name + ":1", new byte[StoreKey.Size]));

        public override ValueTask<StoreKey?> FindAsync(string id, CancellationToken cancellationToken = default) => ValueTask.FromResult<StoreKey?>(null);
    }
}
