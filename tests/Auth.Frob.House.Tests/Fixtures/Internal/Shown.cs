namespace Auth.Frob.House.Tests.Fixtures.Internal;

/// <summary>Public where nothing may be.</summary>
public static class Shown;
