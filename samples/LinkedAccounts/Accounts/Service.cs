namespace LinkedAccounts.Accounts;

/// <summary>A service, and the person's accounts there.</summary>
public sealed record Service(FrobClient Client, IReadOnlyList<LinkedAccount> Accounts)
{
    public string Id => Client.Instance;

    public string Name => Client.Provider.DisplayName;

    public Uri? RevokePage => Client.Provider.RevokePage;

    public string Offer => Id == "lastfm" ? "What you listened to lately." : "The albums of your pictures.";

    public (string Page, string Text) Look => Id == "lastfm" ? ("/tracks", "Recent tracks") : ("/albums", "Albums");
}
