using Microsoft.Extensions.Hosting;

namespace Auth.Frob.PostgreSql.Registration;

/// <summary>Sets up the schema when a host starts. A database that is not there yet stops no start; one that can never be used does.</summary>
internal sealed class StartSetup(FrobDatabase database, DatabaseLog log) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        try
        {
            await database.EnsureAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (FrobPostgreSqlException fault) when (fault.IsTransient)
        {
            log.NotReadyAtStart(fault.Message);
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
