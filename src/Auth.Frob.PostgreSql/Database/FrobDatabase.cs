using System.Data;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Auth.Frob.PostgreSql.Database;

/// <summary>The database with its schema in place: opens connections, tries again where that is safe, and says what is wrong.</summary>
/// <remarks>Thread-safe.</remarks>
internal sealed class FrobDatabase : IAsyncDisposable, IDisposable
{
    private readonly NpgsqlDataSource _source;
    private readonly bool _isOwn;
    private readonly TimeSpan _timeout;
    private readonly SchemaSetup _setup;
    private readonly DatabaseLog _log;
    private readonly SemaphoreSlim _settingUp = new(1, 1);
    private volatile bool _isReady;

    public FrobDatabase(IOptions<FrobPostgreSqlOptions> options, IServiceProvider services, TimeProvider time, DatabaseLog log)
    {
        var told = options.Value;
        _isOwn = told.ConnectionString is not null;
        _source = told.ConnectionString is { } text ? NpgsqlDataSource.Create(text.Reveal()) : services.GetRequiredService<NpgsqlDataSource>();
        _timeout = told.CommandTimeout;
        _log = log;
        Schema = $"\"{told.Schema}\"";
        _setup = new SchemaSetup(told.Schema, time, log);
    }

    /// <summary>The schema's name as statements write it.</summary>
    public string Schema { get; }

    /// <summary>Sees to it that the schema is there; does nothing once it was.</summary>
    public async ValueTask EnsureAsync(CancellationToken cancellationToken)
    {
        if (_isReady)
            return;
        await _settingUp.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (_isReady)
                return;
            _isReady = await TryAsync(_setup.EnsureAsync, true, false, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _settingUp.Release();
        }
    }

    /// <summary>The version of the schema that is there, without making one; 0 for none.</summary>
    public Task<int> FindVersionAsync(CancellationToken cancellationToken) => TryAsync(_setup.FindVersionAsync, true, false, cancellationToken);

    /// <summary>Does a piece of work on a connection, with the schema in place.</summary>
    /// <param name="work">The work. It neither encrypts nor decrypts: the keys may be in this database too, and the pool may be small.</param>
    /// <param name="repeats">Whether it may be done once more when its connection broke.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="FrobPostgreSqlException">The database can't do it.</exception>
    public async ValueTask<T> RunAsync<T>(Func<DatabaseTurn, CancellationToken, Task<T>> work, bool repeats, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        await EnsureAsync(cancellationToken).ConfigureAwait(false);
        return await TryAsync(work, repeats, false, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The same on the caller's thread, from its first to its last step.</summary>
    /// <remarks>
    /// For contracts that are synchronous and asked by everybody at once: a thread that waited for a task would wait for a thread. It takes no turn in
    /// setting up for the same reason; the database lets one do it anyway.
    /// </remarks>
    public T RunHeld<T>(Func<DatabaseTurn, CancellationToken, Task<T>> work, bool repeats)
    {
        if (!_isReady)
            _isReady = Held(_setup.EnsureAsync, true);
        return Held(work, repeats);
    }

    public void Dispose()
    {
        _settingUp.Dispose();
        if (_isOwn)
            _source.Dispose();
    }

    public ValueTask DisposeAsync()
    {
        _settingUp.Dispose();
        return _isOwn ? _source.DisposeAsync() : ValueTask.CompletedTask;
    }

    // A server that was started anew leaves dead connections in the pool; the driver empties the pool at the first of them.
    private async Task<T> TryAsync<T>(
        Func<DatabaseTurn, CancellationToken, Task<T>> work, bool repeats, bool holds, CancellationToken cancellationToken)
    {
        for (var isAgain = false; ; isAgain = true)
        {
            NpgsqlConnection? connection = null;
            try
            {
                connection = holds ? _source.OpenConnection() : await _source.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
                return await work(new DatabaseTurn(connection, _timeout, isAgain, holds), cancellationToken).ConfigureAwait(false);
            }
            catch (NpgsqlException broken) when (repeats && !isAgain && Broke(connection) && broken.InnerException is not TimeoutException)
            {
                _log.Repeated();
            }
            catch (Exception fault) when (DatabaseFaults.Of(fault) is { } told)
            {
                if (DatabaseFaults.IsSchemaGone(fault))
                    _isReady = false;
                throw told;
            }
            finally
            {
                if (holds)
                    connection?.Dispose();
                else if (connection is not null)
                    await connection.DisposeAsync().ConfigureAwait(false);
            }
        }
    }

    private T Held<T>(Func<DatabaseTurn, CancellationToken, Task<T>> work, bool repeats) =>
        TryAsync(work, repeats, true, CancellationToken.None).GetAwaiter().GetResult();

    private static bool Broke(NpgsqlConnection? connection) => connection?.FullState.HasFlag(ConnectionState.Broken) is true;
}
