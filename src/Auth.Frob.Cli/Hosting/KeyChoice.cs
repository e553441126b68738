using System.Collections.Immutable;
using Auth.Frob.Desktop.Keys;

namespace Auth.Frob.Cli.Hosting;

/// <summary>The words for where a store's key comes from, and what they stand for.</summary>
internal static class KeyChoice
{
    public const string Auto = "auto";
    public const string Keyring = "keyring";
    public const string KeyFile = "key-file";
    public const string Passphrase = "passphrase";

    public static IReadOnlyList<string> Names { get; } = [Auto, Keyring, KeyFile, Passphrase];

    /// <summary>The sources of an order: the first writes, all of them read.</summary>
    public static ImmutableArray<KeySource> Of(StoreOrder order) => throw new NotImplementedException(order.KeySource);
}
