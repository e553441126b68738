using System.Text;
using Auth.Frob.Extensions.Grants;
using Auth.Frob.PostgreSql.Tests.Cluster;

namespace Auth.Frob.PostgreSql.Tests.Database;

/// <summary>Nothing of a grant but its place is in the database in plain, and nothing of it in a log.</summary>
public sealed class CanaryTests
{
    private static readonly GrantKey Key = new("lastfm", "alice-canary", "user-canary");

    [Fact]
    public async Task Neither_the_dump_nor_the_files_nor_the_logs_hold_what_is_secret()
    {
        await using var cluster = await PostgresCluster.StartNewAsync();
        await using var node = Node.Make(cluster.ConnectionString, "frob", null, new KeysInMemory());
        var kept = (await node.Grants.PutAsync(Key, TestGrant.Of("canary-secret")))!;
        await node.Grants.MarkAsync(Key, kept.Version, GrantHealth.Dead("over", DateTimeOffset.UnixEpoch));
        await node.Grants.PutAsync(Key, TestGrant.Of("canary-secret"));
        await node.Flows.TryUseAsync("canary-flow", DateTimeOffset.MaxValue);
        await TestDatabase.ExecuteAsync(cluster.ConnectionString, "UPDATE frob.grants SET format = 2");
        await node.Grants.PutAsync(Key, TestGrant.Of("canary-secret"));

        var dump = await cluster.DumpAsync();
        dump.Should().Contain("user-canary\tt\tlastfm\talice-canary", "this is what the database may know");
        await cluster.StopAsync();
        var places = Directory.EnumerateFiles(cluster.DataDirectory, "*", SearchOption.AllDirectories)
            .Select(static path => (Name: path, Text: Encoding.Latin1.GetString(File.ReadAllBytes(path)))).Append((Name: "the dump", Text: dump)).ToList();
        places.Should().Contain(static place => place.Text.Contains("alice-canary", StringComparison.Ordinal) && place.Name.Contains("pg_wal"));
        foreach (var word in new[] { "canary-secret", "canary-flow", Hex("canary-secret"), Hex("canary-secret").ToLowerInvariant(), Base64("canary-secret"), "Alice" })
            places.Where(place => place.Text.Contains(word, StringComparison.Ordinal)).Select(static place => place.Name).Should().BeEmpty();
        string.Join('\n', node.Log.Lines).Should().NotContain("canary").And.Contain("set aside");
    }

    private static string Hex(string text) => Convert.ToHexString(Encoding.UTF8.GetBytes(text));

    // Without the last characters, which depend on what follows.
    private static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text))[..^4];
}
