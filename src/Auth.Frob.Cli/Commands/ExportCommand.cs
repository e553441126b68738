using System.CommandLine;
using Auth.Frob.Cli.Output;

namespace Auth.Frob.Cli.Commands;

/// <summary>Gives a kept grant away, token and all, to who asks for that in so many words.</summary>
internal static class ExportCommand
{
    public static ExampleCommand Create(Surroundings around)
    {
        var provider = CommandLineParts.Provider(around);
        var account = CommandLineParts.Account();
        var showToken = new Option<bool>("--show-token") { Description = "Yes, show the token in plain. Required." };
        var name = CommandLineParts.Name();
        var store = new StoreOptions();
        var json = CommandLineParts.Json();
        var command = new ExampleCommand(
            "export",
            "Write a kept grant to standard output as one line of JSON, the token in plain: for a program that reads Auth.Frob's envelopes.",
            $"frob export {around.Providers[0].Id} --show-token",
            $"frob export {around.Providers[0].Id} --account alice --show-token")
        {
            provider, account, showToken, name,
        };
        store.AddTo(command);
        command.Options.Add(json);
        command.SetAction(async (parse, cancellationToken) =>
        {
            var known = around.Find(parse.GetRequiredValue(provider));
            if (!parse.GetValue(showToken))
            {
                throw CommandFailure.Usage(
                    "An exported grant holds the token in plain: who reads it can act in the person's name.",
                    $"Where that is what you want: frob export {known.Id} --show-token.");
            }
            using var opened = await store.OpenAsync(parse, around, cancellationToken);
            var kept = await KeptGrants.OneAsync(opened, parse.GetValue(name) ?? known.Id, parse.GetValue(account), cancellationToken);
            new Screen(around).Line(KeptGrants.Readable(kept).Grant!.ToEnvelope());
            return ExitCode.Done;
        });
        return command;
    }
}
