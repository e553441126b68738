namespace Auth.Frob.House.Tests.Fixtures.Errors;

internal sealed class Hidden
{
    public int Number { get; } = 1;
}
