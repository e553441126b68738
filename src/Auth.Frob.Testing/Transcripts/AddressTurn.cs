using System.Collections.Immutable;
using Auth.Frob.Recipes;

namespace Auth.Frob.Testing.Transcripts;

/// <summary>Takes the slash from the end of every address of the settings, or gives it one, and expects the same of the requests.</summary>
internal static class AddressTurn
{
    public static Transcript Turned(Transcript transcript, FrobProvider provider)
    {
        var turned = transcript;
        foreach (var setting in provider.Settings.Where(static s => s.Kind == SettingKind.Address))
        {
            if ((transcript.Settings.GetValueOrDefault(setting.Slot.Name) ?? setting.Default) is { Length: > 0 } address)
                turned = Turned(turned, setting.Slot.Name, address, address.EndsWith('/') ? address[..^1] : address + "/");
        }
        return turned;
    }

    // A request beneath an address has its slash either way; only one to the address itself shows how it was written.
    private static Transcript Turned(Transcript transcript, string slot, string before, string after) => transcript with
    {
        Settings = transcript.Settings.SetItem(slot, after),
        Exchanges = [.. transcript.Exchanges.Select(e => e.Expect.Url == before ? e with { Expect = e.Expect with { Url = after } } : e)],
        Outcome = transcript.Outcome.Pending is { ConsentUri: { } link } pending && link.StartsWith(before + "?", StringComparison.Ordinal)
            ? transcript.Outcome with { Pending = pending with { ConsentUri = string.Concat(after, link.AsSpan(before.Length)) } }
            : transcript.Outcome,
    };
}
