using System.CommandLine;
using Auth.Frob.Cli.Hosting;
using Auth.Frob.Cli.Output;
using Auth.Frob.Extensions.Grants;

namespace Auth.Frob.Cli.Commands;

/// <summary>Forgets what is kept, and says that this is all it does.</summary>
internal static class LogoutCommand
{
    public static ExampleCommand Create(Surroundings around)
    {
        var provider = CommandLineParts.Provider(around);
        var account = CommandLineParts.Account();
        var all = new Option<bool>("--all") { Description = "Forget every account of this service." };
        var name = CommandLineParts.Name();
        var store = new StoreOptions();
        var json = CommandLineParts.Json();
        var command = new ExampleCommand(
            "logout",
            "Forget a sign-in here. The service is not told and still lists the access: it says where you take it back.",
            $"frob logout {around.Providers[0].Id}",
            $"frob logout {around.Providers[0].Id} --account alice",
            $"frob logout {around.Providers[0].Id} --all")
        {
            provider, account, all, name,
        };
        store.AddTo(command);
        command.Options.Add(json);
        command.SetAction(async (parse, cancellationToken) =>
        {
            var known = around.Find(parse.GetRequiredValue(provider));
            var asked = parse.GetValue(account);
            if (asked is not null && parse.GetValue(all))
                throw CommandFailure.Usage("--account and --all exclude each other.");
            var instance = parse.GetValue(name) ?? known.Id;
            using var opened = await store.OpenAsync(parse, around, cancellationToken);
            var forgotten = parse.GetValue(all)
                ? await KeptGrants.OfAsync(opened, instance, null, cancellationToken)
                : [await KeptGrants.OneAsync(opened, instance, asked, cancellationToken)];
            if (forgotten.Count == 0)
                throw KeptGrants.None(instance);
            foreach (var kept in forgotten)
                await opened.Grants.RemoveAsync(kept.Key, cancellationToken);
            Write(new Screen(around), known, (instance, forgotten), parse.GetValue(json));
            return ExitCode.Done;
        });
        return command;
    }

    private static void Write(Screen screen, KnownProvider known, (string Instance, IReadOnlyList<StoredGrant> Forgotten) done, bool isJson)
    {
        var accounts = done.Forgotten.Select(KeptGrants.AccountOf);
        if (isJson)
        {
            screen.Line(JsonText.Object(json =>
            {
                json.WriteString("provider", known.Id);
                json.WriteString("instance", done.Instance);
                json.WriteArray("forgotten", accounts, json.WriteStringValue);
                json.WriteString("revokePage", known.Recipe.RevokePage?.AbsoluteUri);
            }));
            return;
        }
        screen.Line($"Forgotten here: {done.Instance} {string.Join(", ", accounts)}.");
        screen.Prose(LoginText.Revoke(known.Recipe, $"{known.Recipe.DisplayName} was not told and still lists the access; take it back"));
    }
}
