using System.CommandLine;
using System.Text;
using Auth.Frob.Cli.Calls;
using Auth.Frob.Cli.Hosting;
using Auth.Frob.Cli.Output;

namespace Auth.Frob.Cli.Commands;

/// <summary>Makes an API call in the name of a kept sign-in.</summary>
internal sealed class CallCommand
{
    private readonly Surroundings _around;
    private readonly Argument<string> _provider;
    private readonly Argument<string> _method = new("METHOD") { HelpName = "METHOD", Description = "The service's method." };
    private readonly Argument<string[]> _parameters = new("NAME=VALUE")
    {
        HelpName = "NAME=VALUE", Description = "What the method takes. Key, token and signature are added.", Arity = ArgumentArity.ZeroOrMore,
    };

    private readonly Option<string?> _account = CommandLineParts.Text("--account", "ACCOUNT", "Whose sign-in, where several are kept; see frob list.");
    private readonly Option<bool> _post = new("--post") { Description = "Send a POST: for methods that change something. It is never sent twice." };
    private readonly Option<bool> _showToken = new("--show-token") { Description = "Show secret values of the reply in plain." };
    private readonly Option<bool> _json = CommandLineParts.Json();
    private readonly AppOptions _app = new();
    private readonly StoreOptions _store = new();

    private CallCommand(Surroundings around)
    {
        _around = around;
        _provider = CommandLineParts.Provider(around);
    }

    public static ExampleCommand Create(Surroundings around)
    {
        var recipe = around.Providers[0].Recipe;
        var call = new CallCommand(around);
        var command = new ExampleCommand(
            "call",
            "Call a method of a service in the name of a kept sign-in: signed, at the service's pace, secret values of the reply masked. A GET, unless "
                + "--post is given. What the service answers with an error is shown too, and the exit code says its kind.",
            $"frob call {recipe.Id} {ProviderText.Verify(recipe) ?? "METHOD"} --api http://127.0.0.1:8080/2.0/",
            $"frob call {recipe.Id} {ProviderText.Verify(recipe) ?? "METHOD"} name=value --account alice --json",
            $"frob call {recipe.Id} METHOD name=value --post")
        {
            call._provider, call._method, call._parameters, call._account, call._post, call._showToken, call._json,
        };
        command.Before = "after frob simulate --port 8080 and a frob login there";
        call._app.AddTo(command);
        call._store.AddTo(command);
        command.SetAction(call.RunAsync);
        return command;
    }

    private async Task<int> RunAsync(ParseResult parse, CancellationToken cancellationToken)
    {
        List<string> faults = [];
        var known = _around.Find(parse.GetRequiredValue(_provider));
        using var store = await _store.OpenAsync(parse, _around, cancellationToken);
        var app = await _app.Read(parse, _around, known, faults).CompletedAsync(store, cancellationToken);
        app.Build(_around.Time, faults)?.Dispose();
        var order = Order(parse, known, app, faults);
        if (faults.Count > 0)
            throw CommandFailure.Usage(string.Join(" ", faults), $"See frob describe {known.Id} and frob call --help.");
        var kept = await KeptGrants.UsableAsync(store, app.Instance, parse.GetValue(_account), cancellationToken);
        await using var caller = new SignedCaller(app, store.Grants, _around.Time);
        using var request = order.Request(caller.Api, kept.Grant!.Flow);
        var reply = await caller.SendAsync(request, kept, cancellationToken);
        var mask = parse.GetValue(_showToken) ? ReplyMask.None : ReplyMask.Of(known.Recipe, kept.Grant);
        return Write(reply, mask, parse.GetValue(_json));
    }

    private CallOrder Order(ParseResult parse, KnownProvider known, AppOrder app, List<string> faults)
    {
        var parameters = CommandLineParts.Pairs("call", parse.GetValue(_parameters) ?? [], faults);
        var order = new CallOrder(known.Recipe, parse.GetRequiredValue(_method), parameters) { IsPost = parse.GetValue(_post), Settings = app.Settings };
        faults.AddRange(order.Faults());
        return order;
    }

    private int Write(CallReply reply, ReplyMask mask, bool isJson)
    {
        var screen = new Screen(_around);
        var failure = reply.Error is { } error ? CommandFailure.From(error) : null;
        if (isJson)
        {
            screen.Line(Json(reply, mask, failure));
            return failure?.ExitCode ?? ExitCode.Done;
        }
        screen.Line(ReplyText.Pretty(reply, mask));
        return failure is null ? ExitCode.Done : throw failure;
    }

    private static string Json(CallReply reply, ReplyMask mask, CommandFailure? failure)
    {
        using var document = ReplyText.Json(reply);
        if (document is not null && failure is null)
            return JsonText.Write(json => ReplyText.Write(json, document.RootElement, mask));
        return JsonText.Object(json =>
        {
            if (failure is not null)
                json.WriteFailure(failure);
            json.WriteNumber("status", reply.Status);
            json.WriteString("contentType", reply.MediaType);
            json.WritePropertyName("reply");
            if (document is not null)
                ReplyText.Write(json, document.RootElement, mask);
            else
                json.WriteStringValue(mask == ReplyMask.None ? Encoding.UTF8.GetString(reply.Body) : ReplyText.Pretty(reply, mask));
        });
    }
}
