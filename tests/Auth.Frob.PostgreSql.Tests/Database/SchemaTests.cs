using Auth.Frob.Extensions.Grants;
using Auth.Frob.PostgreSql.Database;
using Auth.Frob.PostgreSql.Tests.Cluster;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Auth.Frob.PostgreSql.Tests.Database;

/// <summary>The schema is made, migrated, and left alone where it is newer.</summary>
public sealed class SchemaTests : IAsyncLifetime
{
    private static readonly GrantKey Key = new("lastfm", "alice", "user-1");
    private readonly string _schema = TestDatabase.NewSchema();
    private string _server = null!;

    public async Task InitializeAsync() => _server = (await TestDatabase.ClusterAsync()).ConnectionString;

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task Eight_nodes_that_start_at_once_make_it_once_and_all_work()
    {
        var nodes = Enumerable.Range(0, 8).Select(_ => Node.Make(_server, _schema, null, new KeysInMemory())).ToArray();
        var kept = await Task.WhenAll(nodes.Select((node, i) => Task.Run(async () =>
            await node.Grants.PutAsync(Key with { Owner = $"u{i}" }, TestGrant.Of($"t-{i}")))));
        kept.Should().NotContainNulls();
        nodes.SelectMany(static node => node.Log.Ids).Where(static id => id == 3001).Should().ContainSingle();
        (await VersionsAsync()).Should().Be("1,2");
        foreach (var node in nodes)
            await node.DisposeAsync();
    }

    [Fact]
    public async Task Version_1_with_what_is_in_it_becomes_the_current_one()
    {
        await MakeFirstAsync();
        await using var node = Node.Make(_server, _schema, null, new KeysInMemory());
        var found = (await node.Grants.FindAsync(Key))!;
        (found.Version, found.Health.Kind).Should().Be(("v-1", GrantHealthKind.Unreadable));
        (await node.Grants.PutAsync(Key, TestGrant.Of("t"), "v-1")).Should().NotBeNull();
        (await TestDatabase.ScalarAsync<byte[]>(_server, $"SELECT envelope FROM {_schema}.unreadable_grants")).Should().Equal(0);
        (await TestDatabase.ScalarAsync<long>(_server, $"SELECT count(*) FROM {_schema}.used_flows")).Should().Be(1);
        (await TestDatabase.ScalarAsync<string>(_server, $"SELECT xml FROM {_schema}.data_protection_keys")).Should().Be("<kept />");
        (await VersionsAsync()).Should().Be("1,2");
    }

    [Fact]
    public async Task Eight_nodes_that_start_at_once_migrate_version_1_once()
    {
        await MakeFirstAsync();
        var nodes = Enumerable.Range(0, 8).Select(_ => Node.Make(_server, _schema, null, new KeysInMemory())).ToArray();
        var found = await Task.WhenAll(nodes.Select(node => Task.Run(async () => await node.Grants.FindAsync(Key))));
        found.Select(static stored => stored!.Version).Should().AllBe("v-1");
        nodes.SelectMany(static node => node.Log.Ids).Where(static id => id == 3001).Should().ContainSingle();
        foreach (var node in nodes)
            await node.DisposeAsync();
    }

    [Fact]
    public async Task A_newer_schema_is_refused_and_left_alone()
    {
        await using (var node = Node.Make(_server, _schema, null, new KeysInMemory()))
            await node.Grants.PutAsync(Key, TestGrant.Of("t"));
        await TestDatabase.ExecuteAsync(_server, $"INSERT INTO {_schema}.schema_version VALUES ({SchemaSteps.Current + 1}, '2026-01-01')");
        await using var older = Node.Make(_server, _schema, null, new KeysInMemory());
        var finding = async () => await older.Grants.FindAsync(Key);
        var fault = (await finding.Should().ThrowAsync<FrobPostgreSqlException>()).Which;
        fault.Message.Should().Contain("version 3").And.Contain("up to 2").And.Contain("Use the newer");
        fault.IsTransient.Should().BeFalse();
    }

