using System.Collections.Immutable;
using System.Text.Json;
using Auth.Frob.Outcomes;

namespace Auth.Frob.Testing.Transcripts;

/// <summary>The secrets that a run comes to hold, so that what it prints can be searched for them.</summary>
internal sealed class ReplaySecrets
{
    // A shorter one may stand in a text by chance.
    private const int ShortestSearched = 8;

    private readonly SortedSet<string> _all = new(StringComparer.Ordinal);

    public ReplaySecrets(Transcript transcript)
    {
        Add(transcript.SharedSecret);
        Add(transcript.Request.Password);
        // A nonce may ride as state, and a signature is as good as a call.
        foreach (var nonce in transcript.Nonces)
            Add(nonce);
        foreach (var expect in transcript.Exchanges.Select(static e => e.Expect))
        {
            Add(expect.Headers.GetValueOrDefault("Authorization"));
            foreach (var set in new[] { expect.Query, expect.Form, expect.Parameters })
                Add(set?.FirstOrDefault(static p => p.Key.EndsWith("_sig", StringComparison.Ordinal)).Value);
        }
    }

    public ImmutableArray<string> All => [.. _all];

    public void Add(PendingConsent pending)
    {
        using var envelope = JsonDocument.Parse(pending.ToEnvelope());
        foreach (var secret in envelope.RootElement.GetProperty("secret").EnumerateObject())
            Add(secret.Value.GetString());
        Add(pending.ConsentUri.Reveal().Query);
    }

    public void Add(Grant grant)
    {
        Add(grant.Token.Reveal());
        Add(grant.TokenSecret?.Reveal());
        Add(grant.RefreshToken?.Reveal());
    }

    private void Add(string? secret)
    {
        if (secret is { Length: >= ShortestSearched })
            _all.Add(secret);
    }
}
