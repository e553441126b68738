namespace Auth.Frob.Recipes;

/// <summary>How a call's body is written.</summary>
public enum BodyFormat
{
    /// <summary>As <c>application/x-www-form-urlencoded</c>, UTF-8.</summary>
    Form = 0,

    /// <summary>As a flat JSON object of texts.</summary>
    Json,
}
