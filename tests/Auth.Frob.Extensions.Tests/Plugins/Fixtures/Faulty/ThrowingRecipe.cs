namespace Frob.Fixture.Faulty;

/// <summary>A recipe that can't even be made.</summary>
public static class ThrowingRecipe
{
    public static FrobProvider Provider { get; } = Make();

    private static FrobProvider Make() => throw new NotSupportedException("no such thing on this machine");
}
