namespace Auth.Frob.AspNetCore.Flows;

/// <summary>What a flow's cookie holds: the question, where it was asked from, how long it is open, what the site wanted to keep.</summary>
/// <param name="Pending">The pending consent's envelope: it holds the nonce, and where there is one the frob.</param>
/// <param name="Origin">Scheme and host at which the flow began.</param>
/// <param name="Until">When it closes.</param>
/// <param name="Items">The items of the challenge's properties.</param>
internal sealed record OpenFlow(string Pending, string Origin, DateTimeOffset Until, Dictionary<string, string?> Items);
