using System.Diagnostics;

namespace Auth.Frob.Extensions.Telemetry;

/// <summary>One step that somebody watches, from its beginning to its end.</summary>
internal sealed class StepWatch(FrobTelemetry telemetry, FrobStep step, Activity? activity, long began)
{
    // A logger or listener that fails must not take away the grant that was just made.
    public void End(FrobError? error, Exception? fault)
    {
        try
        {
            // The name of a flow that does not exist may be anything, a whole address among it.
            var known = fault is FrobUsageException ? step with { Flow = null } : step;
            // The span first: who is left current would be the parent of all that follows.
            FrobActivities.End(activity, known.Flow, error, fault);
            telemetry.Ended(known, began, error, fault);
        }
        catch (Exception)
        {
            // There is nobody left to tell.
        }
    }
}
