using System.CommandLine;
using Auth.Frob.Cli.Hosting;
using Auth.Frob.Cli.Output;

namespace Auth.Frob.Cli.Commands;

/// <summary>Keeps an application's key beside the grants, protected like them.</summary>
internal static class ConfigureCommand
{
    public static ExampleCommand Create(Surroundings around)
    {
        var provider = CommandLineParts.Provider(around);
        var app = new AppOptions(isSending: false);
        var remove = new Option<bool>("--remove") { Description = "Forget what is kept." };
        var show = new Option<bool>("--show") { Description = "Show what is kept, the secret masked." };
        var store = new StoreOptions();
        var json = CommandLineParts.Json();
        var command = new ExampleCommand(
            "configure",
            "Keep an application's key, secret and settings for a provider, encrypted. What is neither an option nor a variable is asked for; "
                + "the secret is not shown while it is typed.",
            $"frob configure {around.Providers[0].Id}",
            $"frob configure {around.Providers[0].Id} --show",
            $"frob configure {around.Providers[0].Id} --name mine --api http://127.0.0.1:8080/2.0/")
        {
            provider, remove, show,
        };
        app.AddTo(command);
        store.AddTo(command);
        command.Options.Add(json);
        command.SetAction(async (parse, cancellationToken) =>
        {
            var known = around.Find(parse.GetRequiredValue(provider));
            var (removes, shows) = (parse.GetValue(remove), parse.GetValue(show));
            if ((removes && shows) || ((removes || shows) && app.AreGiven(parse)))
                throw CommandFailure.Usage("--remove, --show and new values exclude each other.");
            List<string> faults = [];
            var order = app.Read(parse, around, known, faults);
            if (faults.Count > 0)
                throw CommandFailure.Usage(string.Join(" ", faults));
            using var opened = await store.OpenAsync(parse, around, cancellationToken);
            var shown = removes ? await RemovedAsync(order, opened, cancellationToken)
                : shows ? await ShownAsync(order, opened, cancellationToken)
                : await new ConfigureRun(around, order, opened).RunAsync(cancellationToken);
            ConfigureText.Write(new Screen(around), shown, parse.GetValue(json));
            return ExitCode.Done;
        });
        return command;
    }

    private static async Task<KeyShown> RemovedAsync(AppOrder order, CommandStore store, CancellationToken cancellationToken) =>
        new(order, null, await store.AppKeys.RemoveAsync(order.Instance, cancellationToken) ? "Forgotten." : "Nothing was kept.");

    private static async Task<KeyShown> ShownAsync(AppOrder order, CommandStore store, CancellationToken cancellationToken)
    {
        var kept = await store.AppKeys.FindAsync(order.Instance, cancellationToken);
        return new KeyShown(order, kept, kept is null ? "Nothing is kept." : $"Kept, encrypted, in {store.Directory}.");
    }
}
