namespace Auth.Frob.Recipes;

/// <summary>What ties the user's return to the question that was asked.</summary>
public enum Binding
{
    /// <summary>Nothing was said: a fault of the recipe.</summary>
    Unstated = 0,

    /// <summary>The frob: we had it before the user went, and only that frob is exchanged.</summary>
    Frob,

    /// <summary>Our nonce, which the redirect echoes.</summary>
    State,

    /// <summary>Nothing in the protocol: only the host's cookie and the person's eyes. Hosts treat such an answer as unverified.</summary>
    BrowserOnly,
}
