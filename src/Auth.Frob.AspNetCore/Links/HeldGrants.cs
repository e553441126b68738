using Auth.Frob.AspNetCore.Flows;

namespace Auth.Frob.AspNetCore.Links;

/// <summary>Keeps a grant in the browser of its owner, who alone can give it back.</summary>
internal sealed class HeldGrants(CookieVault vault, TimeProvider time)
{
    private const string Name = "held";
    private static readonly TimeSpan Life = TimeSpan.FromMinutes(15);

    public bool TryHold(string owner, Grant grant, string returnUrl, bool asksFirst) => vault.TryWrite(
        Name, new HeldGrant(grant.ToEnvelope(), returnUrl, time.GetUtcNow() + Life, asksFirst), CookieJson.Default.HeldGrant, Life, owner);

    public (HeldGrant Held, Grant Grant)? Find(string owner)
    {
        if (!vault.TryRead(Name, CookieJson.Default.HeldGrant, out var held, out _, owner) || held.Until <= time.GetUtcNow())
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

    public void Forget() => vault.Delete(Name);
}
