using System.Security.Cryptography;
using Npgsql;

namespace Auth.Frob.PostgreSql.Tests.Cluster;

/// <summary>The cluster that all tests here share, started by the first; each test takes a schema of its own.</summary>
internal static class TestDatabase
{
    private static readonly Lazy<Task<PostgresCluster>> Shared = new(StartAsync);

    public static Task<PostgresCluster> ClusterAsync() => Shared.Value;

    /// <summary>A name that no other test has.</summary>
    public static string NewSchema() => "t" + RandomNumberGenerator.GetHexString(12, lowercase: true);

    /// <summary>Runs statements beside the package.</summary>
    public static async Task ExecuteAsync(string connectionString, string sql)
    {
        await using var source = NpgsqlDataSource.Create(connectionString);
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>Reads one value beside the package.</summary>
    public static async Task<T> ScalarAsync<T>(string connectionString, string sql)
    {
        await using var source = NpgsqlDataSource.Create(connectionString);
        await using var command = source.CreateCommand(sql);
        return (T)(await command.ExecuteScalarAsync())!;
    }

    private static async Task<PostgresCluster> StartAsync()
    {
        var cluster = await PostgresCluster.StartNewAsync();
        AppDomain.CurrentDomain.ProcessExit += (_, _) => cluster.DisposeAsync().AsTask().GetAwaiter().GetResult();
        return cluster;
    }
}
