namespace Auth.Frob.Tests;
public sealed class FrobBuilderTests
{
    [Fact]
    public async Task A_flow_runs()
    {
        using var bench = new Scripted.Bench();
        var r = await bench.SignInAsync(Scripted.Tiny.Session);
        r.Value!.Account.Name.Should().Be("alice");
    }
}
