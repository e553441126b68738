using Auth.Frob.Desktop.Keys;
using Auth.Frob.Desktop.Tests.Storage;

namespace Auth.Frob.Desktop.Tests.Keys;

/// <summary>Keys from a file and from a passphrase.</summary>
public sealed class FileSourcesTests : IDisposable
{
    private readonly TemporaryDirectory _home = new();

    public void Dispose() => _home.Dispose();

    [Fact]
    public async Task Of_many_that_make_a_key_file_one_does()
    {
        var path = _home.At("new", "key");
        var keys = await Task.WhenAll(Enumerable.Range(0, 32).Select(_ => Task.Run(async () => await new KeyFileSource(path).ForWritingAsync())));
        keys.Select(static key => (key.Id, Convert.ToHexString(key.Bytes))).Distinct().Should().ContainSingle();
        Directory.GetFiles(_home.At("new")).Should().ContainSingle();
        (await new KeyFileSource(path).FindAsync(keys[0].Id))!.Bytes.SequenceEqual(keys[0].Bytes).Should().BeTrue();
        (await new KeyFileSource(path).FindAsync("file-0000000000000000")).Should().BeNull();
        (await new KeyFileSource(_home.At("none")).FindAsync("x")).Should().BeNull();
    }

    [Fact]
    public async Task A_key_file_that_others_may_read_is_refused()
    {
        var source = new KeyFileSource(_home.At("key"));
        await source.ForWritingAsync();
        File.SetUnixFileMode(source.Path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead);
        (await FaultAsync(source)).Remedy.Should().Contain("chmod 600");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(48)]
    [InlineData(50)]
    public async Task A_key_file_of_another_length_is_refused_and_stays(int length)
    {
        var source = new KeyFileSource(_home.At("key"));
        await source.ForWritingAsync();
        await File.WriteAllBytesAsync(source.Path, [.. (await File.ReadAllBytesAsync(source.Path)).Concat(new byte[9]).Take(length)]);
        (await FaultAsync(source)).Message.Should().Contain("is no key file");
        new FileInfo(source.Path).Length.Should().Be(length);
    }

    [Fact]
    public async Task A_key_path_that_is_a_pipe_is_refused_and_not_waited_for()
    {
        using var pipe = new System.IO.Pipes.AnonymousPipeServerStream(System.IO.Pipes.PipeDirection.In, HandleInheritability.None);
        var source = new KeyFileSource($"/dev/fd/{pipe.SafePipeHandle.DangerousGetHandle()}");
        (await FaultAsync(source)).Message.Should().EndWith("It is no regular file.");
    }

    [Fact]
    public async Task A_passphrase_gives_the_same_key_again_and_another_one_none()
    {
        var salt = _home.At("salt");
        var key = await new PassphraseSource(new("caf\u00e9"), salt).ForWritingAsync();
        key.Id.Should().StartWith("pbkdf2-sha256-600000-");
        var again = new PassphraseSource(new("cafe\u0301"), salt);
        (await again.ForWritingAsync()).Bytes.SequenceEqual(key.Bytes).Should().BeTrue("it is the same, typed on another keyboard");
        (await again.FindAsync(key.Id))!.Bytes.SequenceEqual(key.Bytes).Should().BeTrue();
        var other = new PassphraseSource(new("cafe"), salt);
        (await other.FindAsync(key.Id)).Should().BeNull();
        (await FaultAsync(other)).Message.Should().StartWith("The passphrase is not the one that '");
    }

    [Theory]
    [InlineData("pbkdf2-sha256-599999-{0}-00000000")]
    [InlineData("pbkdf2-sha256-10000001-{0}-00000000")]
    [InlineData("pbkdf2-sha256-99999999999-{0}-00000000")]
    [InlineData("pbkdf2-sha256-600000-{0}{0}-00000000")]
    [InlineData("pbkdf2-md5-600000-{0}-00000000")]
    [InlineData("")]
    public async Task Absurd_parameters_derive_nothing(string id) =>
        (await new PassphraseSource(new("p"), _home.At("salt")).FindAsync(id.Replace("{0}", new string('0', 32), StringComparison.Ordinal), new CancellationToken(canceled: true)))
            .Should().BeNull("a derivation would have been cancelled");

    [Theory]
    [InlineData(1)]
    [InlineData(599_999)]
    [InlineData(10_000_001)]
    public async Task A_salt_that_asks_for_absurd_rounds_is_refused(int rounds)
    {
        var source = new PassphraseSource(new("p"), _home.At("salt"));
        await source.ForWritingAsync();
        var bytes = await File.ReadAllBytesAsync(_home.At("salt"));
        System.Buffers.Binary.BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(9), rounds);
        await File.WriteAllBytesAsync(_home.At("salt"), bytes);
        (await FaultAsync(source)).Message.Should().Contain("damaged");
    }

    [Fact]
    public async Task A_key_file_that_begins_otherwise_is_refused()
    {
        var source = new KeyFileSource(_home.At("key"));
        await source.ForWritingAsync();
        var bytes = await File.ReadAllBytesAsync(source.Path);
        bytes[8]++;
        await File.WriteAllBytesAsync(source.Path, bytes);
        (await FaultAsync(source)).Message.Should().Contain("or of a newer format");
    }

    [Fact]
    public async Task A_key_file_of_another_user_is_refused()
    {
        var source = new KeyFileSource(_home.At("key"));
        await source.ForWritingAsync();
        using (var chown = System.Diagnostics.Process.Start("chown", ["12345", source.Path]))
            await chown.WaitForExitAsync();
        (await FaultAsync(source)).Message.Should().Contain("belongs to another user");
    }

    [Fact]
    public void What_cannot_be_a_key_is_refused()
    {
        foreach (var id in new[] { "", "with blank", "ä", new string('x', 201), "a\n" })
            FluentActions.Invoking(() => new StoreKey(id, new byte[32])).Should().Throw<ArgumentException>();
        FluentActions.Invoking(static () => new StoreKey("a", new byte[31])).Should().Throw<ArgumentException>();
        FluentActions.Invoking(static () => new PassphraseSource(new(""))).Should().Throw<ArgumentException>();
        var bytes = new byte[32];
        var key = new StoreKey("a", bytes);
        bytes[0] = 1;
        key.Bytes[0].Should().Be(0, "it is a copy");
    }

    private static async Task<StoreException> FaultAsync(KeySource source) =>
        (await FluentActions.Awaiting(() => source.ForWritingAsync().AsTask()).Should().ThrowAsync<StoreException>()).Which;
}
