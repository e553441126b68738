using Microsoft.Extensions.Logging;

namespace Auth.Frob.Extensions.Telemetry;

/// <summary>The logs. Ids are lasting; the package's README lists them.</summary>
internal sealed partial class FrobLog(ILogger logger)
{
    public bool IsOn(LogLevel level) => logger.IsEnabled(level);

    [LoggerMessage(1001, LogLevel.Information, "Flow {Flow} of {Instance} ({Provider}) began; the user has not consented yet")]
    public partial void FlowBegan(string? flow, string instance, string provider);

    [LoggerMessage(1002, LogLevel.Information, "Flow {Flow} of {Instance} ({Provider}) ended with a grant after {Seconds} s")]
    public partial void Authorized(string? flow, string instance, string provider, double seconds);

    [LoggerMessage(1003, LogLevel.Warning, "{Step} in flow {Flow} of {Instance} ({Provider}) failed, {Kind}: {Told}", SkipEnabledCheck = true)]
    public partial void StepFailed(string step, string? flow, string instance, string provider, FrobErrorKind kind, string told);

    [LoggerMessage(1004, LogLevel.Information, "{Step} in flow {Flow} of {Instance} ({Provider}) was cancelled")]
    public partial void StepCancelled(string step, string? flow, string instance, string provider);

    [LoggerMessage(1005, LogLevel.Warning, "{Step} in flow {Flow} of {Instance} ({Provider}) threw {Fault}")]
    public partial void StepThrew(string step, string? flow, string instance, string provider, string? fault);

    [LoggerMessage(1006, LogLevel.Debug, "The user has not consented yet in flow {Flow} of {Instance} ({Provider})")]
    public partial void StillPending(string? flow, string instance, string provider);

    [LoggerMessage(1007, LogLevel.Debug, "A poll in flow {Flow} of {Instance} ({Provider}) was answered: {Outcome}")]
    public partial void Polled(string? flow, string instance, string provider, string outcome);

    [LoggerMessage(1008, LogLevel.Debug, "A grant of flow {Flow} of {Instance} ({Provider}) was proved good")]
    public partial void Verified(string? flow, string instance, string provider);

    [LoggerMessage(1101, LogLevel.Debug, "A call signed for {Provider} (flow {Flow}) was answered")]
    public partial void CallAnswered(string provider, string flow);

    [LoggerMessage(EventId = 1102, Message = "A call signed for {Provider} (flow {Flow}) failed, {Kind}: {Told}", SkipEnabledCheck = true)]
    public partial void CallFailed(LogLevel level, string provider, string flow, FrobErrorKind kind, string told);

    [LoggerMessage(1103, LogLevel.Debug, "A call signed for {Provider} (flow {Flow}) threw {Fault}")]
    public partial void CallThrew(string provider, string flow, string? fault);

    [LoggerMessage(EventId = 1104, Message = "A call of {Instance} ({Provider}) was not sent: {Kind}")]
    public partial void CallRefused(LogLevel level, string instance, string provider, FrobErrorKind kind);

    [LoggerMessage(1201, LogLevel.Warning, "A grant of {Instance} ({Provider}) is dead and was marked so: {Told}", SkipEnabledCheck = true)]
    public partial void GrantDied(string instance, string provider, string told);

    [LoggerMessage(1202, LogLevel.Warning, "A grant of {Instance} ({Provider}) is dead, and {Part} threw {Fault} when it was told")]
    public partial void DeathFailed(string instance, string provider, string part, string? fault);

    [LoggerMessage(1301, LogLevel.Debug, "A call or poll to {Provider} waited {Seconds} s for its turn")]
    public partial void Waited(string provider, double seconds);

    [LoggerMessage(1302, LogLevel.Warning, "{Provider} asked everybody with this key to wait, {Kind}: nothing is sent for {Seconds} s")]
    public partial void Held(string provider, FrobErrorKind kind, double seconds);
}
