using Auth.Frob.Extensions.Grants;
using Auth.Frob.Extensions.Tests.Grants;
using Auth.Frob.PostgreSql.Tests.Cluster;

namespace Auth.Frob.PostgreSql.Tests.Grants;

/// <summary>The store in PostgreSQL keeps what every store promises.</summary>
public sealed class PostgreSqlGrantStoreTests : GrantStoreConformance, IAsyncDisposable
{
    private readonly List<Node> _nodes = [];

    protected override async ValueTask<IGrantStore> MakeAsync()
    {
        _nodes.Add(await Node.MakeAsync(TestDatabase.NewSchema()));
        return _nodes[^1].Grants;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var node in _nodes)
            await node.DisposeAsync();
    }
}
