namespace Auth.Frob.Extensions.Calls;

/// <summary>Where a call goes: a token is for the API that gave it, and for no other address.</summary>
internal readonly record struct CallAddress
{
    private CallAddress(Uri whole, string beneath)
    {
        WithoutQuery = whole.GetLeftPart(UriPartial.Path);
        Beneath = beneath;
    }

    /// <summary>The address without its query.</summary>
    public string WithoutQuery { get; }

    /// <summary>The path from the API's address on, without a slash before it.</summary>
    public string Beneath { get; }

    /// <summary>The service's method where the path says it; null where the path is the API's own.</summary>
    public string? Method => Uri.UnescapeDataString(Beneath.Split('/')[0]) is { Length: > 0 } method ? method : null;

    /// <summary>Reads the address of a request; one that is not beneath the API's is refused.</summary>
    public static CallAddress Of(FrobClient client, Uri? asked)
    {
        var api = client.ApiAddress;
        // A recipe whose addresses are no settings names whole calls: what holds for later ones is their host.
        var path = client.Provider.Settings.Any(static s => s.Kind == SettingKind.Address) ? api.AbsolutePath.TrimEnd('/') : "";
        // Once more through the parser: an address may have been made without it, with dots that lead elsewhere.
        if (asked is { IsAbsoluteUri: true } && new Uri(asked.AbsoluteUri) is var whole && IsSameHost(whole, api)
            && (whole.AbsolutePath + "/").StartsWith(path + "/", StringComparison.Ordinal))
            return new CallAddress(whole, whole.AbsolutePath.Length > path.Length ? whole.AbsolutePath[(path.Length + 1)..] : "");
        var wanted = path.Length == 0 ? api.GetLeftPart(UriPartial.Authority) : api.GetLeftPart(UriPartial.Path);
        throw Misuse.Of(
            client.Instance, nameof(HttpRequestMessage.RequestUri),
            $"the call goes to another address than the API's, and the user's token is for that one alone. Write one beneath {wanted}; nothing was sent");
    }

    private static bool IsSameHost(Uri left, Uri right) =>
        left.Scheme == right.Scheme && left.Port == right.Port && string.Equals(left.IdnHost, right.IdnHost, StringComparison.OrdinalIgnoreCase);
}
