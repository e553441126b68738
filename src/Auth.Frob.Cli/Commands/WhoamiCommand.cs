using Auth.Frob.Cli.Output;
using Auth.Frob.Extensions.Grants;

namespace Auth.Frob.Cli.Commands;

/// <summary>Says who is signed in, as far as is known here.</summary>
internal static class WhoamiCommand
{
    public static ExampleCommand Create(Surroundings around)
    {
        var provider = CommandLineParts.AnyProvider(around);
        var name = CommandLineParts.Name();
        var store = new StoreOptions();
        var json = CommandLineParts.Json();
        var command = new ExampleCommand(
            "whoami", "Say which accounts are signed in. Nothing is asked of the services: frob verify does that.", $"frob whoami {around.Providers[0].Id}",
            "frob whoami --json")
        {
            provider, name,
        };
        store.AddTo(command);
        command.Options.Add(json);
        command.SetAction(async (parse, cancellationToken) =>
        {
            var instance = KeptGrants.Instance(around, parse.GetValue(provider), parse.GetValue(name));
            using var opened = await store.OpenAsync(parse, around, cancellationToken);
            var kept = await KeptGrants.OfAsync(opened, instance, null, cancellationToken);
            if (kept.Count == 0)
                throw KeptGrants.None(instance);
            return Write(new Screen(around), kept, parse.GetValue(json));
        });
        return command;
    }

    private static int Write(Screen screen, IReadOnlyList<StoredGrant> kept, bool isJson)
    {
        if (isJson)
        {
            screen.Line(KeptText.Json(kept, static (json, one) =>
            {
                json.WriteString("displayName", one.Grant?.Account.DisplayName);
                json.WriteString("health", KeptText.Word(one.Health));
            }));
        }
        else
        {
            foreach (var one in kept)
                screen.Line($"{KeptText.Service(one),-12} {KeptGrants.AccountOf(one)}{(IsLive(one) ? "" : $"  ({KeptText.Health(one.Health)})")}");
        }
        return kept.Any(IsLive) ? ExitCode.Done : kept.Any(static k => k.Health.Kind == GrantHealthKind.Dead) ? ExitCode.Refused : ExitCode.Store;
    }

    private static bool IsLive(StoredGrant kept) => kept.Health.Kind == GrantHealthKind.Live;
}
