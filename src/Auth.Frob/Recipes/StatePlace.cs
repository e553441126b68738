namespace Auth.Frob.Recipes;

/// <summary>Where our nonce rides so that the redirect echoes it.</summary>
public enum StatePlace
{
    /// <summary>Nowhere: the service echoes nothing.</summary>
    None = 0,

    /// <summary>In the query of the callback address, which survives the redirect.</summary>
    InCallbackAddress,

    /// <summary>In the query of the consent address, as a parameter that the service echoes.</summary>
    InConsentAddress,
}
