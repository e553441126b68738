using System.Globalization;
using Auth.Frob.Extensions.Grants;
using Auth.Frob.Outcomes;

namespace Auth.Frob.Desktop.StoreWorker;

/// <summary>What a process does on the store.</summary>
internal static class Work
{
    private const int Writes = 200;

    public static Grant Grant(string token) => Outcomes.Grant.FromEnvelope(
        $$"""
        {"grant":1,"origin":{"instance":"lastfm","provider":"lastfm","flow":"desktop","keyPrint":"0123456789ab"},
        "credential":{"token":"{{token}}","grantedAt":"2026-01-01T00:00:00+00:00"},
        "account":{"name":"shared"},"permissions":{},"extras":{} }
        """);

    /// <summary>Adds one to a number that all processes share, 200 times, and keeps 200 grants of its own.</summary>
    public static async Task CountAsync(IGrantStore store, GrantKey shared, string name)
    {
        for (var turn = 0; turn < Writes; turn++)
        {
            if (turn % 2 == 0)
                await AddAsync(store, shared);
            else
                await store.PutAsync(new GrantKey("lastfm", $"{name}-{turn % 20}"), Grant($"{name}-{turn}"));
            var own = new GrantKey("lastfm", $"{name}-{turn % 20}");
            if (turn % 2 == 1 && (await store.FindAsync(own))?.Grant?.Token.Reveal() != $"{name}-{turn}")
                throw new InvalidOperationException("What was just kept is not there.");
        }
    }

    /// <summary>Replaces a grant for ever; each says when it was kept.</summary>
    public static async Task LoopAsync(IGrantStore store, GrantKey key, string name)
    {
        for (var turn = 0; ; turn++)
        {
            // Long enough for a write to be cut in the middle.
            await store.PutAsync(key, Grant(string.Create(CultureInfo.InvariantCulture, $"{name}-{turn}.") + new string('x', 40_000)));
            Console.WriteLine($"{name}-{turn}");
        }
    }

    /// <summary>Keeps longer and longer grants.</summary>
    public static async Task FillAsync(IGrantStore store, GrantKey key, int upTo)
    {
        for (var length = 1024; length <= upTo; length += 1024)
        {
            await store.PutAsync(key, Grant(string.Create(CultureInfo.InvariantCulture, $"{length}.") + new string('x', length)));
            Console.WriteLine($"kept {length}");
        }
    }

    private static async Task AddAsync(IGrantStore store, GrantKey shared)
    {
        while (true)
        {
            var newest = await store.FindAsync(shared);
            var number = int.Parse(newest?.Grant!.Token.Reveal() ?? "0", CultureInfo.InvariantCulture) + 1;
            if (await store.PutAsync(shared, Grant(number.ToString(CultureInfo.InvariantCulture)), newest?.Version ?? "") is not null)
                return;
        }
    }
}
