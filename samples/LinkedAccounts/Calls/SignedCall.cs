using System.Text.Json;
using Auth.Frob.Extensions.Calls;

namespace LinkedAccounts.Calls;

/// <summary>Sends a call in the name of a linked account and reads its rows; every failure is an answer.</summary>
internal static class SignedCall
{
    public static async Task<CallResult<T>> SendAsync<T>(
        HttpClient http, Uri address, GrantKey key, Func<JsonElement, IEnumerable<T>> read, CancellationToken cancellationToken)
    {
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, address).WithGrant(key);
            using var reply = await http.SendAsync(request, cancellationToken);
            if (reply.TryGetFrobError(out var outcome))
                return new CallResult<T>([], outcome.Error);
            using var body = JsonDocument.Parse(await reply.Content.ReadAsByteArrayAsync(cancellationToken));
            return new CallResult<T>([.. read(body.RootElement)]);
        }
        catch (FrobCallException refused)
        {
            return new CallResult<T>([], refused.Error);
        }
        catch (JsonException)
        {
            return new CallResult<T>([], new FrobError(FrobErrorKind.Malformed));
        }
        catch (HttpRequestException)
        {
            return new CallResult<T>([], new FrobError(FrobErrorKind.Unreachable));
        }
    }

    /// <summary>Walks down by names; a service that leaves something out, or writes one thing where there may be many, is understood.</summary>
    public static JsonElement Down(this JsonElement element, params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
            element = element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var next) ? next : default;
        return element;
    }

    public static IEnumerable<JsonElement> Each(this JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Array => element.EnumerateArray(),
        JsonValueKind.Object => [element],
        _ => [],
    };

    public static string Text(this JsonElement element) =>
        element.ValueKind is JsonValueKind.String or JsonValueKind.Number ? element.ToString() : "";

    public static DateTimeOffset? Time(this JsonElement element) =>
        long.TryParse(element.Text(), out var seconds) && seconds is > 0 and < 32503680000 ? DateTimeOffset.FromUnixTimeSeconds(seconds) : null;
}
