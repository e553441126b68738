using System.Net;
using System.Text;
using Auth.Frob.Errors;
using Auth.Frob.Recipes;
using Auth.Frob.Replies;
using Auth.Frob.Slots;

namespace Auth.Frob.AspNetCore.Tests.Site;

/// <summary>A service that nobody ships: it tells refusals, names a picture, and its token is as long as the test says.</summary>
internal sealed class EchoService : HttpMessageHandler
{
    public string Token { get; set; } = "echo-token";

    /// <summary>What each request waits for.</summary>
    public Func<Task> Before { get; set; } = static () => Task.CompletedTask;

    public string Name { get; set; } = "Echo Eve";

    /// <summary>What it answers instead of everything.</summary>
    public string? Fault { get; set; }

    public static FrobProvider Recipe { get; } = new("echo")
    {
        DisplayName = "Echo & Co",
        Errors = new ErrorMap { Places = [new("error", "message")] },
        Verify = Call with { Reads = [new(Slot.AccountName, "name"), new ReplyField(new Slot("picture"), "picture").Optional()] },
        Use = new GrantUse { Parameters = [new("token", Slot.Token)] },
        Flows =
        [
            new ConsentFlow("web")
            {
                Consent = new ConsentLink("https://echo.example/allow") { Query = [new("key", Slot.ApiKey), new("back", Slot.Callback)] },
                Callback = new CallbackRule
                {
                    Reads = [new(Slot.Frob, "ticket")], State = StatePlace.InCallbackAddress, StateName = "nonce", Denied = ("error", "denied"),
                },
                Binding = Binding.State,
                Exchange =
                [
                    Call with { Body = [new("ticket", Slot.Frob)], Reads = [new(Slot.Token, "token"), new ReplyField(Slot.AccountName, "account").Optional()] },
                ],
            },
        ],
    };

    /// <summary>The same with a flow that is bound by its frob alone and comes back.</summary>
    public static FrobProvider FrobFirst { get; } = Recipe with
    {
        Id = "frobfirst",
        Flows =
        [
            (ConsentFlow)Recipe.Flows[0] with
            {
                Name = "oauth",
                Prepare = [Call with { Reads = [new(Slot.Frob, "token")] }],
                Callback = new CallbackRule { Reads = [new(Slot.Frob, "ticket")] },
                Binding = Binding.Frob,
            },
        ],
    };

    /// <summary>The same with a flow that asks the service before the browser goes there.</summary>
    public static FrobProvider Prepared { get; } = Recipe with
    {
        Id = "prepared",
        Flows = [(ConsentFlow)Recipe.Flows[0] with { Prepare = [Call with { Reads = [new(new Slot("preface"), "token")] }] }],
    };

    private static ApiCall Call => new() { Endpoint = "https://echo.example/api", Body = [new("key", Slot.ApiKey)] };

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        await Before().WaitAsync(cancellationToken);
        return new HttpResponseMessage(HttpStatusCode.OK)
        {
            RequestMessage = request,
            Content = new StringContent(
                Fault ?? $$"""{"token":"{{Token}}","name":"{{Name}}","picture":"https://echo.example/eve.png"}""", Encoding.UTF8, "application/json"),
        };
    }
}
