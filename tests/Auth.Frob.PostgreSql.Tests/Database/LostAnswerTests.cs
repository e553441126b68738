using System.Xml.Linq;
using Auth.Frob.Extensions.Grants;
using Auth.Frob.PostgreSql.Tests.Cluster;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Auth.Frob.PostgreSql.Tests.Database;

/// <summary>The server did what was asked, and its answer was lost on the way.</summary>
public sealed class LostAnswerTests : IAsyncLifetime, IAsyncDisposable
{
    private const int Patience = 60_000;
    private static readonly GrantKey Key = new("lastfm", "alice", "user-1");
    private readonly string _schema = TestDatabase.NewSchema();
    private readonly KeysInMemory _keys = new();
    private string _server = null!;
    private CutWire _wire = null!;
    private Node _node = null!, _other = null!;

    public async Task InitializeAsync()
    {
        var cluster = await TestDatabase.ClusterAsync();
        _server = cluster.ConnectionString;
        _wire = new CutWire(cluster.Port);
        // One statement, one answer: a pooled connection is not reset before it.
        var behind = new NpgsqlConnectionStringBuilder(_server) { Port = _wire.Port, NoResetOnClose = true };
        _node = Node.Make(behind.ConnectionString, _schema, null, _keys);
        _other = Node.Make(_server, _schema, null, _keys);
        await _node.Flows.TryUseAsync("first", DateTimeOffset.MaxValue);
        await _node.Grants.PutAsync(Key, TestGrant.Of("t-0"));
    }

    Task IAsyncLifetime.DisposeAsync() => DisposeAsync().AsTask();

    public async ValueTask DisposeAsync()
    {
        await _node.DisposeAsync();
        await _other.DisposeAsync();
        await _wire.DisposeAsync();
    }

    [Fact(Timeout = Patience)]
    public async Task Who_used_a_flow_is_told_so_and_nobody_else()
    {
        await _other.Flows.TryUseAsync("theirs", DateTimeOffset.MaxValue);
        _wire.Cut();
        (await _node.Flows.TryUseAsync("theirs", DateTimeOffset.MaxValue)).Should().BeFalse();
        _wire.Cut();
        (await _node.Flows.TryUseAsync("ours", DateTimeOffset.MaxValue)).Should().BeTrue();
        (await _other.Flows.TryUseAsync("ours", DateTimeOffset.MaxValue)).Should().BeFalse();
        (_wire.Cuts, _node.Log.Ids.Count(static id => id == 3003)).Should().Be((0, 2));
    }

    [Fact(Timeout = Patience)]
    public async Task Who_kept_a_grant_is_told_so_and_nobody_else()
    {
        var (theirs, ours) = (Key with { Account = "theirs" }, Key with { Account = "ours" });
        await _other.Grants.PutAsync(theirs, TestGrant.Of("t-1"), "");
        _wire.Cut();
        (await _node.Grants.PutAsync(theirs, TestGrant.Of("t-2"), "")).Should().BeNull();
        _wire.Cut();
        var kept = await _node.Grants.PutAsync(ours, TestGrant.Of("t-2"), "");
        (await _other.Grants.FindAsync(ours))!.Version.Should().Be(kept!.Version);
        (_wire.Cuts, _node.Log.Ids.Count(static id => id == 3003)).Should().Be((0, 2));
    }

    [Fact(Timeout = Patience)]
    public async Task Whether_there_was_a_grant_to_remove_is_not_guessed()
    {
        _wire.Cut();
        var removing = async () => await _node.Grants.RemoveAsync(Key);
        (await removing.Should().ThrowAsync<FrobPostgreSqlException>()).Which.IsTransient.Should().BeTrue();
        (await _other.Grants.FindAsync(Key)).Should().BeNull();
    }

    [Fact(Timeout = Patience)]
    public async Task A_call_is_made_twice_and_not_for_ever()
    {
        _wire.Cut(1_000);
        var asking = async () => await _node.Flows.IsUsedAsync("first");
        (await asking.Should().ThrowAsync<FrobPostgreSqlException>()).Which.IsTransient.Should().BeTrue();
        _wire.Cut(0);
        (await _node.Flows.IsUsedAsync("first")).Should().BeTrue();
    }

    [Fact(Timeout = Patience)]
    public async Task A_key_of_data_protection_is_stored_once()
    {
        // As the key ring does it: without a thread to wait with.
        await using var node = Node.Make(
            new NpgsqlConnectionStringBuilder(_server) { Port = _wire.Port, NoResetOnClose = true }.ConnectionString, _schema);
        var ring = node.Services.GetRequiredService<IOptions<KeyManagementOptions>>().Value.XmlRepository!;
        ring.GetAllElements().Should().BeEmpty();
        _wire.Cut();
        ring.Invoking(static r => r.StoreElement(new XElement("key"), "key")).Should().Throw<FrobPostgreSqlException>();
        ring.GetAllElements().Should().ContainSingle();
    }
}
