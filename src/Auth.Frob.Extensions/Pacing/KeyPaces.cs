namespace Auth.Frob.Extensions.Pacing;

/// <summary>The paces of this process, by key print: instances that share a key and an address share a pace.</summary>
internal sealed class KeyPaces
{
    private readonly KeyPace _only = new();

    /// <summary>The pace of a client's key.</summary>
    public KeyPace Of(FrobClient client) => _only;
}
