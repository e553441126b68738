using Microsoft.Extensions.Logging;

namespace Auth.Frob.PostgreSql.Database;

/// <summary>The logs. Ids are lasting; the package's README lists them.</summary>
internal sealed partial class DatabaseLog(ILogger<DatabaseLog> logger)
{
    [LoggerMessage(3001, LogLevel.Information, "The schema was brought from version {From} to {To}")]
    public partial void SchemaSetUp(int from, int to);

    [LoggerMessage(3002, LogLevel.Warning, "The database was not ready at start; it is tried again at the first use. {Told}")]
    public partial void NotReadyAtStart(string told);

    [LoggerMessage(3003, LogLevel.Information, "A pooled connection had broken; the call is made again on a new one")]
    public partial void Repeated();

    [LoggerMessage(3004, LogLevel.Warning, "Old records of used flows could not be forgotten. {Told}")]
    public partial void NotForgotten(string told);

    [LoggerMessage(3005, LogLevel.Warning, "A grant of {Instance} is unreadable and kept: {Why}")]
    public partial void Unreadable(string instance, string why);

    [LoggerMessage(3006, LogLevel.Warning, "An unreadable grant of {Instance} was set aside for a new one")]
    public partial void SetAside(string instance);
}
