using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.Repositories;

namespace Auth.Frob.PostgreSql.Keys;

/// <summary>The data-protection key ring in PostgreSQL.</summary>
/// <remarks>Thread-safe. What it is given is kept as it is: whether the keys in it are encrypted is up to <c>ProtectKeysWith...</c>.</remarks>
internal sealed class PostgreSqlKeyRepository(FrobDatabase database, TimeProvider time) : IXmlRepository
{
    private readonly string _all = $"SELECT xml FROM {database.Schema}.data_protection_keys ORDER BY id";
    private readonly string _add = $"INSERT INTO {database.Schema}.data_protection_keys (friendly_name, xml, stored_at) VALUES ($1, $2, $3)";

    public IReadOnlyCollection<XElement> GetAllElements() =>
        database.RunHeld((turn, token) => turn.ReadAsync(_all, [], static row => XElement.Parse(row.GetString(0)), token), true);

    // Not repeated: a key ring with one key twice is a fault.
    public void StoreElement(XElement element, string friendlyName)
    {
        ArgumentNullException.ThrowIfNull(element);
        object?[] values = [friendlyName, element.ToString(SaveOptions.DisableFormatting), time.GetUtcNow()];
        database.RunHeld((turn, token) => turn.WriteAsync(_add, values, token), false);
    }
}
