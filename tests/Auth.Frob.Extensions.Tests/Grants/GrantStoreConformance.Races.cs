using System.Collections.Concurrent;
using Auth.Frob.Extensions.Grants;

namespace Auth.Frob.Extensions.Tests.Grants;

/// <content>Many at once, callers that are gone, and what is printed.</content>
public abstract partial class GrantStoreConformance
{
    private const int Many = 64;

    /// <summary>How often a race is run: the shorter a store's own steps, the more it takes to hit between them.</summary>
    protected virtual int Rounds => 5;

    [Fact]
    public async Task Of_many_that_replace_one_version_one_does()
    {
        var store = await MakeAsync();
        var version = "";
        for (var round = 0; round < Math.Min(Rounds, 50); round++)
        {
            var newest = version;
            var written = await AtOnceAsync(async i => await store.PutAsync(Alice, Grant($"t-{i}"), newest));
            var winner = written.OfType<StoredGrant>().Should().ContainSingle().Which;
            Expect(await store.FindAsync(Alice), winner.Grant!.Token.Reveal(), GrantHealth.Live);
            version = winner.Version;
        }
    }

    [Fact]
    public async Task Of_many_that_mark_one_version_one_does()
    {
        var store = await MakeAsync();
        var version = (await PutAsync(store, "t-1")).Version;
        for (var round = 0; round < Math.Min(Rounds, 50); round++)
        {
            var used = version;
            var marked = await AtOnceAsync(async _ => await store.MarkAsync(Alice, used, Dead));
            version = marked.OfType<StoredGrant>().Should().ContainSingle().Which.Version;
        }
        Expect(await store.FindAsync(Alice), "t-1", Dead);
    }

    [Fact]
    public async Task A_mark_never_brings_back_what_was_replaced()
    {
        var store = await MakeAsync();
        for (var round = 0; round < Math.Min(Rounds, 50); round++)
        {
            var used = (await PutAsync(store, "old")).Version;
            await AtOnceAsync(async i => i == Many / 2 ? await store.PutAsync(Alice, Grant("new")) : await store.MarkAsync(Alice, used, Dead));
            Expect(await store.FindAsync(Alice), "new", GrantHealth.Live);
        }
    }

    [Fact]
    public async Task A_mark_never_brings_back_what_was_removed()
    {
        var store = await MakeAsync();
        for (var round = 0; round < Math.Min(Rounds, 50); round++)
        {
            var used = (await PutAsync(store, "old")).Version;
            var removed = 0;
            await AtOnceAsync(async i =>
            {
                if (i % 8 != 0)
                    return await store.MarkAsync(Alice, used, Dead);
                if (await store.RemoveAsync(Alice))
                    Interlocked.Increment(ref removed);
                return null;
            });
            removed.Should().Be(1);
            (await store.FindAsync(Alice)).Should().BeNull();
        }
    }

    [Fact]
    public async Task No_version_is_written_over_twice_by_writers_in_a_hurry()
    {
        var store = await MakeAsync();
        await PutAsync(store, "t");
        var grant = Grant("t");
        var replaced = new ConcurrentBag<string>();
        await Task.WhenAll(Enumerable.Range(0, 4).Select(writer => Task.Run(async () =>
        {
            for (var turn = 0; turn < Rounds * 10; turn++)
            {
                var used = (await store.FindAsync(Alice))!.Version;
                if ((writer % 2 == 0 ? await store.MarkAsync(Alice, used, Dead) : await store.PutAsync(Alice, grant, used)) is not null)
                    replaced.Add(used);
            }
        })));
        replaced.Should().NotBeEmpty();
        replaced.GroupBy(static version => version).Where(static same => same.Count() > 1).Should().BeEmpty();
    }

    [Fact]
    public async Task Writers_of_different_keys_lose_nothing()
    {
        var store = await MakeAsync();
        var written = await AtOnceAsync(async i => await store.PutAsync(Alice with { Account = $"{i:D2}" }, Grant($"t-{i}"), ""));
        written.Select(static s => s!.Version).Should().OnlyHaveUniqueItems();
        var listed = await store.ListAsync(Alice.Owner);
        listed.Select(static s => s.Grant!.Token.Reveal()).Should().Equal(Enumerable.Range(0, Many).Select(static i => $"t-{i}"));
        listed.Select(static s => s.Version).Should().Equal(written.Select(static s => s!.Version));
    }

    [Fact]
    public async Task A_caller_that_is_gone_already_reads_and_writes_nothing()
    {
        var store = await MakeAsync();
        var kept = await PutAsync(store, "t-1");
        var gone = new CancellationToken(true);
        foreach (var call in new Func<Task>[]
        {
            async () => await store.FindAsync(Alice, gone),
            async () => await store.ListAsync(Alice.Owner, gone),
            async () => await store.PutAsync(Alice, Grant("t-2"), null, gone),
            async () => await store.PutAsync(Alice with { Account = "bob" }, Grant("t-2"), "", gone),
            async () => await store.MarkAsync(Alice, kept.Version, Dead, gone),
            async () => await store.RemoveAsync(Alice, gone),
        })
            await call.Should().ThrowAsync<OperationCanceledException>();
        Expect(await store.FindAsync(Alice), "t-1", GrantHealth.Live);
        (await store.FindAsync(Alice))!.Version.Should().Be(kept.Version);
        (await store.FindAsync(Alice with { Account = "bob" })).Should().BeNull();
    }

    [Fact]
    public async Task Nothing_that_a_store_gives_prints_a_secret_or_a_name()
    {
        var store = await MakeAsync();
        var key = new GrantKey("lastfm", "canary-account", "canary-owner");
        var extras = new Dictionary<string, string> { ["canary-extra"] = "canary-value" };
        var kept = (await store.PutAsync(key, Grant("canary-token", "lastfm", extras)))!;
        var found = (await store.FindAsync(key))!;
        var listed = await store.ListAsync("canary-owner");
        var marked = (await store.MarkAsync(key, kept.Version, Dead))!;
        found.Grant!.Token.Reveal().Should().Be("canary-token");
        foreach (var thing in new object?[] { store, key, kept, found, listed, listed[0], marked, kept.Grant, kept.Health, marked.Health, kept.Version })
            $"{thing}".Should().NotContain("canary").And.NotContain("alice");
    }

    /// <summary>Starts all of them before any goes on.</summary>
    private static Task<StoredGrant?[]> AtOnceAsync(Func<int, Task<StoredGrant?>> work)
    {
        var start = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var all = Task.WhenAll(Enumerable.Range(0, Many).Select(i => Task.Run(async () =>
        {
            await start.Task;
            return await work(i);
        })));
        start.SetResult();
        return all;
    }
}
