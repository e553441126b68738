using System.Text;
using Auth.Frob.Desktop.Keys;
using Auth.Frob.Desktop.Storage;

namespace Auth.Frob.Desktop.Tests.Storage;

/// <summary>What no store shows from outside: the nonce, and what a header may hold.</summary>
public sealed class EntryCodecTests
{
    private static readonly EntryHeader Header = new(EntryKind.Grant, new byte[EntryHeader.MarkSize], "instance", "provider", "source", "id");

    [Fact]
    public void No_nonce_comes_twice()
    {
        var key = new StoreKey("id", new byte[StoreKey.Size]);
        var sealedOnes = Enumerable.Range(0, 100).Select(_ => EntryCodec.Seal(Header, "file", key, "the same"u8)).ToList();
        EntryHeader.Read(sealedOnes[0], out var head, out _, out _).Should().NotBeNull();
        sealedOnes.Select(bytes => Convert.ToHexString(bytes.AsSpan(head, 12))).Should().OnlyHaveUniqueItems();
        sealedOnes.Select(bytes => Convert.ToHexString(bytes.AsSpan(head + 12))).Should().OnlyHaveUniqueItems();
    }

    [Fact]
    public void A_header_that_would_steer_a_terminal_is_no_header()
    {
        var bytes = Header.Write(0);
        bytes[bytes.AsSpan().IndexOf(Encoding.ASCII.GetBytes("provider"))] = 0x1B;
        EntryHeader.Read(bytes, out _, out _, out var why).Should().BeNull();
        why.Should().Contain("no entry");
    }

    [Theory]
    [InlineData(0, null)]
    [InlineData(1, EntryFaults.Cut)]
    [InlineData(-1, EntryFaults.NotAnEntry)]
    [InlineData(int.MinValue, EntryFaults.NotAnEntry)]
    [InlineData(int.MaxValue, EntryFaults.Cut)]
    public void A_length_that_is_not_the_files_is_said_as_what_it_is(int content, string? fault) =>
        EntryCodec.FaultOfLength(10 + 12 + 16, 10, content).Should().Be(fault);

    [Fact]
    public void A_header_whose_names_are_too_long_or_steer_a_terminal_is_not_written()
    {
        foreach (var name in new[] { new string('x', 1001), "a\u001b[2J", "a\n" })
            FluentActions.Invoking(() => (Header with { Instance = name }).Write(0)).Should().Throw<ArgumentException>();
        (Header with { Instance = new string('x', 1000) }).Write(0).Should().HaveCountGreaterThan(1000);
    }

    [Fact]
    public void A_header_whose_names_are_too_long_is_no_header()
    {
        var bytes = (Header with { Instance = new string('x', 1000) }).Write(0);
        var length = bytes.AsSpan().IndexOf((byte)'x') - 2;
        byte[] longer = [.. bytes[..length], 1001 >> 8, 1001 & 0xFF, (byte)'x', .. bytes[(length + 2)..]];
        EntryHeader.Read(longer, out _, out _, out var why).Should().BeNull();
        why.Should().Be(EntryFaults.NotAnEntry);
    }
}
