using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Auth.Frob.PostgreSql.Registration;

/// <summary>Says what is wrong with the options, all at once, without a value of the connection string.</summary>
internal sealed class OptionsCheck(IServiceProviderIsService services) : IValidateOptions<FrobPostgreSqlOptions>
{
    public ValidateOptionsResult Validate(string? name, FrobPostgreSqlOptions options)
    {
        var faults = new List<string>();
        if (options.ConnectionString is not { } text)
        {
            if (!services.IsService(typeof(NpgsqlDataSource)))
                faults.Add("ConnectionString: there is none, and no NpgsqlDataSource in the container. Write Host=...;Database=...;Username=...;Password=...");
        }
        else if (!IsReadable(text.Reveal()))
            faults.Add("ConnectionString: Npgsql can't read it, or it names no Host. Write Host=...;Database=...;Username=...;Password=...");
        if (!SchemaName.IsValid(options.Schema))
            faults.Add($"Schema: {SchemaName.Rule}.");
        if (options.CommandTimeout < TimeSpan.FromSeconds(1) || options.CommandTimeout > TimeSpan.FromMinutes(10))
            faults.Add("CommandTimeout: write 1 second to 10 minutes.");
        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults.Select(static fault => "FrobPostgreSqlOptions." + fault));
    }

    // What the driver says of a text that it can't read may quote from it.
    private static bool IsReadable(string text)
    {
        try
        {
            return !string.IsNullOrEmpty(new NpgsqlConnectionStringBuilder(text).Host);
        }
        catch (Exception fault) when (fault is ArgumentException or FormatException or InvalidCastException or OverflowException or KeyNotFoundException)
        {
            return false;
        }
    }
}
