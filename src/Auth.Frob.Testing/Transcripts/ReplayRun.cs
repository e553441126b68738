using System.Collections.Immutable;
using Auth.Frob.Errors;
using Auth.Frob.Outcomes;
using Auth.Frob.Recipes;
using Auth.Frob.Slots;

namespace Auth.Frob.Testing.Transcripts;

/// <summary>One run of a transcript: the client, its stubs, and what came out.</summary>
internal sealed class ReplayRun : IDisposable
{
    private readonly Transcript _transcript;
    private readonly FrobProvider _provider;
    private readonly FrobFlow _flow;
    private readonly StubHttp _stub;
    private readonly HttpMessageInvoker _transport;
    private readonly ManualTimeProvider _clock;
    private readonly List<string> _differences = [];
    private readonly List<string> _printed = [];
    private readonly ReplaySecrets _secrets;
    private FrobClients? _clients;
    private PendingConsent? _pending;
    private Grant? _grant;
    private (TranscriptStep Step, FrobError Error)? _failure;
    private int _nonces;

    public ReplayRun(Transcript transcript, FrobProvider provider, FrobFlow flow)
    {
        _transcript = transcript;
        _provider = provider;
        _flow = flow;
        _secrets = new ReplaySecrets(transcript);
        _clock = new ManualTimeProvider(transcript.Now);
        _stub = new StubHttp(transcript.Exchanges) { WhenSilent = () => _clock.Advance(new PlainOptions().CallTimeout) };
        _transport = new HttpMessageInvoker(_stub);
    }

    public ImmutableArray<string> Printed => [.. _printed];

    public ImmutableArray<string> Secrets => _secrets.All;

    public void Dispose()
    {
        _clients?.Dispose();
        _transport.Dispose();
    }

    public async Task<ImmutableArray<string>> RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            var client = Client();
            if (_transcript.Grant is { } stored)
                _grant = ReplayGrant.Make(stored, _transcript, client);
            foreach (var step in Steps())
            {
                await StepAsync(client, step, cancellationToken).ConfigureAwait(false);
                if (_failure is not null)
                    break;
            }
            _differences.AddRange(OutcomeDifference.Find(_transcript.Outcome, _pending, _grant, _failure));
        }
        catch (StubHttpMismatchException)
        {
            // What differed stands in the stub.
        }
        catch (Exception misuse) when (misuse is ArgumentException or InvalidOperationException or FormatException)
        {
            _printed.Add(misuse.ToString());
            _differences.Add($"the client takes it for misuse: {misuse.Message}");
        }
        _differences.InsertRange(0, _stub.Differences.AddRange(_stub.MissingRequests()));
        return [.. _differences];
    }

    private ImmutableArray<TranscriptStep> Steps()
    {
        if (!_transcript.Steps.IsEmpty)
            return _transcript.Steps;
        return _flow is DirectFlow ? [TranscriptStep.SignIn] : [TranscriptStep.Begin, TranscriptStep.Exchange];
    }

    private async ValueTask StepAsync(FrobClient client, TranscriptStep step, CancellationToken cancellationToken)
    {
        if (step == TranscriptStep.Begin)
        {
            var begun = await client.BeginAsync(Request(), cancellationToken).ConfigureAwait(false);
            _pending = begun.Value;
            Keep(step, begun.ToString(), begun.Error);
            if (_pending is not null)
                _secrets.Add(_pending);
            return;
        }
        var result = await GrantAsync(client, step, cancellationToken).ConfigureAwait(false);
        _grant = result.Value ?? _grant;
        Keep(step, result.ToString(), result.Error);
        if (_grant is not null)
            _secrets.Add(_grant);
    }

    private ValueTask<FrobResult<Grant>> GrantAsync(FrobClient client, TranscriptStep step, CancellationToken cancellationToken) => step switch
    {
        TranscriptStep.Exchange => client.ExchangeAsync(
            _pending ?? throw new InvalidOperationException("The step exchange needs a step begin."), Answer(), cancellationToken),
        TranscriptStep.SignIn => client.SignInAsync(
            new SignInRequest
            {
                Flow = _flow.Name,
                Username = _transcript.Request.Username ?? "",
                Password = new Secret(_transcript.Request.Password ?? ""),
            },
            cancellationToken),
        _ => client.VerifyAsync(
            _grant ?? throw new InvalidOperationException("The step verify needs a step before it, or the member grant."), cancellationToken),
    };

    private void Keep(TranscriptStep step, string printed, FrobError? error)
    {
        _printed.Add(printed);
        if (error is null)
            return;
        _printed.Add(error.ToString());
        _failure = (step, error);
    }

    private ConsentRequest Request()
    {
        var permissions = Permissions.None;
        foreach (var (area, word) in _transcript.Request.Permissions)
            permissions = permissions.With(area, word);
        return new ConsentRequest
        {
            Flow = _flow.Name,
            Permissions = permissions,
            Callback = _transcript.Request.Callback is { } callback ? new Uri(callback) : null,
        };
    }

    private ConsentReturn Answer() => _transcript.Answer.Kind switch
    {
        TranscriptAnswerKind.Redirect => ConsentReturn.Redirect(new Uri(_transcript.Answer.Value)),
        TranscriptAnswerKind.Code => ConsentReturn.Code(_transcript.Answer.Value),
        _ => ConsentReturn.None,
    };

    private FrobClient Client()
    {
        _clients = new FrobBuilder()
            .Add<PlainOptions>(_provider, Fill)
            .UseTransport(_transport)
            .UseTime(_clock)
            .UseNonces(() => ReplayText.Nonce(_transcript, _nonces++))
            .Build();
        return _clients[_provider.Id];
    }

    private void Fill(PlainOptions options)
    {
        options.ApiKey = _transcript.ApiKey;
        options.SharedSecret = _transcript.SharedSecret;
        options.AppName = "Transcript";
        options.AppVersion = "1.0";
        foreach (var (name, value) in _transcript.Settings)
            options.Settings[name] = value;
        foreach (var (name, value) in _transcript.Standing)
            options.Standing.Add(new StandingParameter(name, value));
    }
}
