using Auth.Frob.PostgreSql;
using Auth.Frob.PostgreSql.Flows;
using Auth.Frob.PostgreSql.Grants;
using Auth.Frob.PostgreSql.Health;
using Auth.Frob.PostgreSql.Keys;
using Auth.Frob.PostgreSql.Registration;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Keeps grants, used flows and data-protection keys in PostgreSQL, for sites of one node or many.</summary>
public static class FrobPostgreSqlExtensions
{
    /// <summary>Keeps grants and used flows in PostgreSQL, in place of the stores in memory.</summary>
    /// <param name="services">The collection.</param>
    /// <param name="configure">Fills the options; null: they are filled elsewhere, or the container's <c>NpgsqlDataSource</c> is used.</param>
    /// <returns>The collection.</returns>
    /// <remarks>
    /// Before or after <c>AddFrob</c>. Options are looked at, and the schema is made or migrated, when the host starts and at the latest at the first
    /// use; a database that can't be reached then is waited for. A schema of a newer version, or a role without the rights, stops the start.
    /// </remarks>
    /// <example><code>services.AddFrobPostgreSql(o => o.ConnectionString = configuration.GetConnectionString("Frob"));</code></example>
    public static IServiceCollection AddFrobPostgreSql(this IServiceCollection services, Action<FrobPostgreSqlOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        AddDatabase(services);
        if (configure is not null)
            services.Configure(configure);
        services.AddDataProtection();
        services.TryAddSingleton<PostgreSqlGrantStore>();
        services.TryAddSingleton<PostgreSqlUsedFlows>();
        services.AddSingleton<IGrantStore>(static s => s.GetRequiredService<PostgreSqlGrantStore>());
        services.AddSingleton<IUsedFlows>(static s => s.GetRequiredService<PostgreSqlUsedFlows>());
        return services;
    }

    /// <summary>Keeps grants and used flows in PostgreSQL, in place of the stores in memory.</summary>
    /// <param name="services">The collection.</param>
    /// <param name="connectionString">How to reach the database: <c>Host=...;Database=...;Username=...;Password=...</c>.</param>
    /// <returns>The collection.</returns>
    /// <remarks>As the other overload.</remarks>
    public static IServiceCollection AddFrobPostgreSql(this IServiceCollection services, string connectionString)
    {
        ArgumentException.ThrowIfNullOrEmpty(connectionString);
        return services.AddFrobPostgreSql(options => options.ConnectionString = connectionString);
    }

    /// <summary>Keeps the key ring in the same database, so that what one node protects every node can read.</summary>
    /// <param name="builder">What <c>AddDataProtection</c> gave.</param>
    /// <returns>The builder.</returns>
    /// <remarks>
    /// The keys are written as they come: without <c>ProtectKeysWithCertificate</c> or another of its kind they stand there in plain, and whoever reads
    /// the whole database reads the grants too. Where nodes are installed in different directories, call <c>SetApplicationName</c> as well.
    /// </remarks>
    public static IDataProtectionBuilder PersistKeysToFrobPostgreSql(this IDataProtectionBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        AddDatabase(builder.Services);
        builder.Services.TryAddSingleton<PostgreSqlKeyRepository>();
        builder.Services.AddOptions<KeyManagementOptions>()
            .Configure<PostgreSqlKeyRepository>(static (options, keys) => options.XmlRepository = keys);
        return builder;
    }

    /// <summary>Checks that the database answers and its schema is the one that this version knows.</summary>
    /// <param name="builder">What <c>AddHealthChecks</c> gave.</param>
    /// <param name="name">The check's name.</param>
    /// <param name="failureStatus">What a failure counts as; null: unhealthy.</param>
    /// <param name="tags">Tags, such as <c>ready</c>; null for none.</param>
    /// <returns>The builder.</returns>
    public static IHealthChecksBuilder AddFrobPostgreSql(
        this IHealthChecksBuilder builder, string name = "frob-postgresql", HealthStatus? failureStatus = null, IEnumerable<string>? tags = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        AddDatabase(builder.Services);
        return builder.Add(new HealthCheckRegistration(
            name, static s => new PostgreSqlHealthCheck(s.GetRequiredService<FrobDatabase>()), failureStatus, tags));
    }

    private static void AddDatabase(IServiceCollection services)
    {
        services.AddLogging();
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<DatabaseLog>();
        services.TryAddSingleton<FrobDatabase>();
        services.AddOptions<FrobPostgreSqlOptions>().ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<FrobPostgreSqlOptions>, OptionsCheck>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, StartSetup>());
    }
}
