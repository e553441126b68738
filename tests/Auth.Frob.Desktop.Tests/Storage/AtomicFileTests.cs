using Auth.Frob.Desktop.Storage;

namespace Auth.Frob.Desktop.Tests.Storage;

/// <summary>What stays of a file whose replacement fails.</summary>
public sealed class AtomicFileTests : IDisposable
{
    private readonly TemporaryDirectory _home = new();

    public void Dispose() => _home.Dispose();

    [Fact]
    public async Task A_replacement_that_fails_leaves_the_old_content_and_no_copy_of_the_new_one()
    {
        var path = _home.At("entry");
        AtomicFile.Replace(path, "old"u8);

        FluentActions.Invoking(() => AtomicFile.Replace(path, "new"u8, static () => throw new IOException("The old one can't be put aside.")))
            .Should().Throw<IOException>();

        Directory.GetFiles(_home.Path).Should().Equal(path);
        (await File.ReadAllTextAsync(path)).Should().Be("old");
    }

    [Fact]
    public void What_cannot_be_written_puts_nothing_aside()
    {
        var asides = 0;

        FluentActions.Invoking(() => AtomicFile.Replace(_home.At("none", "entry"), "new"u8, () => asides++)).Should().Throw<IOException>();

        asides.Should().Be(0);
    }
}
