using System.CommandLine;
using Auth.Frob.Cli.Hosting;
using Auth.Frob.Cli.Output;
using Auth.Frob.Desktop.Keys;
using Auth.Frob.Slots;

namespace Auth.Frob.Cli.Commands;

/// <summary>The options that say which store a command uses.</summary>
internal sealed class StoreOptions
{
    private const string DirectoryVariable = "FROB_STORE";
    private const string SourceVariable = "FROB_KEY_SOURCE";
    private const string PassphraseVariable = "FROB_PASSPHRASE";

    private readonly Option<string?> _directory = CommandLineParts.Text(
        "--store", "DIR", $"Where sign-ins and keys are kept; or the variable {DirectoryVariable}. By default your own state directory.");

    private readonly Option<string?> _source = CommandLineParts.Text(
        "--key-source", "SOURCE", $"What protects them: {string.Join(", ", KeySources.Names)}; or the variable {SourceVariable}.");

    public void AddTo(Command command)
    {
        _source.CompletionSources.Add([.. KeySources.Names]);
        command.Options.Add(_directory);
        command.Options.Add(_source);
    }

    /// <summary>Opens the store that was asked for.</summary>
    /// <exception cref="CommandFailure">There is no such key source.</exception>
    /// <exception cref="Desktop.StoreException">The key source can't be used.</exception>
    public ValueTask<CommandStore> OpenAsync(ParseResult parse, Surroundings around, CancellationToken cancellationToken)
    {
        var source = Given(parse.GetValue(_source)) ?? Given(around.Environment(SourceVariable)) ?? KeySources.Automatic;
        if (!KeySources.Names.Contains(source, StringComparer.Ordinal))
            throw CommandFailure.Usage(UsageText.NoSuch("key source", source, KeySources.Names), $"--key-source and {SourceVariable} take one of these.");
        var order = new StoreOrder
        {
            Directory = Given(parse.GetValue(_directory)) ?? Given(around.Environment(DirectoryVariable)),
            KeySource = source,
            Passphrase = Secret.FromString(Given(around.Environment(PassphraseVariable))),
            AskPassphrase = token => AskPassphraseAsync(around, token),
            HasKeyboard = around.HasKeyboard,
            Machine = around.Machine(),
            Time = around.Time,
        };
        return around.OpenStore(order, cancellationToken);
    }

    private static async ValueTask<Secret> AskPassphraseAsync(Surroundings around, CancellationToken cancellationToken) =>
        new(await new Prompt(around).AskHiddenAsync("Passphrase of the store:", $"Set {PassphraseVariable}, or run it in a terminal.", cancellationToken));

    private static string? Given(string? text) => string.IsNullOrEmpty(text) ? null : text;
}
