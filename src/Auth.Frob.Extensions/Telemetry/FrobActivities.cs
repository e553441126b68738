using System.Diagnostics;

namespace Auth.Frob.Extensions.Telemetry;

/// <summary>The spans: one for each step but a poll. A wait of an hour is one span that counts its polls; what sends the requests has its own.</summary>
internal static class FrobActivities
{
    private const int MostEvents = 16;

    private static readonly ActivitySource Source = new(FrobTelemetryNames.ActivitySource);

    public static bool IsWatched => Source.HasListeners();

    public static Activity? Start(FrobStep step)
    {
        if (NameOf(step.Name) is not { } name || !IsWatched)
            return null;
        var tags = new TagList
        {
            { FrobTelemetryNames.ProviderTag, step.Provider },
            { FrobTelemetryNames.InstanceTag, step.Instance },
        };
        return Source.StartActivity(name, step.Name == FrobStep.Wait ? ActivityKind.Internal : ActivityKind.Client, default(ActivityContext), tags);
    }

    public static void End(Activity? activity, string? flow, FrobError? error, Exception? fault)
    {
        if (activity is null)
            return;
        if (flow is not null)
            activity.SetTag(FrobTelemetryNames.FlowTag, flow);
        if (ErrorWords.Type(error, fault) is { } type)
        {
            activity.SetTag(FrobTelemetryNames.ErrorTypeTag, type);
            // That a user has not consented yet is no error of anybody.
            if (error?.Kind != FrobErrorKind.Pending)
                activity.SetStatus(ActivityStatusCode.Error, type);
        }
        activity.Dispose();
    }

    /// <summary>Counts a poll on the span of its wait, which is the current one.</summary>
    public static void Polled(FrobError? error, Exception? fault)
    {
        if (Activity.Current is not { } wait || wait.Source != Source || wait.OperationName != FrobTelemetryNames.Wait)
            return;
        wait.SetTag(FrobTelemetryNames.PollsTag, (wait.GetTagItem(FrobTelemetryNames.PollsTag) as int? ?? 0) + 1);
        var isFailure = fault is not null || error is { Kind: not (FrobErrorKind.Pending or FrobErrorKind.SlowDown) };
        if (isFailure && wait.Events.Take(MostEvents).Count() < MostEvents)
            wait.AddEvent(new ActivityEvent(FrobTelemetryNames.PollFailed, tags: [new(FrobTelemetryNames.ErrorTypeTag, ErrorWords.Type(error, fault))]));
    }

    private static string? NameOf(string step) => step switch
    {
        FrobStep.Begin => FrobTelemetryNames.Begin,
        FrobStep.Exchange => FrobTelemetryNames.Exchange,
        FrobStep.Wait => FrobTelemetryNames.Wait,
        FrobStep.SignIn => FrobTelemetryNames.SignIn,
        FrobStep.Verify => FrobTelemetryNames.Verify,
        _ => null,
    };
}
