namespace Auth.Frob.Recipes;

/// <summary>Where a standing parameter is added.</summary>
[Flags]
public enum StandingPlaces
{
    /// <summary>Nowhere.</summary>
    None = 0,

    /// <summary>To the calls of the flows.</summary>
    Calls = 1,

    /// <summary>To the consent link.</summary>
    Consent = 2,

    /// <summary>To later calls made with a grant.</summary>
    Later = 4,

    /// <summary>To all of them.</summary>
    Everywhere = Calls | Consent | Later,
}
