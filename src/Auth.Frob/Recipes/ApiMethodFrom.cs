namespace Auth.Frob.Recipes;

/// <summary>Where a later call says which method it is.</summary>
public enum ApiMethodFrom
{
    /// <summary>Nowhere: the service has no method names.</summary>
    Nothing = 0,

    /// <summary>In a parameter named <c>method</c>, which is signed like the rest.</summary>
    Parameter,

    /// <summary>In the path, as the segment after the API address; the signature ends with it.</summary>
    PathSegment,
}
