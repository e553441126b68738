namespace Auth.Frob.Recipes;

/// <summary>What every instance of a provider is told; a provider's options add a typed face over its settings.</summary>
/// <remarks>Not thread-safe; read when its client is first asked for.</remarks>
public abstract class FrobOptions
{
    /// <summary>The instance's name, so that one provider can be had several times.</summary>
    /// <value>Lower-case letters, digits and hyphens. Null: the provider's id.</value>
    public string? Name { get; set; }

    /// <summary>The application's public key at the service.</summary>
    /// <value>Required. Opaque printable ASCII, at most 256 characters.</value>
    public string? ApiKey { get; set; }

    /// <summary>The application's shared secret.</summary>
    /// <value>Required where the provider signs. Opaque printable ASCII, at most 256 characters.</value>
    public Secret? SharedSecret { get; set; }

    /// <summary>The application's name, for the User-Agent that the services ask for.</summary>
    /// <value>Required. Letters, digits, dot, hyphen, underscore.</value>
    public string? AppName { get; set; }

    /// <summary>The application's version, for the User-Agent.</summary>
    /// <value>Required. Letters, digits, dot, hyphen, underscore, plus.</value>
    public string? AppVersion { get; set; }

    /// <summary>How long one request may take, from its start to the last byte of its reply.</summary>
    /// <value>Default: 30 seconds; more than zero, at most 10 minutes.</value>
    public TimeSpan CallTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Fixed parameters to add.</summary>
    /// <value>Default: none.</value>
    public IList<StandingParameter> Standing { get; } = [];

    /// <summary>The provider's settings by slot name; what is not set has the setting's default.</summary>
    /// <value>Compared ordinally. The typed properties of a provider's options write here.</value>
    public IDictionary<string, string> Settings { get; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Reads a setting, for a typed property.</summary>
    /// <param name="slot">The setting's slot.</param>
    /// <returns>The value, or null where it was not set.</returns>
    protected string? Get(Slot slot) => Settings.TryGetValue(slot.Name, out var value) ? value : null;

    /// <summary>Writes a setting, for a typed property.</summary>
    /// <param name="slot">The setting's slot.</param>
    /// <param name="value">The value; null takes the setting back to its default.</param>
    protected void Set(Slot slot, string? value)
    {
        if (value is null)
            Settings.Remove(slot.Name);
        else
            Settings[slot.Name] = value;
    }
}