    [Fact]
    public async Task A_step_that_fails_leaves_nothing_behind()
    {
        await TestDatabase.ExecuteAsync(_server, $"CREATE SCHEMA {_schema}; CREATE TABLE {_schema}.used_flows (theirs text)");
        await using var node = Node.Make(_server, _schema, null, new KeysInMemory());
        var finding = async () => await node.Grants.FindAsync(Key);
        await finding.Should().ThrowAsync<FrobPostgreSqlException>();
        (await TestDatabase.ScalarAsync<long>(_server, $"SELECT count(*) FROM pg_tables WHERE schemaname = '{_schema}'")).Should().Be(1);
        await TestDatabase.ExecuteAsync(_server, $"DROP TABLE {_schema}.used_flows");
        (await node.Grants.FindAsync(Key)).Should().BeNull("the next call tries again");
    }

    [Fact]
    public async Task A_role_that_may_make_no_tables_works_on_those_that_are_there()
    {
        var role = await MakeRoleAsync();
        await using (var owner = await Node.MakeAsync(_schema))
            await owner.Grants.PutAsync(Key, TestGrant.Of("t-1"));
        // The rights that the README lists.
        await TestDatabase.ExecuteAsync(
            _server, $"GRANT USAGE ON SCHEMA {_schema} TO {_schema}; GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA {_schema} TO {_schema}");
        await using var node = Node.Make(role, _schema);
        (await node.Grants.FindAsync(Key))!.Grant!.Token.Reveal().Should().Be("t-1");
        await TestDatabase.ExecuteAsync(_server, $"UPDATE {_schema}.grants SET format = 2");
        (await node.Grants.PutAsync(Key, TestGrant.Of("t-2"))).Should().NotBeNull();
        (await node.Flows.TryUseAsync("a", DateTimeOffset.MaxValue)).Should().BeTrue();
        node.Services.GetRequiredService<IOptions<KeyManagementOptions>>().Value
            .XmlRepository!.StoreElement(new("kept"), "kept");
        (await node.Grants.RemoveAsync(Key)).Should().BeTrue();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_role_without_rights_is_told_which_without_a_password(bool isSchemaThere)
    {
        var role = await MakeRoleAsync();
        if (isSchemaThere)
        {
            await using var owner = Node.Make(_server, _schema, null, new KeysInMemory());
            await owner.Grants.FindAsync(Key);
        }
        await using var node = Node.Make(role, _schema, null, new KeysInMemory());
        var finding = async () => await node.Grants.FindAsync(Key);
        var fault = (await finding.Should().ThrowAsync<FrobPostgreSqlException>()).Which;
        fault.Message.Should().Contain("lacks a right");
        fault.ToString().Should().NotContain("canary-password");
        fault.IsTransient.Should().BeFalse();
    }

    [Fact]
    public async Task Tables_that_were_dropped_under_a_running_node_are_said_once_and_made_anew()
    {
        await using var node = Node.Make(_server, _schema, null, new KeysInMemory());
        await node.Grants.PutAsync(Key, TestGrant.Of("t"));
        await TestDatabase.ExecuteAsync(_server, $"DROP SCHEMA {_schema} CASCADE");
        var finding = async () => await node.Grants.FindAsync(Key);
        (await finding.Should().ThrowAsync<FrobPostgreSqlException>()).Which.Message.Should().Contain("gone");
        (await node.Grants.FindAsync(Key)).Should().BeNull();
    }

    private async Task MakeFirstAsync() => await TestDatabase.ExecuteAsync(_server, (await File.ReadAllTextAsync(
        Path.Combine(AppContext.BaseDirectory, "Fixtures", "schema-1.sql"))).Replace("{schema}", _schema, StringComparison.Ordinal));

    private async Task<string> MakeRoleAsync()
    {
        await TestDatabase.ExecuteAsync(_server, $"CREATE ROLE {_schema} LOGIN PASSWORD 'canary-password'");
        return $"Host=127.0.0.1;Port={(await TestDatabase.ClusterAsync()).Port};Database=postgres;Username={_schema};Password=canary-password";
    }

    private Task<string> VersionsAsync() =>
        TestDatabase.ScalarAsync<string>(_server, $"SELECT string_agg(version::text, ',' ORDER BY version) FROM {_schema}.schema_version");
}
