using Auth.Frob.Desktop;
using Auth.Frob.Errors;

namespace Auth.Frob.Cli;

/// <summary>Why a command ends without what it was asked for: one sentence, what to do, and the exit code.</summary>
/// <remarks>Its texts hold no secret.</remarks>
internal sealed class CommandFailure(int exitCode, string kind, string message, string remedy) : Exception(message)
{
    public int ExitCode { get; } = exitCode;

    /// <summary>The kind of a protocol's error, or <c>Usage</c>, <c>Cancelled</c>, <c>Unexpected</c>.</summary>
    public string Kind { get; } = kind;

    /// <summary>The provider's code.</summary>
    public string? Code { get; private init; }

    public string Remedy { get; } = remedy;

    /// <summary>The remedy of who has no better one; <see cref="Of"/> names the command.</summary>
    private const string SeeHelp = "See --help.";

    public static CommandFailure Usage(string message, string remedy = SeeHelp) => new(Cli.ExitCode.Usage, "Usage", message, remedy);

    public static CommandFailure Cancelled() => new(Cli.ExitCode.Cancelled, "Cancelled", "Cancelled.", "Run the command again.");

    public static CommandFailure From(FrobError error) =>
        new(CodeOf(error.Kind), error.Kind.ToString(), Sentence(error), error.Remedy) { Code = error.Code };

    /// <summary>What happened, in one line.</summary>
    public static string Sentence(FrobError error)
    {
        List<string> parts = [$"{error.Call ?? "The sign-in"} failed: {error.Kind}"];
        if (error.Code is not null)
            parts.Add($"code {error.Code}");
        if (error.HttpStatus is { } status)
            parts.Add($"HTTP {status}");
        if (error.Message is not null)
            parts.Add($"\"{error.Message}\"");
        if (error.Cause is not null)
            parts.Add(error.Cause);
        return string.Join(", ", parts) + ".";
    }

    /// <summary>The same, and a remedy that only points to the help names the command.</summary>
    public CommandFailure Of(string command) => Remedy == SeeHelp ? Usage(Message, $"See frob {command} --help.") : this;

    /// <summary>The same, and the message begins with where it happened.</summary>
    public CommandFailure At(string place) => new(ExitCode, Kind, $"failed at {place}: {Message}", Remedy) { Code = Code };

    /// <summary>The same, where it was to be noted in a store that can't be written.</summary>
    public CommandFailure Unnoted(StoreException fault) =>
        new(ExitCode, Kind, $"{Message} That could not be noted here: {fault.Message}", $"{Remedy} {fault.Remedy}") { Code = Code };

    private static int CodeOf(FrobErrorKind kind) => kind switch
    {
        FrobErrorKind.Denied or FrobErrorKind.Pending or FrobErrorKind.PendingOrInvalid or FrobErrorKind.InvalidCredentials
            or FrobErrorKind.InvalidGrant or FrobErrorKind.InsufficientPermission or FrobErrorKind.Blocked
            or FrobErrorKind.Mismatch => Cli.ExitCode.Refused,
        FrobErrorKind.Expired or FrobErrorKind.InvalidFrob => Cli.ExitCode.Expired,
        FrobErrorKind.InvalidAppKey or FrobErrorKind.SuspendedAppKey or FrobErrorKind.InvalidSignature or FrobErrorKind.InvalidRequest
            or FrobErrorKind.Unsupported or FrobErrorKind.ClockSkew => Cli.ExitCode.Usage,
        _ => Cli.ExitCode.Service,
    };
}
