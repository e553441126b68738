using System.Security.Cryptography;
using System.Text;
using Auth.Frob.Desktop.Keys;

namespace Auth.Frob.Desktop.Tests.Keys;

/// <summary>The files of protected keys, with a protection that turns the bytes around.</summary>
public sealed class ProtectedFileKeyringTests : IDisposable
{
    private const string Id = "dpapi:0123-abcd";
    private readonly string _directory = Path.Combine(Directory.CreateTempSubdirectory("frob-test-").FullName, "keys");

    [Fact]
    public void What_is_written_is_listed_read_and_removed()
    {
        using var keyring = new ProtectedFileKeyring(_directory, Turned, Turned);

        keyring.Ids("store-key").Should().BeEmpty();
        keyring.Write("store-key", Id, Encoding.ASCII.GetBytes("canary-4711"));
        keyring.Ids("store-key").Should().Equal(Id);
        keyring.Ids("probe").Should().BeEmpty();
        Encoding.ASCII.GetString(keyring.Read("store-key", Id)!).Should().Be("canary-4711");
        Directory.GetFiles(_directory).Should().ContainSingle().Which.Should().Match(file => !File.ReadAllText(file).Contains("canary"));
        keyring.Remove("store-key", Id);
        keyring.Read("store-key", Id).Should().BeNull();
    }

    [Theory]
    [InlineData("dpapi:../../secret")]
    [InlineData("dpapi:")]
    [InlineData("dpapi:a.b")]
    public void An_id_never_leaves_the_directory(string id)
    {
        using var keyring = new ProtectedFileKeyring(_directory, Turned, Turned);

        keyring.Invoking(k => k.Read("store-key", id)).Should().Throw<StoreException>();
    }

    [Fact]
    public void A_key_is_never_written_over()
    {
        using var keyring = new ProtectedFileKeyring(_directory, Turned, Turned);
        keyring.Write("store-key", Id, "first"u8);

        keyring.Invoking(k => k.Write("store-key", Id, Encoding.ASCII.GetBytes("second"))).Should().Throw<StoreException>();

        keyring.Read("store-key", Id).Should().Equal("first"u8.ToArray());
        Directory.GetFiles(_directory).Should().ContainSingle();
    }

    [Fact]
    public void A_key_of_another_person_is_an_error()
    {
        using var keyring = new ProtectedFileKeyring(_directory, Turned, static _ => throw new CryptographicException("no"));
        keyring.Write("store-key", Id, "first"u8);

        keyring.Invoking(k => k.Read("store-key", Id)).Should().Throw<StoreException>().WithMessage("*another person or machine*");
    }

    public void Dispose() => Directory.Delete(Path.GetDirectoryName(_directory)!, recursive: true);

    private static byte[] Turned(byte[] text) => [.. text.Reverse()];
}
