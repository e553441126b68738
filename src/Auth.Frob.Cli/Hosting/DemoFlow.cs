using Auth.Frob.Errors;
using Auth.Frob.Outcomes;
using Auth.Frob.Recipes;
using Auth.Frob.Slots;
using Auth.Frob.Testing.Simulation;

namespace Auth.Frob.Cli.Hosting;

/// <summary>Runs one flow over real HTTP, with a person who is given the consent address alone.</summary>
internal sealed class DemoFlow(DemoStage stage, SimulatedSite site, FrobClient client, IProgress<DemoStep> progress)
{
    private readonly List<DemoStep> _steps = [];
    private string _step = "";

    public async Task<DemoRow> RunAsync(FrobFlow flow, CancellationToken cancellationToken)
    {
        var row = new DemoRow(site.Recipe.Id, flow.Name) { Steps = _steps };
        try
        {
            var grant = flow is ConsentFlow consent
                ? await ConsentAsync(consent, cancellationToken)
                : await SignInAsync(flow.Name, cancellationToken);
            var verified = await StepAsync("verify", token => client.VerifyAsync(grant, token).AsTask(), cancellationToken);
            return verified.Account.Name == site.User.Name
                ? row with { Verified = verified }
                : row with { Failure = Unexpected("the grant is somebody else's") };
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            return row with { Failure = (fault as CommandFailure ?? Unexpected(Sentence(fault))).At(_step) };
        }
    }

    private async Task<Grant> ConsentAsync(ConsentFlow flow, CancellationToken cancellationToken)
    {
        var request = new ConsentRequest
        {
            Flow = flow.Name,
            Permissions = site.Asks,
            Callback = flow.Callback is { IsRegistered: false } ? stage.Callback : null,
        };
        var pending = await StepAsync("begin", token => client.BeginAsync(request, token).AsTask(), cancellationToken);
        var visit = await StepAsync("consent", token => VisitAsync(pending.ConsentUri.Reveal(), token), cancellationToken);
        if (pending.PollEvery is not null)
            return await StepAsync("wait", token => client.WaitAsync(pending, null, token).AsTask(), cancellationToken);
        if (flow.Callback is not null && visit.Redirect is null)
            throw new InvalidOperationException("The consent page sent the browser nowhere.");
        var answer = visit.Redirect is null
            ? ConsentReturn.None
            : ConsentReturn.Redirect(
                await StepAsync("callback", token => stage.FollowAsync(visit.Redirect, token), cancellationToken));
        return await StepAsync("exchange", token => client.ExchangeAsync(pending, answer, token).AsTask(), cancellationToken);
    }

    private Task<Grant> SignInAsync(string flow, CancellationToken cancellationToken)
    {
        var request = new SignInRequest { Flow = flow, Username = site.User.Name, Password = new Secret(site.User.Password) };
        return StepAsync("sign in", token => client.SignInAsync(request, token).AsTask(), cancellationToken);
    }

    private Task<PageVisit> VisitAsync(Uri consent, CancellationToken cancellationToken)
    {
        var person = new PageVisitor(stage.Browser, site.User.Name, site.User.Password);
        return person.VisitAsync(consent, ConsentPage.Allow, cancellationToken);
    }

    private async Task<T> StepAsync<T>(string name, Func<CancellationToken, Task<FrobResult<T>>> step, CancellationToken cancellationToken)
        where T : class
    {
        var result = await StepAsync<FrobResult<T>>(name, step, cancellationToken);
        return result.Value ?? throw CommandFailure.From(result.Error!);
    }

    private async Task<T> StepAsync<T>(string name, Func<CancellationToken, Task<T>> step, CancellationToken cancellationToken)
    {
        _step = name;
        var begun = stage.Wall.GetTimestamp();
        var value = await step(cancellationToken);
        var done = new DemoStep(name, Math.Round(stage.Wall.GetElapsedTime(begun).TotalMilliseconds, 1));
        _steps.Add(done);
        progress.Report(done);
        return value;
    }

    private static CommandFailure Unexpected(string message) => new(ExitCode.Differs, "Unexpected", message, "Please report it.");

    // The texts of our own exceptions hold no secret; of any other only the type is told.
    private static string Sentence(Exception fault) => fault is InvalidOperationException or FrobUsageException
        ? fault.Message
        : $"{fault.GetType().Name}.";
}
