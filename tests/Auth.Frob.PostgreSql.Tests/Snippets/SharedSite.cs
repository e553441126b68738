// <snippet:shared-using>
using Microsoft.AspNetCore.DataProtection;
// </snippet:shared-using>
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using X509Certificate2 = System.Security.Cryptography.X509Certificates.X509Certificate2;

namespace Auth.Frob.PostgreSql.Tests.Snippets;

/// <summary>What the page shows a site's author.</summary>
internal static class SharedSite
{
    public static void Register(IServiceCollection services, IConfiguration configuration, X509Certificate2 certificate)
    {
        // <snippet:shared-register>
        services.AddFrobPostgreSql(o => o.ConnectionString = configuration.GetConnectionString("Frob"));
        services.AddDataProtection()
            .SetApplicationName("my-site") // the same on every node
            .PersistKeysToFrobPostgreSql()
            .ProtectKeysWithCertificate(certificate);
        services.AddHealthChecks().AddFrobPostgreSql();
        // </snippet:shared-register>
    }

    public static void RegisterSource(IServiceCollection services, string connectionString)
    {
        // <snippet:shared-source>
        services.AddSingleton(NpgsqlDataSource.Create(connectionString)); // one that the site has anyway
        services.AddFrobPostgreSql(o => o.Schema = "sign_in");
        // </snippet:shared-source>
    }
}
