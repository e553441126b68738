using System.Collections.Immutable;
using Auth.Frob.Cli.Hosting;
using Auth.Frob.Cli.Output;
using Auth.Frob.Desktop.Storage;
using Auth.Frob.Slots;

namespace Auth.Frob.Cli.Commands;

/// <summary>Gathers an application's key from options, environment and person, and keeps it.</summary>
internal sealed class ConfigureRun(Surroundings around, AppOrder order, CommandStore store)
{
    private readonly Prompt _prompt = new(around);
    private readonly Screen _screen = new(around);

    public async Task<KeyShown> RunAsync(CancellationToken cancellationToken)
    {
        var known = order.Provider;
        // Before anybody types a secret that could not be kept.
        await store.ProbeAsync(cancellationToken);
        var kept = await store.AppKeys.FindAsync(order.Instance, cancellationToken);
        var key = order.ApiKey ?? kept?.ApiKey ?? await AskKeyAsync(cancellationToken);
        if (key.Length == 0)
            throw Unusable("The api key is empty");
        // A kept secret belongs to the kept key alone.
        var secret = order.Secret ?? (kept?.ApiKey == key ? kept.SharedSecret?.Reveal() : null)
            ?? (await _prompt.AskHiddenAsync(
                "Shared secret (not shown):", $"Set {known.SecretVariable}, or run it in a terminal.", cancellationToken)).Trim();
        if (secret.Length == 0 && NeedsSecret)
            throw Unusable("The shared secret is empty");
        if (secret.Length is > 0 and < SecretMask.Shortest)
            throw Unusable($"The shared secret is shorter than {SecretMask.Shortest} characters, as no service gives one");
        var settings = (kept?.Settings ?? ImmutableSortedDictionary<string, string>.Empty)
            .SetItems(order.Settings.Select(static s => KeyValuePair.Create(s.Name, s.Value)));
        var whole = order with
        {
            ApiKey = key,
            Secret = secret.Length == 0 ? null : secret,
            Settings = [.. settings.Select(static s => (s.Key, s.Value))],
        };
        List<string> faults = [];
        using (whole.Build(around.Time, faults))
        {
            if (faults.Count > 0)
                throw CommandFailure.Usage(string.Join(" ", faults), $"Nothing was kept. See frob describe {known.Id}.");
        }
        var fresh = new KeptAppKey(key, Secret.FromString(whole.Secret), settings);
        await store.AppKeys.PutAsync(order.Instance, fresh, cancellationToken);
        return new KeyShown(order, fresh, $"Kept, encrypted, in {store.Directory}.");
    }

    private bool NeedsSecret => order.Provider.Recipe is var recipe && (recipe.Signer is not null || recipe.Flows.Any(static f => f.Signer is not null));

    private async Task<string> AskKeyAsync(CancellationToken cancellationToken)
    {
        var known = order.Provider;
        _screen.Aside(known.KeysFrom);
        var asked = await _prompt.AskAsync(
            $"Api key of your application at {known.Recipe.DisplayName}:",
            $"Give --api-key, or set {known.KeyVariable}. {known.KeysFrom}",
            cancellationToken);
        return asked.Trim();
    }

    private CommandFailure Unusable(string what) =>
        CommandFailure.Usage($"{what}: nothing was kept.", $"{order.Provider.KeysFrom} Then run frob configure again.");
}
