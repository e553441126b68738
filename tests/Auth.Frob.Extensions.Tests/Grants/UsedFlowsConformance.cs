using Auth.Frob.Extensions.Grants;
using Auth.Frob.Testing;

namespace Auth.Frob.Extensions.Tests.Grants;

/// <summary>What every record of used flows must do; a record's own tests derive from it.</summary>
public abstract class UsedFlowsConformance
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    /// <summary>The clock of the record that <see cref="MakeAsync"/> makes.</summary>
    protected ManualTimeProvider Clock { get; } = new();

    private DateTimeOffset Until => Clock.GetUtcNow() + Hour;

    [Fact]
    public async Task A_flow_is_used_once()
    {
        var used = await MakeAsync();
        (await used.IsUsedAsync("a")).Should().BeFalse();
        (await used.TryUseAsync("a", Until)).Should().BeTrue();
        (await used.IsUsedAsync("a")).Should().BeTrue();
        (await used.TryUseAsync("a", Until)).Should().BeFalse();
        (await used.TryUseAsync("A", Until)).Should().BeTrue();
    }

    [Fact]
    public async Task Of_many_who_come_at_once_one_goes_on()
    {
        var used = await MakeAsync();
        for (var i = 0; i < 20; i++)
        {
            var tries = await Task.WhenAll(Enumerable.Range(0, 32).Select(_ => Task.Run(async () => await used.TryUseAsync($"flow-{i}", Until))));
            tries.Count(static first => first).Should().Be(1);
        }
    }

    [Fact]
    public async Task What_may_be_forgotten_is_and_nothing_before()
    {
        var used = await MakeAsync();
        await used.TryUseAsync("old", Until);
        Clock.Advance(Hour / 2);
        await used.TryUseAsync("young", Until);
        (await used.IsUsedAsync("old")).Should().BeTrue();
        Clock.Advance(Hour / 2 + TimeSpan.FromMinutes(2));
        await used.TryUseAsync("new", Until);
        (await used.IsUsedAsync("old")).Should().BeFalse();
        (await used.IsUsedAsync("young")).Should().BeTrue();
    }

    [Fact]
    public async Task A_call_that_is_cancelled_already_uses_nothing()
    {
        var used = await MakeAsync();
        using var stop = new CancellationTokenSource();
        await stop.CancelAsync();
        await used.Invoking(async u => await u.TryUseAsync("a", Until, stop.Token)).Should().ThrowAsync<OperationCanceledException>();
        await used.Invoking(async u => await u.IsUsedAsync("a", stop.Token)).Should().ThrowAsync<OperationCanceledException>();
        (await used.IsUsedAsync("a")).Should().BeFalse();
    }

    /// <summary>Makes an empty record that goes by <see cref="Clock"/>.</summary>
    protected abstract ValueTask<IUsedFlows> MakeAsync();
}
