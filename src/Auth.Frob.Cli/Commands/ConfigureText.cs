using Auth.Frob.Cli.Output;

namespace Auth.Frob.Cli.Commands;

/// <summary>What may be shown of an application's key: all but the secret.</summary>
internal static class ConfigureText
{
    public static void Write(Screen screen, KeyShown shown, bool isJson)
    {
        if (isJson)
        {
            screen.Line(Json(shown));
            return;
        }
        if (shown.Key is { } key)
        {
            screen.Line($"api key      {key.ApiKey}");
            screen.Line($"secret       {(key.SharedSecret is null ? "none" : key.SharedSecret.ToString())}");
            foreach (var (name, value) in key.Settings)
                screen.Line($"{name,-12} {value}");
        }
        screen.Prose($"{shown.Order.Instance}: {shown.Sentence}");
    }

    private static string Json(KeyShown shown) => JsonText.Object(json =>
    {
        json.WriteString("provider", shown.Order.Provider.Id);
        json.WriteString("instance", shown.Order.Instance);
        json.WriteBoolean("kept", shown.Key is not null);
        json.WriteString("apiKey", shown.Key?.ApiKey);
        json.WriteBoolean("hasSecret", shown.Key?.SharedSecret is not null);
        json.WriteMembers("settings", shown.Key?.Settings ?? Enumerable.Empty<KeyValuePair<string, string>>());
    });
}
