using System.CommandLine;
using LinkedAccounts;

var simulate = new Option<bool>("--simulate") { Description = "Run against simulated services in this process; keeps nothing." };
var urls = new Option<string?>("--urls") { Description = "The site's address, such as http://127.0.0.1:5080. Default: a free port of this machine." };
var data = new Option<string?>("--data") { Description = "The directory of grants and keys. Default: linked-accounts among the user's application data." };
var command = new RootCommand(
    """
    A site on which people sign in with Last.fm and link ipernity.

    See it:    dotnet run --project samples/LinkedAccounts -- --simulate
    Real keys: Frob__lastfm__ApiKey, Frob__lastfm__SharedSecret, Frob__ipernity__ApiKey, Frob__ipernity__SharedSecret in the environment
    Database:  ConnectionStrings__Frob="Host=...;Database=...;Username=...;Password=..."; without it, files
    """) { simulate, urls, data };
command.SetAction((parsed, cancellationToken) =>
{
    string[] settings = [.. Setting("--urls", parsed.GetValue(urls)), .. Setting("--Data", parsed.GetValue(data))];
    return SiteRun.RunAsync(parsed.GetValue(simulate), settings, cancellationToken);
});
var asked = command.Parse(args);
// The site itself listens for the signals that end it.
var code = await asked.InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = null });
return asked.Errors.Count > 0 ? SiteRun.NotStarted : code;

static IEnumerable<string> Setting(string name, string? value) => value is null ? [] : [name, value];
