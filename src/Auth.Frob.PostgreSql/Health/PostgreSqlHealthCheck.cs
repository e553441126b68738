using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Auth.Frob.PostgreSql.Health;

/// <summary>Whether the database answers, and its schema is the one that this version knows. Makes nothing.</summary>
internal sealed class PostgreSqlHealthCheck(FrobDatabase database) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var failed = context.Registration.FailureStatus;
        try
        {
            var found = await database.FindVersionAsync(cancellationToken).ConfigureAwait(false);
            return found == SchemaSteps.Current
                ? HealthCheckResult.Healthy(string.Create(CultureInfo.InvariantCulture, $"The schema has version {found}."))
                : new HealthCheckResult(failed, string.Create(
                    CultureInfo.InvariantCulture, $"The schema has version {found}, and this node needs {SchemaSteps.Current}."));
        }
        catch (FrobPostgreSqlException fault)
        {
            return new HealthCheckResult(failed, fault.Message, fault);
        }
    }
}
