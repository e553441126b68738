using Auth.Frob.Cli.Hosting;
using Auth.Frob.Cli.Output;
using Auth.Frob.Extensions.Grants;
using Auth.Frob.Outcomes;

namespace Auth.Frob.Cli.Commands;

/// <summary>Finds the kept grant that a command is about.</summary>
internal static class KeptGrants
{
    /// <summary>The instance that a command is about; null: all.</summary>
    public static string? Instance(Surroundings around, string? provider, string? name) =>
        name ?? (provider is null ? null : around.Find(provider).Id);

    /// <summary>What is kept for an instance or for all, of one account where one is asked for, or else of all.</summary>
    public static async Task<IReadOnlyList<StoredGrant>> OfAsync(
        CommandStore store, string? instance, string? account, CancellationToken cancellationToken)
    {
        var kept = await store.Grants.ListAsync(null, cancellationToken);
        return [.. kept.Where(k => (instance is null || k.Key.Instance == instance) && (account is null || IsOf(k, account)))];
    }

    /// <summary>The one grant of an instance, or of an account there.</summary>
    /// <exception cref="CommandFailure">None is kept, or several and none was named.</exception>
    public static async Task<StoredGrant> OneAsync(CommandStore store, string instance, string? account, CancellationToken cancellationToken)
    {
        var kept = await OfAsync(store, instance, account, cancellationToken);
        return kept.Count > 0 ? One(instance, kept) : throw await NoneAsync(store, instance, account, cancellationToken);
    }

    /// <summary>The same, where it can be used: readable, and not dead.</summary>
    public static async Task<StoredGrant> UsableAsync(CommandStore store, string instance, string? account, CancellationToken cancellationToken)
    {
        var kept = Readable(await OneAsync(store, instance, account, cancellationToken));
        return kept.Health.Kind != GrantHealthKind.Dead ? kept : throw new CommandFailure(
            ExitCode.Refused, "InvalidGrant", $"The sign-in kept for {instance} is dead: {kept.Health.Why}.",
            $"Sign in again: frob login {kept.Grant!.Provider}.");
    }

    /// <summary>Refuses what the store has and can't read.</summary>
    public static StoredGrant Readable(StoredGrant kept) => kept.Grant is not null ? kept : throw new CommandFailure(
        ExitCode.Store,
        "Store",
        $"The sign-in kept for {kept.Key.Instance} can't be read: {kept.Health.Why}",
        "Use the key that it was kept with (--key-source), or sign in again with frob login.");

    /// <summary>Nothing is kept.</summary>
    public static CommandFailure None(string? instance) => CommandFailure.Usage(
        instance is null ? "No sign-in is kept." : $"No sign-in is kept for {instance}.", "Sign in first, with frob login. frob list shows what is kept.");

    /// <summary>Nothing is kept, or nothing of the account that was asked for: then those that are there are named.</summary>
    public static async Task<CommandFailure> NoneAsync(CommandStore store, string? instance, string? account, CancellationToken cancellationToken)
    {
        var others = account is null ? [] : await OfAsync(store, instance, null, cancellationToken);
        return others.Count == 0 ? None(instance) : CommandFailure.Usage(
            $"No sign-in of the account '{account}' is kept{(instance is null ? "" : $" for {instance}")}; kept are: "
                + $"{string.Join(", ", others.Select(AccountOf))}.",
            "Name one of these with --account, or sign in to the other with frob login. frob list shows what is kept.");
    }

    /// <summary>Refuses a grant that another key, or a client of another address, got.</summary>
    public static void RefuseForeign(FrobClient client, Grant grant)
    {
        if (client.KeyPrint == grant.KeyPrint)
            return;
        throw CommandFailure.Usage(
            $"The sign-in kept for {grant.Instance} was made with another api key, or at another address, than are given now. Nothing was sent.",
            "Give key and address as they were at frob login (--api-key, --api, --set, the variables, frob configure), or sign in again.");
    }

    /// <summary>The account as people know it.</summary>
    public static string AccountOf(StoredGrant kept) => PlainText.Word(kept.Grant?.Account.Name ?? kept.Grant?.Account.Id ?? kept.Key.Account);

    private static StoredGrant One(string instance, IReadOnlyList<StoredGrant> kept) => kept switch
    {
        [var one] => one,
        _ => throw CommandFailure.Usage(
            $"Several accounts are kept for {instance}: {string.Join(", ", kept.Select(AccountOf))}.", "Name one with --account."),
    };

    private static bool IsOf(StoredGrant kept, string account) =>
        kept.Key.Account == account || kept.Grant?.Account.Id == account
        || string.Equals(kept.Grant?.Account.Name, account, StringComparison.OrdinalIgnoreCase);
}
