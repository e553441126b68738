using System.Buffers.Text;
using System.Security.Cryptography;
using Auth.Frob.Desktop.Keys;

namespace Auth.Frob.Desktop.Tests.Keys;

/// <summary>Keys in a real Secret Service.</summary>
public sealed class SecretServiceSourceTests(SecretServiceSession session) : IClassFixture<SecretServiceSession>
{
    private readonly SecretServiceSource _source = new(new SecretServiceOptions { BusAddress = session.Address });

    [Fact]
    public async Task A_key_is_made_once_and_found_by_its_id_by_another_source()
    {
        StoreKey made = await _source.ForWritingAsync();

        StoreKey again = await new SecretServiceSource(new SecretServiceOptions { BusAddress = session.Address }).ForWritingAsync();
        StoreKey? found = await _source.FindAsync(made.Id);

        again.Id.Should().Be(made.Id);
        again.Bytes.ToArray().Should().Equal(made.Bytes.ToArray());
        found!.Bytes.ToArray().Should().Equal(made.Bytes.ToArray()).And.HaveCount(StoreKey.Size);
        made.Bytes.ToArray().Distinct().Should().HaveCountGreaterThan(8, "it is random");
    }

    [Fact]
    public async Task Another_client_sees_the_label_the_attributes_and_the_key()
    {
        StoreKey made = await _source.ForWritingAsync();

        string seen = await ToolAsync("", "search", "--all", "application", "auth-frob", "key-id", made.Id);

        seen.Should().Contain("label = Auth.Frob store key")
            .And.Contain("attribute.application = auth-frob").And.Contain("attribute.purpose = store-key").And.Contain("attribute.key-id = " + made.Id)
            .And.Contain("secret = " + Base64Url.EncodeToString(made.Bytes));
    }

    [Fact]
    public async Task A_key_that_another_client_stored_is_found()
    {
        byte[] key = RandomNumberGenerator.GetBytes(StoreKey.Size);
        await StoreAsync("secret-service:zz-restored", Base64Url.EncodeToString(key));

        StoreKey? found = await _source.FindAsync("secret-service:zz-restored");

        found!.Bytes.ToArray().Should().Equal(key);
    }

    [Theory]
    [InlineData("secret-service:000000000000-absent")]
    [InlineData("key-file:1")]
    [InlineData("")]
    public async Task An_id_that_is_not_there_is_no_key(string id) => (await _source.FindAsync(id)).Should().BeNull();

    [Fact]
    public async Task An_id_of_another_source_is_not_asked_for()
    {
        var nowhere = new SecretServiceSource(new SecretServiceOptions { BusAddress = "unix:path=/nonexistent/bus" });

        (await nowhere.FindAsync("key-file:1")).Should().BeNull();
    }

    [Theory]
    [InlineData("not a key but a canary 4711")]
    [InlineData("c2hvcnQ")]
    public async Task An_item_that_holds_no_key_is_an_error_that_does_not_tell_it_and_is_not_written_with(string text)
    {
        await StoreAsync("secret-service:000000000000-damaged", text);

        Func<Task> finding = async () => await _source.FindAsync("secret-service:000000000000-damaged");

        (await finding.Should().ThrowAsync<StoreException>()).Which.ToString().Should().Contain("holds no key").And.NotContain(text);
        (await _source.ForWritingAsync()).Id.Should().NotContain("damaged");
    }

    [Fact]
    public async Task A_probe_leaves_nothing_behind()
    {
        (await _source.ProbeAsync()).Should().BeNull();

        (await ToolAsync("", "search", "--all", "application", "auth-frob", "purpose", "probe")).Should().NotContain("label");
    }

    [Fact]
    public async Task Many_questions_at_once_are_answered()
    {
        StoreKey made = await _source.ForWritingAsync();

        StoreKey?[] found = await Task.WhenAll(Enumerable.Range(0, 40).Select(_ => _source.FindAsync(made.Id).AsTask()));

        found.Select(key => Convert.ToHexString(key!.Bytes)).Distinct().Should().Equal(Convert.ToHexString(made.Bytes));
    }

    [Fact]
    public async Task A_cancelled_question_is_not_asked()
    {
        Func<Task> asking = async () => await _source.ForWritingAsync(new CancellationToken(canceled: true));

        await asking.Should().ThrowAsync<OperationCanceledException>();
    }

    private Task<string> ToolAsync(string input, params string[] arguments) => SecretServiceBus.SecretToolAsync(session.Address, input, arguments);

    private Task<string> StoreAsync(string id, string text) =>
        ToolAsync(text, "store", "--label=by hand", "application", "auth-frob", "purpose", "store-key", "key-id", id);
}
