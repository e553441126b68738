using System.Text.Json;

namespace Auth.Frob.Tests.Neutrality;

/// <summary>A service with the device grant in a few lines; it minds its pace and answers in three ways that services were seen to use.</summary>
internal sealed class SmallDeviceService(TimeProvider time, string style) : SmallService
{
    private readonly DateTimeOffset _expires = time.GetUtcNow() + TimeSpan.FromMinutes(15);
    private DateTimeOffset _mayAsk = time.GetUtcNow();
    private TimeSpan _pace = TimeSpan.FromSeconds(7);
    private bool? _allowed;
    private bool _isUsed;

    public const string StatusJson = "JSON, 400", PlainJson = "JSON, 200", PlainForm = "form, 200";

    /// <summary>Members that replies leave out.</summary>
    public HashSet<string> Silent { get; } = [];

    public string Page { get; init; } = "https://service.example/activate";

    public bool AsksForPatience { get; set; }

    public void Decide(Uri page, bool allows = true)
    {
        page.AbsoluteUri.Should().StartWith(Page);
        _allowed = allows;
    }

    protected override (int Status, string MediaType, string Text) Answer(Asked asked)
    {
        if (asked.InForm("client_id") != NeutralBench.Key)
            return Reply(("error", "invalid_client"), ("error_description", "no such client"));
        if (asked.Address.EndsWith("/device_authorization", StringComparison.Ordinal))
        {
            return Reply(
                ("device_code", "GmRhmhcxhwAzkoEqiMEg_DnyEysNkuNhszIySk9eS"), ("user_code", "WDJB-MJHT"), ("verification_uri", Page),
                ("verification_uri_complete", $"{Page}?user_code=WDJB-MJHT"), ("expires_in", "900"), ("interval", "7"));
        }
        return Poll(asked) is { } error
            ? Reply(("error", error))
            : Reply(
                ("access_token", "2YotnFZFEjr1zCsicMWpAA"), ("token_type", "bearer"), ("refresh_token", "tGzv3JOkF0XG5Qx2TlKWIA"),
                ("expires_in", "3600"), ("scope", "photos"));
    }

    private string? Poll(Asked asked)
    {
        if (asked.InForm("grant_type") != "urn:ietf:params:oauth:grant-type:device_code")
            return "unsupported_grant_type";
        if (asked.InForm("device_code") != "GmRhmhcxhwAzkoEqiMEg_DnyEysNkuNhszIySk9eS" || _isUsed)
            return "invalid_grant";
        if (time.GetUtcNow() > _expires)
            return "expired_token";
        if (AsksForPatience || time.GetUtcNow() < _mayAsk)
        {
            AsksForPatience = false;
            _pace += TimeSpan.FromSeconds(5);
            _mayAsk = time.GetUtcNow() + _pace;
            return "slow_down";
        }
        _mayAsk = time.GetUtcNow() + _pace;
        _isUsed = _allowed is true;
        return _allowed switch { true => null, false => "access_denied", null => "authorization_pending" };
    }

    private (int, string, string) Reply(params (string Name, string Value)[] members)
    {
        var kept = members.Where(m => !Silent.Contains(m.Name)).ToDictionary(static m => m.Name, static m => m.Value);
        var status = style == StatusJson && kept.ContainsKey("error") ? 400 : 200;
        return style == PlainForm
            ? (status, "application/x-www-form-urlencoded", string.Join('&', kept.Select(static m => $"{m.Key}={Uri.EscapeDataString(m.Value)}")))
            : (status, "application/json", JsonSerializer.Serialize(kept));
    }
}
