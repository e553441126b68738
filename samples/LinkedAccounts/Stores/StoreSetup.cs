using Auth.Frob.Desktop.Keys;
using Auth.Frob.Desktop.Storage;
using Microsoft.AspNetCore.DataProtection;

namespace LinkedAccounts.Stores;

/// <summary>Where grants, used flows and keys are kept: in a directory of one machine, or in PostgreSQL for many nodes.</summary>
internal static class StoreSetup
{
    public static void AddStores(this IServiceCollection services, IConfiguration configuration)
    {
        // One name for all nodes, wherever they are installed.
        var protection = services.AddDataProtection().SetApplicationName("LinkedAccounts");
        var health = services.AddHealthChecks();
        if (configuration.GetConnectionString("Frob") is { Length: > 0 } database)
        {
            services.AddFrobPostgreSql(database);
            protection.PersistKeysToFrobPostgreSql();
            health.AddFrobPostgreSql();
            return;
        }
        var directory = Path.GetFullPath(configuration["Data"] ?? Path.Combine(
            Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.Create), "linked-accounts"));
        protection.PersistKeysToFileSystem(OwnDirectory(directory, "keys"));
        services.AddSingleton<IGrantStore>(provider => new FileGrantStore(new FileStoreOptions
        {
            Directory = OwnDirectory(directory, "grants").FullName,
            Keys = [new KeyFileSource(Path.Combine(OwnDirectory(directory, "keys").FullName, "grants.key"))],
            Time = provider.GetRequiredService<TimeProvider>(),
        }));
    }

    private static DirectoryInfo OwnDirectory(string directory, string name)
    {
        var path = Path.Combine(directory, name);
        return OperatingSystem.IsWindows()
            ? Directory.CreateDirectory(path)
            : Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }
}
