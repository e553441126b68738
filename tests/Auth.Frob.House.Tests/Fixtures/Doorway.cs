using Auth.Frob.House.Tests.Fixtures.Slots;

namespace Auth.Frob.House.Tests.Fixtures;

/// <summary>Reaches the hidden type through another one.</summary>
internal static class Doorway
{
    public static Task<int> OpenAsync(CancellationToken cancellationToken) => Turning.TurnAsync(cancellationToken);
}
