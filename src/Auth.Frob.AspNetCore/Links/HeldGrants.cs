using Auth.Frob.AspNetCore.Flows;

namespace Auth.Frob.AspNetCore.Links;

/// <summary>Keeps grants in the browser of their owner, who alone can give them back; each by the name of its flow.</summary>
internal sealed class HeldGrants(CookieVault vault, TimeProvider time)
{
    private static readonly TimeSpan Life = TimeSpan.FromMinutes(15);

    public bool TryHold(FlowId id, string owner, Grant grant, string returnUrl, bool asksFirst) => vault.TryWrite(
        Name(id), new HeldGrant(grant.ToEnvelope(), returnUrl, time.GetUtcNow() + Life, asksFirst), CookieJson.Default.HeldGrant, Life, owner);

    public (HeldGrant Held, Grant Grant)? Find(FlowId id, string owner)
    {
        if (!vault.TryRead(Name(id), CookieJson.Default.HeldGrant, out var held, out _, owner) || held.Until <= time.GetUtcNow())
            return null;
        try
        {
            return (held, Grant.FromEnvelope(held.Grant));
        }
        catch (FormatException)
        {
            return null;
        }
    }

    public void Forget(FlowId id) => vault.Delete(Name(id));

    // A name of its own: what a page shows is what its buttons keep, whatever another tab has brought meanwhile.
    private static string Name(FlowId id) => $"held.{id}";
}
