namespace Auth.Frob.Recipes;

/// <summary>Which addresses may be talked to: https, or http to this machine alone.</summary>
internal static class AddressRule
{
    public const string Text = "must be an absolute https address, or http to a loopback address";

    public static bool Allows(Uri address) =>
        address is { IsAbsoluteUri: true, UserInfo: "" }
        && (address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && address.IsLoopback));

    public static bool Allows(string? address) => Uri.TryCreate(address, UriKind.Absolute, out var uri) && Allows(uri);
}
