using Auth.Frob.Extensions.Calls;
using Microsoft.Extensions.DependencyInjection;
using Polly;
using Polly.Retry;

namespace Auth.Frob.Extensions.Pacing;

/// <summary>Sends again what may be sent again. Stands outside of signing and pacing: each try is signed anew and waits for a turn of its own.</summary>
internal sealed class RetryHandler : DelegatingHandler
{
    private static readonly ResiliencePropertyKey<HttpRequestMessage> Request = new("Auth.Frob.Request");

    private readonly IServiceProvider _services;
    private readonly string _instance;
    private readonly RepeatRule _rule;
    private readonly PaceOptions _options;
    private readonly ResiliencePipeline<HttpResponseMessage>? _pipeline;

    public RetryHandler(IServiceProvider services, string instance, RepeatRule rule)
    {
        _services = services;
        _instance = instance;
        _rule = rule;
        _options = services.GetRequiredService<KeyPaces>().Options;
        _pipeline = _options.Repeats == 0 ? null : Pipeline(services.GetRequiredService<TimeProvider>());
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (_pipeline is null || !_rule.Allows(request))
            return await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        var context = ResilienceContextPool.Shared.Get(cancellationToken);
        try
        {
            context.Properties.Set(Request, request);
            return await _pipeline.ExecuteAsync(
                static (context, self) => new ValueTask<HttpResponseMessage>(self.Handler.SendOnceAsync(self.Request, context.CancellationToken)),
                context,
                (Handler: this, Request: request)).ConfigureAwait(false);
        }
        finally
        {
            ResilienceContextPool.Shared.Return(context);
        }
    }

    private async Task<HttpResponseMessage> SendOnceAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var before = FrobRequestExtensions.OutcomeOf(request);
        try
        {
            return await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        }
        catch (FrobCallException refused) when (before is not null)
        {
            // The reply of the try before is gone, but not what it said, nor that there was one.
            throw new FrobCallException(PaceRefusal.OfRepeat(before.Error, refused.Error), refused.Key);
        }
    }

    private ResiliencePipeline<HttpResponseMessage> Pipeline(TimeProvider time) =>
        new ResiliencePipelineBuilder<HttpResponseMessage> { TimeProvider = time }.AddRetry(new RetryStrategyOptions<HttpResponseMessage>
        {
            MaxRetryAttempts = _options.Repeats,
            ShouldHandle = args => new(IsRepeated(args.Context, args.Outcome)),
            // After a reply the key's pace holds everybody, and the next try waits there.
            DelayGenerator = args => new(args.Outcome.Result is null ? _options.RepeatPause * Math.Pow(2, args.AttemptNumber) : TimeSpan.Zero),
        }).Build();

    private bool IsRepeated(ResilienceContext context, Outcome<HttpResponseMessage> outcome)
    {
        if (context.CancellationToken.IsCancellationRequested || !context.Properties.TryGetValue(Request, out var request))
            return false;
        var helps = outcome.Exception is { } fault
            ? _rule.HelpsAfter(fault)
            : _rule.HelpsAfter(request, outcome.Result!) && HoldLeft() <= _options.LongestWait;
        return helps && _rule.Allows(request);
    }

    private TimeSpan HoldLeft() => _services.GetRequiredService<FrobClients>().TryGet(_instance, out var client)
        ? _services.GetRequiredService<KeyPaces>().Of(client).HoldLeft
        : TimeSpan.Zero;
}
