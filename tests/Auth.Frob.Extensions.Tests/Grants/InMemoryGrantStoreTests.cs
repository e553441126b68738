using Auth.Frob.Extensions.Grants;

namespace Auth.Frob.Extensions.Tests.Grants;

/// <summary>The store in memory keeps what every store promises.</summary>
public sealed class InMemoryGrantStoreTests : GrantStoreConformance
{
    protected override int Rounds => 5_000;

    protected override ValueTask<IGrantStore> MakeAsync() => ValueTask.FromResult<IGrantStore>(new InMemoryGrantStore());

    [Fact]
    public async Task Two_stores_know_nothing_of_each_other()
    {
        var (one, other) = (new InMemoryGrantStore(), new InMemoryGrantStore());
        var grant = Grant("t");
        await one.PutAsync(GrantKey.For(grant), grant);
        (await other.FindAsync(GrantKey.For(grant))).Should().BeNull();
    }
}
